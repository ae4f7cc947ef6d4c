"""Waits for the session bus by its socket, without asking after it. Lives in the tray's loop."""

import asyncio
from collections.abc import Callable

from deskbreak.app import supervise
from deskbreak.protocols.dbus.address import socket_files
from deskbreak.protocols.path_watch import PathWatch
from deskbreak.tray.session_bus import session_address


class BusWaiting:
    """Calls ``came`` whenever the socket changes, between ``begin`` and ``end``."""

    def __init__(self, came: Callable[[], None]) -> None:
        self._came = came
        self._watches: list[PathWatch] = []
        self._task: asyncio.Task[None] | None = None

    def begin(self) -> None:
        """Wait from now on; harmless when doubled."""
        if self._task is None:
            self._task = supervise.start(self._begin())

    def end(self) -> None:
        """Wait no more."""
        if self._task is not None:
            self._task.cancel()
            self._task = None
            supervise.start(self._end())

    async def _begin(self) -> None:
        for path in socket_files(session_address() or ""):
            watch = PathWatch(path, self._came)
            if watch.viable() is None:
                try:
                    await watch.start()
                except OSError:
                    return  # no watches are left: the icon looks when it changes
                self._watches.append(watch)

    async def _end(self) -> None:
        watches, self._watches = self._watches, []
        for watch in watches:
            await watch.stop()
