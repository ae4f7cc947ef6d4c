"""The tray before the rest of the daemon: the icon docks while everything else is still loading.

Until the daemon hands over its own view, the icon is empty and its menu has nothing to choose.
"""

from collections.abc import Callable

from deskbreak.app.parts import Fault
from deskbreak.app.ports.tray_ports import Icon, IconKind, TrayView
from deskbreak.tray.system_tray import ReportingTray, choose

DOCKS_WITHIN = 0.1
"""Seconds. Loading the rest meanwhile would take the interpreter from the tray's thread after each
of its words with the panel."""

NOTHING_YET = TrayView(Icon(IconKind.WORKING, 0), "deskbreak", ())


class StartupTray:
    """A started tray, and what it shows and does once that is known."""

    def __init__(self) -> None:
        self._view: Callable[[], TrayView] = lambda: NOTHING_YET
        self._on_command: Callable[[str], None] = lambda _: None
        self.tray: ReportingTray = choose()
        self.tray.start(self._show, self._choose)

    def settle(self) -> None:
        """Give it the interpreter until it is on the panel, or it is known that none takes it."""
        self.tray.settled(DOCKS_WITHIN)

    def hand_over(self, view: Callable[[], TrayView], on_command: Callable[[str], None]) -> None:
        """From now on the tray shows the daemon's view and tells it what was chosen."""
        self._view, self._on_command = view, on_command
        self.tray.refresh()

    def refresh(self) -> None:
        """Something in the view may have changed."""
        self.tray.refresh()

    def stop(self) -> None:
        """Take the icon away."""
        self.tray.stop()

    def faults(self) -> tuple[Fault, ...]:
        """The parts of the tray that have failed and are not back."""
        return self.tray.faults()

    def report(self) -> dict[str, str | None]:
        """Every backend with the reason why it shows no icon, or None when it does."""
        return self.tray.report()

    def _show(self) -> TrayView:
        return self._view()

    def _choose(self, words: str) -> None:
        self._on_command(words)
