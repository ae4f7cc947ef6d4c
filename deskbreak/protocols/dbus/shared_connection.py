"""One shared connection to a bus: made when first needed, made again when it is lost.

After a failure nobody tries again for 1 s, then 2 s, 4 s ... 60 s. ``bus`` tries whenever the last
wait is over. As long as somebody listens it is tried again by itself:
- Where nobody is at the bus's socket, when the socket changes (``PathWatch``), and a few times soon
  after that and after a loss; in between nothing wakes the program.
- Where somebody is there but does not let us in, at the end of each of those waits, for about two
  minutes; then it rests.
"""

import asyncio
from collections.abc import Callable

from deskbreak.app import supervise
from deskbreak.app.parts import Part
from deskbreak.protocols.dbus.address import socket_files
from deskbreak.protocols.dbus.connection import Bus, BusError, connect
from deskbreak.protocols.dbus.types import NobodyError
from deskbreak.protocols.path_watch import PathWatch

QUICK = 3
"""Tries soon after a loss, or after somebody came to the socket: it may not listen yet."""

Listener = Callable[[Bus | None], None]
"""Gets the bus when the connection was made, None when it was lost."""


class Link:
    """Connects to ``address`` (None: there is no such bus). Times are seconds."""

    def __init__(
        self, address: str | None, first: float = 1.0, most: float = 60.0, limit: float = 5.0
    ) -> None:
        self._address, self._first, self._most, self._limit = address, first, most, limit
        self._listeners: list[tuple[Part, Listener]] = []
        self._making = asyncio.Lock()
        self._bus: Bus | None = None
        self._made_at = 0.0
        self._wait = 0.0
        self._not_before = 0.0
        self._why = ""
        self._timer: asyncio.TimerHandle | None = None
        self._retrying: asyncio.Task[None] | None = None
        self._closed = False
        self._quick = 0
        """Tries that are left until only the socket tells."""
        self._watches: list[PathWatch] = []

    def listen(self, listener: Listener) -> None:
        """Tell ``listener`` from now on when the connection is made or lost."""
        self._listeners.append((supervise.current_part(), listener))

    def unlisten(self, listener: Listener) -> None:
        """Stop telling it."""
        self._listeners = [each for each in self._listeners if each[1] != listener]

    async def bus(self) -> Bus:
        """The live connection; made now if it must be. BusError at once while waiting to retry."""
        async with self._making:
            if self._bus is not None and not self._bus.closed.done():
                return self._bus
            if self._closed:
                raise BusError("the link to the bus is closed")
            if self._address is None:
                raise BusError("there is no D-Bus session bus here")
            if asyncio.get_running_loop().time() < self._not_before:
                raise BusError(self._why)
            try:
                bus = await connect(self._address, self._limit)
            except BusError as error:
                nobody = isinstance(error, NobodyError) and await self._watched()
                self._hold_off(str(error), nobody=nobody)
                raise
            await self._unwatch()
            self._made(bus)
            return bus

    async def close(self) -> None:
        """Close the connection and never make it again."""
        self._closed = True
        self._listeners.clear()
        if self._timer is not None:
            self._timer.cancel()
        if self._retrying is not None:
            self._retrying.cancel()
        async with self._making:
            await self._unwatch()
            if self._bus is not None:
                await self._bus.close()

    def _made(self, bus: Bus) -> None:
        self._bus = bus
        self._made_at = asyncio.get_running_loop().time()
        bus.closed.add_done_callback(lambda closed: self._lost(bus, closed.result()))
        self._tell(bus)

    def _lost(self, bus: Bus, why: str) -> None:
        if self._closed or self._bus is not bus:
            return
        self._bus = None
        if asyncio.get_running_loop().time() - self._made_at > self._most:
            self._wait = 0.0  # it was a good connection: start over with a short wait
        self._quick = QUICK
        self._hold_off(why)
        self._tell(None)

    def _tell(self, bus: Bus | None) -> None:
        """One listener that fails keeps nothing from the others."""
        for part, listener in tuple(self._listeners):
            supervise.supervisor().call(part, listener, bus)

    async def _watched(self) -> bool:
        """Whether the sockets tell when somebody comes to them."""
        if self._watches or self._address is None:
            return bool(self._watches)
        for path in socket_files(self._address):
            watch = PathWatch(path, self._came)
            if watch.viable() is not None:
                break
            try:
                await watch.start()
            except OSError:
                break  # no watches are left: the clock has to do
            self._watches.append(watch)
        return bool(self._watches)

    async def _unwatch(self) -> None:
        watches, self._watches = self._watches, []
        for watch in watches:
            await watch.stop()

    def _came(self) -> None:
        """The socket is another one."""
        self._quick, self._wait, self._not_before = QUICK, 0.0, 0.0
        self._retry()

    def _hold_off(self, why: str, *, nobody: bool = False) -> None:
        """No try for a while; ``nobody``: the socket tells when the next makes sense."""
        resting = self._quick <= 0 if nobody else self._wait >= self._most
        self._quick -= 1
        self._wait = min(self._wait * 2 or self._first, self._most)
        self._why = why
        loop = asyncio.get_running_loop()
        self._not_before = loop.time() + self._wait
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        if self._listeners and not resting:
            self._timer = loop.call_at(self._not_before, self._retry)

    def _retry(self) -> None:
        self._timer = None
        self._retrying = supervise.start(self._try())

    async def _try(self) -> None:
        try:
            await self.bus()
        except BusError:
            return  # _hold_off has set the next time
