"""The body and the things around it as solids, to see what touches what."""

from collections.abc import Iterable
from math import sqrt

from deskbreak.figures.flesh import Part
from deskbreak.figures.scene_assembly import Stage
from deskbreak.figures.skeleton import Skeleton
from deskbreak.figures.vector import Vec, add, distance, dot, mix, scale, sub

CAPSULES = {
    "upper_arm": ("shoulder", "elbow", 0.043),
    "forearm": ("elbow", "wrist", 0.036),
    "hand": ("wrist", "fingers", 0.022),
    "thigh": ("hip", "knee", 0.068),
    "shank": ("knee", "ankle", 0.047),
}
"""Two joints and the radius between them, metres."""


def to_segment(p: Vec, a: Vec, b: Vec) -> float:
    """Metres from a point to the line between two others."""
    way = sub(b, a)
    span = dot(way, way)
    share = max(0.0, min(1.0, dot(sub(p, a), way) / span)) if span else 0.0
    return distance(p, add(a, scale(way, share)))


def segments_apart(a: Vec, b: Vec, c: Vec, d: Vec, parts: int = 16) -> float:
    """Metres between two lines, to about a millimetre."""
    points = [mix(a, b, i / parts) for i in range(parts + 1)]
    return min(to_segment(p, c, d) for p in points)


def limb(body: Skeleton, name: str, side: str) -> tuple[Vec, Vec, float]:
    first, second, radius = CAPSULES[name]
    return body.joint(f"{first}_{side}"), body.joint(f"{second}_{side}"), radius


def overlap(body: Skeleton, one: tuple[str, str], other: tuple[str, str]) -> float:
    """Metres by which two limbs are in one another; below 0: apart."""
    a, b, first = limb(body, *one)
    c, d, second = limb(body, *other)
    return first + second - segments_apart(a, b, c, d)


def above_trunk(body: Skeleton, p: Vec) -> float:
    """Metres from a point to the skin of the trunk; below 0: inside."""
    away = []
    for ring in body.spine.rings:
        aside = ring.half_width - ring.half_depth
        ends = [ring.frame.at(0.0, 0.0, aside * side) for side in (1, -1)]
        away.append(to_segment(p, ends[0], ends[1]) - ring.half_depth)
    return min(away)


def above_head(body: Skeleton, p: Vec) -> float:
    """Metres from a point to the skin of the head."""
    return distance(p, body.spine.head.origin) - 0.10


def above_thigh(body: Skeleton, p: Vec) -> float:
    """Metres from a point to the nearer thigh."""
    return min(to_segment(p, *limb(body, "thigh", side)[:2]) - 0.075 for side in "rl")


def from_box(p: Vec, part: Part) -> float:
    """Metres from a point to the box around a part."""
    away = 0.0
    for axis in range(3):
        low = min(ball[axis] - radius for ball, radius in part.balls)
        high = max(ball[axis] + radius for ball, radius in part.balls)
        away += max(low - p[axis], p[axis] - high, 0.0) ** 2
    return sqrt(away)


def from_props(stage: Stage, kinds: Iterable[str], p: Vec) -> float:
    """Metres from a point to the nearest thing of a kind; far away if there is none."""
    parts = [part for prop in stage.props if prop.kind in kinds for part in prop.parts()]
    return min((from_box(p, part) for part in parts), default=9.0)
