"""The tray on Linux: one icon that follows whichever panel is there.

- One thread with an asyncio loop of its own: a slow panel, bus or display holds up nobody else,
  and nothing wakes it while nothing changes.
- The session bus is always served. While no panel there shows the icon, it docks by XEmbed
  instead; as soon as one does, the XEmbed icon and its connection to the display go away.
- With neither, the program goes on without an icon, and both wait to be told of a panel.
- An icon that fails unexpectedly is told of, taken away, and tried again; the other one serves
  meanwhile.
"""

import asyncio
import contextlib
import logging
import os
import threading
from collections.abc import Callable
from functools import partial
from typing import Final, TypeAlias

from deskbreak.app import supervise
from deskbreak.app.parts import Fault, Part
from deskbreak.app.ports.tray_ports import TrayView
from deskbreak.app.supervise import FIRST_WAIT, LONGEST_WAIT
from deskbreak.tray.asyncio_icon import AsyncioIcon
from deskbreak.tray.pystray_menu import OnCommand, menu
from deskbreak.tray.session_bus import session_address
from deskbreak.tray.status_notifier_item import NO_WATCHER
from deskbreak.tray.status_notifier_item import Icon as SniIcon

log = logging.getLogger(__name__)

GRACE: Final = 1.0
"""Seconds a panel on the bus may be away (it restarts) before XEmbed is tried."""

LEAVE: Final = 3.0
"""Seconds ``stop`` waits for the thread."""

TITLE: Final = "deskbreak"
SNI: Final = "sni"
XEMBED: Final = "xembed"
GNOME_HINT: Final = (
    "GNOME shows no tray icons by itself; the extension"
    " “AppIndicator and KStatusNotifierItem Support” does"
)


VIEW: Final = Part("tray", "tray")


def part_of(name: str) -> Part:
    """An icon's name among the parts, and what is lost without it."""
    return Part(f"tray-{name}", "tray")


FindIcon: TypeAlias = Callable[[], type[AsyncioIcon]]


def _sni_icon() -> type[AsyncioIcon]:
    return SniIcon


def _xembed_icon() -> type[AsyncioIcon]:
    from deskbreak.tray.xembed_icon import Icon  # noqa: PLC0415 - python-xlib only if needed

    return Icon


