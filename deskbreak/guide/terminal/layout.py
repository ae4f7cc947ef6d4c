"""Where things are on a screen of a given size.

Rules
- The first row is the routine's name, the last the keys; picture and words have those between,
  but for an empty one above the keys where there are 20 rows.
- The picture is a square of pixels, two in a cell. It is above the words or left of them, whichever
  makes it larger; the words always have all rows that they need. Below 24 pixels there is none.
"""

from collections.abc import Callable

from msgspec import Struct

LEAST, MOST = 24, 88
"""Pixels of a picture's side."""
NARROW, WIDE = 28, 56
"""Columns of words beside a picture, and at most."""
GAP = 3
"""Columns between picture and words."""

HeightOf = Callable[[int], int]
"""Rows that the words need in so many columns."""


class Place(Struct, frozen=True):
    """Where picture and words are, in columns and rows from 0.

    ``side`` is the picture's, in pixels; 0 for none. ``room`` is the rows that the words have.
    """

    side: int
    picture: tuple[int, int]
    words: tuple[int, int]
    width: int
    room: int
    centred: bool


def placed(size: tuple[int, int], height_of: HeightOf, *, picture: bool) -> Place:
    """Where picture and words go on a screen of so many columns and rows."""
    columns, rows = size
    body = max(rows - (3 if rows >= 20 else 2), 1)
    above = _above(columns, body, height_of) if picture else 0
    beside = _beside(columns, body, height_of) if picture else 0
    if max(above, beside) < LEAST:
        width = max(min(columns - 2, WIDE), 1)
        height = height_of(width)
        top = 1 + max((body - height) // 3, 0)
        return Place(0, (0, 0), ((columns - width) // 2, top), width, 1 + body - top, centred=True)
    if above >= beside:
        width = min(columns - 4, WIDE)
        spare = max(body - above // 2 - height_of(width), 0)
        top = 1 + above // 2 + min(spare, 1)
        at = ((columns - above) // 2, 1)
        words = ((columns - width) // 2, top)
        return Place(above, at, words, width, 1 + body - top, centred=True)
    width = min(columns - beside - GAP - 2, WIDE)
    left = (columns - beside - GAP - width) // 2
    top = 1 + max((body - height_of(width)) // 2, 0)
    at = (left, 1 + (body - beside // 2) // 2)
    words = (left + beside + GAP, top)
    return Place(beside, at, words, width, 1 + body - top, centred=False)


def _above(columns: int, body: int, height_of: HeightOf) -> int:
    """Side of a picture above the words."""
    left = body - height_of(max(min(columns - 4, WIDE), 1))
    return min(2 * left, columns - 2, MOST) // 2 * 2


def _beside(columns: int, body: int, height_of: HeightOf) -> int:
    """Side of a picture left of the words: as large as leaves them their rows."""
    side = min(2 * body, columns - NARROW - GAP - 2, MOST) // 2 * 2
    while side >= LEAST and height_of(min(columns - side - GAP - 2, WIDE)) > body:
        side -= 2
    return side
