"""Small pictures beside the person: soles, seat and clock."""

from collections.abc import Mapping
from math import ceil, cos, pi, sin

from deskbreak.figures.mark_shape import Mark, Shape, Sight
from deskbreak.figures.outline import Circle, circle, hull
from deskbreak.figures.scene import Role
from deskbreak.figures.strokes import path


def _load(sight: Sight) -> tuple[float, float]:
    return sight.body.pose.get("load_side"), sight.body.pose.get("load_fore")


def _sole_outline(x: float, y: float, way: float, side: int, size: float) -> list[Circle]:
    """A footprint seen from above: heel, ball and toes; ``way`` below 0 points the toes down."""
    return [
        (x, y - 0.085 * way, 0.034 * size),
        (x + 0.006 * way * side, y + 0.055 * way, 0.045 * size),
        (x - 0.012 * way * side, y + 0.085 * way, 0.030 * size),
    ]


def soles(mark: Mark, sight: Sight, size: Mapping[str, float], _role: Role) -> list[Shape]:
    """An inset of both soles as the camera sees them; the dots grow where the weight is."""
    x, y = sight.point(mark.spots[0])
    k = size["scale"]
    side_load, fore_load = _load(sight)
    right, left = (sight.camera.plane(sight.body.joint(j))[0] for j in ("hip_r", "hip_l"))
    ahead = 1 if right >= left - 1e-6 else -1
    pad = 0.10 * k
    shapes: list[Shape] = [
        (
            hull(
                [(x + sx * 0.075 * k, y + sy * 0.075 * k, pad) for sx in (1, -1) for sy in (1, -1)]
            ),
            Role.PAPER,
        )
    ]
    for side in (1, -1):
        cx = x + 0.068 * k * side * ahead
        shapes.append((hull(_sole_outline(cx, y, k * ahead, side, k)), Role.SHOE_FAR))
        for fore in (1, -1):
            share = (1 + side * side_load) * (1 + fore * fore_load) / 4
            radius = 0.008 * k + 0.030 * k * share**0.5
            cy = y + (0.055 if fore > 0 else -0.082) * k * ahead
            shapes.append((circle(cx, cy, radius), Role.ACCENT))
    return shapes


def sit_bones(mark: Mark, sight: Sight, size: Mapping[str, float], _role: Role) -> list[Shape]:
    """A dot under each sit bone that grows where the weight is; with a spot, on a pair of scales.

    The scales show the sides as the camera sees them; two dots on a seat would look like a face.
    """
    side_load, _ = _load(sight)
    out: list[Shape] = []
    places = {
        side: sight.camera.plane(sight.body.joint(f"sit_{n}")) for n, side in (("r", 1), ("l", -1))
    }
    if mark.spots:
        seen = 1 if places[1][0] >= places[-1][0] else -1
        return _scales(*sight.point(mark.spots[0]), side_load * seen)
    for side, (x, y) in places.items():
        share = (1 + side * side_load) / 2
        out.append((circle(x, y + size["up"], 0.016 + 0.046 * share), Role.PAPER))
        out.append((circle(x, y + size["up"], 0.009 + 0.044 * share), Role.ACCENT))
    return out


def _scales(x: float, y: float, load: float) -> list[Shape]:
    """A beam on a foot, on a light ground, lower at its heavier end; ``load`` 1 is all right."""
    corners = [(x + sx * 0.10, y + sy * 0.07, 0.075) for sx in (1, -1) for sy in (1, -1)]
    foot = [(x, y - 0.03, 0.010), (x + 0.045, y - 0.105, 0.010), (x - 0.045, y - 0.105, 0.010)]
    way = -0.42 * load
    shapes = [(hull(corners), Role.PAPER), (hull(foot), Role.PROP_FAR)]
    ends = [(x + 0.115 * s * cos(way), y - 0.02 + 0.115 * s * sin(way)) for s in (1, -1)]
    shapes += path(ends, 0.012, Role.PROP_FAR)
    for side, (ex, ey) in zip((1, -1), ends, strict=True):
        radius = 0.020 + 0.036 * (1 + side * load) / 2
        shapes.append((circle(ex - 0.02 * side, ey + radius + 0.010, radius), Role.ACCENT))
    return shapes


def clock(mark: Mark, sight: Sight, size: Mapping[str, float], _role: Role) -> list[Shape]:
    """A clock filled by the pose's ``hour``."""
    x, y = sight.point(mark.spots[0])
    r = size["radius"]
    shapes: list[Shape] = [(circle(x, y, r), Role.DARK), (circle(x, y, r * 0.90), Role.PAPER)]
    full = 2 * pi * min(max(sight.body.pose.get("hour"), 0.02), 0.999)
    n = max(ceil(36 * full / (2 * pi)), 2)
    step = full / n
    for i in range(n):
        a, b = pi / 2 - step * i, pi / 2 - step * (i + 1)
        wedge = [
            (x, y),
            (x + r * 0.78 * cos(b), y + r * 0.78 * sin(b)),
            (x + r * 0.78 * cos(a), y + r * 0.78 * sin(a)),
        ]
        shapes.append((wedge, Role.MARK))
    hand = pi / 2 - full
    shapes += path(
        [(x, y), (x + r * 0.70 * cos(hand), y + r * 0.70 * sin(hand))], r * 0.05, Role.DARK
    )
    shapes += path([(x, y), (x, y + r * 0.45)], r * 0.06, Role.DARK)
    return shapes
