"""Texts for a terminal: too long a line is broken between words, Japanese where it may be."""

import re

from deskbreak.content.columns import columns
from deskbreak.content.line_breaks import broken

_HEAD = re.compile(r" *(?:(?:- |\S+(?: \S+)? {2,})(?=\S))?")
"""What a line begins with: its indentation, and a mark or a time with a gap behind it."""


def wrapped(line: str, room: int) -> list[str]:
    """A line in rows of at most ``room`` columns, which begin below the words of the first one.

    A head that would take a third of the room is only a word like others.
    """
    found = _HEAD.match(line)
    head = found[0] if found else ""
    if columns(head) * 3 > room:
        head = line[: len(line) - len(line.lstrip(" "))]
    margin = " " * columns(head)
    rows = broken(line[len(head) :], max(room - len(margin), 1), columns, whole_phrases=True)
    return [f"{margin if number else head}{row}" for number, row in enumerate(rows)]
