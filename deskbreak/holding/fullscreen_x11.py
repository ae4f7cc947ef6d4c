"""A fullscreen window on X11: the active window has _NET_WM_STATE_FULLSCREEN.

Source: Extended Window Manager Hints 1.5. Not asked beside Wayland: a connection would start
XWayland where it is started on demand.
"""

import struct
from collections.abc import Callable, Mapping

from deskbreak.domain.vocabulary.events import Reason
from deskbreak.errors import UnavailableError
from deskbreak.holding.ignored_programs import Ignore
from deskbreak.holding.viable_by_asking import viable_by_asking
from deskbreak.protocols.program_name import program_name
from deskbreak.protocols.x11 import (
    DESTROY_NOTIFY,
    PROPERTY_CHANGE,
    PROPERTY_NOTIFY,
    STRUCTURE_NOTIFY,
    UNMAP_NOTIFY,
    X11,
    connect,
)
from deskbreak.protocols.x11_errors import X11Error

ACTIVE, STATE, FULLSCREEN = "_NET_ACTIVE_WINDOW", "_NET_WM_STATE", "_NET_WM_STATE_FULLSCREEN"
SUPPORTED, PID, CLASS, PARENT = "_NET_SUPPORTED", "_NET_WM_PID", "WM_CLASS", "WM_TRANSIENT_FOR"


class FullscreenX11:
    """The active window of an X server."""

    name = "fullscreen-x11"
    reason = Reason.FULLSCREEN

    def __init__(self, environ: Mapping[str, str], ignore: Ignore) -> None:
        self._environ, self._ignore = environ, ignore
        self._watching: X11 | None = None
        self._interesting: set[int] = set()

    @property
    def subscribed(self) -> bool:
        """Whether changes are told by the server."""
        return self._watching is not None and not self._watching.closed.done()

    async def viable(self) -> str | None:
        """None if the window manager tells."""
        return await viable_by_asking(self.ask)

    async def ask(self) -> bool | None:
        """Whether the active window, or the one it belongs to, is fullscreen."""
        try:
            if self._watching is not None and self.subscribed:
                return await self._look(self._watching)
            x11 = await connect(self._environ)
            try:
                return await self._look(x11)
            finally:
                x11.close()
        except X11Error as error:
            raise UnavailableError(str(error)) from error

    async def watch(self, changed: Callable[[], None]) -> None:
        """Hear of another active window, of changes to it, and of its end.

        Openbox goes on naming a window that is gone if it was the last one.
        """

        def heard(number: int, event: bytes) -> None:
            is_gone = number in (DESTROY_NOTIFY, UNMAP_NOTIFY)
            (atom,) = struct.unpack_from("=I", event, 8)
            if is_gone or (number == PROPERTY_NOTIFY and atom in self._interesting):
                changed()

        try:
            x11 = await connect(self._environ)
            self._watching = x11
            self._interesting = {await x11.atom(ACTIVE), await x11.atom(STATE)}
            x11.listeners.append(heard)
            x11.listen(x11.root, PROPERTY_CHANGE)
        except X11Error as error:
            raise UnavailableError(str(error)) from error
        x11.closed.add_done_callback(lambda _: changed() if self._watching is x11 else None)

    async def unwatch(self) -> None:
        """Hear no more."""
        watching, self._watching = self._watching, None
        if watching is not None:
            watching.close()

    async def _look(self, x11: X11) -> bool:
        fullscreen = await x11.atom(FULLSCREEN)
        if fullscreen not in await x11.numbers(x11.root, SUPPORTED):
            raise UnavailableError("the window manager does not tell of fullscreen windows")
        window = next(iter(await x11.numbers(x11.root, ACTIVE)), 0)
        if not window:
            return False
        if x11 is self._watching:  # each time: a new window may have the number of one that is gone
            x11.listen(window, PROPERTY_CHANGE | STRUCTURE_NOTIFY)
        for each in (window, *(await x11.numbers(window, PARENT))):
            if each and fullscreen in await x11.numbers(each, STATE):
                return not self._ignore.covers(*await self._names(x11, each))
        return False

    async def _names(self, x11: X11, window: int) -> list[str]:
        """What the program of a window goes by."""
        names = await x11.words(window, CLASS)
        for pid in await x11.numbers(window, PID):
            names.append(program_name(pid))
        return names
