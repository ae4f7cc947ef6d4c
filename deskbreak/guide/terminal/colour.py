"""Colours of a terminal: how many it has, and the codes that set them.

Codes: SGR of ECMA-48 8.3.117, with 38 and 48 of ITU-T T.416 as xterm writes them. ``NO_COLOR`` as
https://no-color.org asks, ``COLORTERM`` as terminals set it, ``COLORFGBG`` as rxvt does.
"""

from collections.abc import Callable, Mapping
from enum import Enum
from functools import cache

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
"""Steps of each of the three colours in xterm's palette, from number 16."""


@cache
def nearest(colour: int) -> int:
    """The number of the nearest colour in xterm's palette of 256."""
    parts = (colour >> 16, colour >> 8 & 255, colour & 255)
    steps = [min(range(6), key=lambda i, part=part: abs(_CUBE[i] - part)) for part in parts]  # type: ignore[misc]  # the default binds
    grey = min(max(round((sum(parts) / 3 - 8) / 10), 0), 23)
    shade = 8 + 10 * grey
    in_cube = sum((_CUBE[i] - part) ** 2 for i, part in zip(steps, parts, strict=True))
    in_greys = sum((shade - part) ** 2 for part in parts)
    return 232 + grey if in_greys < in_cube else 16 + 36 * steps[0] + 6 * steps[1] + steps[2]
