"""A movement file read into poses, stage and steps.

The file:
- ``like``: another file whose ``stage``, ``base``, ``pose``, ``prop`` and ``mark`` it starts from.
- ``[stage]``: ``floor``, ``rug``, ``orbit`` (for a mirrored pose the camera goes round, too);
  ``[base]``: what all poses share (the camera, mostly).
- ``[[prop]]``, ``[[mark]]``, ``[pose.NAME]``: see ``pose_file``.
- ``[[step]]``: ``seconds``, ``repeat``, ``from`` (first step, or after a cut), ``mirror``,
  ``shrink`` (how large the last repetition is), ``pace`` (the ground passes, m/s), ``stills`` and ``play``: a list of
  ``{ to, move, hold, word, hold_word, mirror, ease }``. ``move`` and ``hold`` are seconds; all of
  them times ``repeat`` must give ``seconds``.
- ``[poster]``: ``pose``, ``ghost``, ``mirror``.
- ``[easier]``: ``amount`` (share of the way that repeated poses go), ``[easier.pose.NAME]``
  (changes to a pose), ``[[easier.step]]`` (``step`` and what replaces it), ``[[easier.prop]]``.
- ``[[variant.NAME]]``: ``step`` (from 1) of this file or of the file ``of``, ``seconds``,
  ``repeat``; or ``play`` of its own.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from deskbreak.figures import pose_file
from deskbreak.figures.marks import mirrored_mark
from deskbreak.figures.pose import Pose
from deskbreak.figures.stage import Stage
from deskbreak.figures.table import Raw, Table
from deskbreak.figures.words import Word


@dataclass(frozen=True, slots=True)
class Beat:
    """A way to a pose and a stay there, seconds."""

    to: str
    move: float
    hold: float
    word: Word | None
    hold_word: Word | None
    even: bool
    """True: at constant speed; False: starts and stops softly."""
    key: str
    """Where it is in the file, for messages."""


@dataclass(frozen=True, slots=True)
class StepScript:
    """One step as the file gives it."""

    seconds: float
    repeat: int
    beats: tuple[Beat, ...]
    begin: str | None
    shrink: float
    pace: float
    """Metres a second at which the ground passes."""
    stills: tuple[str, ...]
    key: str


@dataclass(frozen=True, slots=True)
class VariantEntry:
    """One step of a longer form: a step of a file with other times, or one of its own."""

    of: str | None
    step: int | None
    also: int | None
    """A second step played after the first in the same time (right side, then left)."""
    own: StepScript | None
    seconds: float
    repeat: int | None
    key: str


@dataclass(frozen=True)
class Script:
    """A whole file. Poses by name; ``NAME~`` is the mirror image of ``NAME``."""

    file: str
    stage: Stage
    poses: Mapping[str, Pose]
    steps: tuple[StepScript, ...]
    poster: tuple[str, str | None] | None
    easier_stage: Stage
    easier_poses: Mapping[str, Pose]
    easier_amount: float
    easier_steps: Mapping[int, StepScript]
    variants: Mapping[str, tuple[VariantEntry, ...]] = field(default_factory=dict)


_WHOLE = ("anchor", "feet", "foot_r", "foot_l", "hands", "hand_r", "hand_l")
"""Tables that are never merged: a contact is replaced as a whole."""
_BOTH = {"feet": ("foot_r", "foot_l"), "hands": ("hand_r", "hand_l")}


def merged(under: Raw, over: Raw) -> dict[str, object]:
    """``over`` laid on ``under``: tables are merged, marks added, everything else replaced."""
    out: dict[str, object] = dict(under)
    for both, single in _BOTH.items():
        if both in over:
            for side in single:
                out.pop(side, None)
    for key, value in over.items():
        known = out.get(key)
        if key == "mark" and isinstance(known, list):
            out[key] = [*known, *value]
        elif isinstance(known, dict) and isinstance(value, dict) and key not in _WHOLE:
            out[key] = merged(known, value)
        else:
            out[key] = value
    return out


def read(raw: Raw, file: str) -> Script:
    """Read a file's content; raises FigureError."""
    root = Table(raw, file)
    root.text("like", "")
    base = pose_file.pose(_checked(root.table("base"), extra=()), Pose())
    pose_tables = root.table("pose")
    poses = _poses(pose_tables, base)
    stage = _stage(root, set(poses))
    easier = root.table("easier")
    patches = easier.table("pose")
    for name in patches.raw:
        if name not in poses:
            raise patches.wrong(name, "there is no such pose")
    patched = merged(pose_tables.raw, patches.raw)
    easier_poses = _poses(Table(patched, file, "pose"), base)
    easier_props = [pose_file.prop(t) for t in easier.tables("prop")]
    steps = tuple(_step(t, set(poses)) for t in root.tables("step"))
    script = Script(
        file,
        stage,
        poses,
        steps,
        _poster(root, set(poses)),
        replace(stage, props=(*stage.props, *easier_props)),
        easier_poses,
        easier.number("amount", 1.0),
        {
            int(t.number("step")) - 1: _step(t, set(poses), also=("step",))
            for t in easier.tables("step")
        },
        _variants(root.table("variant"), set(poses)),
    )
    easier.done()
    root.done()
    return script


