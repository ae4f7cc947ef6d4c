"""Presence on macOS, written to the documented interfaces and not yet run there.

Idle time: CGEventSourceSecondsSinceLastEventType for the HID system. Locks: the distributed
notifications ``com.apple.screenIsLocked`` and ``…Unlocked``. Somebody else at the screen (fast user
switching): NSWorkspaceSessionDidResignActive and DidBecomeActive, and at the start what CGSession
says. Sleep: NSWorkspaceWillSleep and DidWake. Notifications are delivered by the main run loop,
which belongs to the tray.
"""

import asyncio
import sys
from collections.abc import Callable
from contextlib import suppress
from typing import Protocol

from deskbreak.domain.time.units import SECOND, Millis
from deskbreak.errors import UnavailableError
from deskbreak.sensing.all_sensors import Sensors
from deskbreak.sensing.macos_assertions import Assertions
from deskbreak.sensing.polled_idle import PolledIdle
from deskbreak.sensing.presence_reporter import PresenceReporter

LOCKED, UNLOCKED = "com.apple.screenIsLocked", "com.apple.screenIsUnlocked"
WILL_SLEEP, DID_WAKE = "NSWorkspaceWillSleepNotification", "NSWorkspaceDidWakeNotification"

RESIGNED = "NSWorkspaceSessionDidResignActiveNotification"
ACTIVE = "NSWorkspaceSessionDidBecomeActiveNotification"


class Quartz(Protocol):
    """What is asked of Core Graphics."""

    def seconds_without_input(self) -> float:
        """CGEventSourceSecondsSinceLastEventType; any event of the HID system."""


class Centre(Protocol):
    """The notification centres, as one."""

    def observe(self, names: tuple[str, ...], call: Callable[[str], None]) -> None:
        """Call with the name of a notification, from whichever thread delivers it."""

    def forget(self) -> None:
        """Observe no more."""

    def on_console(self) -> bool:
        """Whether this session has the screen now."""


def idle_reader(quartz: Quartz) -> Callable[[], Millis]:
    """The time without input."""
    return lambda: max(0, round(quartz.seconds_without_input() * SECOND))


class SystemNotifications:
    """Locks and sleep, as macOS tells of them."""

    name = "macos-notifications"

    def __init__(self, centre: Centre, reporter: PresenceReporter) -> None:
        self._centre, self._reporter = centre, reporter
        self.why: str | None = "not started"

    async def start(self) -> None:
        """Observe."""
        loop = asyncio.get_running_loop()

        def heard(name: str) -> None:
            with suppress(RuntimeError):  # the loop has ended meanwhile
                loop.call_soon_threadsafe(self.take, name)

        self._centre.observe((LOCKED, UNLOCKED, RESIGNED, ACTIVE, WILL_SLEEP, DID_WAKE), heard)
        if not self._centre.on_console():
            self.take(RESIGNED)
        self.why = None

    async def stop(self) -> None:
        """Observe no more."""
        self._centre.forget()

    def take(self, name: str) -> None:
        """One notification."""
        if name in (LOCKED, UNLOCKED):
            self._reporter.lock(self.name, locked=name == LOCKED)
        elif name in (RESIGNED, ACTIVE):
            self._reporter.lock(f"{self.name}-session", locked=name == RESIGNED)
        elif name in (WILL_SLEEP, DID_WAKE):
            self._reporter.preparing_for_sleep(asleep=name == WILL_SLEEP)
            if name == DID_WAKE:
                self._reporter.clocks_changed(0)


def sensors(reporter: PresenceReporter) -> Sensors:
    """The sensors of macOS."""
    if sys.platform == "darwin":
        from deskbreak.sensing import macos_api as api  # noqa: PLC0415 -- only there

        source = PolledIdle("macos-idle", lambda: idle_reader(api.Hid()))
        return Sensors((source,), (SystemNotifications(api.Centres(), reporter),), Assertions())
    raise UnavailableError("this is not macOS")
