"""Legs and arms: chains of two bones between a joint of the trunk and a contact."""

from collections.abc import Callable
from math import cos, radians, sin, sqrt
from typing import assert_never

from msgspec import Struct

from deskbreak.figures import measures as m
from deskbreak.figures.contacts import Ankle, Foot, Forearm, Hand, Hang, Kneel, Reach, Sole, Wrist
from deskbreak.figures.palms import between, free, resting
from deskbreak.figures.pose import Weighted
from deskbreak.figures.vector import (
    Frame,
    Vec,
    add,
    cross,
    distance,
    dot,
    length,
    mix,
    scale,
    sub,
    swing,
    unit,
)

_UNDER = frozenset({"world", "thigh", "thigh_r", "thigh_l"})
"""Where a hand whose fingers have a direction of their own lies on something."""


class Leg(Struct, frozen=True):
    """A solved leg. ``miss`` is how far its contact is out of reach, metres."""

    hip: Vec
    knee: Vec
    ankle: Vec
    foot: Frame
    """Origin at the ankle, front towards the toes."""
    toes: Vec
    """Where the toes point from the ball of the foot."""
    miss: float


class Arm(Struct, frozen=True):
    """A solved arm. ``miss`` is how far its contact is out of reach, metres."""

    shoulder: Vec
    elbow: Vec
    wrist: Vec
    hand: Vec
    """Where the fingers point."""
    across: Vec
    """From the little finger to the thumb."""
    miss: float


def two_bones(a: Vec, b: Vec, upper: float, lower: float, pole: Vec) -> tuple[Vec, Vec, float]:
    """Middle joint, reachable end and miss of a chain from ``a`` to ``b`` bending to ``pole``."""
    way = sub(b, a)
    want = length(way)
    got = min(max(want, abs(upper - lower) + 1e-4), upper + lower - 1e-4)
    line = unit(way)
    end = b if got == want else add(a, scale(line, got))
    along = (upper * upper - lower * lower + got * got) / (2 * got)
    off = sqrt(max(upper * upper - along * along, 0.0))
    aside = sub(pole, scale(line, dot(pole, line)))
    if length(aside) < 1e-6:
        aside = cross(line, (0.0, 0.0, 1.0))
    return add(add(a, scale(line, along)), scale(unit(aside), off)), end, abs(want - got)


def outward(v: Vec, side: int) -> Vec:
    """A direction or place given with z outwards, for the side 1 (right) or -1 (left)."""
    return (v[0], v[1], v[2] * side)


def _foot_frame(pitch: float, turn: float, side: int, at: Vec = (0.0, 0.0, 0.0)) -> Frame:
    """A foot turned outwards and pitched toes-up."""
    return Frame(at).turned(yaw=-turn * side).turned(pitch=-pitch)


def _sole_ankle(sole: Sole, side: int) -> Frame:
    """The foot on its surface, rolled over heel or ball."""
    flat = _foot_frame(0.0, sole.turn, side, add(outward(sole.at, side), (0, m.ANKLE_HEIGHT, 0)))
    pivot = m.BALL if sole.pitch < 0 else m.HEEL
    rolled = _foot_frame(sole.pitch, sole.turn, side)
    return Frame(sub(flat.at(*pivot), rolled.along(*pivot)), rolled.front, rolled.up, rolled.right)


def _square_foot(knee: Vec, ankle: Vec, front: Vec, point: float) -> Frame:
    """A foot at a right angle to the shank, pointed by ``point`` degrees."""
    up = unit(sub(knee, ankle))
    flat = unit(sub(front, scale(up, dot(front, up))))
    return Frame(ankle, flat, up, cross(flat, up)).turned(pitch=point)


def _one_leg(hip: Vec, pelvis: Frame, side: int, foot: Foot) -> Leg:
    ahead = add(pelvis.front, scale(pelvis.up, 0.35))

    def chain(ankle: Vec, bend: Vec | None) -> tuple[Vec, Vec, float]:
        pole = ahead if bend is None else outward(bend, side)
        return two_bones(hip, ankle, m.THIGH, m.SHANK, pole)

    match foot:
        case Sole():
            frame = _sole_ankle(foot, side)
            knee, ankle, miss = chain(frame.origin, foot.bend)
            level = _foot_frame(0.0, foot.turn, side).front
            toes = level if foot.pitch < 0 else frame.front
            return Leg(
                hip, knee, ankle, Frame(ankle, frame.front, frame.up, frame.right), toes, miss
            )
        case Ankle():
            knee, ankle, miss = chain(outward(foot.at, side), foot.bend)
            frame = _foot_frame(foot.pitch, foot.turn, side, ankle)
            if foot.square:
                frame = _square_foot(knee, ankle, pelvis.front, foot.pitch)
        case Reach():
            far = foot.stretch * (m.THIGH + m.SHANK)
            aim = (cos(radians(foot.angle)) * far, sin(radians(foot.angle)) * far, foot.out * side)
            knee, ankle, miss = chain(add(hip, aim), foot.bend)
            frame = _square_foot(knee, ankle, sub(knee, mix(hip, ankle, 0.5)), foot.point)
            if distance(knee, mix(hip, ankle, 0.5)) < 0.06:
                frame = _square_foot(knee, ankle, pelvis.front, foot.point)
        case Kneel():
            knee = outward(foot.at, side)
            way = (cos(radians(foot.shank)), sin(radians(foot.shank)), 0.0)
            ankle = add(knee, scale(way, m.SHANK))
            miss = abs(distance(hip, knee) - m.THIGH)
            frame = _square_foot(knee, ankle, (0.0, -1.0, 0.0), foot.point)
        case _:
            assert_never(foot)
    return Leg(hip, knee, ankle, frame, frame.front, miss)


