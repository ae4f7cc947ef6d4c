"""A part that works by being called back: begun, and begun again after each failure.

Rules
- ``begin`` returns within ``limit`` seconds when the part is at work; ``end`` lets go of
  everything, also of what was only half begun.
- A failure in ``begin``, or later in a callback or task of the part, ends it; it begins again after
  1, 2, 4 ... 60 s. What the part itself reports as not to be had (UnavailableError) is no failure.
"""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable

from deskbreak.app import supervise
from deskbreak.app.parts import Part
from deskbreak.app.supervise import ENDS_WITHIN, FIRST_WAIT, LONGEST_WAIT, STEADY
from deskbreak.errors import UnavailableError

Work = Callable[[], Awaitable[object]]


def answered_nothing(answer: object) -> None:
    """A part that only begins or ends has nothing to answer; TypeError if it does."""
    if answer is not None:
        raise TypeError(f"it answered {answer!r}")


class RestartedService:
    """Begins at once. Belongs to the running event loop."""

    def __init__(self, part: Part, begin: Work, end: Work, limit: float) -> None:
        self._watch, self._part, self._limit = supervise.supervisor(), part, limit
        self._begin, self._end = begin, end
        self._tried = asyncio.Event()
        self._broken = asyncio.Event()
        self._task = self._watch.start(self._serve(), part)

    async def tried(self, seconds: float) -> bool:
        """Whether the first try to begin was over within so long, well or not."""
        try:
            async with asyncio.timeout(seconds):
                await self._tried.wait()
        except TimeoutError:
            return False
        return True

    async def close(self) -> None:
        """End the part for good."""
        self._task.cancel()
        await asyncio.wait({self._task}, timeout=ENDS_WITHIN)
        await self._let_go()

    async def _serve(self) -> None:
        loop, wait = asyncio.get_running_loop(), FIRST_WAIT
        while True:
            self._broken.clear()
            with (
                self._watch.listening(self._part, lambda _: self._broken.set()),
                contextlib.suppress(UnavailableError),
            ):
                await self._watch.guard(self._part, self._begun, self._limit, passing=False)
                self._tried.set()
                since = loop.time()
                await self._broken.wait()
                if loop.time() - since > STEADY:
                    wait = FIRST_WAIT
            self._tried.set()
            await self._let_go()
            await asyncio.sleep(wait)
            wait = min(2 * wait, LONGEST_WAIT)

    async def _begun(self) -> None:
        """A part that answers with something has not understood the question."""
        answered_nothing(await self._begin())

    async def _let_go(self) -> None:
        await self._watch.let_go(self._part, self._end)
