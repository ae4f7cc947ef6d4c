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
    return Depth.MANY if colours == 256 or "256color" in term else Depth.NONE


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


def inks(look: Look) -> dict[Role, int]:
    """How much of a shade each role gets without colours: greys, black being the ground."""
    ground = _light(number(look.figure.disc))
    pale = {Role.FLOOR, Role.WALL, Role.GHOST}
    shades: dict[Role, int] = {}
    for role, colour in look.figure.colours.items():
        far = abs(_light(number(colour)) - ground)
        shade = 70 if role in pale else min(110 + round(far * 0.9), 255)
        shades[role] = shade * 0x010101
    return shades


def _light(colour: int) -> float:
    """Lightness, 0 to 255 (ITU-R BT.601)."""
    red, green, blue = colour >> 16, colour >> 8 & 255, colour & 255
    return 0.299 * red + 0.587 * green + 0.114 * blue


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
