"""Finds a display that comes after the program, as at a login that starts the program first.

Rules
- What the environment names itself stays; it is looked for again when its socket appears.
- Where it names none, the environment of the systemd user manager is asked (display managers and
  desktops import theirs there), else the sockets: first of Wayland, then of X11, and only where
  somebody listens. An X server counts if it runs for this user, and if its own environment names
  the same runtime directory as ours: another would be another login's. One whose environment names
  none counts if it came after us.
- What is found goes into the program's own environment, so that whatever is started later, such as
  the window of the guide, has a display, too.
- Nothing polls: a socket that appears and a target of the user manager that is reached tell. It
  listens only while it is ``needed``.
"""

import re
from collections.abc import Callable, MutableMapping
from pathlib import Path
from typing import Final, cast

from deskbreak.app import supervise
from deskbreak.protocols.dbus.connection import PROPERTIES, Bus, BusError, Peer, Signal
from deskbreak.protocols.dbus.shared_connection import Link
from deskbreak.protocols.folder_watch import FolderWatch
from deskbreak.protocols.socket_folder import listening, runtime_of
from deskbreak.sensing.bus_sensor import OnBus

X_SOCKETS: Final = Path("/tmp/.X11-unix")  # noqa: S108 -- where X servers have their sockets
X_NAME, WAYLAND_NAME = re.compile(r"X(\d{1,5})"), re.compile(r"wayland-\d{1,4}")
VARIABLES: Final = frozenset(
    {"DISPLAY", "WAYLAND_DISPLAY", "XAUTHORITY", "XDG_CURRENT_DESKTOP", "XDG_SESSION_TYPE"}
)
SYSTEMD: Final = "org.freedesktop.systemd1"
MANAGER: Final = Peer(SYSTEMD, "/org/freedesktop/systemd1", f"{SYSTEMD}.Manager")
TARGET: Final = "/org/freedesktop/systemd1/unit/graphical_2dsession_2etarget"


class DisplayWatch:
    """Calls ``again`` whenever a display may be there that was not.

    Args:
        session: leads to the user manager.
        environ: the program's environment; what is found is written there.
        x_sockets: the folder of X servers.
    """

    def __init__(
        self, session: Link, environ: MutableMapping[str, str], x_sockets: Path = X_SOCKETS
    ) -> None:
        self._environ, self._x_sockets = environ, x_sockets
        self._again: Callable[[], None] = lambda: None
        self._on = OnBus(session, self._join)
        self._bus: Bus | None = None
        runtime = environ.get("XDG_RUNTIME_DIR")
        folders = {x_sockets: X_NAME} | ({Path(runtime): WAYLAND_NAME} if runtime else {})
        self._folders = FolderWatch(folders, self._appeared)
        self._needed = False
        self._strangers: frozenset[str] = frozenset()
        """X servers that were there before us."""

    async def start(self, again: Callable[[], None]) -> None:
        """Listen from now on; of what is there already it tells at once."""
        self._again = again
        if not self._named:
            self._strangers = frozenset(self._x_servers())
            await self._on.start()
            await self._find()
            if self._named:
                again()

    async def stop(self) -> None:
        """Tell nothing more."""
        self._on.stop()
        await self._folders.stop()

    async def need(self, *, needed: bool) -> None:
        """Whether a display would be better than what serves now."""
        if needed == self._needed:
            return
        self._needed = needed
        if needed:
            self._folders.start()
        else:
            await self._folders.stop()

    @property
    def _named(self) -> bool:
        return bool(self._environ.get("DISPLAY") or self._environ.get("WAYLAND_DISPLAY"))

    async def _join(self, bus: Bus) -> None:
        """Hear of targets that are reached; only who has subscribed is told by systemd."""
        self._bus = bus
        peer = Peer(SYSTEMD, "", PROPERTIES)
        for path in (TARGET, MANAGER.path):
            await bus.match(peer._replace(path=path), self._changed, "PropertiesChanged")
        try:
            await bus.call(MANAGER, "Subscribe", gives="")
        except BusError:
            return  # there is no user manager here

    def _changed(self, _signal: Signal) -> None:
        if self._needed:
            self._appeared()

    def _appeared(self) -> None:
        supervise.start(self._look_again())

    async def _look_again(self) -> None:
        if not self._named:
            await self._find()
        self._again()

    async def _find(self) -> None:
        """Write into the environment what names a display, if anything does."""
        self._environ.update(await self._of_manager() or self._of_sockets())

    async def _of_manager(self) -> dict[str, str]:
        if self._bus is None or self._bus.closed.done():
            return {}
        try:
            said = await self._bus.get(MANAGER, "Environment", "as", limit=1.0)
        except BusError:
            return {}
        pairs = (each.partition("=") for each in cast("list[str]", said))
        found = {name: value for name, _, value in pairs if name in VARIABLES and value}
        return found if {"DISPLAY", "WAYLAND_DISPLAY"} & set(found) else {}

    def _of_sockets(self) -> dict[str, str]:
        runtime = self._environ.get("XDG_RUNTIME_DIR")
        if runtime and (names := listening(Path(runtime), WAYLAND_NAME)):
            return {"WAYLAND_DISPLAY": next(iter(names))}
        servers = {name: runtime_of(pid) for name, pid in self._x_servers().items()}
        for name, its_runtime in servers.items():
            is_ours = its_runtime == runtime if its_runtime else name not in self._strangers
            if is_ours:
                return {"DISPLAY": f":{name.removeprefix('X')}"}
        return {}

    def _x_servers(self) -> dict[str, int]:
        return listening(self._x_sockets, X_NAME)
