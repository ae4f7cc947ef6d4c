"""Idle time from logind's IdleHint: the last resort, since desktops set it late or never."""

import asyncio
from collections.abc import Callable

from deskbreak.app import supervise
from deskbreak.domain.time.units import SECOND, Millis
from deskbreak.errors import UnavailableError
from deskbreak.protocols.dbus.connection import BusError
from deskbreak.sensing.idle_source import Disarm, Lost, Tell, nothing_else
from deskbreak.sensing.logind import Logind

MICROSECONDS = 1_000_000


class LogindIdle:
    """The idle hint of our session, as an idle time."""

    name = "logind-idle"

    def __init__(self, logind: Logind) -> None:
        self._logind = logind
        self._lost: Callable[[], None] | None = None

    async def viable(self) -> str | None:
        """None if our session has the hint."""
        return await nothing_else(self)

    async def open(self, lost: Lost) -> None:
        """Find the hint."""
        if self._logind.why is not None:
            raise UnavailableError(self._logind.why, hopeless=True)
        try:
            await self._logind.get("IdleHint")
        except BusError as error:
            raise UnavailableError(str(error), hopeless=True) from error
        self._lost = lambda: lost("logind is gone")
        self._logind.gone_listeners.append(self._lost)

    async def idle(self) -> Millis | None:
        """The time since the hint was set; 0 while it is not."""
        try:
            if not await self._logind.get("IdleHint"):
                return 0
            since = await self._logind.get("IdleSinceHintMonotonic")
        except BusError as error:
            raise UnavailableError(str(error)) from error
        loop = asyncio.get_running_loop()  # its clock is CLOCK_MONOTONIC, as is the property
        seconds = loop.time() - since / MICROSECONDS if isinstance(since, int) and since else 0.0
        return max(0, round(seconds * SECOND))

    async def watch(self, after: Millis, tell: Tell) -> Disarm:
        """The hint comes at a time of the desktop's choosing: wait for what is missing."""
        watch = _Watch(self, after, tell)
        self._logind.idle_listeners.append(watch.hinted)

        def disarm() -> None:
            watch.cancel()
            if watch.hinted in self._logind.idle_listeners:
                self._logind.idle_listeners.remove(watch.hinted)

        try:
            if await self._logind.get("IdleHint"):
                await watch.count()
        except BusError as error:
            disarm()
            raise UnavailableError(str(error)) from error
        except BaseException:  # also when cancelled: nobody could end it then
            disarm()
            raise
        return disarm

    async def inhibited(self, _tell: Callable[[bool], None]) -> Disarm | None:
        """Who sets the hint has looked at inhibitors already."""
        return None

    async def close(self) -> None:
        """Hear nothing more."""
        if self._lost in self._logind.gone_listeners:
            self._logind.gone_listeners.remove(self._lost)


class _Watch:
    """One length that is watched."""

    def __init__(self, source: LogindIdle, after: Millis, tell: Tell) -> None:
        self._source, self._after, self._tell = source, after, tell
        self._timer: asyncio.TimerHandle | None = None
        self._task: asyncio.Task[None] | None = None
        self._reporter = False

    def hinted(self, idle: bool) -> None:
        """The hint changed."""
        self.cancel()
        if idle:
            self._task = supervise.start(self.count())
        elif self._reporter:
            self._reporter = False
            self._tell(None)

    async def count(self) -> None:
        """The hint is set: tell when the length is reached, or now."""
        try:
            idle = await self._source.idle() or 0
        except UnavailableError:
            return  # logind went away, and says so itself
        if idle >= self._after:
            self._reached(idle)
        else:
            wait = (self._after - idle) / SECOND
            loop = asyncio.get_running_loop()
            self._timer = loop.call_later(wait, self._reached, self._after)

    def cancel(self) -> None:
        """Wait for nothing."""
        for each in (self._timer, self._task):
            if each is not None:
                each.cancel()

    def _reached(self, idle: Millis) -> None:
        self._reporter = True
        self._tell(idle)
