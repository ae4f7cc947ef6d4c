"""Poses, props and marks out of their TOML tables.

A pose takes what it does not say itself from the pose in ``from``, else from ``[base]``. Feet and
hands are given for both sides (``feet``, ``hands``) or for one (``foot_r``, ``hand_l`` …).
"""

from collections.abc import Callable

from msgspec.structs import replace

from deskbreak.figures import mark_kinds as marks
from deskbreak.figures import props
from deskbreak.figures.contacts import (
    Anchor,
    Ankle,
    Foot,
    Forearm,
    Hand,
    Hang,
    Kneel,
    Reach,
    Sole,
    Wrist,
)
from deskbreak.figures.mark_shape import Mark, Spot
from deskbreak.figures.pose import NUMBERS, Pose, T, Weighted, one
from deskbreak.figures.props import Prop
from deskbreak.figures.skeleton import JOINTS
from deskbreak.figures.table import Table

_ANCHORS = ("hips", "sit", "shoulders", "shoulder_r", "shoulder_l", "head", "knees")
_PLACES = ("world", "pelvis", "chest", "head", "shoulder", "thigh", "thigh_r", "thigh_l")
_GROUPS = ("leg_r", "leg_l", "trunk", "head", "arm_r", "arm_l")
_LIMB_POINTS = ("hip", "knee", "ankle", "heel", "ball", "thigh", "shoulder", "elbow", "wrist")
_JOINTS = {*JOINTS, *(f"{p}_{s}" for p in (*_LIMB_POINTS, "palm", "fingers") for s in "rl")}


POSE_KEYS = frozenset(
    {*NUMBERS, "view", "anchor", "carries", "over", "under"}
    | {"feet", "foot_r", "foot_l", "hands", "hand_r", "hand_l"}
)
"""Every key of a pose."""


def anchor(table: Table) -> Anchor:
    """``{ sit = [0, 0.45] }``: one point of the body at a place."""
    point = table.one_of(_ANCHORS)
    found = Anchor(point, table.vec(point), table.number("lean", 0.0))
    table.done()
    return found


def foot(table: Table) -> Foot:
    """A foot contact by the key that is there: ``at``, ``ankle``, ``leg`` or ``knee``."""
    found: Foot
    match table.one_of(("at", "ankle", "leg", "knee")):
        case "at":
            found = Sole(
                table.vec("at"),
                table.number("pitch", 0.0),
                table.number("turn", 0.0),
                table.maybe_vec("bend"),
                table.flag("slide"),
            )
        case "ankle":
            found = Ankle(
                table.vec("ankle"),
                table.number("pitch", 0.0),
                table.number("turn", 0.0),
                table.maybe_vec("bend"),
                table.flag("square"),
            )
        case "leg":
            angle, stretch, out = table.vec("leg")
            found = Reach(angle, stretch, out, table.number("point", 0.0), table.maybe_vec("bend"))
        case _:
            found = Kneel(
                table.vec("knee"), table.number("shank", 180.0), table.number("point", 55.0)
            )
    table.done()
    return found


def hand(table: Table) -> Hand:
    """A hand contact by the key that is there: ``at``, ``hang`` or ``elbow_at``."""
    found: Hand
    match table.one_of(("at", "hang", "elbow_at")):
        case "at":
            on = table.text("on", "world")
            if on not in _PLACES:
                raise table.wrong("on", f"needs one of {', '.join(_PLACES)}, has {on!r}")
            found = Wrist(table.vec("at"), on, table.maybe_vec("point"), slide=table.flag("slide"))
            elbow = table.maybe_vec("elbow")
            if elbow is not None:
                found = replace(found, elbow=elbow)
        case "hang":
            forward, bend, away = table.vec("hang")
            found = Hang(forward, away, bend, table.flag("level"))
        case _:
            found = Forearm(table.vec("elbow_at"), table.maybe_vec("point") or (1.0, 0.0, 0.0))
    table.done()
    return found


def pose(table: Table, start: Pose) -> Pose:
    """A pose: what the table says, over ``start``."""
    numbers = dict(start.numbers)
    for name in NUMBERS:
        if name in table:
            numbers[name] = table.number(name)
    if "view" in table:
        numbers.update(zip(("view_x", "view_y", "view_size"), table.vec("view"), strict=True))
    held = one(anchor(table.table("anchor"))) if "anchor" in table else start.anchor
    return Pose(
        numbers,
        held,
        _both_sides(table, ("feet", "foot_r", "foot_l"), start.feet, foot),
        _both_sides(table, ("hands", "hand_r", "hand_l"), start.hands, hand),
        table.flag("carries") if "carries" in table else start.carries,
        _groups(table, "over", start.over),
        _groups(table, "under", start.under),
    )


def _both_sides(
    table: Table,
    keys: tuple[str, str, str],
    start: tuple[Weighted[T], Weighted[T]],
    read: Callable[[Table], T],
) -> tuple[Weighted[T], Weighted[T]]:
    """Contacts of the right and left side; the key of one side wins over that of both."""
    both, right, left = keys
    common = one(read(table.table(both))) if both in table else None
    return (
        one(read(table.table(right))) if right in table else common or start[0],
        one(read(table.table(left))) if left in table else common or start[1],
    )


def _groups(table: Table, key: str, start: tuple[str, ...]) -> tuple[str, ...]:
    if key not in table:
        return start
    groups = table.texts(key)
    for group in groups:
        if group not in _GROUPS:
            raise table.wrong(key, f"needs names out of {', '.join(_GROUPS)}, has {group!r}")
    return groups


def prop(table: Table) -> Prop:
    """A prop; the measures are those of its kind."""
    kind = table.text("kind")
    if kind not in props.KINDS:
        raise table.wrong("kind", f"needs one of {', '.join(props.KINDS)}, has {kind!r}")
    measures = {name: table.number(name) for name in props.KINDS[kind][1] if name in table}
    found = Prop(
        kind,
        table.vec("at"),
        measures,
        table.flag("front"),
        pushed=table.flag("pushed"),
        passing=table.flag("passing"),
        hides=table.flag("hides"),
        around=table.flag("around"),
        carried=table.flag("carried"),
    )
    table.done()
    return found


def _spot(table: Table, raw: object) -> Spot:
    match raw:
        case str() if raw in _JOINTS:
            return Spot(0.0, 0.0, raw)
        case [str(joint), int() | float() as x, int() | float() as y] if joint in _JOINTS:
            return Spot(float(x), float(y), joint)
        case [int() | float() as x, int() | float() as y]:
            return Spot(float(x), float(y))
        case _:
            raise table.wrong("spots", f"needs [x, y], a joint or [joint, x, y], has {raw!r}")


def mark(table: Table, poses: set[str]) -> Mark:
    """A mark; ``when`` must name poses (with ``~`` for their mirror images)."""
    kind = table.text("kind")
    if kind not in marks.KINDS:
        raise table.wrong("kind", f"needs one of {', '.join(marks.KINDS)}, has {kind!r}")
    _, fewest, _, defaults = marks.KINDS[kind]
    spots = tuple(_spot(table, raw) for raw in table.list_("spots"))
    if len(spots) < fewest:
        raise table.wrong("spots", f"needs at least {fewest} for {kind}")
    when = table.texts("when")
    for name in when:
        if name.rstrip("~") not in poses:
            raise table.wrong("when", f"there is no pose {name!r}")
    measures = {name: table.number(name) for name in defaults if name in table}
    accent = table.flag("accent") if "accent" in table else None
    found = Mark(kind, spots, measures, when, table.flag("under"), table.flag("still"), accent)
    table.done()
    return found
