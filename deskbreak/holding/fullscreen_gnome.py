"""GNOME on Wayland does not list its windows; what keeps the session from idling stands for it.

A video, a presentation or a call in a browser inhibits idleness (flag 8 of
org.gnome.SessionManager). Each inhibitor names its program.
"""

import asyncio
from collections.abc import Callable, Mapping
from typing import cast

from deskbreak.domain.vocabulary.events import Reason
from deskbreak.errors import UnavailableError
from deskbreak.holding.ignored_programs import Ignore
from deskbreak.protocols.dbus.connection import Bus, BusError, Match, Peer
from deskbreak.protocols.dbus.shared_connection import Link

NAME = "org.gnome.SessionManager"
MANAGER = Peer(NAME, "/org/gnome/SessionManager", NAME)
IDLE = 8
MOST = 100
"""Inhibitors that are looked at."""


class GnomeInhibitors:
    """Programs that keep a GNOME session from idling."""

    name = "fullscreen-gnome"
    reason = Reason.FULLSCREEN

    def __init__(self, session: Link, environ: Mapping[str, str], ignore: Ignore) -> None:
        self._session, self._environ, self._ignore = session, environ, ignore
        self._bus: Bus | None = None
        self._match: Match | None = None

    @property
    def subscribed(self) -> bool:
        """Whether changes are told by the session manager."""
        return self._bus is not None and not self._bus.closed.done()

    async def viable(self) -> str | None:
        """None on GNOME's Wayland session."""
        if not self._environ.get("WAYLAND_DISPLAY"):
            return "this is not a Wayland session"
        try:
            bus = await self._session.bus()
            owner = await bus.owner(NAME)
        except BusError as error:
            return str(error)
        return None if owner else "there is no GNOME session"

    async def ask(self) -> bool | None:
        """Whether a program that is not ignored does so."""
        if (why := await self.viable()) is not None:
            raise UnavailableError(why)
        try:
            bus = await self._session.bus()
            (inhibited,) = await bus.call(MANAGER, "IsInhibited", "u", (IDLE,), gives="b")
            if not inhibited or not self._ignore:
                return bool(inhibited)
            (paths,) = await bus.call(MANAGER, "GetInhibitors", gives="ao")
            each = cast("list[str]", paths)[:MOST]
            return any(await asyncio.gather(*(self._counts(bus, path) for path in each)))
        except BusError as error:
            raise UnavailableError(str(error)) from error

    async def watch(self, changed: Callable[[], None]) -> None:
        """Hear of inhibitors that come and go."""
        try:
            self._bus = await self._session.bus()
            self._match = await self._bus.match(MANAGER, lambda _: changed())
        except BusError as error:
            raise UnavailableError(str(error)) from error

    async def unwatch(self) -> None:
        """Hear no more."""
        if self._bus is not None and self._match is not None:
            self._bus.unmatch(self._match)
        self._bus = self._match = None

    async def _counts(self, bus: Bus, path: str) -> bool:
        peer = Peer(NAME, path, f"{NAME}.Inhibitor")
        try:
            (flags,) = await bus.call(peer, "GetFlags", gives="u")
            (program,) = await bus.call(peer, "GetAppId", gives="s")
        except BusError:
            return False  # it ended meanwhile
        return bool(cast("int", flags) & IDLE) and not self._ignore.covers(str(program))
