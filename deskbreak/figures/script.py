"""A movement file read into poses, stage and steps.

The file:
- ``like``: another file whose ``stage``, ``base``, ``pose``, ``prop`` and ``mark`` it starts from.
- ``[stage]``: ``floor``, ``rug``, ``orbit`` (for a mirrored pose the camera goes round, too);
  ``[base]``: what all poses share (the camera, mostly).
- ``[[prop]]``, ``[[mark]]``, ``[pose.NAME]``: see ``pose_file``.
- ``[[step]]``: ``seconds``, ``repeat``, ``from`` (first step, or after a cut), ``mirror``,
  ``shrink`` (how large the last repetition is), ``pace`` (the ground passes, m/s), ``stills``
  and ``play``: a list of ``{ to, move, hold, word, hold_word, mirror, ease }``. ``move`` and
  ``hold`` are seconds; all of them times ``repeat`` must give ``seconds``.
- ``[poster]``: ``pose``, ``ghost``; or ``flow``: the files whose posters it shows, from the top
  (``FILE/POSE``: that pose of the file instead).
- ``[easier]``: ``amount`` (share of the way that repeated poses go), ``[easier.pose.NAME]``
  (changes to a pose, or a new one with ``from``), ``[[easier.step]]`` (all steps of that form;
  without them those of the usual form), ``[[easier.prop]]`` (in place of those of the same kind),
  ``without`` (kinds of props it does not need), ``[easier.poster]``.
- ``[[variant.NAME]]``: ``step`` (from 1) of this file or of the file ``of``, ``seconds``,
  ``repeat``; or ``play`` of its own. ``[[easier.step]]`` may be written so, too.
"""

from collections.abc import Mapping

from msgspec import Struct, field
from msgspec.structs import replace

from deskbreak.figures import pose_file
from deskbreak.figures.mark_shape import mirrored_mark
from deskbreak.figures.pose import Pose
from deskbreak.figures.props import Prop
from deskbreak.figures.scene_assembly import Stage
from deskbreak.figures.skeleton import settled
from deskbreak.figures.step_file import StepScript, VariantEntry, entries, known, step, variants
from deskbreak.figures.table import Raw, Table


class Script(Struct, frozen=True):
    """A whole file. Poses by name; ``NAME~`` is the mirror image of ``NAME``."""

    file: str
    stage: Stage
    poses: Mapping[str, Pose]
    steps: tuple[StepScript, ...]
    poster: tuple[str, str | None] | None
    flow: tuple[str, ...]
    """Files whose posters stand in this file's, where it has no poses of its own."""
    easier_stage: Stage
    easier_poses: Mapping[str, Pose]
    easier_amount: float
    easier_poster: tuple[str, str | None] | None
    easier_flow: tuple[str, ...]
    easier_steps: tuple[VariantEntry, ...]
    """All steps of the easier form; empty: those of the usual one."""
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
    easier = root.table("easier")
    patches = easier.table("pose")
    for name in patches.raw:
        if name not in poses and "from" not in patches.table(name):
            raise patches.wrong(name, "there is no such pose; a new one needs from")
    patched = merged(pose_tables.raw, patches.raw)
    easier_poses = _poses(Table(patched, file, "pose"), base)
    stage = _stage(root, {*poses, *easier_poses})
    easier_props = [pose_file.prop(t) for t in easier.tables("prop")]
    without = easier.texts("without")
    steps = tuple(step(t, set(poses)) for t in root.tables("step"))
    script = Script(
        file,
        stage,
        poses,
        steps,
        _poster(root, set(poses)),
        _flow(root),
        replace(stage, props=_other_props(stage.props, easier_props, without)),
        easier_poses,
        easier.number("amount", 1.0),
        _poster(easier, set(easier_poses)),
        _flow(easier),
        entries(easier.tables("step"), set(easier_poses)),
        variants(root.table("variant"), set(poses)),
    )
    easier.done()
    root.done()
    return script


def _other_props(
    usual: tuple[Prop, ...], easier: list[Prop], without: tuple[str, ...]
) -> tuple[Prop, ...]:
    """The props of the easier form: they take the place of those of the same kind."""
    kinds = {*without, *(prop.kind for prop in easier)}
    return (*(prop for prop in usual if prop.kind not in kinds), *easier)


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
    return {name: settled(pose) for name, pose in made.items()}


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


def _flow(root: Table) -> tuple[str, ...]:
    table = root.table("poster")
    names = table.texts("flow")
    if names:
        table.done()
    return names


def _poster(root: Table, poses: set[str]) -> tuple[str, str | None] | None:
    table = root.table("poster")
    if not table.raw or "flow" in table:
        return None
    pose = known(table, "pose", table.text("pose"), poses)
    ghost = table.text("ghost", "")
    table.done()
    return pose, known(table, "ghost", ghost, poses) if ghost else None
