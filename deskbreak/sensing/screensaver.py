"""Locks as screen savers tell them: ActiveChanged on the session bus.

KDE sends each change twice, and GNOME serves the freedesktop name without the method: so votes are
counted by name, and only a change is told.
"""

import asyncio
from collections.abc import Coroutine
from functools import partial

from deskbreak.app import supervise
from deskbreak.protocols.dbus.connection import Bus, BusError, Peer, Signal
from deskbreak.protocols.dbus.shared_connection import Link
from deskbreak.sensing.bus_sensor import OnBus
from deskbreak.sensing.presence_reporter import PresenceReporter

PATHS = {
    "org.freedesktop.ScreenSaver": "/org/freedesktop/ScreenSaver",
    "org.gnome.ScreenSaver": "/org/gnome/ScreenSaver",
    "org.cinnamon.ScreenSaver": "/org/cinnamon/ScreenSaver",
    "org.mate.ScreenSaver": "/org/mate/ScreenSaver",
    "org.xfce.ScreenSaver": "/org/xfce/ScreenSaver",
}


class ScreenSavers:
    """Every screen saver that speaks D-Bus."""

    name = "screensaver"

    def __init__(self, session: Link, reporter: PresenceReporter) -> None:
        self._reporter = reporter
        self._on = OnBus(session, self._join, self._left)
        self._bus: Bus | None = None
        self._owners: dict[str, str] = {}
        self._asking: set[asyncio.Task[None]] = set()

    @property
    def why(self) -> str | None:
        """Why it cannot serve; None: it does."""
        if self._on.why is not None:
            return self._on.why
        return None if any(self._owners.values()) else "no screen saver is on the session bus"

    async def viable(self) -> str | None:
        """None if it serves."""
        return self.why

    async def start(self) -> None:
        """Listen; returns when what is so now has been told."""
        await self._on.start()
        if self._asking:
            await asyncio.wait(self._asking, timeout=1.0)

    async def stop(self) -> None:
        """Listen no more."""
        self._on.stop()
        for task in self._asking:
            task.cancel()

    async def _join(self, bus: Bus) -> None:
        self._bus = bus
        await bus.match(Peer("", "", ""), self._changed, "ActiveChanged", carries="b")
        for name in PATHS:
            await bus.watch_name(name, partial(self._owned, name))

    def _left(self) -> None:
        self._bus = None
        for name in tuple(self._owners):
            self._owned(name, "")

    def _owned(self, name: str, owner: str) -> None:
        self._owners[name] = owner
        self._reporter.lock(name, None)
        if owner and self._bus is not None:
            self._run(self._ask(self._bus, name))

    async def _ask(self, bus: Bus, name: str) -> None:
        try:
            peer = Peer(name, PATHS[name], name)
            (active,) = await bus.call(peer, "GetActive", limit=1.0, gives="b")
        except BusError:
            return  # not every one of them can be asked
        self._reporter.lock(name, bool(active))

    def _changed(self, signal: Signal) -> None:
        if self._owners.get(signal.interface) == signal.sender:
            self._reporter.lock(signal.interface, bool(signal.body[0]))

    def _run(self, work: Coroutine[None, None, None]) -> None:
        task = supervise.start(work)
        self._asking.add(task)
        task.add_done_callback(self._asking.discard)
