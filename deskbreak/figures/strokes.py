"""Lines, curves and arrows as polygons in the plane of the picture, metres."""

from itertools import pairwise
from math import atan2, cos, hypot, sin

from deskbreak.figures.mark_shape import Shape
from deskbreak.figures.outline import circle, hull
from deskbreak.figures.projection import Point
from deskbreak.figures.scene import Role


def line(a: Point, b: Point, half: float) -> list[Point]:
    """A bar with round ends, ``half`` as wide as it is thick."""
    return hull([(*a, half), (*b, half)])


def path(points: list[Point], half: float, role: Role) -> list[Shape]:
    """Bars from point to point."""
    return [(line(a, b, half), role) for a, b in pairwise(points)]


def curve(points: list[Point], per: int = 10) -> list[Point]:
    """A smooth curve through the points (Catmull-Rom)."""
    q = [points[0], *points, points[-1]]
    out: list[Point] = []
    for i in range(1, len(q) - 2):
        for k in range(per):
            t = k / per
            out.append(
                tuple(  # type: ignore[arg-type]  # two coordinates in, two out
                    0.5
                    * (
                        2 * b
                        + (c - a) * t
                        + (2 * a - 5 * b + 4 * c - d) * t * t
                        + (3 * b - a - 3 * c + d) * t**3
                    )
                    for a, b, c, d in zip(q[i - 1], q[i], q[i + 1], q[i + 2], strict=True)
                )
            )
    return [*out, points[-1]]


def _tip(end: Point, way: float, size: float, role: Role) -> Shape:
    """An arrow head with soft corners; ``way`` is its direction in radians."""
    dx, dy, r = cos(way), sin(way), size * 0.16
    bx, by = end[0] - dx * size, end[1] - dy * size
    half = size * 0.55
    return (
        hull(
            [
                (end[0] - dx * r, end[1] - dy * r, r),
                (bx - dy * half, by + dx * half, r),
                (bx + dy * half, by - dx * half, r),
            ]
        ),
        role,
    )


def cut(points: list[Point], share: float) -> list[Point]:
    """The first part of a path, by length."""
    steps = [hypot(b[0] - a[0], b[1] - a[1]) for a, b in pairwise(points)]
    left = sum(steps) * share
    out = [points[0]]
    for a, b, step in zip(points, points[1:], steps, strict=False):
        if step >= left:
            k = left / step if step else 0.0
            return [*out, (a[0] + (b[0] - a[0]) * k, a[1] + (b[1] - a[1]) * k)]
        out.append(b)
        left -= step
    return out


def arrow(points: list[Point], width: float, head: float, role: Role, both: bool) -> list[Shape]:
    """A ribbon that widens towards its head; with ``both`` a head at either end."""
    total = sum(hypot(b[0] - a[0], b[1] - a[1]) for a, b in pairwise(points))
    if total < head * 0.5:
        return []
    body = cut(points, max(1 - head * 0.7 / total, 0.02))
    if both:
        body = cut(body[::-1], max(1 - head * 0.7 / total, 0.02))[::-1]
    end_way = atan2(points[-1][1] - body[-1][1], points[-1][0] - body[-1][0])
    left: list[Point] = []
    right: list[Point] = []
    for i, p in enumerate(body):
        a, b = body[max(i - 1, 0)], body[min(i + 1, len(body) - 1)]
        n = hypot(b[0] - a[0], b[1] - a[1]) or 1.0
        nx, ny = -(b[1] - a[1]) / n, (b[0] - a[0]) / n
        half = width if both else width * (0.35 + 0.65 * i / max(len(body) - 1, 1))
        left.append((p[0] + nx * half, p[1] + ny * half))
        right.append((p[0] - nx * half, p[1] - ny * half))
    shapes: list[Shape] = [(left + right[::-1], role), _tip(points[-1], end_way, head, role)]
    if both:
        way = atan2(points[0][1] - body[0][1], points[0][0] - body[0][0])
        shapes.append(_tip(points[0], way, head, role))
    else:
        shapes.append((circle(*points[0], width * 0.35), role))
    return shapes
