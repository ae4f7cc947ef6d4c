"""Rods, slabs and sheets: what props are made of. Metres."""

from collections.abc import Mapping
from typing import TypeAlias

from deskbreak.figures.flesh import Part
from deskbreak.figures.outline import Ball
from deskbreak.figures.scene import Role
from deskbreak.figures.vector import Vec

Measures: TypeAlias = Mapping[str, float]


def rod(a: Vec, b: Vec, radius: float, role: Role) -> Part:
    """A round bar between two points."""
    return Part(((a, radius), (b, radius)), role)


def slab(low: Vec, high: Vec, radius: float, role: Role) -> Part:
    """A box with round edges between two corners."""
    r = radius
    balls: list[Ball] = [
        ((x, y, z), r)
        for x in (low[0] + r, high[0] - r)
        for y in (low[1] + r, high[1] - r)
        for z in (low[2] + r, high[2] - r)
    ]
    return Part(tuple(balls), role)


def sheet(points: list[Vec], radius: float, role: Role) -> Part:
    """A thin panel through the points."""
    return Part(tuple((p, radius) for p in points), role)
