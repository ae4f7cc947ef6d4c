"""The terminal that the program runs in: what it says there, and the keys that answer."""

import asyncio
import contextlib
import signal
import sys
from collections.abc import Callable, Sequence
from typing import Protocol

from deskbreak.desktop import logs
from deskbreak.desktop.terminal_line import TerminalLine


class Keys(Protocol):
    """Whoever hears the keys."""

    def close(self) -> None:
        """Give the terminal back as it was."""


class OwnTerminal:
    """The port ``Terminal`` on standard output and input.

    Args:
        asked: a live line is wanted even where no keys can be read.
    """

    def __init__(self, *, asked: bool) -> None:
        self._asked = asked
        self._line = TerminalLine()
        self._keys: Keys | None = None

    @property
    def is_seen(self) -> bool:
        """Whether somebody sits there, or the live line was asked for."""
        return self.has_keys or self._asked

    @property
    def has_keys(self) -> bool:
        """Whether keys are read."""
        return self._keys is not None

    def say(self, text: str) -> None:
        """Whole lines that stay, above the live one."""
        self._line.say(text)

    def live(self, line: str, keys: Sequence[str] = (), short: str = "") -> None:
        """How things stand, and the keys that answer; nothing where nobody looks."""
        if self.is_seen:
            if self._line.is_live:
                logs.write_above(self._line.say)
            self._line.live(line, keys, short)

    def read_keys(self, pressed: Callable[[str], None]) -> None:
        """Hear of key presses, if somebody sits at this terminal."""
        if sys.stdin.isatty() and sys.stdout.isatty():
            self._keys = _keys(pressed)
        if self._keys is not None:
            self._hear_of_sizes()

    def _hear_of_sizes(self) -> None:
        """Where the system tells of another size, write the live rows anew."""
        number = getattr(signal, "SIGWINCH", None)
        with contextlib.suppress(NotImplementedError, ValueError, RuntimeError):
            if number is not None:  # not in the main thread, or on Windows
                asyncio.get_running_loop().add_signal_handler(number, self._line.resized)

    def close(self) -> None:
        """Give the terminal back as it was."""
        if self._keys is not None:
            self._keys.close()
            self._keys = None
        logs.write_above(None)
        self._line.close()


def _keys(pressed: Callable[[str], None]) -> Keys | None:
    """None where the live line, which is written with control sequences, cannot be shown."""
    if sys.platform == "win32":
        from deskbreak.protocols.windows_console import (  # noqa: PLC0415 - only there
            ConsoleKeys,
            Screen,
        )

        return ConsoleKeys(pressed) if Screen().take() else None
    else:  # noqa: RET505 - mypy reads no import that is in the other branch
        from deskbreak.desktop.terminal_keys import KeyReader  # noqa: PLC0415 - not on Windows

        return KeyReader(pressed)
