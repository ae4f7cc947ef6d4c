"""The terminal that the program runs in: what it says there, and the keys that answer."""

import sys
from collections.abc import Callable, Sequence

from deskbreak.desktop.terminal_line import KeyReader, TerminalLine


class OwnTerminal:
    """The port ``Terminal`` on standard output and input.

    Args:
        asked: a live line is wanted even where no keys can be read.
    """

    def __init__(self, *, asked: bool) -> None:
        self._asked = asked
        self._line = TerminalLine()
        self._keys: KeyReader | None = None

    @property
    def has_keys(self) -> bool:
        """Whether keys are read."""
        return self._keys is not None

    def say(self, text: str) -> None:
        """Whole lines that stay, above the live one."""
        self._line.say(text)

    def live(self, line: str, keys: Sequence[str] = (), short: str = "") -> None:
        """How things stand, and the keys that answer; nothing where nobody looks."""
        if self.has_keys or self._asked:
            self._line.live(line, keys, short)

    def read_keys(self, pressed: Callable[[str], None]) -> None:
        """Hear of key presses, if somebody sits at this terminal."""
        if sys.stdin is not None and sys.stdin.isatty() and sys.stdout.isatty():
            self._keys = KeyReader(pressed, self._line.resized)

    def close(self) -> None:
        """Give the terminal back as it was."""
        if self._keys is not None:
            self._keys.close()
            self._keys = None
        self._line.close()
