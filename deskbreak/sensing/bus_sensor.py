"""Keeps something set up on a bus: at each connection anew."""

import asyncio
import logging
from collections.abc import Awaitable, Callable

from deskbreak.app import supervise
from deskbreak.protocols.dbus.connection import Bus, BusError
from deskbreak.protocols.dbus.shared_connection import Link

log = logging.getLogger(__name__)

RARE = 300.0
"""Seconds after which a link that has given up is tried once more."""


class OnBus:
    """Calls ``join`` at each new connection of a link, and ``left`` when it is lost."""

    def __init__(
        self,
        link: Link,
        join: Callable[[Bus], Awaitable[None]],
        left: Callable[[], None] = lambda: None,
    ) -> None:
        self._link, self._join, self._left = link, join, left
        self.why: str | None = "not started"
        """Why it is not set up; None: it is."""
        self._bus: Bus | None = None
        self._joining: asyncio.Task[None] | None = None
        self._later: asyncio.TimerHandle | None = None

    async def start(self) -> None:
        """Set up now if there is a bus, and whenever there is one."""
        self._link.listen(self._changed)
        try:
            bus = await self._link.bus()
        except BusError as error:
            self.why = str(error)
            self._try_later()
            return
        self._begin(bus)
        if self._joining is not None:
            await asyncio.wait({self._joining})

    def stop(self) -> None:
        """Set up no more."""
        self._link.unlisten(self._changed)
        for each in (self._joining, self._later):
            if each is not None:
                each.cancel()

    def _changed(self, bus: Bus | None) -> None:
        if bus is not None:
            self._begin(bus)
            return
        self._bus, self.why = None, "the bus is gone"
        if self._joining is not None:
            self._joining.cancel()
        self._left()
        self._try_later()

    def _begin(self, bus: Bus) -> None:
        if bus is self._bus:
            return
        self._bus = bus
        if self._later is not None:
            self._later.cancel()
        self._joining = supervise.start(self._set_up(bus))

    async def _set_up(self, bus: Bus) -> None:
        try:
            await self._join(bus)
        except BusError as error:
            log.info("cannot use the bus: %s", error)
            self.why = str(error)
        else:
            self.why = None

    def _try_later(self) -> None:
        loop = asyncio.get_running_loop()
        if self._later is not None:
            self._later.cancel()
        self._later = loop.call_later(RARE, self._try)

    def _try(self) -> None:
        self._joining = supervise.start(self._try_again())

    async def _try_again(self) -> None:
        try:
            await self._link.bus()
        except BusError as error:
            self.why = str(error)
            self._try_later()