def _checked(table: Table, extra: tuple[str, ...]) -> Table:
    """Complain early about keys a pose does not know."""
    for key in table.raw:
        if key not in pose_file.POSE_KEYS and key not in extra:
            raise table.wrong(key, "is not known here; remove it or correct its spelling")
    return table


def _poses(tables: Table, base: Pose) -> dict[str, Pose]:
    made: dict[str, Pose] = {}

    def make(name: str, asked_by: tuple[str, ...]) -> Pose:
        if name not in made:
            table = _checked(tables.table(name), extra=("from",))
            parent = table.text("from", "")
            if parent and (parent not in tables or parent in asked_by):
                raise table.wrong("from", f"there is no pose {parent!r} to start from")
            start = make(parent, (*asked_by, name)) if parent else base
            made[name] = pose_file.pose(table, start)
        return made[name]

    for name in tables.raw:
        make(name, (name,))
    return made


def _stage(root: Table, poses: set[str]) -> Stage:
    table = root.table("stage")
    floor = table.text("floor", "line")
    if floor not in ("line", "none"):
        raise table.wrong("floor", "needs line or none")
    x, radius, _ = table.vec("rug") if "rug" in table else (0.05, 0.62, 0.0)
    orbit = table.flag("orbit")
    table.done()
    props = tuple(pose_file.prop(t) for t in root.tables("prop"))
    marks = [pose_file.mark(t, poses) for t in root.tables("mark")]
    if orbit:
        marks += [mirrored_mark(mark) for mark in marks if mark.when]
    return Stage(floor, (x, radius), props, tuple(marks), orbit)


def _known(table: Table, key: str, name: str, poses: set[str]) -> str:
    if name.rstrip("~") not in poses:
        raise table.wrong(key, f"there is no pose {name!r}")
    return name


def _flip(name: str, mirror: bool) -> str:
    if not mirror:
        return name
    return name[:-1] if name.endswith("~") else name + "~"


def _word(table: Table, key: str) -> Word | None:
    text = table.text(key, "")
    if not text:
        return None
    try:
        return Word(text)
    except ValueError:
        raise table.wrong(key, f"needs one of {', '.join(Word)}, has {text!r}") from None


def _beats(table: Table, poses: set[str], *, mirror: bool) -> tuple[Beat, ...]:
    beats = []
    for t in table.tables("play"):
        ease = t.text("ease", "soft")
        if ease not in ("soft", "even"):
            raise t.wrong("ease", "needs soft or even")
        word = _word(t, "word")
        beats.append(
            Beat(
                _flip(_known(t, "to", t.text("to"), poses), mirror != t.flag("mirror")),
                t.number("move", 0.0),
                t.number("hold", 0.0),
                _turned(word, mirror),
                _turned(_word(t, "hold_word"), mirror) or _turned(word, mirror),
                ease == "even",
                t.path,
            )
        )
        t.done()
    if not beats:
        raise table.wrong("play", "needs at least one pose to go to")
    return tuple(beats)


def _turned(word: Word | None, mirror: bool) -> Word | None:
    swap = {Word.LEFT: Word.RIGHT, Word.RIGHT: Word.LEFT}
    return swap.get(word, word) if mirror and word is not None else word


def _step(table: Table, poses: set[str], also: tuple[str, ...] = ()) -> StepScript:
    for key in also:
        table.number(key)
    mirror = table.flag("mirror")
    repeat = table.whole("repeat", 1)
    beats = _beats(table, poses, mirror=mirror)
    once = sum(b.move + b.hold for b in beats)
    seconds = table.number("seconds", once * repeat)
    if abs(once * repeat - seconds) > 1e-6:
        raise table.wrong("seconds", f"is {seconds:g}, but play takes {once:g} s × {repeat}")
    begin = table.text("from", "")
    stills = table.texts("stills")
    for name in stills:
        _known(table, "stills", name, poses)
    if len(stills) not in (0, 2):
        raise table.wrong("stills", "needs two poses")
    step = StepScript(
        seconds,
        repeat,
        beats,
        _flip(_known(table, "from", begin, poses), mirror) if begin else None,
        table.number("shrink", 1.0),
        table.number("pace", 0.0),
        tuple(_flip(s, mirror) for s in stills),
        table.path,
    )
    table.done()
    return step


def _poster(root: Table, poses: set[str]) -> tuple[str, str | None] | None:
    table = root.table("poster")
    if not table.raw:
        return None
    pose = _known(table, "pose", table.text("pose"), poses)
    ghost = table.text("ghost", "")
    table.done()
    return pose, _known(table, "ghost", ghost, poses) if ghost else None


def _variants(table: Table, poses: set[str]) -> dict[str, tuple[VariantEntry, ...]]:
    found = {}
    for name in table.raw:
        entries = []
        for t in table.tables(name):
            if "play" in t:
                own = _step(t, poses)
                entries.append(VariantEntry(None, None, None, own, own.seconds, None, t.path))
                continue
            repeat = t.whole("repeat", 1) if "repeat" in t else None
            of = t.text("of", "")
            step = t.whole("step", 1) - 1
            also = t.whole("also", 1) - 1 if "also" in t else None
            seconds = t.number("seconds")
            entries.append(VariantEntry(of or None, step, also, None, seconds, repeat, t.path))
            t.done()
        found[name] = tuple(entries)
    return found
