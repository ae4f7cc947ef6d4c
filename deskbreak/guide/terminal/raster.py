"""Turns flat polygons into pixels.

Pillow draws them four times as large and makes every 4 x 4 samples one pixel, so that edges are
soft; later polygons cover earlier ones sample by sample, so that no seam shows where two meet.
"""

import sys
from array import array
from collections.abc import Iterable, Mapping, Sequence

from PIL import Image, ImageDraw

from deskbreak.figures.projection import Point
from deskbreak.figures.scene import Role, Scene

FINE = 4
"""Samples across and down a pixel."""
DISC = 0.97
"""Width of the disc beside the whole."""

Pixels = list[list[int]]
"""Rows of colours, ``0xRRGGBB``."""


def _ink(colour: int) -> tuple[int, int, int, int]:
    """A colour with its bytes in the order in which a number of four bytes has them."""
    return colour & 255, colour >> 8 & 255, colour >> 16 & 255, 0


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
        self._inks = {role: _ink(colour) for role, colour in colours.items()}
        self._size = size = side * FINE
        rim = size * (1 - DISC) / 2
        self._beside = Image.new("1", (size, size), 1)
        around = (rim, rim, size - rim - 1, size - rim - 1)
        ImageDraw.Draw(self._beside).ellipse(around, fill=0)
        self._ground = _ink(ground)
        self._empty = Image.new("RGBX", (size, size), self._ground)
        self._empty.paste(_ink(disc), (0, 0, size, size))

    def scene(self, scene: Scene) -> Pixels:
        """A scene on its disc."""
        return self.shapes((polygon.points, polygon.role) for polygon in scene.polygons)

    def shapes(self, shapes: Iterable[tuple[Sequence[Point], Role]]) -> Pixels:
        """Polygons in the unit square, from the back to the front."""
        image = self._empty.copy()
        pen = ImageDraw.Draw(image)
        # a sample is drawn when its middle is in the polygon, and Pillow draws the edge as well
        scale, edge = self._size * DISC, self._size * (1 - DISC) / 2 - 0.5
        for points, role in shapes:
            pen.polygon([(x * scale + edge, y * scale + edge) for x, y in points], self._inks[role])
        image.paste(self._ground, (0, 0, self._size, self._size), self._beside)
        numbers = array("I", image.reduce(FINE).tobytes())
        if sys.byteorder == "big":
            numbers.byteswap()
        side = self._side
        return [numbers[i : i + side].tolist() for i in range(0, side * side, side)]
