"""Idle time from Mutter, the compositor of GNOME: org.gnome.Mutter.IdleMonitor.

It counts input alone, whatever inhibits idleness. An idle watch that is added past its length does
not fire, and a watch for activity fires once.
"""

import asyncio
from collections.abc import Callable
from functools import partial
from typing import cast

from deskbreak.app import supervise
from deskbreak.domain.time.units import Millis
from deskbreak.errors import UnavailableError
from deskbreak.protocols.dbus.connection import Bus, BusError, Match, Peer, Signal
from deskbreak.protocols.dbus.shared_connection import Link
from deskbreak.sensing.idle_source import Disarm, Lost, Tell, nothing_else

NAME = "org.gnome.Mutter.IdleMonitor"
CORE = Peer(NAME, "/org/gnome/Mutter/IdleMonitor/Core", NAME)


class MutterIdle:
    """The idle time of Mutter's core devices."""

    name = "mutter-idle"

    def __init__(self, session: Link) -> None:
        self._link = session
        self._bus: Bus | None = None
        self._matches: list[Match] = []
        self._calls: dict[int, Callable[[], None]] = {}
        self._tasks: set[asyncio.Task[None]] = set()

    async def viable(self) -> str | None:
        """None if Mutter is on the bus."""
        return await nothing_else(self)

    async def open(self, lost: Lost) -> None:
        """Find Mutter and hear its watches."""
        try:
            bus = await self._link.bus()
            if not await bus.owner(NAME):
                raise UnavailableError("Mutter is not on the session bus", hopeless=True)
            self._bus = bus
            self._matches = [
                await bus.match(CORE, self._fired, "WatchFired", carries="u"),
                await bus.watch_name(NAME, lambda owner: self._owner(owner, lost)),
            ]
        except BusError as error:
            raise UnavailableError(str(error), hopeless=True) from error
        bus.closed.add_done_callback(lambda why: self._gone(bus, why.result(), lost))

    async def idle(self) -> Millis | None:
        """How long there has been no input."""
        return await self._call("GetIdletime", gives="t")

    async def watch(self, after: Millis, tell: Tell) -> Disarm:
        """An idle watch; each time it fires, a watch for activity."""
        watch = _Watch(self, after, tell)
        try:
            await watch.begin()
        except BaseException:  # also when cancelled: nobody could end it then
            watch.end()
            raise
        return watch.end

    async def inhibited(self, _tell: Callable[[bool], None]) -> Disarm | None:
        """The session manager knows, not Mutter."""
        return None

    async def close(self) -> None:
        """Hear nothing more."""
        bus, self._bus = self._bus, None
        if bus is not None:
            for match in self._matches:
                bus.unmatch(match)
        self._matches.clear()
        self._calls.clear()

    async def add(self, member: str, call: Callable[[], None], *length: Millis) -> int:
        """Add a watch that calls when it fires; its number.

        What was asked for is there, whoever stops waiting: then it is removed when it is known.
        """
        asked = supervise.start(self._added(member, call, length))
        try:
            return await asyncio.shield(asked)
        except asyncio.CancelledError:
            asked.add_done_callback(self._unwanted)
            raise

    async def _added(
        self, member: str, call: Callable[[], None], length: tuple[Millis, ...]
    ) -> int:
        number = await self._call(member, "t" if length else "", length, gives="u")
        self._calls[number] = call
        return number

    def _unwanted(self, asked: "asyncio.Task[int]") -> None:
        if not asked.cancelled() and asked.exception() is None:
            self.remove(asked.result())

    def remove(self, number: int) -> None:
        """Remove a watch."""
        self._calls.pop(number, None)
        if self._bus is not None and not self._bus.closed.done():
            self._bus.tell(CORE, "RemoveWatch", "u", (number,))

    def forget(self, number: int) -> None:
        """A watch has fired once and is gone."""
        self._calls.pop(number, None)

    def run(self, work: "asyncio.Task[None]") -> None:
        """Keep a task until it is done."""
        self._tasks.add(work)
        work.add_done_callback(self._tasks.discard)

    async def _call(
        self, member: str, signature: str = "", body: tuple[object, ...] = (), *, gives: str
    ) -> int:
        if self._bus is None:
            raise UnavailableError("Mutter is gone")
        try:
            (number,) = await self._bus.call(CORE, member, signature, body, gives=gives)
        except BusError as error:
            raise UnavailableError(str(error)) from error
        return cast("int", number)

    def _fired(self, signal: Signal) -> None:
        call = self._calls.get(cast("int", signal.body[0]))
        if call is not None:
            call()

    def _owner(self, owner: str, lost: Lost) -> None:
        if not owner and self._bus is not None:
            self._gone(self._bus, "Mutter is gone", lost)

    def _gone(self, bus: Bus, why: str, lost: Lost) -> None:
        if self._bus is bus:
            lost(why)


class _Watch:
    """One length that is watched."""

    def __init__(self, mutter: MutterIdle, after: Millis, tell: Tell) -> None:
        self._mutter, self._after, self._tell = mutter, after, tell
        self._idle_watch: int | None = None
        self._active_watch: int | None = None
        self._live = True

    async def begin(self) -> None:
        self._idle_watch = await self._mutter.add("AddIdleWatch", self._reached, self._after)
        idle = await self._mutter.idle()
        if idle is not None and idle >= self._after:
            await self._idle(idle)

    def end(self) -> None:
        self._live = False
        for number in (self._idle_watch, self._active_watch):
            if number is not None:
                self._mutter.remove(number)
        self._idle_watch = self._active_watch = None

    def _reached(self) -> None:
        work = self._idle(self._after)
        self._mutter.run(supervise.start(work))

    async def _idle(self, idle: Millis) -> None:
        if self._active_watch is not None:
            return
        self._tell(idle)
        active = partial(self._mutter.add, "AddUserActiveWatch", self._active)
        try:
            self._active_watch = await active()
            now = await self._mutter.idle()
        except UnavailableError:
            return  # Mutter went away, and says so itself
        if not self._live:
            self.end()
        elif now is not None and now < self._after and self._active_watch is not None:
            self._mutter.remove(self._active_watch)
            self._active_watch = None
            self._tell(None)

    def _active(self) -> None:
        if self._active_watch is not None:
            self._mutter.forget(self._active_watch)
            self._active_watch = None
        if self._live:
            self._tell(None)
