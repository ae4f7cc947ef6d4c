"""Do-not-disturb of whichever notification server there is; each keeps it somewhere else.

The server says its name; that decides who is asked. No service is started by asking.
"""

import asyncio
from asyncio.subprocess import DEVNULL, PIPE, Process
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from typing import cast

from deskbreak.app import supervise
from deskbreak.domain.vocabulary.events import Reason
from deskbreak.errors import UnavailableError
from deskbreak.protocols.dbus.connection import PROPERTIES, Bus, BusError, Match, Peer, value_of
from deskbreak.protocols.dbus.shared_connection import Link

NAME, PATH = "org.freedesktop.Notifications", "/org/freedesktop/Notifications"
SERVER = Peer(NAME, PATH, NAME)
DUNST = "org.dunstproject.cmd0"
XFCONF = Peer("org.xfce.Xfconf", "/org/xfce/Xfconf", "org.xfce.Xfconf")
MAKO = Peer(NAME, "/fr/emersion/Mako", "fr.emersion.Mako")
SWAYNC = Peer("org.erikreider.swaync.cc", "/org/erikreider/swaync/cc", "org.erikreider.swaync.cc")
QUIET_MODES = frozenset({"do-not-disturb", "dnd", "quiet", "silent", "away"})
"""What people call the mode in which mako hides what comes; the first is that of its manual."""

SETTINGS = {
    "gnome-shell": ("org.gnome.desktop.notifications", "show-banners", "false"),
    "mate": ("org.mate.NotificationDaemon", "do-not-disturb", "true"),
    "cinnamon": ("org.cinnamon.desktop.notifications", "display-notifications", "false"),
}
"""Server: the schema and key of its settings, and the value that means quiet."""


class DoNotDisturb:
    """Asks the server that is there now."""

    name = "do-not-disturb"
    reason = Reason.DO_NOT_DISTURB

    def __init__(self, session: Link, environ: Mapping[str, str]) -> None:
        self._session, self._environ = session, environ
        self._matches: list[tuple[Bus, Match]] = []
        self._monitor: asyncio.Task[None] | None = None
        self._watched = ""

    @property
    def subscribed(self) -> bool:
        """Whether changes are told; mako tells none of before version 1.9."""
        if self._monitor is not None:
            return not self._monitor.done()
        told = self._watched not in {"", "mako"}
        return told and any(not bus.closed.done() for bus, _ in self._matches)

    async def viable(self) -> str | None:
        """None if a server is there."""
        try:
            await self._server(await self._session.bus())
        except (BusError, UnavailableError) as error:
            return str(error)
        return None

    async def ask(self) -> bool | None:
        """Whether it is on."""
        try:
            bus = await self._session.bus()
            return await self._ask_server(bus, await self._server(bus))
        except BusError as error:
            raise UnavailableError(str(error)) from error

    async def watch(self, changed: Callable[[], None]) -> None:
        """Hear of changes, and of another server."""
        try:
            bus = await self._session.bus()
            self._watched = await self._server(bus)
            name = await bus.watch_name(NAME, lambda _: changed())
            self._matches.append((bus, name))
            for peer, member in _signals(self._watched):
                match = await bus.match(peer, lambda _: changed(), member)
                self._matches.append((bus, match))
        except BusError as error:
            raise UnavailableError(str(error)) from error
        if self._watched in SETTINGS:
            self._monitor = supervise.start(self._follow_settings(self._watched, changed))

    async def unwatch(self) -> None:
        """Hear no more."""
        for bus, match in self._matches:
            bus.unmatch(match)
        self._matches.clear()
        self._watched = ""
        monitor, self._monitor = self._monitor, None
        if monitor is not None:
            monitor.cancel()
            await asyncio.wait({monitor})

    async def _server(self, bus: Bus) -> str:
        """Which server it is, in one word."""
        try:
            said = await bus.call(SERVER, "GetServerInformation", gives="ssss")
        except BusError as error:
            if error.name.endswith(("ServiceUnknown", "NameHasNoOwner")):
                raise UnavailableError("there is no notification server") from error
            raise
        name, maker = (str(word).casefold() for word in said[:2])
        if "mate" in maker:
            return "mate"
        if "swaync" in name or "swaynotificationcenter" in name.replace(" ", ""):
            return "swaync"
        for known in ("gnome-shell", "cinnamon", "dunst", "mako", "xfce", "plasma"):
            if known in name:
                return known
        return name

    async def _ask_server(self, bus: Bus, server: str) -> bool:
        ask: dict[str, Callable[[Bus], Awaitable[bool]]] = {
            "dunst": _dunst,
            "mako": _mako,
            "swaync": _swaync,
            "xfce": _xfce,
        }
        if server in SETTINGS:
            return await self._settings(server)
        return await ask.get(server, _inhibited)(bus)

    async def _settings(self, server: str) -> bool:
        schema, key, quiet = SETTINGS[server]
        process = await self._gsettings("get", schema, key)
        try:
            said, _ = await process.communicate()
        finally:
            await _end(process)
        if process.returncode:
            raise UnavailableError(f"gsettings knows no {schema} {key}")
        return said.decode(errors="replace").strip() == quiet

    async def _follow_settings(self, server: str, changed: Callable[[], None]) -> None:
        schema, key, _ = SETTINGS[server]
        with suppress(UnavailableError):
            process = await self._gsettings("monitor", schema, key)
            try:
                assert process.stdout is not None  # noqa: S101 -- it narrows the type
                while await process.stdout.readline():
                    changed()
            finally:
                await _end(process)

    async def _gsettings(self, *arguments: str) -> Process:
        try:
            return await asyncio.create_subprocess_exec(
                "gsettings", *arguments,
                stdin=DEVNULL, stdout=PIPE, stderr=DEVNULL, env=dict(self._environ),
            )  # fmt: skip
        except OSError as error:
            advice = "install-gsettings"
            raise UnavailableError("gsettings is not installed", advice=advice) from error


