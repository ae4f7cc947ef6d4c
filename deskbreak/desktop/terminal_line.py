"""The daemon's own terminal: live rows at the bottom.

So that everything can be tried over ssh or in a container. Rules

- The live rows, how things stand and which keys answer, never take more than a row each: what does
  not fit is left out, an ellipsis at the end of a sentence, whole keys from the right.
- They are taken away before anything is printed and written anew below it, also when the window
  changes its width and the terminal has broken them meanwhile.
- What stays is broken between words, Japanese where it may be.
"""

import io
import shutil
import sys
from collections.abc import Callable, Sequence
from typing import TextIO

from deskbreak.content.columns import columns, fitted
from deskbreak.content.wrapped_text import wrapped

WIDEST = 100
"""Columns beyond which lines are hard to read."""
BETWEEN = " · "


class TerminalLine:
    """Prints on ``out``; on a terminal the last rows are live, elsewhere each change is a line.

    ``width`` tells the columns that there are now.
    """

    def __init__(
        self,
        out: TextIO | None = None,
        width: Callable[[], int] = lambda: shutil.get_terminal_size().columns,
    ) -> None:
        self._out = out or sys.stdout
        self._width = width
        self._live = self._out.isatty()
        self._lines: tuple[str, ...] = ()
        self._keys: tuple[str, ...] = ()
        self._rows: list[str] = []
        """What stands at the bottom now."""

    @property
    def is_live(self) -> bool:
        """Whether rows are taken away and written anew."""
        return self._live

    def say(self, text: str) -> None:
        """Whole lines that stay, above the live ones."""
        if not self._live:
            self._write(f"{text.rstrip()}\n")
            return
        room = max(min(self._width() - 1, WIDEST), 1)
        lines = [row for line in text.rstrip().split("\n") for row in wrapped(line, room)]
        self._write("\n".join([self._away() + "\n".join(lines), self._anew()]))

    def live(self, line: str, keys: Sequence[str] = (), short: str = "") -> None:
        """How things stand, in fewer words where there is no room, and the keys that answer."""
        lines = (line, short or line)
        if (lines, tuple(keys)) == (self._lines, self._keys):
            return
        self._lines, self._keys = lines, tuple(keys)
        self._write(self._away() + self._anew() if self._live else f"{line}\n")

    def resized(self) -> None:
        """The window has another width."""
        if self._live and self._rows:
            self._write(self._away() + self._anew())

    def close(self) -> None:
        """Leave the cursor on a fresh line."""
        if self._live and self._rows:
            self._write("\n")

    def _away(self) -> str:
        """Takes away the live rows, broken by the terminal or not."""
        width = max(self._width(), 1)
        taken = sum(max(-(-columns(row) // width), 1) for row in self._rows)
        self._rows = []
        return "\r" + f"\x1b[{taken - 1}A" * (taken > 1) + "\x1b[J"

    def _anew(self) -> str:
        """Writes them; one column stays free, so that no terminal begins a new row."""
        room = max(self._width() - 1, 1)
        if not self._lines:
            return ""
        keys = list(self._keys)
        while len(keys) > 1 and columns(BETWEEN.join(keys)) > room:
            keys.pop()
        line = next((one for one in self._lines if columns(one) <= room), self._lines[-1])
        rows = [fitted(line, room), fitted(BETWEEN.join(keys), room)]
        self._rows = [row for row in rows if row]
        return "\n".join(self._rows)

    def _write(self, text: str) -> None:
        try:
            self._out.write(text)
            self._out.flush()
        except (OSError, ValueError):
            self._out = io.StringIO()  # the terminal was closed; what follows nobody can read
