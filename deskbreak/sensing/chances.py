"""Servers that may come after the program: each tells when it makes sense to try a source again."""

from collections.abc import Callable

from deskbreak.protocols.dbus.connection import Bus
from deskbreak.protocols.dbus.shared_connection import Link
from deskbreak.sensing.bus_sensor import OnBus
from deskbreak.sensing.logind import Logind


class NameChance:
    """A name on the session bus that gets an owner."""

    def __init__(self, session: Link, name: str) -> None:
        self._name = name
        self._again: Callable[[], None] = lambda: None
        self._on = OnBus(session, self._join)

    async def start(self, again: Callable[[], None]) -> None:
        """Call whenever the name has a new owner."""
        self._again = again
        await self._on.start()

    async def stop(self) -> None:
        """Call no more."""
        self._on.stop()

    async def need(self, *, needed: bool) -> None:
        """It costs nothing to listen."""

    async def _join(self, bus: Bus) -> None:
        await bus.watch_name(self._name, lambda owner: self._again() if owner else None)


class LogindChance:
    """A session of logind's that is found."""

    def __init__(self, logind: Logind) -> None:
        self._logind = logind
        self._again: Callable[[], None] = lambda: None

    async def start(self, again: Callable[[], None]) -> None:
        """Call whenever our session is another one."""
        self._again = again
        self._logind.found_listeners.append(again)

    async def stop(self) -> None:
        """Call no more."""
        if self._again in self._logind.found_listeners:
            self._logind.found_listeners.remove(self._again)

    async def need(self, *, needed: bool) -> None:
        """It costs nothing to listen."""
