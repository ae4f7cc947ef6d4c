"""A fullscreen window on KDE's Wayland session: a script inside KWin that calls us.

KWin lists its windows for scripts only. The script is written to the runtime directory, loaded when
asked, tells the active window and every change of it, and is unloaded. Source: KWin scripting API;
Plasma 5 has the script's object at ``/N``, Plasma 6 at ``/Scripting/ScriptN``.
"""

import asyncio
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path

from deskbreak.domain.vocabulary.events import Reason
from deskbreak.errors import UnavailableError
from deskbreak.holding.ignored_programs import Ignore
from deskbreak.protocols.dbus.connection import Bus, BusError, Call, Peer
from deskbreak.protocols.dbus.shared_connection import Link

NAME = "org.kde.KWin"
SCRIPTING = Peer(NAME, "/Scripting", "org.kde.kwin.Scripting")
SCRIPT = "org.kde.kwin.Script"
PLUGIN = "deskbreak-fullscreen"
PATH, INTERFACE = "/org/deskbreak/Fullscreen", "org.deskbreak.Fullscreen"

JAVASCRIPT = """
var current = null;
function tell() {
    callDBus("%s", "%s", "%s", "Active",
             current ? String(current.resourceClass) : "", current ? current.fullScreen : false);
}
function follow(window) {
    if (current) { try { current.fullScreenChanged.disconnect(tell); } catch (error) {} }
    current = window;
    if (current) { current.fullScreenChanged.connect(tell); }
    tell();
}
if (workspace.windowActivated) {
    workspace.windowActivated.connect(follow);
    follow(workspace.activeWindow);
} else {
    workspace.clientActivated.connect(follow);
    follow(workspace.activeClient);
}
"""
"""Plasma 6 speaks of windows where Plasma 5 spoke of clients."""


class FullscreenKwin:
    """The active window of KWin."""

    name = "fullscreen-kwin"
    reason = Reason.FULLSCREEN

    def __init__(self, session: Link, environ: Mapping[str, str], ignore: Ignore) -> None:
        self._session, self._environ, self._ignore = session, environ, ignore
        self._bus: Bus | None = None
        self._told: asyncio.Future[tuple[str, bool]] | None = None
        self._changed: Callable[[], None] | None = None
        self._busy = asyncio.Lock()

    @property
    def subscribed(self) -> bool:
        """Whether changes are told by the script."""
        return self._changed is not None and self._bus is not None and not self._bus.closed.done()

    async def viable(self) -> str | None:
        """None on KDE's Wayland session."""
        if not self._environ.get("WAYLAND_DISPLAY"):
            return "this is not a Wayland session"
        try:
            bus = await self._session.bus()
            owner = await bus.owner(NAME)
        except BusError as error:
            return str(error)
        return None if owner else "KWin is not on the session bus"

    async def ask(self) -> bool | None:
        """Whether the active window is fullscreen."""
        if (why := await self.viable()) is not None:
            raise UnavailableError(why)
        async with self._busy:
            try:
                if not (self.subscribed and self._told is not None and self._told.done()):
                    await self._load()
                assert self._told is not None  # noqa: S101 -- it narrows the type
                program, fullscreen = await asyncio.shield(self._told)  # a limit must not end it
                return fullscreen and not self._ignore.covers(program)
            except BusError as error:
                raise UnavailableError(str(error)) from error
            finally:
                if self._changed is None:
                    await self._unload()

    async def watch(self, changed: Callable[[], None]) -> None:
        """Keep the script in KWin."""
        async with self._busy:
            self._changed = changed
            try:
                await self._load()
            except BusError as error:
                raise UnavailableError(str(error)) from error

    async def unwatch(self) -> None:
        """Take the script away."""
        async with self._busy:
            self._changed = None
            await self._unload()

    async def _load(self) -> None:
        await self._unload()
        bus = await self._session.bus()
        self._bus, self._told = bus, asyncio.get_running_loop().create_future()
        bus.serve(PATH, self._answer)
        path = Path(self._environ.get("XDG_RUNTIME_DIR", ""), f"{PLUGIN}.js")
        try:
            _write(path, JAVASCRIPT % (bus.name, PATH, INTERFACE))
        except OSError as error:
            raise BusError(f"the script cannot be written: {error.strerror}") from error
        (number,) = await bus.call(SCRIPTING, "loadScript", "ss", (str(path), PLUGIN), gives="i")
        try:
            await bus.call(Peer(NAME, f"/Scripting/Script{number}", SCRIPT), "run", gives="")
        except BusError:
            await bus.call(Peer(NAME, f"/{number}", SCRIPT), "run", gives="")

    async def _unload(self) -> None:
        bus, self._bus = self._bus, None
        if bus is not None and not bus.closed.done():
            with suppress(BusError):  # KWin went away, and the script with it
                await bus.call(SCRIPTING, "unloadScript", "s", (PLUGIN,), 0.5, gives="")

    def _answer(self, call: Call) -> tuple[str, tuple[object, ...]]:
        match call.body:
            case (str(program), bool(fullscreen)) if self._told is not None:
                if self._told.done():
                    self._told = asyncio.get_running_loop().create_future()
                    self._told.set_result((program, fullscreen))
                    if self._changed is not None:
                        self._changed()
                else:
                    self._told.set_result((program, fullscreen))
        return "", ()


def _write(path: Path, script: str) -> None:
    path.write_text(script)
