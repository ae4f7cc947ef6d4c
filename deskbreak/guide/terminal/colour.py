"""Colours of a terminal: how many it has, and the codes that set them.

Codes: SGR of ECMA-48 8.3.117, with 38 and 48 of ITU-T T.416 as xterm writes them. ``NO_COLOR`` as
https://no-color.org asks, ``COLORTERM`` as terminals set it, ``COLORFGBG`` as rxvt does.
"""

from collections.abc import Callable, Mapping
from enum import Enum
from functools import cache
from math import cbrt, dist

from deskbreak.figures.scene import Role
from deskbreak.guide.colours import DARK, LIGHT, Look


class Depth(Enum):
    """How many colours there are."""

    NONE = "shades"
    MANY = "256"
    TRUE = "24 bit"


_MORE_THAN_THEY_SAY = ("xterm", "screen", "tmux", "putty", "linux")
"""Kinds that understand all 256 although their entry in terminfo names 8."""


def depth_of(environ: Mapping[str, str], count: Callable[[str], int]) -> Depth:
    """The colours of a terminal; ``count`` tells how many its kind has, less than 1: unknown."""
    if environ.get("NO_COLOR"):
        return Depth.NONE
    if environ.get("COLORTERM", "").lower() in ("truecolor", "24bit"):
        return Depth.TRUE
    term = environ.get("TERM", "")
    colours = count(term)
    if colours > 256 or term.endswith("-direct"):
        return Depth.TRUE
    many = colours == 256 or "256color" in term or term.startswith(_MORE_THAN_THEY_SAY)
    return Depth.MANY if many else Depth.NONE


def look_of(theme: str, environ: Mapping[str, str]) -> Look:
    """The colours of a theme; ``auto`` as the terminal's background is, dark if it says nothing.

    ``COLORFGBG`` ends with the number of the background: white and the bright colours are light.
    """
    if theme == "auto":
        background = environ.get("COLORFGBG", "").rpartition(";")[2]
        light = background.isdigit() and int(background) in (7, *range(9, 16))
        return LIGHT if light else DARK
    return LIGHT if theme == "light" else DARK


def number(colour: str) -> int:
    """``#RRGGBB`` as a number."""
    return int(colour[1:], 16)


_FULL, _DENSE, _HALF, _PALE = 0xFFFFFF, 0xBFBFBF, 0x808080, 0x404040
SHADES = {
    Role.SKIN: _FULL,
    Role.SKIN_FAR: _DENSE,
    Role.HAIR: _HALF,
    Role.FACE: _HALF,
    Role.SHIRT: _HALF,
    Role.SLEEVE: _DENSE,
    Role.SHIRT_FAR: _PALE,
    Role.TROUSERS: _DENSE,
    Role.TROUSERS_FAR: _PALE,
    Role.SHOE: _FULL,
    Role.SHOE_FAR: _HALF,
    Role.SOLE: _FULL,
    Role.BONE: _FULL,
    Role.GHOST: _PALE,
    Role.FLOOR: _PALE,
    Role.WALL: _PALE,
    Role.MAT: _PALE,
    Role.PROP: _PALE,
    Role.PROP_FAR: _PALE,
    Role.DARK: _HALF,
    Role.GLASS: _PALE,
    Role.VIEW: _PALE,
    Role.CLOTH: _HALF,
    Role.CLOTH_FAR: _PALE,
    Role.ACCENT: _FULL,
    Role.MARK: _DENSE,
    Role.PAPER: _PALE,
}
"""How much ink each role gets where there are no colours, as greys; black is the ground."""


@cache
def sgr(depth: Depth, ink: int | None, ground: int | None, *, bold: bool, swapped: bool) -> str:
    """The code that sets all of it; None: as the terminal has it."""
    parts = ["0"]
    if bold:
        parts.append("1")
    if swapped:
        parts.append("7")
    if depth is not Depth.NONE:
        parts += [_set(depth, what, colour) for what, colour in ((38, ink), (48, ground))]
    return f"\x1b[{';'.join(part for part in parts if part)}m"


def _set(depth: Depth, what: int, colour: int | None) -> str:
    if colour is None:
        return ""
    if depth is Depth.TRUE:
        return f"{what};2;{colour >> 16};{colour >> 8 & 255};{colour & 255}"
    return f"{what};5;{nearest(colour)}"


_CUBE = (0, 95, 135, 175, 215, 255)
"""Steps of each of the three colours in xterm's palette, from number 16; 24 greys from 232."""


@cache
def nearest(colour: int) -> int:
    """The number of the colour in xterm's palette of 256 that looks nearest (CIELAB, 1976)."""
    wanted = _lab(colour >> 16, colour >> 8 & 255, colour & 255)
    return min(_palette(), key=lambda entry: dist(entry[1], wanted))[0]


@cache
def _palette() -> tuple[tuple[int, tuple[float, float, float]], ...]:
    """Every number from 16 with its place in CIELAB."""
    cube = [(red, green, blue) for red in _CUBE for green in _CUBE for blue in _CUBE]
    greys = [(shade, shade, shade) for shade in range(8, 248, 10)]
    return tuple((number, _lab(*parts)) for number, parts in enumerate([*cube, *greys], 16))


def _lab(red: int, green: int, blue: int) -> tuple[float, float, float]:
    """A colour of sRGB in CIELAB with the white of D65."""
    r, g, b = (_linear(part / 255) for part in (red, green, blue))
    x = _root((0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.9505)
    y = _root(0.2126 * r + 0.7152 * g + 0.0722 * b)
    z = _root((0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.089)
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4


def _root(part: float) -> float:
    return cbrt(part) if part > 0.008856 else 7.787 * part + 16 / 116
