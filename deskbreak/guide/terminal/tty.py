"""The terminal of this process (POSIX).

Modes as xterm's control sequences define them; termios for single keys. Ctrl+C stays a signal. A
terminal that hangs up, and a request to end, count as a key, so that the guide ends in good order.
"""

import asyncio
import os
import shutil
import signal
import sys
from collections.abc import Sequence
from time import perf_counter
from typing import TextIO

from deskbreak.guide.terminal.control_codes import GIVE, TAKE
from deskbreak.guide.terminal.keys import HANG_UP, LEAVE, SPLIT, Decoder

assert sys.platform != "win32"  # noqa: S101 - what follows is there on other systems only

import termios  # noqa: E402 - the same
import tty  # noqa: E402 - the same

_SIGNALS = {signal.SIGTERM: HANG_UP, signal.SIGHUP: HANG_UP, signal.SIGTSTP: LEAVE}


class Tty:
    """The port ``Console`` by standard input and output; to be opened inside a running loop."""

    def __init__(self, keys: TextIO, screen: TextIO) -> None:
        self._in, self._out = keys.fileno(), screen.fileno()
        self._screen = screen
        self._decoder = Decoder()
        self._pressed: list[str] = []
        self._woken = asyncio.Event()
        self._before: list[int | list[bytes | int]] | None = None

    def open(self) -> None:
        self._screen.flush()
        before = termios.tcgetattr(self._in)
        self._before = before
        tty.setcbreak(self._in)
        loop = asyncio.get_running_loop()
        loop.add_reader(self._in, self._read)
        loop.add_signal_handler(signal.SIGWINCH, self._woken.set)
        for number, key in _SIGNALS.items():
            loop.add_signal_handler(number, self._press, [key])
        self.write(TAKE)

    def close(self) -> None:
        if self._before is None:
            return
        before, self._before = self._before, None
        self.write(GIVE)
        loop = asyncio.get_running_loop()
        loop.remove_reader(self._in)
        for number in (signal.SIGWINCH, *_SIGNALS):
            loop.remove_signal_handler(number)
        try:
            termios.tcsetattr(self._in, termios.TCSAFLUSH, before)
        except termios.error:
            return  # it hung up

    def size(self) -> tuple[int, int]:
        try:
            found = os.get_terminal_size(self._out)
        except OSError:
            found = shutil.get_terminal_size()
        return (found.columns or 80, found.lines or 24)

    def write(self, codes: str) -> None:
        data = codes.encode("utf-8", "replace")
        try:
            while data:
                data = data[os.write(self._out, data) :]
        except OSError:
            self._press([HANG_UP])

    def now(self) -> float:
        return perf_counter()

    async def wait(self, seconds: float) -> Sequence[str]:
        if not self._pressed:
            await self._sleep(SPLIT if self._decoder.waits else seconds)
        if not self._pressed and self._decoder.waits:
            self._press(self._decoder.settle())
        self._woken.clear()
        pressed, self._pressed = self._pressed, []
        return pressed

    def suspend(self) -> None:
        self.close()
        os.kill(os.getpid(), signal.SIGSTOP)
        self.open()

    async def _sleep(self, seconds: float) -> None:
        """Until something happens, but not longer."""
        try:
            async with asyncio.timeout(seconds):
                await self._woken.wait()
        except TimeoutError:
            return

    def _press(self, keys: list[str]) -> None:
        self._pressed += keys
        self._woken.set()

    def _read(self) -> None:
        """Whatever was typed."""
        try:
            data = os.read(self._in, 1024)
        except OSError:
            data = b""
        if not data:
            asyncio.get_running_loop().remove_reader(self._in)
            self._press([HANG_UP])
            return
        self._press(self._decoder.feed(data))
