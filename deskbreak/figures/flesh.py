"""Clothes a skeleton: groups of parts, each part the hull of a few balls.

Rules:
- The body is drawn in six groups (two legs, trunk, head, two arms), the farthest first.
- A limb on the far side wears the darker roles; the side is that of the pelvis, so that the
  shade does not flicker while the chest turns.
- Face and hair are ordered by where the head looks.
"""

from itertools import pairwise

from msgspec import Struct

from deskbreak.figures import measures as m
from deskbreak.figures.hands import hand_parts
from deskbreak.figures.limbs import Arm, Leg
from deskbreak.figures.outline import Ball
from deskbreak.figures.projection import Camera
from deskbreak.figures.scene import Role
from deskbreak.figures.skeleton import Skeleton
from deskbreak.figures.spine import Ring
from deskbreak.figures.vector import Frame, Vec, add, distance, dot, mix, scale, sub, unit

_FAR = -0.5
"""A side is far when its outward direction points away from the eye by more than this cosine."""
_FROM_ABOVE = 0.55
"""The hair covers the forehead when the crown is turned to the eye by more than this cosine."""
_ASIDE = 0.15
"""Below this cosine between the face and the eye the crown shows earlier …"""
_CROWN = 0.22
"""… by this cosine: else a stripe of skin lies between the hair of the crown and of the temples."""
_AWAY = -0.35
"""The face is not seen when the head looks away by more than this cosine."""


class Part(Struct, frozen=True):
    """A hull of balls in one role."""

    balls: tuple[Ball, ...]
    role: Role


class Group(Struct, frozen=True):
    """Parts that are drawn together, first part first.

    ``depth`` is how near the group is to the eye, metres.
    """

    name: str
    depth: float
    parts: tuple[Part, ...]


def _leg(limb: Leg, far: bool, camera: Camera) -> tuple[Part, ...]:
    cloth = Role.TROUSERS_FAR if far else Role.TROUSERS
    skin = Role.SKIN_FAR if far else Role.SKIN
    shoe = Role.SHOE_FAR if far else Role.SHOE
    h, k, a, foot = limb.hip, limb.knee, limb.ankle, limb.foot
    hollow = sub(mix(h, a, 0.5), k)
    calf_way = unit(hollow) if distance(mix(h, a, 0.5), k) > 0.02 else scale(foot.front, -1)
    calf = add(mix(k, a, 0.30), scale(calf_way, 0.014))
    ball = foot.at(*m.BALL)
    tip = add(ball, add(scale(limb.toes, m.TOES - 0.018), scale(foot.up, -0.006)))
    thigh = Part(((h, 0.092), (mix(h, k, 0.45), 0.080), (k, 0.058)), cloth)
    shank = Part(((k, 0.057), (calf, 0.055), (mix(k, a, 0.90), 0.038)), cloth)
    ankle = Part(((mix(k, a, 0.88), 0.031), (foot.at(-0.002, -0.012), 0.033)), skin)
    heel_sole = (foot.at(-0.048, -0.066), 0.009)
    ball_sole = (foot.at(m.BALL[0], -0.066), 0.009)
    tip_sole = (add(add(ball, scale(limb.toes, m.TOES - 0.008)), scale(foot.up, -0.022)), 0.009)
    sole = (Part((heel_sole, ball_sole), Role.SOLE), Part((ball_sole, tip_sole), Role.SOLE))
    shoes = (
        Part(((foot.at(*m.HEEL), 0.039), (foot.at(0.015, -0.016), 0.038), (ball, 0.031)), shoe),
        Part(((ball, 0.031), (tip, 0.024)), shoe),
    )
    lower = (ankle, *sole, *shoes, shank)
    shank_nearer = camera.depth(mix(k, a, 0.5)) > camera.depth(mix(h, k, 0.5)) + 0.05
    return (thigh, *lower) if shank_nearer else (*lower, thigh)


def _arm(limb: Arm, far: bool, camera: Camera) -> tuple[Part, ...]:
    skin = Role.SKIN_FAR if far else Role.SKIN
    sleeve_role = Role.SHIRT_FAR if far else Role.SLEEVE
    s, e, w = limb.shoulder, limb.elbow, limb.wrist
    upper = Part(((mix(s, e, 0.45), 0.046), (e, 0.040)), skin)
    fore = Part(((e, 0.040), (mix(e, w, 0.25), 0.041), (w, 0.028)), skin)
    sleeve = Part(((s, 0.059), (mix(s, e, 0.56), 0.054)), sleeve_role)
    outer = (*(Part(balls, skin) for balls in hand_parts(limb)), fore)
    fore_nearer = camera.depth(mix(e, w, 0.5)) >= camera.depth(mix(s, e, 0.5)) - 0.02
    return (upper, sleeve, *outer) if fore_nearer else (*outer, upper, sleeve)