def leg(hip: Vec, pelvis: Frame, side: int, feet: Weighted[Foot]) -> Leg:
    """Solve a leg; between two contacts the ankle goes straight and the knee follows.

    Args:
        hip: the hip joint.
        pelvis: its front tells where knees bend.
        side: 1 right, -1 left.
        feet: the contacts with their weights.
    """
    solved = _one_leg(hip, pelvis, side, feet[0][0])
    total = feet[0][1]
    for foot, weight in feet[1:]:
        other = _one_leg(hip, pelvis, side, foot)
        total += weight
        s = weight / total
        ankle = mix(solved.ankle, other.ankle, s)
        pole = sub(mix(solved.knee, other.knee, s), mix(hip, ankle, 0.5))
        knee, ankle, miss = two_bones(hip, ankle, m.THIGH, m.SHANK, pole)
        front = unit(mix(solved.foot.front, other.foot.front, s))
        up = mix(solved.foot.up, other.foot.up, s)
        up = unit(sub(up, scale(front, dot(up, front))))
        frame = Frame(ankle, front, up, cross(front, up))
        toes = unit(mix(solved.toes, other.toes, s))
        solved = Leg(hip, knee, ankle, frame, toes, miss)
    return solved


def _one_arm(
    shoulder: Vec, trunk: Frame, side: int, hand: Hand, place: Callable[[Wrist, int], Vec]
) -> Arm:
    match hand:
        case Wrist():
            pole = trunk.along(*outward(hand.elbow, side))
            at = place(hand, side)
            elbow, wrist, miss = two_bones(shoulder, at, m.UPPER_ARM, m.FOREARM, pole)
            way = sub(wrist, elbow) if hand.point is None else outward(hand.point, side)
            points, rests = unit(way), hand.point is not None and hand.on in _UNDER
        case Hang():
            axes = Frame(shoulder) if hand.level else trunk
            a, b = radians(hand.forward), radians(hand.forward + hand.bend)
            out, less = radians(hand.away), radians(hand.away * 0.6)
            upper = axes.along(sin(a) * cos(out), -cos(a) * cos(out), sin(out) * side)
            lower = axes.along(sin(b) * cos(less), -cos(b) * cos(less), sin(less) * side)
            elbow = add(shoulder, scale(upper, m.UPPER_ARM))
            wrist, points, miss, rests = add(elbow, scale(lower, m.FOREARM)), lower, 0.0, False
        case Forearm():
            elbow, points = outward(hand.elbow, side), unit(outward(hand.point, side))
            miss = abs(distance(shoulder, elbow) - m.UPPER_ARM)
            wrist, rests = add(elbow, scale(points, m.FOREARM)), True
        case _:
            assert_never(hand)
    line = resting(unit(sub(wrist, elbow)), points, trunk, side) if rests else None
    return Arm(shoulder, elbow, wrist, points, line or free(points, trunk, side), miss)


def _straight(hand: Hand) -> bool:
    return isinstance(hand, Wrist) and hand.slide


def arm(
    shoulder: Vec,
    trunk: Frame,
    side: int,
    hands: Weighted[Hand],
    place: Callable[[Wrist, int], Vec],
) -> Arm:
    """Solve an arm; between two contacts it swings around the shoulder.

    Args:
        shoulder: the shoulder joint.
        trunk: axes in which elbows point.
        side: 1 right, -1 left.
        hands: the contacts with their weights.
        place: the world point of a wrist contact on this side.
    """
    solved = _one_arm(shoulder, trunk, side, hands[0][0], place)
    total, straight = hands[0][1], _straight(hands[0][0])
    for hand, weight in hands[1:]:
        other = _one_arm(shoulder, trunk, side, hand, place)
        total += weight
        s = weight / total
        if straight or _straight(hand):
            wrist = mix(solved.wrist, other.wrist, s)
        else:
            way = swing(sub(solved.wrist, shoulder), sub(other.wrist, shoulder), s)
            wrist = add(shoulder, way)
        elbow = swing(sub(solved.elbow, shoulder), sub(other.elbow, shoulder), s)
        pole = sub(elbow, scale(sub(wrist, shoulder), 0.5))
        middle, wrist, miss = two_bones(shoulder, wrist, m.UPPER_ARM, m.FOREARM, pole)
        points = swing(solved.hand, other.hand, s)
        line = between((solved.hand, solved.across), (other.hand, other.across), points, side, s)
        solved = Arm(shoulder, middle, wrist, points, line, miss)
    return solved
