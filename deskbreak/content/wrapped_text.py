"""Texts for a terminal: too long a line is broken between words, Japanese where it may be."""

from deskbreak.content.columns import columns
from deskbreak.content.line_breaks import broken


def wrapped(line: str, room: int) -> list[str]:
    """A line in rows of at most ``room`` columns, with its indentation kept."""
    bare = line.lstrip(" ")
    indent = " " * (len(line) - len(bare))
    rows = broken(bare, max(room - len(indent), 1), columns, whole_phrases=True)
    return [indent + row for row in rows]
