"""The words of a page that asks or tells one thing, with the keys of its answers."""

from deskbreak.guide.minute import Act
from deskbreak.guide.page import Choice, Page
from deskbreak.guide.terminal.colour import Depth
from deskbreak.guide.terminal.ink import Ink, Row

KEYS = {
    Act.GOOD: "g",
    Act.HARD: "t",
    Act.HURTS: "h",
    Act.A: "a",
    Act.B: "b",
    Act.C: "c",
    Act.YES: "y",
    Act.NO: "n",
    Act.FIX: "f",
    Act.READ: "w",
    Act.CLOSE: "q",
    Act.START: "0",
}
"""The key beside each answer; any other has its number on the page."""


class AskingWords:
    """Rows for a page."""

    def __init__(self, page: Page, ink: Ink) -> None:
        self._page, self._ink = page, ink

    def height(self, width: int) -> int:
        """Rows that the whole page needs in so many columns."""
        return len(self.told(width, centred=False)) + len(self.choices(width, spaced=True))

    def told(self, width: int, *, centred: bool) -> list[Row]:
        """Everything but the answers."""
        page, ink = self._page, self._ink
        middle = centred and not page.long
        rows = ink.lines(page.heading, width, ink.style("done", bold=True), centred=middle)
        if ink.depth is Depth.NONE:
            rows = ink.lines(page.heading, width, ink.style("ink", bold=True), centred=middle)
        listed = False
        for line in page.lines:
            item = line.startswith("•")
            rows += [*([] if item and listed else [[]]), *self._line(line, width, centred=middle)]
            listed = item
        for note in page.notes:
            rows += [[], *ink.lines(note, width, ink.style("mute"), centred=middle)]
        return rows

    def choices(self, width: int, *, spaced: bool) -> list[Row]:
        """The answers with their keys, each after an empty row, or only the first.

        A page on which there is nothing to do but to close it has none.
        """
        rows: list[Row] = []
        if all(choice.act is Act.CLOSE for choice in self._page.choices):
            return rows
        for number, choice in enumerate(self._page.choices, 1):
            rows += [[]] if spaced or not rows else []
            rows += self._choice(choice, KEYS.get(choice.act, str(number)), width)
        return rows

    def _line(self, line: str, width: int, *, centred: bool) -> list[Row]:
        """A line, a heading or an item with its point before it."""
        ink = self._ink
        mark, _, rest = line.partition(" ")
        if mark == "•":
            rows = ink.lines(rest.strip(), width - 2, ink.style(), centred=False)
            moved: list[Row] = [[(at + 2, said, how) for at, said, how in row] for row in rows]
            return [[(0, mark, ink.style("mute")), *moved[0]], *moved[1:]]
        if mark == "#":
            return ink.lines(rest.strip(), width, ink.style(bold=True), centred=centred)
        return ink.lines(line, width, ink.style(), centred=centred)

    def _choice(self, choice: Choice, name: str, width: int) -> list[Row]:
        ink = self._ink
        colour = "hurts" if choice.kind == "hurts" else "ink"
        rows = ink.lines(choice.label, width - 5, ink.style(colour), centred=False)
        moved: list[Row] = [[(at + 5, said, how) for at, said, how in row] for row in rows]
        key = ink.style("on_done", "done", bold=True)
        return [[(0, f" {name} ", key), *moved[0]], *moved[1:]]
