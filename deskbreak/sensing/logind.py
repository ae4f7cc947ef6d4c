"""Lock, sleep and idle hints from systemd-logind or elogind, on the system bus.

``LockedHint`` is the truth; the signals Lock and Unlock are only requests to a locker, and some
lockers (swaylock) set no hint at all. A service of the user's has no XDG_SESSION_ID: then the
session that is the user's display counts, which may begin after the service, or end before it.
A session that is not active has another one before it: somebody else has switched in, and whoever
sits here is not the person of this session. That counts as locked.
Source: org.freedesktop.login1(5).
"""

import asyncio
import logging
import os
from collections.abc import Callable, Mapping
from typing import cast

from deskbreak.app import supervise
from deskbreak.protocols.dbus.connection import PROPERTIES, Bus, BusError, Match, Peer, Signal
from deskbreak.protocols.dbus.shared_connection import Link
from deskbreak.sensing.bus_sensor import OnBus
from deskbreak.sensing.presence_reporter import PresenceReporter

log = logging.getLogger(__name__)

NAME = "org.freedesktop.login1"
MANAGER = Peer(NAME, "/org/freedesktop/login1", f"{NAME}.Manager")
SESSION, USER = f"{NAME}.Session", f"{NAME}.User"
AWAY = "logind-active"
"""Votes for a lock while the session is not active."""

GRACE = 10.0
"""Seconds for logind to come back after an update before its word on the lock is forgotten."""

HINTS = {"LockedHint": "b", "IdleHint": "b", "IdleSinceHintMonotonic": "t", "Active": "b"}
"""The properties that are read, and their types."""

Hint = Callable[[bool], None]


