"""Keeps the painting child (``paint``) while the pointer is at the icon, and asks it for pictures.

It is started when the pointer comes, so that it is ready by the time of the click, and ended when
nothing was asked for a while: the daemon itself never loads Pillow or a font.
"""

import asyncio
import contextlib
import json
import logging
import sys
from asyncio.subprocess import DEVNULL, PIPE, Process
from collections.abc import Iterable
from typing import Final

from msgspec import Struct

from deskbreak.app import supervise
from deskbreak.errors import UnavailableError
from deskbreak.tray.pystray_api import Menu, MenuItem

log = logging.getLogger(__name__)

IDLE: Final = 10.0
"""Seconds without a request after which the child is ended."""

LIMIT: Final = 5.0
"""Seconds a picture may take."""

COMMAND: Final = (sys.executable, "-P", "-m", "deskbreak.tray.paint_process")


class PaintError(UnavailableError):
    """There is no picture; the text says why in one line."""


class Picture(Struct, frozen=True):
    """BGRX pixels, row by row."""

    width: int
    height: int
    pixels: bytes
    """For a menu two pictures, the second with every row selected."""
    rows: tuple[tuple[int, int], ...] = ()
    """(top, height) of each row of a menu."""


class Painter:
    """Asks the child for pictures at one scale; all of it belongs to one loop."""

    def __init__(self, scale: float, command: tuple[str, ...] = COMMAND) -> None:
        self._scale = scale
        self._command = command
        self._child: asyncio.Task[Process] | None = None
        self._turn = asyncio.Lock()
        self._idle: asyncio.TimerHandle | None = None

    def wake(self) -> None:
        """Start the child if it is not there; a picture will soon be asked for."""
        if self._child is None:
            self._child = supervise.start(self._start())
            self._child.add_done_callback(_look_at)
        self._rest()

    def close(self) -> None:
        """End the child."""
        if self._idle:
            self._idle.cancel()
            self._idle = None
        child, self._child = self._child, None
        if child is None:
            return
        if not child.done():
            child.add_done_callback(_end)
        else:
            _end(child)

    async def menu(self, items: Iterable[MenuItem]) -> Picture:
        """A menu; raises PaintError."""
        return await self._ask({"rows": [_row(item) for item in items]})

    async def tip(self, text: str) -> Picture:
        """A tooltip; raises PaintError."""
        return await self._ask({"tip": text})

    async def _start(self) -> Process:
        return await asyncio.create_subprocess_exec(
            *self._command, stdin=PIPE, stdout=PIPE, stderr=DEVNULL
        )

    async def _ask(self, request: dict[str, object]) -> Picture:
        self.wake()
        async with self._turn:
            child = self._child
            if child is None:
                raise PaintError("the painter was ended")
            try:
                async with asyncio.timeout(LIMIT):
                    return await self._exchange(await asyncio.shield(child), request)
            except (OSError, asyncio.IncompleteReadError, ValueError) as error:
                self.close()
                raise PaintError(f"menus cannot be painted: {error!r}") from error

    async def _exchange(self, child: Process, request: dict[str, object]) -> Picture:
        if child.stdin is None or child.stdout is None:
            raise PaintError("the painter has no pipes")
        child.stdin.write(json.dumps(request | {"scale": self._scale}).encode() + b"\n")
        head = json.loads(await child.stdout.readline())
        pixels = await child.stdout.readexactly(head["bytes"])
        rows = tuple((top, height) for top, height in head.get("rows", ()))
        return Picture(head["width"], head["height"], pixels, rows)

    def _rest(self) -> None:
        if self._idle:
            self._idle.cancel()
        self._idle = asyncio.get_running_loop().call_later(IDLE, self.close)


def _row(item: MenuItem) -> dict[str, object] | None:
    if item is Menu.SEPARATOR:
        return None
    return {
        "label": item.text,
        "enabled": item.enabled,
        "checked": item.checked,
        "radio": item.radio,
        "submenu": item.submenu is not None,
    }


def _look_at(start: asyncio.Task[Process]) -> None:
    if not start.cancelled() and start.exception():
        log.warning("menus cannot be painted: %s", start.exception())


def _end(start: asyncio.Task[Process]) -> None:
    if start.cancelled() or start.exception():
        return
    child = start.result()
    with contextlib.suppress(ProcessLookupError):
        child.terminate()
    _ENDING.add(task := supervise.start(_reap(child)))
    task.add_done_callback(_ENDING.discard)


async def _reap(child: Process) -> None:
    await child.communicate()


_ENDING: Final[set[asyncio.Task[None]]] = set()
"""The loop keeps no task alive by itself."""
