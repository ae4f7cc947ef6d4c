"""The console of this process on Windows, as the port ``Console``."""

import asyncio
import os
import shutil
import sys
from collections.abc import Sequence
from time import perf_counter
from typing import TextIO

from deskbreak.guide.terminal.control_codes import GIVE, TAKE
from deskbreak.guide.terminal.keys import HANG_UP, plain

if sys.platform == "win32":
    from deskbreak.protocols.windows_console import ConsoleKeys, Screen

    class WindowsTty:
        """Keys by msvcrt, the screen by control sequences; opened inside a running loop."""

        def __init__(self, screen: TextIO) -> None:
            self._screen = screen
            self._mode = Screen()
            self._keys: ConsoleKeys | None = None
            self._pressed: list[str] = []
            self._woken = asyncio.Event()
            self._taken = False

        def open(self) -> None:
            self._mode.take()
            self._taken = True
            if self._keys is None:
                self._keys = ConsoleKeys(self._press)
            self.write(TAKE)

        def close(self) -> None:
            if self._taken:
                self._taken = False
                self.write(GIVE)
                self._mode.give()

        def size(self) -> tuple[int, int]:
            try:
                found = os.get_terminal_size(self._screen.fileno())
            except (OSError, ValueError):
                found = shutil.get_terminal_size()
            return (found.columns or 80, found.lines or 24)

        def write(self, codes: str) -> None:
            try:
                self._screen.write(codes)
                self._screen.flush()
            except (OSError, ValueError):
                self._press(HANG_UP)

        def now(self) -> float:
            return perf_counter()

        async def wait(self, seconds: float) -> Sequence[str]:
            if not self._pressed:
                try:
                    async with asyncio.timeout(seconds):
                        await self._woken.wait()
                except TimeoutError:
                    pass
            self._woken.clear()
            pressed, self._pressed = self._pressed, []
            return pressed

        def suspend(self) -> None:
            """There is no stopping a process here."""

        def _press(self, key: str) -> None:
            self._pressed.append(key if len(key) > 1 else plain(key))
            self._woken.set()
