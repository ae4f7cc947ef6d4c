"""Chairs, desk, shelf and walls, from their place and measures (metres)."""

from itertools import pairwise
from math import cos, radians, sin

from deskbreak.figures.flesh import Part
from deskbreak.figures.scene import Role
from deskbreak.figures.solids import Measures, rod, sheet, slab
from deskbreak.figures.vector import Vec


def stool(at: Vec, size: Measures) -> list[Part]:
    """A stool; the seat is ``depth`` by ``width``."""
    x, y, z = at
    h, half = size["height"], size["width"] / 2
    deep = size["depth"] / 2
    feet = [(fx, fz) for fz in (-half + 0.03, half - 0.03) for fx in (-deep + 0.05, deep - 0.05)]
    legs = [
        rod((x + fx, y + 0.02, z + fz), (x + fx, y + h - 0.04, z + fz), 0.017, Role.PROP_FAR)
        for fx, fz in feet
    ]
    seat = slab((x - deep, y + h - 0.055, z - half), (x + deep, y + h, z + half), 0.026, Role.PROP)
    return [*legs[:2], *legs[2:], seat]


def chair(at: Vec, size: Measures) -> list[Part]:
    """A chair with a back-rest panel ``back`` above the seat and arm-rests ``arms`` above it.

    ``turned`` 1 has the back-rest on the far side, for somebody who stands before the seat.
    """
    x, y, z = at
    h, back, half, deep = size["height"], size["back"], size["width"] / 2, size["depth"] / 2
    way = -1.0 if size["turned"] else 1.0
    foot, edge = x - way * (deep - 0.01), x - way * (deep + 0.035)
    posts = [
        rod(
            (foot, y + h - 0.03, z + s),
            (edge + way * 0.015, y + h + back - 0.06, z + s),
            0.014,
            Role.PROP_FAR,
        )
        for s in (-half + 0.05, half - 0.05)
    ]
    low = y + h + back - size["panel"]
    rest = sheet(
        [(foot - way * 0.02, low, z + s) for s in (-half + 0.02, half - 0.02)]
        + [(edge, y + h + back - 0.018, z + s) for s in (-half + 0.02, half - 0.02)],
        0.018,
        Role.PROP,
    )
    return [posts[0], *stool(at, size), posts[1], rest, *_arm_rests(at, size)]


def _arm_rests(at: Vec, size: Measures) -> list[Part]:
    """Two arm-rests; none at height 0."""
    x, y, z = at
    top, half = y + size["height"] + size["arms"], size["width"] / 2 + 0.015
    if not size["arms"]:
        return []
    parts = []
    for side in (-half, half):
        foot, end = (x + 0.06, y + size["height"] - 0.03), x + 0.15
        parts.append(rod((*foot, z + side), (x + 0.06, top - 0.02, z + side), 0.014, Role.PROP_FAR))
        parts.append(rod((x - 0.13, top, z + side), (end, top, z + side), 0.020, Role.PROP))
    return parts


def office_chair(at: Vec, size: Measures) -> list[Part]:
    """A swivel chair on five castors."""
    x, y, z = at
    h, tilt = y + size["height"], size["tilt"]
    parts = []
    for angle in (18, 90, 162, 234, 306):
        end = (x - 0.02 + 0.27 * cos(radians(angle)), y + 0.052, z + 0.27 * sin(radians(angle)))
        parts.append(rod((x - 0.02, y + 0.095, z), end, 0.017, Role.PROP_FAR))
        parts.append(Part((((end[0], y + 0.030, end[2]), 0.030),), Role.DARK))
    parts.append(rod((x - 0.02, y + 0.08, z), (x - 0.02, h - 0.06, z), 0.024, Role.PROP_FAR))
    parts.append(rod((x - 0.12, h - 0.045, z), (x - 0.262, h + 0.12, z), 0.018, Role.PROP_FAR))
    curve = [(-0.240, 0.17, 0.19), (-0.262, 0.36, 0.19), (-0.278 - tilt, 0.58, 0.17)]
    for (ax, ay, aw), (bx, by, bw) in pairwise(curve):
        points = [(x + ax, h + ay, z + s * aw) for s in (1, -1)]
        points += [(x + bx, h + by, z + s * bw) for s in (1, -1)]
        parts.append(sheet(points, 0.028, Role.PROP))
    parts.append(slab((x - 0.22, h - 0.07, z - 0.23), (x + 0.22, h, z + 0.23), 0.034, Role.PROP))
    return parts


def desk(at: Vec, size: Measures) -> list[Part]:
    """A desk top on two visible legs."""
    x, y, z = at
    h, deep, half = y + size["height"], size["depth"], size["width"] / 2
    far = x + deep - 0.07
    legs = [
        rod((far, y + 0.02, z + s), (far, h - 0.03, z + s), 0.020, Role.PROP_FAR)
        for s in (-half + 0.06, half - 0.06)
    ]
    return [*legs, slab((x, h - 0.036, z - half), (x + deep, h, z + half), 0.017, Role.PROP)]


def wall(at: Vec, size: Measures) -> list[Part]:
    """A wall across the way the person looks; its thickness goes away from ``at``."""
    x, y, z = at
    thick, half = size["thick"], size["width"] / 2
    low, high = min(x, x + thick), max(x, x + thick)
    return [slab((low, y, z - half), (high, y + size["height"], z + half), 0.006, Role.WALL)]


def side_wall(at: Vec, size: Measures) -> list[Part]:
    """A wall along the way the person looks, at the side of ``at``."""
    x, y, z = at
    thick, half = size["thick"], size["width"] / 2
    low, high = min(z, z + thick), max(z, z + thick)
    return [slab((x - half, y, low), (x + half, y + size["height"], high), 0.006, Role.WALL)]


def mat(at: Vec, size: Measures) -> list[Part]:
    """A mat; ``at`` is its end behind the person."""
    x, y, z = at
    half = size["width"] / 2
    return [
        slab((x, y - 0.024, z - half), (x + size["length"], y - 0.001, z + half), 0.011, Role.MAT)
    ]


def shelf(at: Vec, size: Measures) -> list[Part]:
    """A low shelf; ``at`` is its near edge."""
    x, y, z = at
    h, deep, half = y + size["height"], size["depth"], size["width"] / 2
    parts = [
        slab(
            (x + fx, y, z + fz - 0.015),
            (x + fx + 0.03, h - 0.02, z + fz + 0.015),
            0.006,
            Role.PROP_FAR,
        )
        for fz in (-half + 0.02, half - 0.02)
        for fx in (0.02, deep - 0.05)
    ]
    return [*parts, slab((x, h - 0.035, z - half), (x + deep, h, z + half), 0.010, Role.PROP)]
