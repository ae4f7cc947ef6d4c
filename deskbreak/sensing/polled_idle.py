"""Idle time where the system can only be asked: it is asked again when a length could be reached.

While there is input that is once in ``length - idle``. While somebody is gone nothing is asked
where the system tells of the next input; elsewhere it is asked every 2 s.
"""

import asyncio
from collections.abc import Callable
from typing import TypeAlias

from deskbreak.domain.time.units import SECOND, Millis
from deskbreak.errors import UnavailableError
from deskbreak.sensing.idle_source import Disarm, Lost, Tell

AWAY_STEP: Millis = 2 * SECOND
SHORTEST: Millis = SECOND // 10

NextInput: TypeAlias = Callable[[Callable[[], None]], Disarm | None]
"""Calls once, in the loop, at the next input; None: this cannot be had now."""


class PolledIdle:
    """Any function that tells the idle time.

    Args:
        name: as ``doctor`` names it.
        find: gets the function, or raises UnavailableError.
        next_input: tells of the end of an absence, where the system can.
    """

    def __init__(
        self,
        name: str,
        find: Callable[[], Callable[[], Millis]],
        next_input: NextInput = lambda _: None,
    ) -> None:
        self.name = name
        self._find = find
        self._next_input = next_input
        self._read: Callable[[], Millis] | None = None

    async def viable(self) -> str | None:
        """None if the function is there."""
        try:
            self._find()
        except UnavailableError as error:
            return str(error)
        return None

    async def open(self, _lost: Lost) -> None:
        """Find the function; it does not go away."""
        self._read = self._find()

    async def idle(self) -> Millis | None:
        """How long there has been no input."""
        return self._live()()

    async def watch(self, after: Millis, tell: Tell) -> Disarm:
        """Ask whenever the length could have been reached."""
        watch = _Watch(self._live(), self._next_input, after, tell)
        watch.look()
        return watch.end

    async def inhibited(self, _tell: Callable[[bool], None]) -> Disarm | None:
        """Not told by these functions."""
        return None

    async def close(self) -> None:
        """Forget the function."""
        self._read = None

    def _live(self) -> Callable[[], Millis]:
        if self._read is None:
            raise UnavailableError("not opened")
        return self._read


class _Watch:
    """One length; at any time it waits for one thing."""

    def __init__(
        self, read: Callable[[], Millis], next_input: NextInput, after: Millis, tell: Tell
    ) -> None:
        self._read, self._next_input, self._after, self._tell = read, next_input, after, tell
        self._loop = asyncio.get_running_loop()
        self._told_idle, self._live = False, True
        self._waits: Disarm | None = None

    def look(self) -> None:
        """Ask, tell if it is another answer, and wait for the next possible change."""
        self._waits = None
        idle = self._read()
        if (idle >= self._after) != self._told_idle:
            self._told_idle = idle >= self._after
            self._tell(idle if self._told_idle else None)
        if self._live:
            heard = self._next_input(self.look) if self._told_idle else None
            self._waits = heard or self._timer(idle)

    def end(self) -> None:
        """Ask no more."""
        self._live = False
        if self._waits is not None:
            self._waits()
            self._waits = None

    def _timer(self, idle: Millis) -> Disarm:
        left = max(SHORTEST, self._after - idle)
        step = min(AWAY_STEP, self._after) if self._told_idle else left
        return self._loop.call_later(step / SECOND, self.look).cancel
