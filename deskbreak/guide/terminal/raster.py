"""Turns flat polygons into pixels, in pure Python.

Every pixel has 4 x 4 samples. A polygon fills runs of samples in rows of bytes, one byte being the
number of its colour; later polygons cover earlier ones sample by sample, so that no seam shows
where two meet. Sixteen samples then become one colour. Alike pixels are mixed once.
"""

from collections.abc import Iterable, Mapping, Sequence
from math import ceil, sqrt

from deskbreak.figures.projection import Point
from deskbreak.figures.scene import Role, Scene

FINE = 4
"""Samples across and down a pixel."""
DISC = 0.97
"""Width of the disc beside the whole."""

Pixels = list[list[int]]
"""Rows of colours, ``0xRRGGBB``."""


class Raster:
    """A square of pixels for scenes in one set of colours.

    Args:
        side: its width and height, pixels.
        ground: colour around the disc.
        disc: colour of the disc on which the figure is; nothing of the figure is beside it.
        colours: of every role.
    """

    def __init__(self, side: int, ground: int, disc: int, colours: Mapping[Role, int]) -> None:
        self._side = side
        self._palette = [ground, disc, *colours.values()]
        self._number = {role: bytes([number]) for number, role in enumerate(colours, 2)}
        self._mixed: dict[bytes, int] = {}
        size = side * FINE
        self._size = size
        self._rims: list[int] = []
        """Samples left and right of the disc in each row."""
        self._empty: list[bytes] = []
        for y in range(size):
            up = (y + 0.5 - size / 2) / (size / 2 * DISC)
            half = sqrt(max(1 - up * up, 0.0)) * size / 2 * DISC
            rim = min(max(round(size / 2 - half), 0), size // 2)
            self._rims.append(rim)
            self._empty.append(bytes(rim) + b"\1" * (size - 2 * rim) + bytes(rim))

    def scene(self, scene: Scene) -> Pixels:
        """A scene on its disc."""
        return self.shapes((polygon.points, polygon.role) for polygon in scene.polygons)

    def shapes(self, shapes: Iterable[tuple[Sequence[Point], Role]]) -> Pixels:
        """Polygons in the unit square, from the back to the front."""
        rows = [bytearray(row) for row in self._empty]
        scale, edge = self._size * DISC, self._size * (1 - DISC) / 2
        for points, role in shapes:
            self._fill(rows, [(x * scale + edge, y * scale + edge) for x, y in points], role)
        for row, rim in zip(rows, self._rims, strict=True):
            row[:rim] = row[len(row) - rim :] = bytes(rim)
        return [self._mix(rows[y : y + FINE]) for y in range(0, self._size, FINE)]

    def _fill(self, rows: list[bytearray], points: list[Point], role: Role) -> None:
        """One polygon, by the even-odd rule; a sample is in it when its middle is."""
        size, byte = self._size, self._number[role]
        crossings: dict[int, list[float]] = {}
        x0, y0 = points[-1]
        for x1, y1 in points:
            (xa, ya), (xb, yb) = ((x0, y0), (x1, y1)) if y0 < y1 else ((x1, y1), (x0, y0))
            x0, y0 = x1, y1
            first, last = max(ceil(ya - 0.5), 0), min(ceil(yb - 0.5), size)
            if first >= last:
                continue
            slope = (xb - xa) / (yb - ya)
            at = xa + (first + 0.5 - ya) * slope
            for y in range(first, last):
                crossings.setdefault(y, []).append(at)
                at += slope
        for y, found in crossings.items():
            row = rows[y]
            found.sort()
            for left, right in zip(found[::2], found[1::2], strict=True):
                a, b = max(ceil(left - 0.5), 0), min(ceil(right - 0.5), size)
                if a < b:
                    row[a:b] = byte * (b - a)

    def _mix(self, rows: list[bytearray]) -> list[int]:
        """One row of pixels from its rows of samples."""
        r0, r1, r2, r3 = (bytes(row) for row in rows)
        out: list[int] = []
        for x in range(0, self._size, FINE):
            end = x + FINE
            key = r0[x:end] + r1[x:end] + r2[x:end] + r3[x:end]
            colour = self._mixed.get(key)
            if colour is None:
                colour = self._mixed[key] = self._mean(key)
            out.append(colour)
        return out

    def _mean(self, samples: bytes) -> int:
        """The mean of the samples' colours."""
        if len(self._mixed) > 50_000:
            self._mixed.clear()
        colours = [self._palette[number] for number in samples]
        mean = 0
        for shift in (16, 8, 0):
            total = sum((colour >> shift) & 255 for colour in colours)
            mean |= (total + len(colours) // 2) // len(colours) << shift
        return mean
