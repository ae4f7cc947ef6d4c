"""Things around the person: chair, desk, wall, towel …, as hulls of balls.

Every kind is a function from its place and measures (metres) to parts. The place is on the floor
under the middle of a chair, at the near edge of a desk, at the face of a wall.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from math import cos, radians, sin
from typing import TypeAlias

from deskbreak.figures.flesh import Part
from deskbreak.figures.outline import Ball
from deskbreak.figures.scene import Role
from deskbreak.figures.vector import Vec, add

Measures: TypeAlias = Mapping[str, float]


@dataclass(frozen=True)
class Prop:
    """One thing in the picture.

    Args:
        kind: a key of ``KINDS``.
        at: its place.
        measures: its sizes, metres; what is missing has the kind's default.
        front: True: drawn over the person.
        pushed: True: moves along x by the pose's ``push``.
        passing: True: stands beside the way of a walker and comes round again.
        hides: True: drawn over the person while it is nearer to the eye.
        carried: True: in the hands while the pose carries.
    """

    kind: str
    at: Vec
    measures: Measures = field(default_factory=dict)
    front: bool = False
    pushed: bool = False
    passing: bool = False
    hides: bool = False
    carried: bool = False

    @property
    def middle(self) -> Vec:
        """Middle of its ground, metres."""
        depth = {**KINDS[self.kind][1], **self.measures}.get("depth", 0.0)
        return add(self.at, (depth / 2, 0.0, 0.0))

    def parts(self, shift: Vec = (0.0, 0.0, 0.0)) -> list[Part]:
        """Its parts, moved by ``shift``, first part first."""
        draw, defaults = KINDS[self.kind]
        return draw(add(self.at, shift), {**defaults, **self.measures})


def _rod(a: Vec, b: Vec, radius: float, role: Role) -> Part:
    return Part(((a, radius), (b, radius)), role)


def _slab(low: Vec, high: Vec, radius: float, role: Role) -> Part:
    """A box with round edges between two corners."""
    r = radius
    balls: list[Ball] = [
        ((x, y, z), r)
        for x in (low[0] + r, high[0] - r)
        for y in (low[1] + r, high[1] - r)
        for z in (low[2] + r, high[2] - r)
    ]
    return Part(tuple(balls), role)


def _sheet(points: list[Vec], radius: float, role: Role) -> Part:
    return Part(tuple((p, radius) for p in points), role)


def _stool(at: Vec, size: Measures) -> list[Part]:
    x, y, z = at
    h, half = size["height"], size["width"] / 2
    deep = size["depth"] / 2
    feet = [(fx, fz) for fz in (-half + 0.03, half - 0.03) for fx in (-deep + 0.05, deep - 0.05)]
    legs = [
        _rod((x + fx, y + 0.02, z + fz), (x + fx, y + h - 0.04, z + fz), 0.017, Role.PROP_FAR)
        for fx, fz in feet
    ]
    seat = _slab((x - deep, y + h - 0.055, z - half), (x + deep, y + h, z + half), 0.026, Role.PROP)
    return [*legs[:2], *legs[2:], seat]


def _chair(at: Vec, size: Measures) -> list[Part]:
    x, y, z = at
    h, back, half, deep = size["height"], size["back"], size["width"] / 2, size["depth"] / 2
    foot, edge = x - deep + 0.01, x - deep - 0.035
    posts = [
        _rod(
            (foot, y + h - 0.03, z + s),
            (edge + 0.015, y + h + back - 0.06, z + s),
            0.014,
            Role.PROP_FAR,
        )
        for s in (-half + 0.05, half - 0.05)
    ]
    low = y + h + back - size["panel"]
    rest = _sheet(
        [(foot - 0.02, low, z - half + 0.02), (foot - 0.02, low, z + half - 0.02)]
        + [(edge, y + h + back - 0.018, z + s) for s in (-half + 0.02, half - 0.02)],
        0.018,
        Role.PROP,
    )
    return [posts[0], *_stool(at, size), posts[1], rest]


def _office_chair(at: Vec, size: Measures) -> list[Part]:
    x, y, z = at
    h, tilt = y + size["height"], size["tilt"]
    parts = []
    for angle in (18, 90, 162, 234, 306):
        end = (x - 0.02 + 0.27 * cos(radians(angle)), y + 0.052, z + 0.27 * sin(radians(angle)))
        parts.append(_rod((x - 0.02, y + 0.095, z), end, 0.017, Role.PROP_FAR))
        parts.append(Part((((end[0], y + 0.030, end[2]), 0.030),), Role.DARK))
    parts.append(_rod((x - 0.02, y + 0.08, z), (x - 0.02, h - 0.06, z), 0.024, Role.PROP_FAR))
    parts.append(_rod((x - 0.12, h - 0.045, z), (x - 0.262, h + 0.12, z), 0.018, Role.PROP_FAR))
    curve = [(-0.240, 0.17, 0.19), (-0.262, 0.36, 0.19), (-0.278 - tilt, 0.58, 0.17)]
    for (ax, ay, aw), (bx, by, bw) in zip(curve, curve[1:], strict=False):
        points = [(x + ax, h + ay, z + s * aw) for s in (1, -1)]
        points += [(x + bx, h + by, z + s * bw) for s in (1, -1)]
        parts.append(_sheet(points, 0.028, Role.PROP))
    parts.append(_slab((x - 0.22, h - 0.07, z - 0.23), (x + 0.22, h, z + 0.23), 0.034, Role.PROP))
    return parts


def _desk(at: Vec, size: Measures) -> list[Part]:
    x, y, z = at
    h, deep, half = y + size["height"], size["depth"], size["width"] / 2
    far = x + deep - 0.07
    legs = [
        _rod((far, y + 0.02, z + s), (far, h - 0.03, z + s), 0.020, Role.PROP_FAR)
        for s in (-half + 0.06, half - 0.06)
    ]
    return [*legs, _slab((x, h - 0.036, z - half), (x + deep, h, z + half), 0.017, Role.PROP)]


def _wall(at: Vec, size: Measures) -> list[Part]:
    """A wall across the way the person looks; its thickness goes away from ``at``."""
    x, y, z = at
    thick, half = size["thick"], size["width"] / 2
    low, high = min(x, x + thick), max(x, x + thick)
    return [_slab((low, y, z - half), (high, y + size["height"], z + half), 0.006, Role.WALL)]


def _side_wall(at: Vec, size: Measures) -> list[Part]:
    """A wall along the way the person looks, at the side of ``at``."""
    x, y, z = at
    thick, half = size["thick"], size["width"] / 2
    low, high = min(z, z + thick), max(z, z + thick)
    return [_slab((x - half, y, low), (x + half, y + size["height"], high), 0.006, Role.WALL)]


def _mat(at: Vec, size: Measures) -> list[Part]:
    x, y, z = at
    half = size["width"] / 2
    return [
        _slab((x, y - 0.024, z - half), (x + size["length"], y - 0.001, z + half), 0.011, Role.MAT)
    ]


def _shelf(at: Vec, size: Measures) -> list[Part]:
    x, y, z = at
    h, deep, half = y + size["height"], size["depth"], size["width"] / 2
    parts = [
        _slab(
            (x + fx, y, z + fz - 0.015),
            (x + fx + 0.03, h - 0.02, z + fz + 0.015),
            0.006,
            Role.PROP_FAR,
        )
        for fz in (-half + 0.02, half - 0.02)
        for fx in (0.02, deep - 0.05)
    ]
    return [*parts, _slab((x, h - 0.035, z - half), (x + deep, h, z + half), 0.010, Role.PROP)]


def _box(at: Vec, size: Measures) -> list[Part]:
    """A parcel; ``at`` is the middle of its bottom."""
    x, y, z = at
    dx, h, dz = size["depth"] / 2, size["height"], size["width"] / 2
    body = _slab((x - dx, y, z - dz), (x + dx, y + h, z + dz), 0.014, Role.CLOTH)
    band = _slab(
        (x - dx * 0.16, y + 0.002, z - dz),
        (x + dx * 0.16, y + h - 0.002, z + dz),
        0.004,
        Role.CLOTH_FAR,
    )
    return [body, band]


def _foot_rest(at: Vec, size: Measures) -> list[Part]:
    """A wedge, low at the near side; ``at`` is its near edge."""
    x, y, z = at
    half, deep = size["width"] / 2, size["depth"]
    corners = [(x, y + size["low"] - 0.012), (x, y + 0.012), (x + deep, y + 0.012)]
    corners.append((x + deep, y + size["high"] - 0.012))
    return [
        _sheet([(cx, cy, z + s * half) for cx, cy in corners for s in (1, -1)], 0.012, Role.CLOTH)
    ]


def _towel_roll(at: Vec, size: Measures) -> list[Part]:
    x, y, z = at
    r, half = size["radius"], size["width"] / 2
    return [
        _rod((x, y, z + half), (x, y, z - half), r, Role.CLOTH),
        Part((((x, y, z + half + r), r * 0.62),), Role.CLOTH_FAR),
        Part((((x, y, z + half + r), r * 0.30),), Role.CLOTH),
    ]


def _screen(at: Vec, size: Measures) -> list[Part]:
    """A screen facing the person; ``at`` is on the desk under its face."""
    x, y, z = at
    low, high, half = y + size["lift"], y + size["lift"] + size["height"], size["width"] / 2
    return [
        _rod((x + 0.075, y + 0.012, z), (x - 0.045, y + 0.012, z), 0.012, Role.PROP_FAR),
        _rod((x + 0.040, y + 0.01, z), (x + 0.035, (low + high) / 2, z), 0.014, Role.PROP_FAR),
        _slab((x, low, z - half), (x + 0.034, high, z + half), 0.012, Role.DARK),
        _slab(
            (x - 0.006, low + 0.018, z - half + 0.02),
            (x, high - 0.018, z + half - 0.02),
            0.003,
            Role.GLASS,
        ),
    ]


def _keyboard(at: Vec, size: Measures) -> list[Part]:
    x, y, z = at
    half, deep = size["width"] / 2, size["depth"] / 2
    return [_slab((x - deep, y, z - half), (x + deep, y + 0.022, z + half), 0.010, Role.DARK)]


def _window(at: Vec, size: Measures) -> list[Part]:
    """A window in the wall behind the picture, with hills; ``at`` is its lower left corner."""
    x, y, z = at
    w, h = size["width"], size["height"]
    frame = _slab((x - 0.02, y - 0.02, z - 0.01), (x + w + 0.02, y + h + 0.02, z), 0.004, Role.PROP)
    glass = _slab((x, y, z), (x + w, y + h, z + 0.002), 0.001, Role.GLASS)
    sun = Part((((x + w * 0.70, y + h * 0.74, z + 0.01), h * 0.10),), Role.PAPER)
    ground = y + h * 0.06
    hills = [
        _sheet(
            [
                (x + w * a, ground, z + 0.01),
                (x + w * b, y + h * top, z + 0.01),
                (x + w * c, ground, z + 0.01),
            ],
            h * 0.05,
            Role.VIEW,
        )
        for a, b, c, top in ((0.10, 0.34, 0.62, 0.48), (0.42, 0.68, 0.90, 0.34))
    ]
    bar = _rod((x + w / 2, y, z + 0.02), (x + w / 2, y + h, z + 0.02), 0.007, Role.PROP)
    return [frame, glass, sun, *hills, bar]


def _plant(at: Vec, size: Measures) -> list[Part]:
    x, y, z = at
    h = size["height"]
    leaves = [
        _rod((x, y + 0.20, z), (x + dx * h, y + dy * h, z), 0.022, Role.MAT)
        for dx, dy in ((-0.22, 0.78), (0.0, 1.0), (0.24, 0.74), (-0.12, 0.92), (0.13, 0.90))
    ]
    pot = _sheet(
        [
            (x - 0.07, y + 0.02, z),
            (x + 0.07, y + 0.02, z),
            (x - 0.09, y + 0.20, z),
            (x + 0.09, y + 0.20, z),
        ],
        0.012,
        Role.PROP_FAR,
    )
    return [*leaves, pot]


KINDS: Mapping[str, tuple[Callable[[Vec, Measures], list[Part]], Measures]] = {
    "stool": (_stool, {"height": 0.45, "width": 0.44, "depth": 0.42}),
    "chair": (_chair, {"height": 0.45, "width": 0.44, "depth": 0.42, "back": 0.46, "panel": 0.24}),
    "office-chair": (_office_chair, {"height": 0.46, "tilt": 0.0}),
    "desk": (_desk, {"height": 0.72, "depth": 0.62, "width": 1.0}),
    "wall": (_wall, {"height": 1.95, "width": 1.2, "thick": 0.05}),
    "side-wall": (_side_wall, {"height": 1.95, "width": 1.2, "thick": 0.05}),
    "mat": (_mat, {"length": 1.8, "width": 0.62}),
    "shelf": (_shelf, {"height": 0.30, "depth": 0.40, "width": 0.50}),
    "box": (_box, {"height": 0.22, "depth": 0.28, "width": 0.28}),
    "foot-rest": (_foot_rest, {"depth": 0.34, "low": 0.05, "high": 0.14, "width": 0.42}),
    "towel-roll": (_towel_roll, {"radius": 0.056, "width": 0.40}),
    "screen": (_screen, {"height": 0.34, "width": 0.56, "lift": 0.10}),
    "keyboard": (_keyboard, {"width": 0.42, "depth": 0.14}),
    "window": (_window, {"width": 0.40, "height": 0.46}),
    "plant": (_plant, {"height": 0.6}),
}
"""Every kind of prop: how it is drawn, and its default measures."""