async def _end(process: Process) -> None:
    if process.returncode is None:
        with suppress(ProcessLookupError):
            process.kill()
        await process.wait()


async def _dunst(bus: Bus) -> bool:
    return bool(await bus.get(Peer(NAME, PATH, DUNST), "paused", "b"))


async def _inhibited(bus: Bus) -> bool:
    """Plasma, and whoever follows its extension of the specification."""
    try:
        return bool(await bus.get(SERVER, "Inhibited", "b"))
    except BusError as error:
        raise UnavailableError("this notification server does not tell") from error


async def _mako(bus: Bus) -> bool:
    (modes,) = await bus.call(MAKO, "ListModes", gives="as")
    return not QUIET_MODES.isdisjoint(cast("list[str]", modes))


async def _swaync(bus: Bus) -> bool:
    (quiet,) = await bus.call(SWAYNC, "GetDnd", gives="b")
    return bool(quiet)


async def _xfce(bus: Bus) -> bool:
    """Xfconf has no such property until it is set for the first time."""
    where = ("xfce4-notifyd", "/do-not-disturb")
    (exists,) = await bus.call(XFCONF, "PropertyExists", "ss", where, gives="b")
    if not exists:
        return False
    (value,) = await bus.call(XFCONF, "GetProperty", "ss", where, gives="v")
    return bool(value_of(value, "b"))


def _signals(server: str) -> list[tuple[Peer, str]]:
    """Which signals tell of a change."""
    return {
        "xfce": [(XFCONF, "PropertyChanged"), (XFCONF, "PropertyRemoved")],
        "swaync": [(SWAYNC, "Subscribe"), (SWAYNC, "SubscribeV2")],
    }.get(server, [(Peer(NAME, "", PROPERTIES), "PropertiesChanged")])
