"""Finds the movement of a routine or a check by its id."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import TypeAlias

from msgspec.structs import replace

from deskbreak.figures.figure_errors import FigureError
from deskbreak.figures.movement import Flow, Movement, Poster, Segment, Step, repetition
from deskbreak.figures.pose import Pose, blend, mirrored
from deskbreak.figures.script import Script, merged, read
from deskbreak.figures.skeleton import settled
from deskbreak.figures.step_file import Beat, StepScript, VariantEntry
from deskbreak.figures.table import Raw

_FOLDER = "poses"
READABLE = 1.0
"""Least seconds for which a word stands under the figure."""
_SHARED = frozenset({"stage", "base", "pose", "prop", "mark"})
"""What a file takes over from the one that it is like."""
SEATED = "seated"
"""The variant with the seated closing step."""

Part: TypeAlias = tuple[Script, StepScript, int]
"""A step, the file it is from and its place there (-1: none)."""


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
    return merged({key: under[key] for key in under.keys() & _SHARED}, raw)


def build(id_: str, source: Script, variant: str | None = None) -> Movement:
    """Put a script on its clock; KeyError for an unknown variant, FigureError for a wrong one."""
    if variant is None and not source.steps and source.variants:
        variant = next(iter(source.variants))
    if variant is None:
        parts = _own(source)
    else:
        parts = [_entry(source, entry) for entry in source.variants[variant]]
    if not parts:
        raise FigureError(source.file, "step", "needs at least one")
    return Movement(
        id_,
        variant,
        _track(parts, easier=False),
        _track(_easier(source, variant), easier=True),
        _poster(source),
        _easier_poster(source),
    )


def _own(source: Script) -> list[Part]:
    return [(source, step, i) for i, step in enumerate(source.steps)]


def _easier(source: Script, variant: str | None) -> list[Part]:
    """The easier minute, whatever longer form was asked for; seated: with that closing step."""
    given = [_entry(source, entry) for entry in source.easier_steps] or _own(source)
    if variant == SEATED and given:
        return [*given[:-1], _entry(source, source.variants[SEATED][-1])]
    return given


def _entry(source: Script, entry: VariantEntry) -> Part:
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
    beats = tuple(_stretched(beat, k) for beat in step.beats)
    return replace(step, seconds=seconds, repeat=repeat, beats=beats)


def _stretched(beat: Beat, k: float) -> Beat:
    """A beat in ``k`` times its seconds; a stay too short to read its word keeps the one before."""
    hold = beat.hold * k
    word = beat.hold_word if hold >= READABLE else beat.word
    return replace(beat, move=beat.move * k, hold=hold, hold_word=word)


def _track(parts: list[Part], *, easier: bool) -> tuple[Step, ...]:
    """All steps, each beginning where the one before ended."""
    steps: list[Step] = []
    last: Pose | None = None
    known: Script | None = None
    for source, shown, index in parts:
        poses = source.easier_poses if easier else source.poses
        if last is not None and source is known:
            usual = last
        else:
            usual = _entrance(source, shown, index, poses)
        begin = pose_named(source, poses, shown.begin) if shown.begin else usual
        step = _step(source, shown, begin, easier=easier)
        cut = last is not None and begin != last
        steps.append(replace(step, cut=cut))
        last, known = step.segments[-1].goal, source
    return tuple(steps)


def _entrance(source: Script, plan: StepScript, index: int, poses: Mapping[str, Pose]) -> Pose:
    """Where a file begins: in the pose before this step, or in the first one it goes to."""
    before = source.steps[index - 1].beats[-1] if index > 0 else plan.beats[0]
    return pose_named(source, poses, before.to)


def pose_named(source: Script, poses: Mapping[str, Pose], name: str) -> Pose:
    """A pose by its name; ``NAME~`` is the mirror image of ``NAME``."""
    if name.endswith("~"):
        return mirrored(poses[name[:-1]], orbit=source.stage.orbit)
    return poses[name]


def _step(source: Script, plan: StepScript, begin: Pose, *, easier: bool) -> Step:
    poses = source.easier_poses if easier else source.poses
    amount = source.easier_amount if easier and plan.repeat > 1 else 1.0
    goals = [pose_named(source, poses, beat.to) for beat in plan.beats]
    segments: list[Segment] = []
    time, origin = 0.0, begin
    for turn in range(plan.repeat):
        size = amount * (1 - (1 - plan.shrink) * turn / max(plan.repeat - 1, 1))
        for beat, goal in zip(plan.beats, repetition(goals, goals[-1], size), strict=True):
            segments.append(Segment(time, origin, goal, beat))
            time, origin = time + beat.move + beat.hold, goal
    first, final = segments[0], segments[len(plan.beats) - 1]
    if plan.stills:
        one, two = ((name, pose_named(source, poses, name)) for name in plan.stills)
    elif plan.repeat > 1:
        one, two = (final.name, final.goal), (first.name, first.goal)
    else:
        one, two = (plan.begin or final.name, begin), (final.name, final.goal)
    stage = source.easier_stage if easier else source.stage
    return Step(plan.seconds, plan.repeat, tuple(segments), stage, (one, two), pace=plan.pace)


def _poster(source: Script) -> Poster | Flow:
    if source.flow:
        return Flow(tuple(_row(source, name, easier=False) for name in source.flow))
    return _one_poster(source)


def _easier_poster(source: Script) -> Poster | Flow:
    """The picture of the easier form: of the same poses as the other, unless its file says so."""
    if source.easier_flow:
        return Flow(tuple(_row(source, name, easier=True) for name in source.easier_flow))
    return _easier_one(source)


def _row(source: Script, name: str, *, easier: bool) -> Poster:
    """One picture of a flow: ``FILE`` or ``FILE/POSE``."""
    file, _, pose = name.partition("/")
    other = _other(source, file)
    if not pose:
        return _easier_one(other) if easier else _one_poster(other)
    poses = other.easier_poses if easier else other.poses
    if pose.rstrip("~") not in poses:
        raise FigureError(source.file, "poster.flow", f"there is no pose {pose!r} in {file}.toml")
    stage = other.easier_stage if easier else other.stage
    return Poster(stage, pose_named(other, poses, pose), pose, None)


def _other(source: Script, name: str) -> Script:
    try:
        return script(name)
    except KeyError:
        raise FigureError(source.file, "poster.flow", f"there is no file {name}.toml") from None


def _one_poster(source: Script) -> Poster:
    if source.poster is None:
        raise FigureError(source.file, "poster", "is missing")
    name, ghost = source.poster
    poses = source.poses
    return Poster(
        source.stage,
        pose_named(source, poses, name),
        name,
        pose_named(source, poses, ghost) if ghost else None,
    )


def _easier_one(source: Script) -> Poster:
    names = source.easier_poster or source.poster
    if names is None:
        raise FigureError(source.file, "easier.poster", "is missing")
    name, other = names
    poses = source.easier_poses
    pose = pose_named(source, poses, name)
    ghost = pose_named(source, poses, other) if other else None
    if ghost is not None and source.easier_amount < 1:
        pose = settled(blend(ghost, pose, source.easier_amount))
    return Poster(source.easier_stage, pose, name, ghost)
