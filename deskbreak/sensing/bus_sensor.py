"""Keeps something set up on a bus: at each connection anew. When there is one, the link tells."""

import asyncio
import logging
from collections.abc import Awaitable, Callable

from deskbreak.app import supervise
from deskbreak.protocols.dbus.connection import Bus, BusError
from deskbreak.protocols.dbus.shared_connection import Link

log = logging.getLogger(__name__)


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

    async def start(self) -> None:
        """Set up now if there is a bus, and whenever there is one."""
        self._link.listen(self._changed)
        try:
            bus = await self._link.bus()
        except BusError as error:
            self.why = str(error)
            return
        self._begin(bus)
        if self._joining is not None:
            await asyncio.wait({self._joining})

    def stop(self) -> None:
        """Set up no more."""
        self._link.unlisten(self._changed)
        if self._joining is not None:
            self._joining.cancel()

    def _changed(self, bus: Bus | None) -> None:
        if bus is not None:
            self._begin(bus)
            return
        self._bus, self.why = None, "the bus is gone"
        if self._joining is not None:
            self._joining.cancel()
        self._left()

    def _begin(self, bus: Bus) -> None:
        if bus is self._bus:
            return
        self._bus = bus
        self._joining = supervise.start(self._set_up(bus))

    async def _set_up(self, bus: Bus) -> None:
        try:
            await self._join(bus)
        except BusError as error:
            log.info("cannot use the bus: %s", error)
            self.why = str(error)
        else:
            self.why = None
