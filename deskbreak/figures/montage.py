"""Several scenes in one: what follows one another, from the top down or from left to right."""

from collections.abc import Sequence
from typing import TypeAlias

from msgspec import Struct

from deskbreak.figures.scene import Polygon, Role, Scene

_EDGE = 0.06
"""Free at every side, share of the picture."""
_GAP = 0.03
"""Between two rows."""
_STEP = 0.03
"""By which each row is farther to the right than the one above."""

_FLOOR = 0.02
"""By which a floor line is longer at each side than what stands on it."""


class _Row(Struct, frozen=True):
    """A scene and its outermost coordinates; its floor is not counted to left and right."""

    scene: Scene
    left: float
    right: float
    top: float
    bottom: float


def stacked(scenes: Sequence[Scene]) -> Scene:
    """The scenes below one another, or beside one another where that shows them larger."""
    rows = [_row(scene) for scene in scenes]
    below, beside = _below(rows), _beside(rows)
    return Scene(tuple(_moved(polygon, *at) for polygon, *at in max(below, beside, key=_scale)))


_Place: TypeAlias = tuple[Polygon, float, float, float]
"""A polygon with its scale and where its origin goes."""


def _scale(places: Sequence[_Place]) -> float:
    return places[0][1]


def _below(rows: Sequence[_Row]) -> list[_Place]:
    """From the top down, each a little to the right of the one above, in one scale."""
    last = len(rows) - 1
    widest = max(row.right - row.left for row in rows)
    high = sum(row.bottom - row.top for row in rows)
    k = min((1 - 2 * _EDGE - last * _STEP) / widest, (1 - 2 * _EDGE - last * _GAP) / high)
    y = (1 - k * high - last * _GAP) / 2
    places: list[_Place] = []
    for number, row in enumerate(rows):
        x = 0.5 + (number - last / 2) * _STEP - k * (row.left + row.right) / 2
        places += [(polygon, k, x, y - k * row.top) for polygon in row.scene.polygons]
        y += k * (row.bottom - row.top) + _GAP
    return places


def _beside(rows: Sequence[_Row]) -> list[_Place]:
    """From left to right on one floor, in one scale."""
    last = len(rows) - 1
    highest = max(row.bottom - row.top for row in rows)
    wide = sum(row.right - row.left for row in rows)
    k = min((1 - 2 * _EDGE) / highest, (1 - 2 * _EDGE - last * _GAP) / wide)
    x, floor = (1 - k * wide - last * _GAP) / 2, 0.5 + k * highest / 2
    places: list[_Place] = []
    for row in rows:
        places += [
            (polygon, k, x - k * row.left, floor - k * row.bottom) for polygon in row.scene.polygons
        ]
        x += k * (row.right - row.left) + _GAP
    return places


def _row(scene: Scene) -> _Row:
    xs = [
        x for polygon in scene.polygons if polygon.role is not Role.FLOOR for x, _ in polygon.points
    ]
    left, right = min(xs) - _FLOOR, max(xs) + _FLOOR
    trimmed = Scene(tuple(_trimmed(polygon, left, right) for polygon in scene.polygons))
    ys = [y for polygon in scene.polygons for _, y in polygon.points]
    return _Row(trimmed, left, right, min(ys), max(ys))


def _trimmed(polygon: Polygon, left: float, right: float) -> Polygon:
    """A floor ends where its row does."""
    if polygon.role is not Role.FLOOR:
        return polygon
    points = tuple((min(max(x, left), right), y) for x, y in polygon.points)
    return Polygon(points, polygon.role)


def _moved(polygon: Polygon, k: float, x: float, y: float) -> Polygon:
    return Polygon(tuple((px * k + x, py * k + y) for px, py in polygon.points), polygon.role)
