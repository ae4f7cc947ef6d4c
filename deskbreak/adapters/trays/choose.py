"""Which Tray serves this system."""

import sys
from typing import Protocol

from deskbreak.adapters.trays.api import NATIVE
from deskbreak.app.ports import Tray


class ReportingTray(Tray, Protocol):
    """A Tray that tells ``doctor`` about its backends."""

    def report(self) -> dict[str, str | None]:
        """Every backend with the reason why it shows no icon, or None when it does."""


def choose() -> ReportingTray:
    """The Tray of this system; nothing is connected or shown yet."""
    if sys.platform in NATIVE:
        from deskbreak.adapters.trays.stock import StockTray  # noqa: PLC0415 - needs Pillow

        return StockTray()
    from deskbreak.adapters.trays.auto import AutoTray  # noqa: PLC0415 - needs jeepney

    return AutoTray()
