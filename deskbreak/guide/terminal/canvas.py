"""A screen of cells, and the shortest codes that turn one screen into the next."""

from functools import lru_cache
from typing import TypeAlias

from msgspec import Struct

from deskbreak.content.columns import width
from deskbreak.guide.terminal.colour import Depth, sgr
from deskbreak.guide.terminal.raster import Pixels

_SHADES = " ░▒▓█"


class Style(Struct, frozen=True):
    """How letters look; None: as the terminal has it."""

    ink: int | None = None
    ground: int | None = None
    bold: bool = False
    swapped: bool = False
    """Ink and ground change places: a plate where there are no colours."""


Cell: TypeAlias = tuple[str, Style]
"""A character and its look; the second cell of a wide character is empty."""


class Canvas:
    """Cells, all of one ground at first; whatever lies outside is not drawn.

    Args:
        size: columns and rows.
        plain: of an empty cell.
        depth: the terminal's colours.
    """

    def __init__(self, size: tuple[int, int], plain: Style, depth: Depth) -> None:
        self.columns, self.rows = size
        self._depth = depth
        self._cells: list[list[Cell]] = [[(" ", plain)] * self.columns for _ in range(self.rows)]

    def write(self, column: int, row: int, text: str, style: Style) -> None:
        """One line of text; a wide character that does not fit is left out."""
        if not 0 <= row < self.rows:
            return
        line = self._cells[row]
        for character in text:
            wide = width(character)
            if wide == 0:
                continue
            if column >= 0 and column + wide <= self.columns:
                _mend(line, column, column + wide)
                line[column : column + wide] = [(character, style), ("", style)][:wide]
            column += wide

    def paint(self, column: int, row: int, pixels: Pixels) -> None:
        """A picture, two rows of pixels a row; what does not fit is cut off."""
        half = _shaded if self._depth is Depth.NONE else _half
        first, past = max(-column, 0), self.columns - column
        for above, below in zip(pixels[::2], pixels[1::2], strict=True):
            if 0 <= row < self.rows:
                cells = list(map(half, above[first:past], below[first:past]))
                at = column + first
                self._cells[row][at : at + len(cells)] = cells
            row += 1

    def text(self) -> list[str]:
        """The rows as plain text."""
        return ["".join(character for character, _ in row) for row in self._cells]

    def styles(self, row: int) -> list[Style]:
        """The look of every cell of a row."""
        return [style for _, style in self._cells[row]]

    def codes(self, before: "Canvas | None") -> str:
        """What to write so that a terminal that shows ``before`` shows this one."""
        fresh = (
            before is None or (before.columns, before.rows) != (self.columns, self.rows)
        )  # fmt: skip
        out: list[str] = []
        last: Style | None = None
        for y, line in enumerate(self._cells):
            old = None if fresh or before is None else before._cells[y]  # noqa: SLF001 - its own class
            if line == old:
                continue
            at = -1
            for x, cell in enumerate(line):
                character, style = cell
                if not character or (old is not None and (old[x] is cell or old[x] == cell)):
                    continue
                if at != x:
                    out.append(f"\x1b[{y + 1};{x + 1}H")
                if style != last:
                    out.append(self._sgr(style))
                    last = style
                out.append(character)
                at = x + width(character)
        return "".join(out)

    def _sgr(self, style: Style) -> str:
        return sgr(self._depth, style.ink, style.ground, bold=style.bold, swapped=style.swapped)


def _mend(line: list[Cell], start: int, end: int) -> None:
    """Take away what is left of wide characters of which half will be covered."""
    if not line[start][0]:
        line[start - 1] = (" ", line[start - 1][1])
    if end < len(line) and not line[end][0]:
        line[end] = (" ", line[end][1])


@lru_cache(maxsize=1 << 14)
def _half(top: int, bottom: int) -> Cell:
    """Two pixels in one cell; alike ones are one object, which makes comparing them quick."""
    return (" ", Style(None, top)) if top == bottom else ("▀", Style(top, bottom))


@lru_cache(maxsize=1 << 14)
def _shaded(top: int, bottom: int) -> Cell:
    """A cell without colours: half blocks at an edge, else a shade."""
    top, bottom = top & 255, bottom & 255
    if top > 110 and bottom < 32:
        return "▀", Style()
    if bottom > 110 and top < 32:
        return "▄", Style()
    return _SHADES[round((top + bottom) / 2 / 255 * 4)], Style()
