"""Finds the movement of a routine or a check by its id."""

import tomllib
from dataclasses import replace
from functools import cache
from importlib import resources

from deskbreak.figures.errors import FigureError
from deskbreak.figures.movement import Movement, Poster, Segment, Step, repetition
from deskbreak.figures.pose import Pose, mirrored
from deskbreak.figures.script import Script, StepScript, VariantEntry, merged, read
from deskbreak.figures.table import Raw, Table

_FOLDER = "poses"


def ids() -> tuple[str, ...]:
    """Every routine and check that has a figure, in alphabetical order."""
    folder = resources.files(__package__) / _FOLDER
    names = (entry.name for entry in folder.iterdir())
    return tuple(sorted(n[:-5] for n in names if n.endswith(".toml") and not n.startswith("_")))


def variants(id_: str) -> tuple[str, ...]:
    """The longer forms of a routine: ``full-90`` …, and ``seated`` (without the stand-up)."""
    return tuple(script(id_).variants)


@cache
def movement(id_: str, variant: str | None = None) -> Movement:
    """The movement of a routine or check.

    Args:
        id_: kebab-case id of the catalogue.
        variant: one of ``variants(id_)``; None for the scheduled form (for a routine that has
            none, its first variant).

    Raises:
        KeyError: there is no such movement or variant.
        FigureError: its file is wrong.
    """
    return build(id_, script(id_), variant)


@cache
def script(id_: str) -> Script:
    """A movement's file; KeyError if there is none, FigureError if it is wrong."""
    file = f"{id_}.toml"
    raw = _raw(file)
    if raw is None:
        raise KeyError(id_)
    return read(raw, file)


def _raw(file: str) -> Raw | None:
    """A file with everything it starts from; None if there is no such file."""
    path = resources.files(__package__) / _FOLDER / file
    if not path.is_file():
        return None
    try:
        raw = tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise FigureError(file, "the file", f"is not TOML: {error}") from error
    like = raw.get("like")
    if like is None:
        return raw
    under = _raw(f"{like}.toml")
    if under is None:
        raise FigureError(file, "like", f"there is no file {like}.toml")
    return merged(under, raw)


def build(id_: str, source: Script, variant: str | None = None) -> Movement:
    """Put a script on its clock; KeyError for an unknown variant, FigureError for a wrong one."""
    if variant is None and not source.steps and source.variants:
        variant = next(iter(source.variants))
    if variant is None:
        parts = [(source, step, i) for i, step in enumerate(source.steps)]
    else:
        parts = [_entry(source, entry) for entry in source.variants[variant]]
    if not parts:
        raise FigureError(source.file, "step", "needs at least one")
    return Movement(
        id_,
        variant,
        _track(parts, easier=False),
        _track(parts, easier=True),
        _poster(source if source.steps else parts[0][0]),
    )


def _entry(source: Script, entry: VariantEntry) -> tuple[Script, StepScript, int]:
    """A step of a variant with its own seconds and repetitions."""
    if entry.own is not None:
        return source, entry.own, -1
    of = source if entry.of is None else script(entry.of)
    first = _nth(source, of, entry, entry.step or 0)
    if entry.also is None:
        return of, _timed(first, entry.seconds, entry.repeat or first.repeat), entry.step or 0
    second = _nth(source, of, entry, entry.also)
    halves = [
        _timed(step, entry.seconds / 2, entry.repeat or step.repeat) for step in (first, second)
    ]
    beats = tuple(beat for half in halves for beat in half.beats * half.repeat)
    stills = (first.beats[0].to, second.beats[0].to)
    joined = replace(first, seconds=entry.seconds, repeat=1, beats=beats, shrink=1.0, stills=stills)
    return of, joined, -1


def _nth(source: Script, of: Script, entry: VariantEntry, index: int) -> StepScript:
    if index >= len(of.steps):
        raise FigureError(source.file, entry.key, f"{of.file} has only {len(of.steps)} steps")
    return of.steps[index]


