"""What the pelvis, a foot or a hand holds on to.

Places of feet and hands count ``z`` outwards from the body's midline on their own side, so the
same contact serves left and right. Metres and degrees.
"""

from math import pi, sin
from typing import TypeAlias

from msgspec import Struct
from msgspec.structs import replace

from deskbreak.figures.vector import Vec, distance, mix

STEP_LIFT = 0.05
"""A foot that changes its place is lifted this high on the way."""


class Anchor(Struct, frozen=True):
    """Holds one point of the body at a place of the world.

    Args:
        point: ``hips``, ``sit`` (the sit bones), ``shoulders``, ``shoulder_r``, ``shoulder_l``,
            ``head`` or ``knees`` (kneeling: the thighs stand on the knees).
        at: the place.
        lean: only with ``knees``: degrees by which the thighs lean forward from upright.
    """

    point: str
    at: Vec
    lean: float = 0.0


class Sole(Struct, frozen=True):
    """A foot on a surface.

    Args:
        at: the point of the surface under the ankle when the foot is flat.
        pitch: degrees; above 0 the toes are up and the foot rolls on the heel, below 0 the heel
            is up and it rolls on the ball, the toes staying flat.
        turn: degrees the toes point outwards.
        bend: where the knee points, world axes with z outwards; None: to the front.
        slide: True: the foot stays down when it changes place.
    """

    at: Vec
    pitch: float = 0.0
    turn: float = 0.0
    bend: Vec | None = None
    slide: bool = False


class Ankle(Struct, frozen=True):
    """A foot in the air or against something, its ankle at a place of the world.

    ``pitch`` is that of the foot against the horizontal; ``square`` True sets the foot at a right
    angle to the shank instead, ``pitch`` degrees more pointed.
    """

    at: Vec
    pitch: float = 0.0
    turn: float = 0.0
    bend: Vec | None = None
    square: bool = False


class Reach(Struct, frozen=True):
    """A leg held out from its hip.

    Args:
        angle: degrees from straight ahead (world x), up positive.
        stretch: 0 to 1 of the leg's length.
        out: metres outwards at the ankle.
        point: degrees the foot is pointed from a right angle to the shank.
        bend: where the knee points.
    """

    angle: float
    stretch: float
    out: float = 0.0
    point: float = 0.0
    bend: Vec | None = None


class Kneel(Struct, frozen=True):
    """A knee on the floor.

    Args:
        at: middle of the knee.
        shank: degrees from straight ahead in which the shank lies (180: straight back).
        point: degrees the foot is pointed from a right angle to the shank.
    """

    at: Vec
    shank: float = 180.0
    point: float = 55.0


Foot: TypeAlias = Sole | Ankle | Reach | Kneel


class Wrist(Struct, frozen=True):
    """A wrist at a place.

    Args:
        at: the place in the frame ``on``: front, up, outwards; on a thigh: the share of its
            length from hip to knee, metres above it, metres outwards.
        on: ``world``, ``pelvis``, ``chest``, ``head``, ``shoulder`` (its own, with the chest's
            axes), ``thigh`` (its own), ``thigh_r``, ``thigh_l``.
        point: where the fingers point, world axes with z outwards; None: along the forearm.
        elbow: where the elbow points, axes of the trunk with z outwards.
        slide: True: moves in a straight line, not on an arc around the shoulder.
    """

    at: Vec
    on: str = "world"
    point: Vec | None = None
    elbow: Vec = (-1.0, -0.35, 0.35)
    slide: bool = False


class Hang(Struct, frozen=True):
    """An arm by its joint angles, in the axes of the trunk.

    Args:
        forward: degrees the upper arm is raised forward from hanging; below 0 backward.
        away: degrees it is raised sideways.
        bend: degrees the elbow is bent.
        level: True: counted from the vertical, not from the trunk.
    """

    forward: float = 0.0
    away: float = 6.0
    bend: float = 10.0
    level: bool = False


class Forearm(Struct, frozen=True):
    """A forearm lying on a surface: the elbow stays, the shoulder is above it."""

    elbow: Vec
    point: Vec = (1.0, 0.0, 0.0)


Hand: TypeAlias = Wrist | Hang | Forearm


def _number(a: float, b: float, s: float) -> float:
    return a + (b - a) * s


def _direction(a: Vec | None, b: Vec | None, s: float) -> Vec | None:
    return mix(a, b, s) if a is not None and b is not None else None


def same_kind(a: Foot, b: Foot, s: float) -> Foot | None:
    """The foot contact between two of one kind, or None if they differ in kind."""
    match a, b:
        case Sole(), Sole() if (a.bend is None) == (b.bend is None):
            lift = STEP_LIFT * sin(pi * s) if distance(a.at, b.at) > 0.02 else 0.0
            x, y, z = mix(a.at, b.at, s)
            return Sole(
                (x, y + (0.0 if a.slide or b.slide else lift), z),
                _number(a.pitch, b.pitch, s),
                _number(a.turn, b.turn, s),
                _direction(a.bend, b.bend, s),
                a.slide or b.slide,
            )
        case Ankle(), Ankle() if a.square == b.square and (a.bend is None) == (b.bend is None):
            return Ankle(
                mix(a.at, b.at, s),
                _number(a.pitch, b.pitch, s),
                _number(a.turn, b.turn, s),
                _direction(a.bend, b.bend, s),
                a.square,
            )
        case Reach(), Reach() if (a.bend is None) == (b.bend is None):
            return Reach(
                _number(a.angle, b.angle, s),
                _number(a.stretch, b.stretch, s),
                _number(a.out, b.out, s),
                _number(a.point, b.point, s),
                _direction(a.bend, b.bend, s),
            )
        case _:
            return None


def mirrored_anchor(anchor: Anchor) -> Anchor:
    """The same hold with left and right exchanged."""
    swap = {"shoulder_r": "shoulder_l", "shoulder_l": "shoulder_r"}
    x, y, z = anchor.at
    return replace(anchor, point=swap.get(anchor.point, anchor.point), at=(x, y, -z))


def mirrored_hand(hand: Hand) -> Hand:
    """The same hold for the other hand: only the names of sides change."""
    if isinstance(hand, Wrist):
        swap = {"thigh_r": "thigh_l", "thigh_l": "thigh_r"}
        return replace(hand, on=swap.get(hand.on, hand.on))
    return hand