class AutoTray:
    """The Tray port on Linux and other systems with X11 or a freedesktop panel.

    Args:
        sni: finds the class of the icon on the session bus.
        xembed: finds the class of the icon on the X display; called only when it is needed.
        grace: seconds a panel on the bus may be away.
        display: names the X display of this session, if there is one.
    """

    name = "linux"

    def __init__(
        self,
        sni: FindIcon = _sni_icon,
        xembed: FindIcon = _xembed_icon,
        grace: float = GRACE,
        display: Callable[[], str | None] = lambda: os.environ.get("DISPLAY"),
    ) -> None:
        self._find_sni, self._find_xembed, self._grace = sni, xembed, grace
        self._display = display
        self._view: Callable[[], TrayView] = _no_view
        self._on_command: OnCommand = lambda _command: None
        self._shown: TrayView | None = None
        self._icons: dict[str, AsyncioIcon] = {}
        self._reasons: dict[str, str | None] = {SNI: "not started", XEMBED: "not started"}
        self._loop: asyncio.AbstractEventLoop | None = None
        self._asked = False
        self._thread: threading.Thread | None = None
        self._ending: asyncio.Task[None] | None = None
        self._pending: asyncio.TimerHandle | None = None
        self._watch: supervise.Supervisor | None = None
        self._listening = contextlib.ExitStack()
        self._settled = threading.Event()
        self._waits: dict[str, float] = {}
        self._again: dict[str, asyncio.TimerHandle] = {}

    def viable(self) -> str | None:
        """Why there can be no icon at all in this session, or None."""
        if session_address() is None and not self._display():
            return "this session has neither a D-Bus nor an X display"
        return None

    def report(self) -> dict[str, str | None]:
        """Every backend with the reason why it shows no icon, or None when it does."""
        return dict(self._reasons)

    def faults(self) -> tuple[Fault, ...]:
        """The icons that have failed and are not back."""
        return () if self._watch is None else self._watch.faults

    @property
    def active(self) -> str | None:
        """The backend whose icon is on a panel now."""
        return next((name for name, reason in self._reasons.items() if reason is None), None)

    # any thread

    def start(self, view: Callable[[], TrayView], on_command: OnCommand) -> None:
        """Begin; the icon appears as soon as a panel is there."""
        self._view, self._on_command = view, on_command
        self._loop = asyncio.new_event_loop()
        self._loop.call_soon(self._begin)
        self._thread = threading.Thread(target=_serve, args=(self._loop,), name="tray", daemon=True)
        self._thread.start()

    def refresh(self) -> None:
        """Look at the view again soon; many calls in a row are one look."""
        if not self._asked:
            self._asked = True
            self._soon(self._look)

    def settled(self, within: float) -> bool:
        """Wait that many seconds at most until a panel has the icon or none is known to take it."""
        return self._settled.wait(within)

    def stop(self) -> None:
        """Take the icon away and end the thread."""
        self._soon(self._end)
        if self._thread and self._thread is not threading.current_thread():
            self._thread.join(LEAVE)

    def _soon(self, what: Callable[[], None]) -> None:
        if self._loop:
            with contextlib.suppress(RuntimeError):  # it has ended
                self._loop.call_soon_threadsafe(what)

    # the thread of the tray

    def _begin(self) -> None:
        watch = self._watch = supervise.Supervisor()
        supervise.attach(watch, asyncio.get_running_loop())
        for name in (SNI, XEMBED):
            self._listening.enter_context(
                watch.listening(part_of(name), partial(self._icon_failed, name))
            )
        watch.call(VIEW, self._look_first)
        self._restart(SNI)

    def _look_first(self) -> None:
        self._shown = self._view()

    def _restart(self, name: str) -> None:
        """Begin with an icon, for the first time or after it failed."""
        if self._watch is not None:
            begin = self._try_sni if name == SNI else self._try_xembed
            self._watch.call(part_of(name), begin)

    def _icon_failed(self, name: str, why: str) -> None:
        """An icon that failed is taken away, and comes back after 1, 2, 4 ... 60 s."""
        icon = self._icons.pop(name, None)
        if icon is not None and self._watch is not None:
            icon.on_host = lambda _reason: None
            with contextlib.suppress(Exception):  # it has failed already, and that is told
                icon.stop()
        self._reasons[name] = why
        wait = self._waits[name] = min(2 * self._waits.get(name, FIRST_WAIT / 2), LONGEST_WAIT)
        if self._loop is not None and name not in self._again:
            self._again[name] = self._loop.call_later(wait, self._once_more, name)
        if name == SNI and XEMBED not in self._icons:
            self._restart(XEMBED)

    def _once_more(self, name: str) -> None:
        self._again.pop(name, None)
        self._restart(name)

    def _try_sni(self) -> None:
        self._add(SNI, self._find_sni())

    def _end(self) -> None:
        for name in list(self._icons):
            self._drop(name, "stopped")
        for timer in self._again.values():
            timer.cancel()
        self._listening.close()
        if self._loop:
            self._ending = supervise.start(self._leave(self._loop))

    async def _leave(self, loop: asyncio.AbstractEventLoop) -> None:
        """Let children end, then the loop."""
        others = asyncio.all_tasks() - {asyncio.current_task()}
        if others:
            await asyncio.wait(others, timeout=LEAVE / 2)
        loop.stop()

    def _look(self) -> None:
        self._asked = False
        if self._watch is not None:
            self._watch.call(VIEW, self._show_news)

    def _show_news(self) -> None:
        before, self._shown = self._shown, self._view()
        self._look_for_display()
        if before is None or self._shown == before:
            return
        for icon in self._icons.values():
            if self._shown.icon != before.icon:
                icon.icon = self._shown.icon
            icon.title = self._shown.tooltip
            if self._shown.menu != before.menu:
                icon.update_menu()

    def _look_for_display(self) -> None:
        """One that came after the program can show the icon, if the bus does not."""
        waits = XEMBED not in self._icons and XEMBED not in self._again and self._pending is None
        if waits and self._reasons[SNI] is not None and self._display():
            self._restart(XEMBED)

    def _add(self, name: str, kind: type[AsyncioIcon]) -> None:
        if self._shown is None or name in self._icons:
            return
        icon = kind(
            TITLE, self._shown.icon, self._shown.tooltip, menu(self._view, self._on_command)
        )
        icon.on_host = lambda reason: self._on_host(name, reason)
        self._icons[name] = icon
        with supervise.as_part(part_of(name)):
            icon.run_detached()

    def _drop(self, name: str, reason: str) -> None:
        icon = self._icons.pop(name, None)
        if icon:
            icon.on_host = lambda _reason: None
            icon.stop()
            self._reasons[name] = reason

    def _on_host(self, name: str, reason: str | None) -> None:
        had = self._reasons[name] is None
        if reason == NO_WATCHER and "GNOME" in os.environ.get("XDG_CURRENT_DESKTOP", "").split(":"):
            reason = GNOME_HINT
        self._reasons[name] = reason
        if self._watch is not None:
            self._watch.recovered(part_of(name))
        if reason is None:
            self._waits.pop(name, None)
        log.info("tray %s: %s", name, reason or "shown")
        if reason is None or name == XEMBED:
            self._settled.set()
        if name != SNI:
            return
        if self._pending:
            self._pending.cancel()
            self._pending = None
        if reason is None:
            self._drop(XEMBED, "not needed")
        elif self._loop:
            self._pending = self._loop.call_later(self._grace if had else 0, self._try_xembed)

    def _try_xembed(self) -> None:
        self._pending = None
        if not self._display():
            self._reasons[XEMBED] = "there is no X display (DISPLAY is not set)"
            self._settled.set()
            return
        self._add(XEMBED, self._find_xembed())


def _serve(loop: asyncio.AbstractEventLoop) -> None:
    try:
        loop.run_forever()
    finally:
        loop.close()


def _no_view() -> TrayView:
    raise RuntimeError("start() comes first")
