"""The looks of letters in one set of colours, and rows of letters."""

from collections.abc import Sequence
from typing import TypeAlias

from msgspec import Struct

from deskbreak.content.columns import columns
from deskbreak.content.line_breaks import broken
from deskbreak.guide.colours import Look
from deskbreak.guide.terminal.canvas import Style
from deskbreak.guide.terminal.colour import Depth, number

Span: TypeAlias = tuple[int, str, Style]
"""Columns from the left edge, a text, its look."""
Row: TypeAlias = Sequence[Span]


class Ink(Struct, frozen=True):
    """A look for a terminal's colours."""

    look: Look
    depth: Depth

    def style(self, ink: str = "ink", ground: str = "ground", *, bold: bool = False) -> Style:
        """Letters in one colour of the look on another."""
        if self.depth is Depth.NONE:
            return Style(bold=bold, swapped=ground == "done")
        return Style(number(getattr(self.look, ink)), number(getattr(self.look, ground)), bold)

    def lines(self, text: str, width: int, style: Style, *, centred: bool) -> list[Row]:
        """A text broken into rows."""
        if not text:
            return []
        return [
            [((width - columns(line)) // 2 if centred else 0, line, style)]
            for line in broken(text, width, columns, whole_phrases=True)
        ]
