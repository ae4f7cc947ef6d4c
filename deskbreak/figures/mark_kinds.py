"""What is drawn over or beside the body: arrows, angles, breath, pressure, bones, insets.

A mark is placed in the plane of the picture, in metres, either at fixed points or at a joint with
an offset, so that it moves with the body.
"""

from collections.abc import Callable, Mapping
from math import atan2, cos, hypot, pi, sin
from typing import TypeAlias

from deskbreak.figures.bones import bones
from deskbreak.figures.insets import clock, sit_bones, soles
from deskbreak.figures.mark_shape import Mark, Shape, Sight
from deskbreak.figures.outline import circle
from deskbreak.figures.projection import Point
from deskbreak.figures.scene import Role
from deskbreak.figures.strokes import arrow, curve, cut, line, path


def _arrow(mark: Mark, sight: Sight, size: Mapping[str, float], role: Role) -> list[Shape]:
    points = curve([sight.point(s) for s in mark.spots])
    grown = min(sight.progress / 0.6, 1.0)
    if grown <= 0:
        return []
    return arrow(cut(points, grown), size["width"], size["head"], role, size["both"] > 0)


def _dash(mark: Mark, sight: Sight, size: Mapping[str, float], role: Role) -> list[Shape]:
    (ax, ay), (bx, by) = sight.point(mark.spots[0]), sight.point(mark.spots[1])
    n = max(int(hypot(bx - ax, by - ay) / 0.055), 1)
    out = []
    for i in range(n):
        k, l_ = (i + 0.15) / n, (i + 0.65) / n
        a = (ax + (bx - ax) * k, ay + (by - ay) * k)
        b = (ax + (bx - ax) * l_, ay + (by - ay) * l_)
        out.append((line(a, b, size["width"]), role))
    return out


def _stroke(mark: Mark, sight: Sight, size: Mapping[str, float], role: Role) -> list[Shape]:
    return path([sight.point(s) for s in mark.spots], size["width"], role)


def _angle(mark: Mark, sight: Sight, size: Mapping[str, float], role: Role) -> list[Shape]:
    """The angle at the first spot between the other two: a corner, or an arc with ``round``."""
    o, a, b = (sight.point(s) for s in mark.spots)
    r = size["radius"]
    way_a, way_b = atan2(a[1] - o[1], a[0] - o[0]), atan2(b[1] - o[1], b[0] - o[0])
    if size["round"] > 0:
        turn = (way_b - way_a + pi) % (2 * pi) - pi
        n = 14
        arc = [
            (o[0] + r * cos(way_a + turn * i / n), o[1] + r * sin(way_a + turn * i / n))
            for i in range(n + 1)
        ]
        return path(arc, size["width"], role)
    ua, ub = (r * cos(way_a), r * sin(way_a)), (r * cos(way_b), r * sin(way_b))
    corner = [
        (o[0] + ua[0], o[1] + ua[1]),
        (o[0] + ua[0] + ub[0], o[1] + ua[1] + ub[1]),
        (o[0] + ub[0], o[1] + ub[1]),
    ]
    return path(corner, size["width"], role)


def _dot(mark: Mark, sight: Sight, size: Mapping[str, float], role: Role) -> list[Shape]:
    """Pressure: it shows when the touch is near."""
    radius = size["radius"] * min(max((sight.progress - 0.7) / 0.3, 0.0), 1.0)
    if radius < 0.002:
        return []
    return [(circle(*sight.point(spot), radius), role) for spot in mark.spots]


def _ring(mark: Mark, sight: Sight, size: Mapping[str, float], role: Role) -> list[Shape]:
    x, y = sight.point(mark.spots[0])
    r = size["radius"]
    n = 28
    points = [(x + r * cos(2 * pi * i / n), y + r * sin(2 * pi * i / n)) for i in range(n + 1)]
    return path(points, size["width"], role)


def _air(mark: Mark, sight: Sight, size: Mapping[str, float], role: Role) -> list[Shape]:
    """Three wavy streams at the nose or mouth: ``flow`` 1 comes in, -1 goes out."""
    x, y = sight.point(mark.spots[0])
    way, flow, span = size["angle"] * pi / 180, size["flow"], size["length"]
    grown = min(sight.progress / 0.35, 1.0)
    if grown < 0.25:  # what is shorter looks like three stray dots
        return []
    out: list[Shape] = []
    for row in (-1, 0, 1):
        dx, dy = cos(way + row * 0.34), sin(way + row * 0.34)
        far = span * (1.0 if row == 0 else 0.82)
        near = 0.035 if row == 0 else 0.065
        n = 10
        points: list[Point] = []
        for i in range(n + 1):
            t = near + (far - near) * i / n
            wave = 0.010 * sin(i / n * 2 * pi - sight.progress * 6 * pi * flow * -1)
            points.append((x + dx * t - dy * wave, y + dy * t + dx * wave))
        if flow > 0:
            points.reverse()
        shown = cut(points, grown)
        if row == 0:
            out += arrow(shown, size["width"], size["head"], role, both=False)
        else:
            out += path(shown, size["width"] * 0.62, role)
    return out


Draw: TypeAlias = Callable[[Mark, Sight, Mapping[str, float], Role], list[Shape]]

KINDS: Mapping[str, tuple[Draw, int, Role, Mapping[str, float]]] = {
    "arrow": (_arrow, 2, Role.ACCENT, {"width": 0.014, "head": 0.065, "both": 0}),
    "dash": (_dash, 2, Role.ACCENT, {"width": 0.008}),
    "line": (_stroke, 2, Role.MARK, {"width": 0.010}),
    "angle": (_angle, 3, Role.ACCENT, {"radius": 0.11, "width": 0.011, "round": 0}),
    "dot": (_dot, 1, Role.ACCENT, {"radius": 0.022}),
    "ring": (_ring, 1, Role.ACCENT, {"radius": 0.06, "width": 0.008}),
    "air": (
        _air,
        1,
        Role.MARK,
        {"angle": 0, "flow": 1, "length": 0.20, "width": 0.009, "head": 0.040},
    ),
    "soles": (soles, 1, Role.MARK, {"scale": 1.5}),
    "sit-bones": (sit_bones, 0, Role.ACCENT, {"up": 0.0}),
    "bones": (bones, 0, Role.BONE, {"spine": 1}),
    "clock": (clock, 1, Role.MARK, {"radius": 0.16}),
}
"""Every kind of mark: how it is drawn, fewest spots, its usual role, its default measures."""


def draw(mark: Mark, sight: Sight) -> list[Shape]:
    """The polygons of a mark in the camera's plane (metres), with their roles."""
    make, _, role, defaults = KINDS[mark.kind]
    if mark.accent is not None:
        role = Role.ACCENT if mark.accent else Role.MARK
    return make(mark, sight, {**defaults, **mark.measures}, role)
