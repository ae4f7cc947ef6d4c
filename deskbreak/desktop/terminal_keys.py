"""Keys of the daemon's own terminal, on POSIX."""

import asyncio
import os
import re
import sys
from collections.abc import Callable

assert sys.platform != "win32"  # noqa: S101 - what follows is there on other systems only

import termios  # noqa: E402 - the same
import tty  # noqa: E402 - the same

_SEQUENCE = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|O.|.)")
"""What an arrow or a function key sends (ECMA-48, 5.4)."""


class KeyReader:
    """Single key presses of the daemon's terminal, while it is one and in the foreground."""

    def __init__(self, pressed: Callable[[str], None]) -> None:
        self._fd = sys.stdin.fileno()
        self._pressed = pressed
        self._before = termios.tcgetattr(self._fd)
        tty.setcbreak(self._fd)
        self._loop = asyncio.get_running_loop()
        self._loop.add_reader(self._fd, self._read)

    def _read(self) -> None:
        """Whatever was typed, key by key; an arrow is one key."""
        try:
            text = os.read(self._fd, 64).decode(errors="ignore")
        except OSError:
            text = ""
        if not text:
            self._loop.remove_reader(self._fd)
        for key in _SEQUENCE.sub("\x1b", text):
            self._pressed(key)

    def close(self) -> None:
        """Give the terminal back as it was."""
        self._loop.remove_reader(self._fd)
        termios.tcsetattr(self._fd, termios.TCSADRAIN, self._before)
