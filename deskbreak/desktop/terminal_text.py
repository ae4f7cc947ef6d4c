"""What people read in a terminal; a pipe and a file get every line whole."""

from __future__ import annotations

import sys

TYPE_CHECKING = False  # importing typing takes a tenth of the time of a call
if TYPE_CHECKING:
    from typing import TextIO

WIDEST = 100
"""Columns beyond which lines are hard to read."""


def fit(text: str, out: TextIO) -> str:
    """The text for ``out``: broken between words where that is a terminal too narrow for it."""
    if not out.isatty():
        return text
    import shutil  # noqa: PLC0415 - a script that asks begins a fifth of a ``pass`` sooner

    width = shutil.get_terminal_size().columns - 1
    if len(text) * 2 <= width:  # most answers: nothing to load, nothing to measure
        return text
    from deskbreak.content.wrapped_text import wrapped  # noqa: PLC0415 - only for long ones

    room = max(min(width, WIDEST), 1)
    return "\n".join(row for line in text.split("\n") for row in wrapped(line, room))


def tell(text: str) -> None:
    """Print what a person reads."""
    sys.stdout.write(f"{fit(text, sys.stdout)}\n")
