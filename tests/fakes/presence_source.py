"""A source of idle time, and a screen that is kept on, both moved by a test."""

import asyncio
from collections.abc import Callable

from deskbreak.domain.time.units import SECOND, Millis
from deskbreak.sensing.idle_source import Disarm, Lost, Tell


class _Watch:
    """One length that is watched, as an alarm of the X server would."""

    def __init__(self, source: "HandSource", after: Millis, tell: Tell) -> None:
        self._source, self._after, self._tell = source, after, tell
        self._reached = False
        self._timer: asyncio.TimerHandle | None = None
        self.arm()

    def arm(self) -> None:
        left = self._after - self._source.idle_now
        loop = asyncio.get_running_loop()
        self._timer = loop.call_later(max(0, left) / SECOND, self._reach)

    def moved(self) -> None:
        """There was input."""
        self.end()
        if self._reached:
            self._reached = False
            self._tell(None)
        self.arm()

    def end(self) -> None:
        if self._timer is not None:
            self._timer.cancel()

    def _reach(self) -> None:
        self._reached = True
        self._tell(self._source.idle_now)


class HandSource:
    """Counts on the loop's own time since ``move`` was called last."""

    name = "hand"

    def __init__(self) -> None:
        self._moved_at = asyncio.get_running_loop().time()
        self._watches: list[_Watch] = []
        self.screen_kept_on = False
        self._lost: Lost | None = None

    @property
    def idle_now(self) -> Millis:
        return round((asyncio.get_running_loop().time() - self._moved_at) * SECOND)

    def move(self) -> None:
        """Input."""
        self._moved_at = asyncio.get_running_loop().time()
        for watch in tuple(self._watches):
            if watch in self._watches:
                watch.moved()

    async def viable(self) -> str | None:
        return None

    async def open(self, lost: Lost) -> None:
        self._lost = lost

    async def idle(self) -> Millis | None:
        return self.idle_now

    async def watch(self, after: Millis, tell: Tell) -> Disarm:
        watch = _Watch(self, after, tell)
        self._watches.append(watch)

        def disarm() -> None:
            watch.end()
            if watch in self._watches:
                self._watches.remove(watch)

        return disarm

    async def inhibited(self, tell: Callable[[bool], None]) -> Disarm | None:
        tell(self.screen_kept_on)
        return lambda: None

    async def close(self) -> None:
        for watch in self._watches:
            watch.end()
        self._watches.clear()


class Nobody:
    """Nothing keeps the screen on but what the source knows."""

    async def follow(self, tell: Callable[[bool], None]) -> Disarm:
        tell(False)
        return lambda: None
