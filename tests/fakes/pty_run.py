"""A program in a terminal of its own, with hands on its keys and eyes on its screen."""

import codecs
import contextlib
import fcntl
import os
import pty
import select
import signal
import struct
import subprocess
import sys
import termios
from collections.abc import Mapping, Sequence
from pathlib import Path
from time import perf_counter
from types import TracebackType
from typing import Self

from fakes.guide_console import CODE, Screen

_TAKE = """
import fcntl, os, sys, termios
fd = os.open(sys.argv[1], os.O_RDWR)
fcntl.ioctl(fd, termios.TIOCSCTTY, 0)
for number in (0, 1):
    os.dup2(fd, number)
os.execv(sys.argv[2], sys.argv[2:])
"""
PATIENCE = 30.0


class Pty:
    """Starts a program; what it says on standard error is kept apart from its screen.

    Args:
        words: Python's arguments.
        environ: the program's environment variables.
        size: columns and rows.
    """

    def __init__(
        self, words: Sequence[str], environ: Mapping[str, str], size: tuple[int, int] = (80, 24)
    ) -> None:
        self._master, self._slave = pty.openpty()
        self.screen = Screen(size, strict=False)
        self._resize(size)
        self.before = termios.tcgetattr(self._slave)
        self.shown = self._pending = ""
        self._decode = codecs.getincrementaldecoder("utf-8")("replace").decode
        command = [sys.executable, "-c", _TAKE, os.ttyname(self._slave), sys.executable, *words]
        root = str(Path(__file__).parents[2])
        self._child = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            env=dict(environ) | {"PYTHONPATH": root},
            start_new_session=True,
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, _: type[BaseException] | None, __: BaseException | None, ___: TracebackType | None
    ) -> None:
        if self._child.poll() is None:
            self._child.kill()
            self._child.communicate()
        self.hang_up()
        os.close(self._slave)

    @property
    def pid(self) -> int:
        """Of the program."""
        return self._child.pid

    def resize(self, size: tuple[int, int]) -> None:
        """Another size, on an empty screen."""
        self.screen = Screen(size, strict=False)
        self._resize(size)
        self.signal(signal.SIGWINCH)

    def _resize(self, size: tuple[int, int]) -> None:
        columns, rows = size
        fcntl.ioctl(self._slave, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def press(self, keys: str) -> None:
        os.write(self._master, keys.encode())

    def signal(self, number: int) -> None:
        self._child.send_signal(number)

    def until_stopped(self) -> None:
        """Wait until the program stands still."""
        assert os.WIFSTOPPED(os.waitpid(self._child.pid, os.WUNTRACED)[1])

    def hang_up(self) -> None:
        """The terminal is gone."""
        if self._master >= 0:
            os.close(self._master)
            self._master = -1

    def until(self, words: str) -> str:
        """Read until ``words`` are on the screen, or were written; what was read."""
        ends, start = perf_counter() + PATIENCE, len(self.shown)
        while words not in self.shown[start:] and words not in "\n".join(self.screen.text()):
            left = ends - perf_counter()
            assert left > 0, f"{words!r} is not shown: {self.screen.text()}"
            self._hear(left)
        return self.shown[start:]

    def end(self) -> tuple[int, list[str]]:
        """Read on until it has ended; its exit code and its lines on standard error."""
        ends = perf_counter() + PATIENCE
        while self._child.poll() is None:
            assert perf_counter() < ends, "it does not end"
            self._hear(0.05)
        while self._hear(0.0):
            pass
        told = self._child.communicate()[1].decode().splitlines()
        return self._child.returncode, told

    def settings(self) -> list[int | list[bytes | int]]:
        """How the terminal is set now."""
        return termios.tcgetattr(self._slave)

    def _hear(self, wait: float) -> bool:
        """Read what has been written, waiting so many seconds; whether there was anything."""
        if self._master < 0 or not select.select([self._master], [], [], wait)[0]:
            return False
        with contextlib.suppress(OSError):
            said = self._decode(os.read(self._master, 65536))
            self.shown += said
            self._pending += said
        start = self._pending.rfind("\x1b")
        whole = start < 0 or CODE.match(self._pending, start) is not None
        cut = len(self._pending) if whole else start  # the rest of a code is still to come
        self.screen.write(self._pending[:cut])
        self._pending = self._pending[cut:]
        return True