def _ring_balls(ring: Ring) -> tuple[Ball, Ball]:
    aside = ring.half_width - ring.half_depth
    return (
        (ring.frame.at(0.0, 0.0, aside), ring.half_depth),
        (ring.frame.at(0.0, 0.0, -aside), ring.half_depth),
    )


def _spline(a: float, b: float, c: float, d: float, t: float) -> float:
    """Catmull-Rom between ``b`` and ``c``."""
    return 0.5 * (
        2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t * t + (3 * b - a - 3 * c + d) * t**3
    )


def _between(rings: tuple[Ring, Ring, Ring, Ring], t: float) -> Ring:
    """A ring on the smooth curve between the two middle ones."""
    below, low, high, above = rings
    a, b, c, d = (r.frame.origin for r in rings)
    at: Vec = (
        _spline(a[0], b[0], c[0], d[0], t),
        _spline(a[1], b[1], c[1], d[1], t),
        _spline(a[2], b[2], c[2], d[2], t),
    )
    right = unit(mix(rings[1].frame.right, rings[2].frame.right, t))
    width = _spline(below.half_width, low.half_width, high.half_width, above.half_width, t)
    depth = _spline(below.half_depth, low.half_depth, high.half_depth, above.half_depth, t)
    return Ring(Frame(at, right=right), width + 0.004, depth + 0.004)


def _trunk(body: Skeleton) -> tuple[Part, ...]:
    pelvis, rings = body.spine.pelvis, body.spine.rings
    hips = _ring_balls(rings[0]) + _ring_balls(rings[1])
    seat = tuple(
        (pelvis.at(x, y, z * side), 0.092)
        for x, y, z in ((-0.036, -0.035, 0.068), (-0.014, 0.045, 0.050))
        for side in (1, -1)
    )
    smooth: list[Ring] = []
    last = len(rings) - 1
    for i in range(1, last):
        four = (rings[max(i - 1, 1)], rings[i], rings[i + 1], rings[min(i + 2, last)])
        smooth += [_between(four, 0.0), _between(four, 0.5)]
    smooth.append(_between((rings[last - 1], rings[last], rings[last], rings[last]), 0.0))
    shirt = [Part(_ring_balls(a) + _ring_balls(b), Role.SHIRT) for a, b in pairwise(smooth)]
    return (Part(hips, Role.TROUSERS), Part(seat, Role.TROUSERS), *shirt)


def _head(body: Skeleton, camera: Camera) -> tuple[Part, ...]:
    head, top, neck = body.spine.head, body.spine.top, body.spine.neck
    facing = dot(head.front, camera.toward)
    throat = Part(((mix(top.origin, neck.origin, 0.1), 0.054), (neck.origin, 0.047)), Role.SKIN_FAR)
    skull = Part(
        (
            (head.at(0.006, 0.014), 0.086),
            (head.at(0.046, -0.054), 0.042),
            (head.at(-0.015, -0.02), 0.072),
        ),
        Role.SKIN,
    )
    nose = Part(
        (
            (head.at(0.088, 0.002), 0.010),
            (head.at(0.105, -0.020), 0.012),
            (head.at(0.082, -0.028), 0.012),
        ),
        Role.SKIN,
    )
    cap = Part(
        (
            (head.at(-0.020, 0.040), 0.094),
            (head.at(0.030, 0.070), 0.062),
            (head.at(0.064, 0.078), 0.034),
        ),
        Role.HAIR,
    )
    nape = Part(
        (
            (head.at(-0.060, -0.022), 0.050),
            (head.at(-0.034, 0.030), 0.088),
            (head.at(-0.022, -0.020), 0.070),
        ),
        Role.HAIR,
    )
    if facing < _AWAY:
        return (skull, throat, *_ears(head, camera), nape, cap)
    face = [*_fringe(head, camera), nose, *_features(head, camera)]
    above = dot(head.up, camera.toward)
    if above > (_FROM_ABOVE if facing > _ASIDE else _CROWN):
        return (nape, throat, skull, *_ears(head, camera), *face, cap)
    return (nape, cap, throat, skull, *_temples(head, camera), *_ears(head, camera), *face)


