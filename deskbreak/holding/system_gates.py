"""The gates that this system has."""

import sys
from collections.abc import Awaitable, Callable
from pathlib import Path

from deskbreak.app.ports.engine_ports import Clock, Post
from deskbreak.domain.vocabulary.settings import Settings
from deskbreak.holding.calendar.gate import CalendarGate
from deskbreak.holding.gate_answers import WatchedGate
from deskbreak.holding.gate_watch import Gates
from deskbreak.holding.ignored_programs import Ignore
from deskbreak.protocols.buses import Buses


def gates(
    post: Post,
    clock: Clock,
    settings: Settings,
    buses: Buses | None,
    cache: Path,
    *,
    beside: Callable[[], Awaitable[None]] | None = None,
) -> Gates:
    """All gates as one; call it in the event loop. Nothing is asked yet.

    Args:
        post: takes the events.
        clock: both clocks.
        settings: those in force at first.
        buses: how the desktop of Linux is reached; None on other systems.
        cache: the file that calendars are remembered in.
        beside: asked together with the gates: ``Presence.watch_typing``.
    """
    ignore = Ignore()
    calendar = CalendarGate(clock, cache)

    def make() -> list[WatchedGate]:
        return [*_of_system(buses, ignore), calendar]

    return Gates(post, make, ignore, settings, beside=beside, parts=(calendar,))


def _of_system(buses: Buses | None, ignore: Ignore) -> list[WatchedGate]:
    if buses is not None:
        from deskbreak.holding import linux_gates  # noqa: PLC0415 -- when they are needed

        return linux_gates.gates(buses, ignore)
    if sys.platform == "win32":
        from deskbreak.holding import windows_gates  # noqa: PLC0415 -- when they are needed

        return windows_gates.gates(ignore)
    from deskbreak.holding import macos_gates  # noqa: PLC0415 -- when they are needed

    return macos_gates.gates(ignore)
