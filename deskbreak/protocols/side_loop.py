"""An event loop in a thread of its own, for a library whose coroutines may block.

Whatever happens there, the loop of the daemon goes on: a call is given up when its limit is over,
and until the thread is free again the next calls are refused at once.
"""

import asyncio
import threading
from collections.abc import Callable, Coroutine
from contextlib import suppress
from typing import Any, TypeVar

from deskbreak.errors import UnavailableError

T = TypeVar("T")


class SideLoopBusyError(UnavailableError):
    """The thread still hangs in a call that was given up."""


class SideLoop:
    """The thread begins with the first call and does not keep the program from ending."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._loop: asyncio.AbstractEventLoop | None = None
        self._busy = threading.Event()

    async def run(self, work: Callable[[], Coroutine[Any, Any, T]], limit: float) -> T:
        """What ``work`` returns or raises there; TimeoutError after ``limit`` seconds."""
        if self._busy.is_set():
            raise SideLoopBusyError("it still hangs in an earlier call")
        loop = self._started()
        future = asyncio.wrap_future(asyncio.run_coroutine_threadsafe(work(), loop))
        try:
            async with asyncio.timeout(limit):
                return await future
        except (TimeoutError, asyncio.CancelledError):
            self._busy.set()
            with suppress(RuntimeError):  # it was closed meanwhile
                loop.call_soon_threadsafe(self._busy.clear)
            raise

    def close(self) -> None:
        """Let the thread end, as soon as it is free."""
        loop, self._loop = self._loop, None
        if loop is not None:
            loop.call_soon_threadsafe(loop.stop)

    def _started(self) -> asyncio.AbstractEventLoop:
        if self._loop is None:
            self._loop = loop = asyncio.new_event_loop()

            def serve() -> None:
                try:
                    loop.run_forever()
                finally:
                    loop.close()

            threading.Thread(target=serve, name=self._name, daemon=True).start()
        return self._loop