def _fringe(head: Frame, camera: Camera) -> list[Part]:
    """Hair over the forehead, as far as it is turned to the eye."""
    way = (0.72, 0.70, 0.0)
    if dot(head.along(*way), camera.toward) < 0.30:
        return []
    row = (
        (0.060, 0.070, 0.040),
        (0.060, 0.070, -0.040),
        (0.020, 0.098, 0.035),
        (0.020, 0.098, -0.035),
        (-0.040, 0.086, 0.040),  # as far as the crown, or a bowed head shows a bald spot
        (-0.040, 0.086, -0.040),
    )
    lock = ((0.072, 0.062, -0.020), (0.052, 0.058, 0.058))
    return [
        Part(tuple((head.at(*p), 0.022) for p in row), Role.HAIR),
        Part(tuple((head.at(*p), 0.014) for p in lock), Role.HAIR),
    ]


def _features(head: Frame, camera: Camera) -> list[Part]:
    """Eyes and mouth, as far as they are on the side of the face that is seen."""
    parts = []
    for side in (1, -1):
        eye = head.at(0.076, 0.014, 0.040 * side)
        if dot(unit(sub(eye, head.origin)), camera.toward) > 0.10:
            parts.append(Part(((eye, 0.0095),), Role.FACE))
    if dot(head.front, camera.toward) > 0.5:
        corners = tuple((head.at(0.088, -0.056, z), 0.0045) for z in (0.018, -0.018))
        parts.append(Part(corners, Role.SKIN_FAR))
    return parts


def _temples(head: Frame, camera: Camera) -> list[Part]:
    """Hair in front of the ears."""
    parts = []
    for side in (1, -1):
        if dot(head.right, camera.toward) * side > 0.25:
            balls = (
                (head.at(-0.036, 0.052, 0.056 * side), 0.050),
                (head.at(-0.044, 0.006, 0.066 * side), 0.030),
                (head.at(0.022, 0.074, 0.044 * side), 0.034),
            )
            parts.append(Part(balls, Role.HAIR))
    return parts


def _ears(head: Frame, camera: Camera) -> list[Part]:
    return [
        Part(
            (
                (head.at(-0.006, -0.008, 0.084 * side), 0.018),
                (head.at(-0.004, -0.026, 0.082 * side), 0.013),
            ),
            Role.SKIN_FAR,
        )
        for side in (1, -1)
        if dot(head.right, camera.toward) * side > -0.15
    ]


def clothe(body: Skeleton, camera: Camera) -> list[Group]:
    """The groups of a body in drawing order."""
    pelvis, chain = body.spine.pelvis, body.spine
    groups = []
    for name, side, limb in zip("rl", (1, -1), body.legs, strict=True):
        far = dot(pelvis.right, camera.toward) * side < _FAR
        depth = camera.depth(mix(limb.hip, limb.knee, 0.6))
        groups.append(Group(f"leg_{name}", depth, _leg(limb, far, camera)))
    trunk_depth = (camera.depth(chain.chest.origin) + camera.depth(pelvis.origin)) / 2
    groups.append(Group("trunk", trunk_depth, _trunk(body)))
    groups.append(Group("head", camera.depth(chain.head.origin) + 0.012, _head(body, camera)))
    for name, side, bones in zip("rl", (1, -1), body.arms, strict=True):
        far = dot(pelvis.right, camera.toward) * side < _FAR
        middle = mix(bones.elbow, bones.wrist, 0.4)
        depth = camera.depth(middle) * 0.7 + camera.depth(bones.shoulder) * 0.3
        groups.append(Group(f"arm_{name}", depth, _arm(bones, far, camera)))
    return _ordered(groups, body.pose.under, body.pose.over)


def _ordered(groups: list[Group], under: tuple[str, ...], over: tuple[str, ...]) -> list[Group]:
    """Farthest first, except what a pose puts under or over all others."""

    def rank(group: Group) -> tuple[int, float]:
        if group.name in under:
            return (0, float(under.index(group.name)))
        if group.name in over:
            return (2, float(over.index(group.name)))
        return (1, group.depth)

    return sorted(groups, key=rank)
