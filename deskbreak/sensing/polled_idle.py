"""Idle time where the system can only be asked: it is asked again when a length could be reached.

While there is input that is once in ``length - idle``; only while somebody is gone every 2 s.
"""

import asyncio
from collections.abc import Callable

from deskbreak.app.ports import UnavailableError
from deskbreak.domain.time.units import SECOND, Millis
from deskbreak.sensing.idle_source import Disarm, Lost, Tell

AWAY_STEP: Millis = 2 * SECOND
SHORTEST: Millis = SECOND // 10


class PolledIdle:
    """Any function that tells the idle time. ``find`` gets it, or raises UnavailableError."""

    def __init__(self, name: str, find: Callable[[], Callable[[], Millis]]) -> None:
        self.name = name
        self._find = find
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
        read, loop = self._live(), asyncio.get_running_loop()
        timer: asyncio.TimerHandle | None = None
        told_idle, live = False, True

        def look() -> None:
            nonlocal timer, told_idle
            idle = read()
            if (idle >= after) != told_idle:
                told_idle = idle >= after
                tell(idle if told_idle else None)
            if live:
                step = min(AWAY_STEP, after) if told_idle else max(SHORTEST, after - idle)
                timer = loop.call_later(step / SECOND, look)

        def disarm() -> None:
            nonlocal live
            live = False
            if timer is not None:
                timer.cancel()

        look()
        return disarm

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
