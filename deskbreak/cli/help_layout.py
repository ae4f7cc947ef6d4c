"""Words and what they mean, side by side, or one below the other where the terminal is narrow."""

from deskbreak.content.columns import columns
from deskbreak.content.line_breaks import broken

LEAST = 24
"""Columns that a meaning needs to stand beside its word."""
BELOW = 6
"""Columns by which it is moved in where it stands below."""


def described(words: str, meaning: str, left: int, width: int) -> list[str]:
    """The lines of one entry; ``left``: where the meanings begin if there is room for them."""
    beside = width - left >= LEAST
    margin = left if beside else min(BELOW, width // 4)
    said = broken(meaning, max(width - margin, 1), columns, whole_phrases=True)
    head = [words]
    if beside and columns(words) + 2 <= left:
        head = [f"{words}{' ' * (left - columns(words))}{said.pop(0)}"]
    return [*head, *(" " * margin + line for line in said)]
