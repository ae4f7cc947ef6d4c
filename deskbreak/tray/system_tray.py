"""Which Tray serves this system."""

import sys
from typing import Protocol

from deskbreak.app.parts import Fault
from deskbreak.app.ports.tray_ports import Tray
from deskbreak.tray.pystray_api import NATIVE


class ReportingTray(Tray, Protocol):
    """A Tray that tells ``doctor`` about its backends."""

    def faults(self) -> tuple[Fault, ...]:
        """The parts that have failed and are not back."""

    def settled(self, within: float) -> bool:
        """Wait that many seconds at most until a panel has the icon or none is known to take it."""

    def report(self) -> dict[str, str | None]:
        """Every backend with the reason why it shows no icon, or None when it does."""


def choose() -> ReportingTray:
    """The Tray of this system; nothing is connected or shown yet."""
    if sys.platform in NATIVE:
        from deskbreak.tray.pystray_tray import PystrayTray  # noqa: PLC0415 - needs Pillow

        return PystrayTray()
    from deskbreak.tray.linux_tray import AutoTray  # noqa: PLC0415 - needs jeepney

    return AutoTray()