def _timed(step: StepScript, seconds: float, repeat: int) -> StepScript:
    """The step stretched to other times; the play keeps its proportions."""
    k = seconds / repeat / (step.seconds / step.repeat)
    beats = tuple(replace(beat, move=beat.move * k, hold=beat.hold * k) for beat in step.beats)
    return replace(step, seconds=seconds, repeat=repeat, beats=beats)


def _track(parts: list[tuple[Script, StepScript, int]], *, easier: bool) -> tuple[Step, ...]:
    steps: list[Step] = []
    last: Pose | None = None
    known: Script | None = None
    for source, plan, index in parts:
        script_step = plan
        if easier and index in source.easier_steps:
            script_step = source.easier_steps[index]
            if abs(script_step.seconds - plan.seconds) > 1e-6:
                script_step = _timed_loops(source, script_step, plan.seconds)
        step = _step(source, script_step, last if source is known else None, easier=easier)
        steps.append(step)
        last, known = step.segments[-1].goal, source
    return tuple(steps)


def _timed_loops(source: Script, step: StepScript, seconds: float) -> StepScript:
    """An easier step in a longer form: as many repetitions as fit best."""
    loop = step.seconds / step.repeat
    repeat = max(round(seconds / loop), 1) if step.repeat > 1 else 1
    del source
    return _timed(step, seconds, repeat)


def _step(source: Script, plan: StepScript, last: Pose | None, *, easier: bool) -> Step:
    poses = source.easier_poses if easier else source.poses
    amount = source.easier_amount if easier and plan.repeat > 1 else 1.0

    def pose(name: str) -> Pose:
        return (
            mirrored(poses[name[:-1]], orbit=source.stage.orbit)
            if name.endswith("~")
            else poses[name]
        )

    if plan.begin is not None:
        begin = pose(plan.begin)
    elif last is not None:
        begin = last
    else:
        begin = _first(source, plan, pose(plan.beats[0].to))
    goals = [pose(b.to) for b in plan.beats]
    rest = goals[-1]
    segments: list[Segment] = []
    time, origin = 0.0, begin
    for turn in range(plan.repeat):
        fade = 1 - (1 - plan.shrink) * turn / max(plan.repeat - 1, 1)
        for beat, goal in zip(plan.beats, repetition(goals, rest, amount * fade), strict=True):
            segments.append(
                Segment(
                    time,
                    beat.move,
                    beat.hold,
                    origin,
                    goal,
                    beat.to,
                    beat.word,
                    beat.hold_word,
                    beat.even,
                )
            )
            time, origin = time + beat.move + beat.hold, goal
    names = plan.stills or (plan.beats[-1].to if plan.repeat > 1 else plan.begin, plan.beats[0].to)
    stills = (
        _stills(plan, begin, segments) if not plan.stills else tuple((n, pose(n)) for n in names)
    )
    stage = source.easier_stage if easier else source.stage
    cut = last is not None and begin != last
    return Step(
        plan.seconds, plan.repeat, tuple(segments), stage, (stills[0], stills[1]), cut, plan.pace
    )


def _first(source: Script, plan: StepScript, goal: Pose) -> Pose:
    """The first step starts in the pose it goes to when the file says nothing else."""
    del source, plan
    return goal


def _stills(
    plan: StepScript, begin: Pose, segments: list[Segment]
) -> tuple[tuple[str, Pose], tuple[str, Pose]]:
    """A loop: its last and its first pose; a single play: its beginning and its end."""
    one_round = segments[: len(plan.beats)]
    first, final = one_round[0], one_round[-1]
    if plan.repeat > 1:
        return (final.name, final.goal), (first.name, first.goal)
    return (plan.begin or final.name, begin), (final.name, final.goal)


def _poster(source: Script) -> Poster:
    if source.poster is None:
        raise FigureError(source.file, "poster", "is missing")
    name, ghost = source.poster

    def pose(key: str) -> Pose:
        return (
            mirrored(source.poses[key[:-1]], orbit=source.stage.orbit)
            if key.endswith("~")
            else source.poses[key]
        )

    return Poster(source.stage, pose(name), name, pose(ghost) if ghost else None)
