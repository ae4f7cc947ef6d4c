"""Keys of the daemon's own terminal, on POSIX."""

import asyncio
import codecs
import os
import re
import sys
from collections.abc import Callable

assert sys.platform != "win32"  # noqa: S101 - what follows is there on other systems only

import termios  # noqa: E402 - the same
import tty  # noqa: E402 - the same

_REPORT = re.compile(r"\x1b(?:\[[<-?][0-?]*[ -/]*[@-~]|[P\]X^_][^\x07\x1b]*(?:\x07|\x1b\\))")
"""What a terminal answers when it is asked about itself: nobody has pressed that."""
_SEQUENCE = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|O.|.)")
"""What an arrow or a function key sends (ECMA-48, 5.4)."""
_BEGUN = re.compile(r"\x1b(?:\[[0-?]*[ -/]*|[P\]X^_][^\x07\x1b]*\x1b?|O)\Z")
"""A sequence whose rest comes with the next reading."""
LONGEST = 4096
"""Characters of one sequence; what is longer is none."""


class KeyReader:
    """Single key presses of the daemon's terminal, while it is one and in the foreground."""

    def __init__(self, pressed: Callable[[str], None]) -> None:
        self._fd = sys.stdin.fileno()
        self._pressed = pressed
        self._before = termios.tcgetattr(self._fd)
        tty.setcbreak(self._fd)
        self._decoder = codecs.getincrementaldecoder("utf-8")("ignore")
        self._begun = ""
        self._loop = asyncio.get_running_loop()
        self._loop.add_reader(self._fd, self._read)

    def _read(self) -> None:
        """Whatever was typed, key by key; an arrow is one key."""
        try:
            data = os.read(self._fd, 64)
        except OSError:
            data = b""
        if not data:
            self._loop.remove_reader(self._fd)
        text = self._begun + self._decoder.decode(data)
        rest = _BEGUN.search(text)
        self._begun = "" if rest is None or len(rest[0]) > LONGEST else rest[0]
        whole = text if rest is None else text[: rest.start()]
        for key in _SEQUENCE.sub("\x1b", _REPORT.sub("", whole)):
            self._pressed(key)

    def close(self) -> None:
        """Give the terminal back as it was."""
        self._loop.remove_reader(self._fd)
        termios.tcsetattr(self._fd, termios.TCSADRAIN, self._before)
