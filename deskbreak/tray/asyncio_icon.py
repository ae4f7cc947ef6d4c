"""What both Linux icons share: a pystray icon that lives in an asyncio loop.

pystray's hooks may be called from any thread. Here each of them only notes what changed and wakes
the loop; the loop applies at most one batch of changes every ``PERIOD``, so that a burst of updates
costs a panel one redraw.
"""

import asyncio
import contextlib
import logging
import threading
from collections.abc import Callable
from typing import Final

from deskbreak.tray.pystray_api import Icon, Menu, MenuItem

log = logging.getLogger(__name__)

PERIOD: Final = 0.1
"""Seconds between two batches of changes."""

ICON: Final = "icon"
TITLE: Final = "title"
MENU: Final = "menu"
SHOWN: Final = "shown"


class AsyncioIcon(Icon):
    """Base of the Linux backends; a subclass overrides ``_open``, ``_apply`` and ``_close``.

    ``icon`` is a ``ports.Icon``: the pictures are drawn beforehand. ``on_host`` is called in the
    loop with None when a panel shows the icon, else with the reason why none does.
    """

    HAS_NOTIFICATION = False

    def __init__(
        self, name: str, icon: object = None, title: str = "", menu: Menu | None = None
    ) -> None:
        super().__init__(name, icon, title, menu)
        self.on_host: Callable[[str | None], None] = lambda _reason: None
        self.host: str | None = "not started"
        """None when a panel shows the icon, else why none does."""
        self._loop: asyncio.AbstractEventLoop | None = None
        self._setup: Callable[[Icon], None] | None = None
        self._when_ended: Callable[[], None] = lambda: None
        self._setup_thread = threading.current_thread()
        self._changed: set[str] = set()
        self._planned: asyncio.TimerHandle | None = None
        self._applied_at = 0.0

    def __del__(self) -> None:
        """Nothing: pystray's would hide an icon from whichever thread collects it."""

    def _open(self) -> None:
        raise NotImplementedError

    def _apply(self, changed: set[str]) -> None:
        raise NotImplementedError

    def _close(self) -> None:
        raise NotImplementedError

    # pystray's hooks, any thread

    def _start_setup(self, setup: Callable[[Icon], None] | None) -> None:
        # pystray would start a thread that waits for the icon; the loop calls it as well.
        self._setup = setup

    def _run(self) -> None:
        async def serve() -> None:
            ended = asyncio.Event()
            self._when_ended = ended.set
            self._run_detached()
            await ended.wait()

        self._setup_thread = threading.current_thread()
        asyncio.run(serve())

    def _run_detached(self) -> None:
        """Join the running loop of this thread."""
        self._setup_thread = threading.current_thread()
        self._loop = asyncio.get_running_loop()
        self._open()
        self._running = True
        if self._setup:
            self._setup(self)
        else:
            self.visible = True

    def _show(self) -> None:
        self._soon(self._note, SHOWN)

    def _hide(self) -> None:
        self._soon(self._note, SHOWN)

    def _update_icon(self) -> None:
        self._icon_valid = True
        self._soon(self._note, ICON)

    def _update_title(self) -> None:
        self._soon(self._note, TITLE)

    def _update_menu(self) -> None:
        self._soon(self._note, MENU)

    def _stop(self) -> None:
        self._soon(self._end)

    def _soon(self, what: Callable[..., None], *args: object) -> None:
        """Run it in the loop; nothing happens if the loop has ended or not begun."""
        if self._loop is not None:
            with contextlib.suppress(RuntimeError):  # closed meanwhile
                self._loop.call_soon_threadsafe(what, *args)

    # in the loop

    def _note(self, what: str) -> None:
        self._changed.add(what)
        if self._planned is None:
            loop = asyncio.get_running_loop()
            at = max(loop.time(), self._applied_at + PERIOD)
            self._planned = loop.call_at(at, self._apply_all)

    def _apply_all(self) -> None:
        changed, self._changed, self._planned = self._changed, set(), None
        self._applied_at = asyncio.get_running_loop().time()
        self._apply(changed)

    def _end(self) -> None:
        if self._planned:
            self._planned.cancel()
            self._planned = None
        self._running = False
        self._close()
        self._when_ended()

    def _tell_host(self, reason: str | None) -> None:
        if reason != self.host:
            self.host = reason
            self.on_host(reason)

    def _choose(self, item: MenuItem | None) -> None:
        """Run an entry's action once the caller has been served."""
        if item is not None and self._loop is not None:
            self._loop.call_soon(self._handler(item))