class Logind:
    """Tells of locks and sleep; offers the idle hint to whoever listens."""

    name = "logind"

    def __init__(
        self, system: Link, environ: Mapping[str, str], reporter: PresenceReporter
    ) -> None:
        self._environ, self._reporter = environ, reporter
        self._on = OnBus(system, self._join, self._left)
        self._bus: Bus | None = None
        self._owner = ""
        self._of_session: Match | None = None
        self._reading: asyncio.Task[None] | None = None
        self._forget: asyncio.TimerHandle | None = None
        self.session = ""
        """The object of our session; empty: none was found."""
        self.idle_listeners: list[Hint] = []
        self.gone_listeners: list[Callable[[], None]] = []
        self.found_listeners: list[Callable[[], None]] = []

    @property
    def why(self) -> str | None:
        """Why it cannot serve; None: it does."""
        if self._on.why is not None:
            return self._on.why
        if not self._owner:
            return "logind is not on the system bus"
        return None if self.session else "logind knows no session of this user"

    async def viable(self) -> str | None:
        """None if it serves."""
        return self.why

    async def start(self) -> None:
        """Listen; returns when what is so now has been told."""
        await self._on.start()
        if self._reading is not None:
            await asyncio.wait({self._reading})

    async def stop(self) -> None:
        """Listen no more."""
        self._on.stop()
        for each in (self._reading, self._forget):
            if each is not None:
                each.cancel()

    async def get(self, name: str) -> object:
        """A property of the session; BusError if it has none, or of another type."""
        if self._bus is None or not self.session:
            raise BusError("logind is gone")
        return await self._bus.get(Peer(NAME, self.session, SESSION), name, HINTS[name])

    async def _join(self, bus: Bus) -> None:
        self._bus, self._owner = bus, ""
        await bus.match(MANAGER, self._prepare, "PrepareForSleep", carries="b")
        for member in ("SessionNew", "SessionRemoved"):
            await bus.match(MANAGER, self._sessions_changed, member, carries="so")
        await bus.watch_name(NAME, self._owned)

    def _left(self) -> None:
        self._owned("")
        self._bus = None

    def _owned(self, owner: str) -> None:
        if owner == self._owner:
            return
        self._owner = owner
        loop = asyncio.get_running_loop()
        if owner and self._bus is not None:
            self._read_again(self._bus)
            return
        if self._reading is not None:
            self._reading.cancel()
        self.session = ""
        for call in tuple(self.gone_listeners):
            call()
        if self._forget is None:
            self._forget = loop.call_later(GRACE, self._forgotten)

    def _sessions_changed(self, signal: Signal) -> None:
        """A session began or ended: ours may have, too."""
        is_ours = not self.session or self.session in signal.body
        if signal.sender == self._owner and is_ours and self._bus is not None:
            self._read_again(self._bus)

    def _read_again(self, bus: Bus) -> None:
        if self._reading is not None:
            self._reading.cancel()
        self._reading = supervise.start(self._read(bus))

    def _forgotten(self) -> None:
        self._forget = None
        for sensor in (self.name, AWAY):
            self._reporter.lock(sensor, None)
        self._reporter.preparing_for_sleep(asleep=False)

    async def _read(self, bus: Bus) -> None:
        """Find our session and tell what is so now."""
        try:
            await self._look_up(bus)
        except BusError as error:
            log.info("logind cannot be asked: %s", error)  # its loss is told by the bus

    async def _look_up(self, bus: Bus) -> None:
        path = await _session(bus, self._environ)
        if self._of_session is not None:
            bus.unmatch(self._of_session)
            self._of_session = None
        if path:
            peer = Peer(NAME, path, PROPERTIES)
            self._of_session = await bus.match(
                peer, self._changed, "PropertiesChanged", carries="sa{sv}as"
            )
        is_new, self.session = path not in {"", self.session}, path
        if self._forget is not None:
            self._forget.cancel()
            self._forget = None
        try:
            asleep = bool(await bus.get(MANAGER, "PreparingForSleep", "b"))
        except BusError:
            asleep = False  # elogind has not had it always
        if not asleep:
            self._reporter.preparing_for_sleep(asleep=False)
        await self._read_lock()
        if is_new:
            for call in tuple(self.found_listeners):
                call()

    async def _read_lock(self) -> None:
        for name in ("LockedHint", "Active"):
            try:
                self._heard(name, bool(await self.get(name)))
            except BusError:
                self._unheard(name)

    def _prepare(self, signal: Signal) -> None:
        if signal.sender == self._owner:
            self._reporter.preparing_for_sleep(asleep=bool(signal.body[0]))

    def _changed(self, signal: Signal) -> None:
        if signal.sender != self._owner or signal.body[:1] != (SESSION,):
            return
        changed = cast("dict[str, tuple[str, object]]", signal.body[1])
        for name, (kind, value) in changed.items():
            if HINTS.get(name) == kind == "b":
                self._heard(name, bool(value))
        if not {"LockedHint", "Active"}.isdisjoint(cast("list[str]", signal.body[2])):
            self._reading = supervise.start(self._read_lock())

    def _heard(self, name: str, value: bool) -> None:
        if name == "LockedHint":
            self._reporter.lock(self.name, value)
        elif name == "Active":
            self._reporter.lock(AWAY, not value)
        elif name == "IdleHint":
            for call in tuple(self.idle_listeners):
                call(value)

    def _unheard(self, name: str) -> None:
        """It cannot be told any more."""
        self._reporter.lock(self.name if name == "LockedHint" else AWAY, None)


async def _session(bus: Bus, environ: Mapping[str, str]) -> str:
    """The object of our session, or ""."""
    name = environ.get("XDG_SESSION_ID")
    if name:
        try:
            (path,) = await bus.call(MANAGER, "GetSession", "s", (name,), gives="o")
        except BusError:
            path = ""  # of another login, or from inside a container
        if path:
            return str(path)
    try:
        display = await bus.get(Peer(NAME, f"{MANAGER.path}/user/self", USER), "Display", "(so)")
    except BusError:
        display = ("", "")
    match display:
        case (str(id_), str(path)) if id_:
            return path
    try:
        (path,) = await bus.call(MANAGER, "GetSessionByPID", "u", (os.getpid(),), gives="o")
    except BusError:
        return ""
    return str(path)
