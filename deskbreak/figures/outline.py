"""Convex outlines around circles: every part of the picture is one of these."""

from collections.abc import Iterable, Sequence
from math import acos, atan2, ceil, cos, hypot, pi, sin
from typing import TypeAlias

from deskbreak.figures.projection import Camera, Point
from deskbreak.figures.vector import Vec

Circle: TypeAlias = tuple[float, float, float]
"""Centre x, centre y and radius in metres."""

Ball: TypeAlias = tuple[Vec, float]
"""Centre in the world and radius in metres."""


def _corners(radius: float) -> int:
    """How many corners make a circle of this radius (metres) look round at 600 pixels."""
    if radius < 0.014:
        return 12
    if radius < 0.030:
        return 16
    return 20 if radius < 0.060 else 28


_RINGS = {
    n: tuple((cos(2 * pi * i / n), sin(2 * pi * i / n)) for i in range(n)) for n in (12, 16, 20, 28)
}


def circle(x: float, y: float, radius: float) -> list[Point]:
    """A round polygon."""
    return [(x + c * radius, y + s * radius) for c, s in _RINGS[_corners(radius)]]


def _arc(c: Circle, start: float, end: float) -> list[Point]:
    x, y, r = c
    n = max(ceil(_corners(r) * (end - start) / (2 * pi)), 1)
    step = (end - start) / n
    return [(x + r * cos(start + step * i), y + r * sin(start + step * i)) for i in range(n + 1)]


def _capsule(a: Circle, b: Circle) -> list[Point]:
    """Outline of two circles and their outer tangents; neither may contain the other."""
    way = atan2(b[1] - a[1], b[0] - a[0])
    open_ = acos(max(-1.0, min(1.0, (a[2] - b[2]) / hypot(b[0] - a[0], b[1] - a[1]))))
    return _arc(a, way + open_, way - open_ + 2 * pi) + _arc(b, way - open_, way + open_)


def _convex(points: list[Point]) -> list[Point]:
    """Convex hull by Andrew's monotone chain."""
    points.sort()
    halves: list[list[Point]] = []
    for run in (points, points[::-1]):
        chain: list[Point] = []
        for p in run:
            while len(chain) > 1:
                (ax, ay), (bx, by) = chain[-2], chain[-1]
                if (bx - ax) * (p[1] - ay) - (by - ay) * (p[0] - ax) > 1e-12:
                    break
                chain.pop()
            chain.append(p)
        halves.append(chain[:-1])
    return halves[0] + halves[1]


def hull(circles: Iterable[Circle]) -> list[Point]:
    """Smallest convex outline around the circles, anticlockwise (y up)."""
    kept: list[Circle] = []
    for c in sorted(circles, key=lambda q: -q[2]):
        if all(hypot(c[0] - k[0], c[1] - k[1]) > k[2] - c[2] + 1e-4 for k in kept):
            kept.append(c)
    if len(kept) == 1:
        return circle(*kept[0])
    if len(kept) == 2:
        return _capsule(kept[0], kept[1])
    return _convex([p for c in kept for p in circle(*c)])


def silhouette(balls: Sequence[Ball], camera: Camera) -> list[Point]:
    """Outline of a body part (the hull of its balls) in the camera's plane, metres."""
    rx, _, rz = camera.right
    ux, uy, uz = camera.up
    return hull(
        [(p[0] * rx + p[2] * rz, p[0] * ux + p[1] * uy + p[2] * uz, radius) for p, radius in balls]
    )
