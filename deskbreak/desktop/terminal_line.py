"""The daemon's own terminal: a live line.

So that everything can be tried over ssh or in a container. The live line is written anew when what
it says changes, at most once a minute while nothing happens.
"""

import io
import sys
from typing import TextIO

CLEAR = "\r\x1b[K"


class TerminalLine:
    """Prints on ``out``; on a terminal the last line is live, elsewhere each change is a line."""

    def __init__(self, out: TextIO | None = None) -> None:
        self._out = out or sys.stdout
        self._live = self._out.isatty()
        self._line = ""

    def say(self, text: str) -> None:
        """Whole lines that stay, above the live one."""
        tail = self._line if self._live else ""
        self._write(f"{CLEAR if self._live else ''}{text.rstrip()}\n{tail}")

    def live(self, line: str) -> None:
        """The line that says how things stand."""
        if line == self._line:
            return
        self._line = line
        self._write(f"{CLEAR}{line}" if self._live else f"{line}\n")

    def close(self) -> None:
        """Leave the cursor on a fresh line."""
        if self._live and self._line:
            self._write("\n")

    def _write(self, text: str) -> None:
        try:
            self._out.write(text)
            self._out.flush()
        except (OSError, ValueError):
            self._out = io.StringIO()  # the terminal was closed; what follows nobody can read
