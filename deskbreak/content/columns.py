"""How many columns characters take in a terminal (Unicode Standard Annex #11).

Ambiguous characters count as one column, as they do outside old East Asian encodings.
"""

import unicodedata
from functools import lru_cache


@lru_cache(4096)
def width(character: str) -> int:
    """Columns of one character: 0 for marks that combine, 2 for wide ones, else 1."""
    if unicodedata.category(character) in ("Mn", "Me", "Cf", "Cc"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def columns(text: str) -> int:
    """Columns of a text."""
    return sum(map(width, text))


def fitted(text: str, room: int) -> str:
    """A text that takes at most ``room`` columns, cut with an ellipsis if it is too long."""
    if columns(text) <= room:
        return text
    kept, left = "", room - 1
    for character in text:
        left -= width(character)
        if left < 0:
            break
        kept += character
    return f"{kept.rstrip()}…" if room > 0 else ""
