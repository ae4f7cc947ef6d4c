"""The Tray port on Windows and macOS: pystray's own backends.

- macOS: AppKit ends a program that touches it outside the main thread, so everything here is handed
  to the main thread, which belongs to ``run``. The engine then lives in a thread of its own.
- Windows: the menu is built anew in the thread of the window, just before it opens. Built elsewhere
  it could be destroyed while it is open. Setting image and tooltip is allowed from any thread.
- Windows keeps 127 characters of a tooltip.
- At login the taskbar may come later than we do: the icon is offered again for a minute.

- On Windows a quit that comes while the menu is open closes the menu first: its own loop would
  swallow the message.
- On Windows the image is drawn in the size of the system's small icons, so that nothing scales it.

What of this was run, and where, is in docs/windows.md.
"""

import importlib
import logging
import sys
import threading
from collections.abc import Callable
from typing import Final, TypeAlias

from deskbreak.app.parts import Fault
from deskbreak.app.ports.tray_ports import TrayView
from deskbreak.tray.image_drawing import draw
from deskbreak.tray.pystray_api import Icon
from deskbreak.tray.pystray_menu import OnCommand, menu
from deskbreak.tray.windows_icon import WindowsIcon

log = logging.getLogger(__name__)

WINDOWS: Final = "win32"
MACOS: Final = "darwin"
TIP_UNITS: Final = 127
"""UTF-16 units of ``szTip`` without its closing zero (NOTIFYICONDATAW)."""

SIDE: Final = 64
"""Pixels of the image where the system scales it down."""

AGAIN: Final = 2.0
"""Seconds between two offers of the icon to a taskbar that is not there yet."""

OFFERS: Final = 30

Post: TypeAlias = Callable[[Callable[[], None]], None]
"""Runs something where the system wants it."""


def shortened(text: str, units: int = TIP_UNITS) -> str:
    """The text cut to so many UTF-16 units, with an ellipsis if anything is lost."""
    if len(text.encode("utf-16-le")) // 2 <= units:
        return text
    kept = text.encode("utf-16-le")[: (units - 1) * 2]
    return kept.decode("utf-16-le", errors="ignore") + "…"


def _side(system: str) -> int:
    """Pixels of the image."""
    if sys.platform == "win32" and system == WINDOWS:
        from deskbreak.tray.windows_tray_api import small_icon_side  # noqa: PLC0415 - only there

        return small_icon_side()
    return SIDE


def _at_once(work: Callable[[], None]) -> None:
    work()


def _on_main_thread(work: Callable[[], None]) -> None:
    importlib.import_module("PyObjCTools.AppHelper").callAfter(work)


class PystrayTray:
    """One pystray icon.

    Args:
        system: as ``sys.platform`` names it.
        kind: the icon's class.
        post: where every call of pystray after the start is made.
        again: seconds between two offers of the icon.
    """

    def __init__(
        self,
        system: str = sys.platform,
        kind: type[Icon] | None = None,
        post: Post | None = None,
        again: float = AGAIN,
    ) -> None:
        self.name = "macos" if system == MACOS else "windows"
        self.wants_main_thread = system == MACOS
        """Whether somebody must call ``run`` from the main thread."""
        self._windows = system == WINDOWS
        self._kind = kind or (WindowsIcon if self._windows else Icon)
        self._post = post or (_on_main_thread if self.wants_main_thread else _at_once)
        self._again = again
        self._side = _side(system)
        self._icon: Icon | None = None
        self._view: Callable[[], TrayView] | None = None
        self._shown: TrayView | None = None
        self._stopped = threading.Event()
        self._reason: str | None = "not started"

    def viable(self) -> str | None:
        """None: both systems always have a tray."""
        return None

    def faults(self) -> tuple[Fault, ...]:
        """None: pystray tells of no failures."""
        return ()

    def settled(self, within: float) -> bool:
        """True at once: nothing is said to a panel here that loading would hold up."""
        del within
        return True

    def report(self) -> dict[str, str | None]:
        """The backend with the reason why it shows no icon, or None when it does."""
        return {f"pystray on {self.name}": self._reason}

    def start(self, view: Callable[[], TrayView], on_command: OnCommand) -> None:
        """Make the icon; on macOS it appears when ``run`` is called."""
        self._view, self._shown = view, view()
        self._icon = self._kind(
            "deskbreak",
            draw(self._shown.icon, self._side),
            shortened(self._shown.tooltip),
            menu(view, on_command),
        )
        if not self.wants_main_thread:
            self._icon.run_detached(self._show)

    def run(self) -> None:
        """Serve the icon in this thread, the main one, until ``stop``."""
        if self._icon is not None:
            self._icon.run(lambda icon: self._post(lambda: self._show(icon)))

    def refresh(self) -> None:
        """Something in the view may have changed."""
        self._post(self._bring_up_to_date)

    def stop(self) -> None:
        """Take the icon away; ``run`` returns. Harmless when doubled."""
        if self._stopped.is_set():
            return
        self._stopped.set()
        if self._icon is not None:
            self._post(self._icon.stop)
        self._reason = "stopped"

    def notify(self, title: str, body: str, clicked: Callable[[], None]) -> None:
        """Show a balloon at the icon; Windows tells of a click on it in the icon's thread."""
        if (icon := self._icon) is None:
            raise OSError("there is no icon yet")
        if isinstance(icon, WindowsIcon):
            icon.balloon_clicked = clicked
        self._post(lambda: icon.notify(body, title))

    def remove_notification(self) -> None:
        """Take the balloon away."""
        if self._icon is not None:
            self._post(self._icon.remove_notification)

    def _show(self, icon: Icon) -> None:
        for _offer in range(OFFERS):
            try:
                icon.visible = True
            except OSError as error:
                self._reason = f"the taskbar did not take the icon: {error}"
                log.info("tray: %s", self._reason)
                if self._stopped.wait(self._again):
                    return
            else:
                self._reason = None
                return

    def _bring_up_to_date(self) -> None:
        icon, view, before = self._icon, self._view, self._shown
        if icon is None or view is None or before is None or self._stopped.is_set():
            return
        self._shown = shown = view()
        try:
            if shown.icon != before.icon:
                icon.icon = draw(shown.icon, self._side)
            icon.title = shortened(shown.tooltip)
            if shown.menu != before.menu and not self._windows:
                icon.update_menu()
        except OSError as error:  # the taskbar restarts; pystray shows the icon again by itself
            log.info("tray: %s", error)
