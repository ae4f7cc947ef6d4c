"""A fullscreen window on sway, labwc, Hyprland and their like: wlr-foreign-toplevel-management.

Fullscreen alone is not enough: a window on a hidden workspace may be. The one that is activated too
is the one that is looked at.
"""

import asyncio
import struct
from collections.abc import Callable, Mapping

from deskbreak.domain.vocabulary.events import Reason
from deskbreak.errors import UnavailableError
from deskbreak.holding.ignored_programs import Ignore
from deskbreak.protocols.wayland import Wayland, WaylandError, connect, read_text

INTERFACE, VERSION = "zwlr_foreign_toplevel_manager_v1", 3
TOPLEVEL, DESTROY = 0, 7
APP_ID, STATE, DONE, CLOSED = 1, 4, 5, 6
ACTIVATED, FULLSCREEN = 2, 3


class _Toplevels:
    """The windows of a compositor, kept up to date."""

    def __init__(self, wayland: Wayland, changed: Callable[[], None]) -> None:
        self.wayland = wayland
        self._changed = changed
        self._names: dict[int, str] = {}
        self._states: dict[int, frozenset[int]] = {}
        wayland.bind(INTERFACE, VERSION, self._manager)

    @property
    def fullscreen(self) -> list[str]:
        """The programs whose window is looked at and fullscreen."""
        both = {ACTIVATED, FULLSCREEN}
        return [self._names.get(each, "") for each, state in self._states.items() if both <= state]

    def _manager(self, opcode: int, data: bytes) -> None:
        if opcode == TOPLEVEL:
            (number,) = struct.unpack_from("=I", data)
            self.wayland.adopt(number, lambda what, body: self._toplevel(number, what, body))

    def _toplevel(self, number: int, opcode: int, data: bytes) -> None:
        if opcode == APP_ID:
            self._names[number] = read_text(data)[0]
        elif opcode == STATE:
            (size,) = struct.unpack_from("=I", data)
            self._states[number] = frozenset(struct.unpack_from(f"={size // 4}I", data, 4))
        elif opcode == CLOSED:
            self._names.pop(number, None)
            self._states.pop(number, None)
            self.wayland.drop(number, DESTROY)
            self._changed()
        elif opcode == DONE:
            self._changed()


class FullscreenWlr:
    """The activated window of a compositor that lists its windows."""

    name = "fullscreen-wlroots"
    reason = Reason.FULLSCREEN

    def __init__(self, environ: Mapping[str, str], ignore: Ignore) -> None:
        self._environ, self._ignore = environ, ignore
        self._watching: _Toplevels | None = None

    @property
    def subscribed(self) -> bool:
        """Whether changes are told by the compositor."""
        return self._watching is not None and not self._watching.wayland.closed.done()

    async def viable(self) -> str | None:
        """None if the compositor lists its windows."""
        try:
            (await self._open(lambda: None)).wayland.close()
        except UnavailableError as error:
            return str(error)
        return None

    async def ask(self) -> bool | None:
        """Whether the activated window is fullscreen."""
        if self._watching is not None and self.subscribed:
            return self._held(self._watching)
        toplevels = await self._open(lambda: None)
        toplevels.wayland.close()
        return self._held(toplevels)

    async def watch(self, changed: Callable[[], None]) -> None:
        """Keep the list."""
        loop = asyncio.get_running_loop()

        def later() -> None:
            loop.call_soon(changed)

        toplevels = await self._open(later)
        self._watching = toplevels
        toplevels.wayland.closed.add_done_callback(
            lambda _: changed() if self._watching is toplevels else None
        )

    async def unwatch(self) -> None:
        """Close it."""
        watching, self._watching = self._watching, None
        if watching is not None:
            watching.wayland.close()

    def _held(self, toplevels: _Toplevels) -> bool:
        return any(not self._ignore.covers(name) for name in toplevels.fullscreen)

    async def _open(self, changed: Callable[[], None]) -> _Toplevels:
        """The list, complete: one round trip for the windows, one for what they are."""
        wayland = None
        try:
            wayland = await connect(self._environ)
            toplevels = _Toplevels(wayland, changed)
            for _ in range(2):
                await wayland.roundtrip()
        except WaylandError as error:
            if wayland is not None:
                wayland.close()
            raise UnavailableError(str(error)) from error
        return toplevels
