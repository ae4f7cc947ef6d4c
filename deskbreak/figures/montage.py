"""Several scenes in one: what follows one another, from the top down."""

from collections.abc import Sequence

from msgspec import Struct

from deskbreak.figures.scene import Polygon, Scene

_EDGE = 0.06
"""Free at every side, share of the picture."""
_GAP = 0.03
"""Between two rows."""
_STEP = 0.03
"""By which each row is farther to the right than the one above."""


class _Row(Struct, frozen=True):
    """A scene's outermost coordinates."""

    scene: Scene
    left: float
    right: float
    top: float
    bottom: float


def stacked(scenes: Sequence[Scene]) -> Scene:
    """The scenes below one another, in one scale, as large as the square allows."""
    rows = [_row(scene) for scene in scenes]
    last = len(rows) - 1
    widest = max(row.right - row.left for row in rows)
    high = sum(row.bottom - row.top for row in rows)
    k = min((1 - 2 * _EDGE - last * _STEP) / widest, (1 - 2 * _EDGE - last * _GAP) / high)
    y = (1 - k * high - last * _GAP) / 2
    polygons: list[Polygon] = []
    for number, row in enumerate(rows):
        x = 0.5 + (number - last / 2) * _STEP - k * (row.left + row.right) / 2
        polygons += [_moved(polygon, k, x, y - k * row.top) for polygon in row.scene.polygons]
        y += k * (row.bottom - row.top) + _GAP
    return Scene(tuple(polygons))


def _row(scene: Scene) -> _Row:
    xs = [x for polygon in scene.polygons for x, _ in polygon.points]
    ys = [y for polygon in scene.polygons for _, y in polygon.points]
    return _Row(scene, min(xs), max(xs), min(ys), max(ys))


def _moved(polygon: Polygon, k: float, x: float, y: float) -> Polygon:
    return Polygon(tuple((px * k + x, py * k + y) for px, py in polygon.points), polygon.role)
