"""Presence on Windows, written to the documented interfaces and not yet run there.

Idle time: GetLastInputInfo, whose 32-bit count of milliseconds wraps after 49.7 days. Locks:
WM_WTSSESSION_CHANGE after WTSRegisterSessionNotification. Sleep: WM_POWERBROADCAST. Both messages
come to a hidden window, which needs a thread of its own.
"""

import asyncio
import sys
from collections.abc import Callable
from typing import Protocol

from deskbreak.app.ports import UnavailableError
from deskbreak.domain.time.units import Millis
from deskbreak.sensing.all_sensors import Sensors
from deskbreak.sensing.idle_source import Disarm
from deskbreak.sensing.polled_idle import PolledIdle
from deskbreak.sensing.presence_reporter import PresenceReporter

WRAP = 2**32

WM_POWERBROADCAST, WM_WTSSESSION_CHANGE = 0x0218, 0x02B1
PBT_APMSUSPEND, PBT_APMRESUMESUSPEND, PBT_APMRESUMEAUTOMATIC = 0x4, 0x7, 0x12
WTS_SESSION_LOCK, WTS_SESSION_UNLOCK = 0x7, 0x8

OnMessage = Callable[[int, int], None]
"""(message, wParam)"""


class Input(Protocol):
    """What is asked of user32 and kernel32."""

    def last_input(self) -> int:
        """``LASTINPUTINFO.dwTime``; OSError if it cannot be told."""

    def ticks(self) -> int:
        """``GetTickCount``."""


class Window(Protocol):
    """A hidden window."""

    def open(self, on_message: OnMessage) -> None:
        """Make it in a thread and hear its messages there; OSError if it cannot be made."""

    def close(self) -> None:
        """Take it away."""


def idle_reader(input_: Input) -> Callable[[], Millis]:
    """The time without input; UnavailableError where it cannot be told."""
    try:
        input_.last_input()
    except OSError as error:
        raise UnavailableError(f"GetLastInputInfo failed: {error}", hopeless=True) from error
    return lambda: (input_.ticks() - input_.last_input()) % WRAP


class SessionMessages:
    """Locks and sleep, as the hidden window hears of them."""

    name = "windows-session"

    def __init__(self, window: Window, reporter: PresenceReporter) -> None:
        self._window, self._reporter = window, reporter
        self.why: str | None = "not started"

    async def start(self) -> None:
        """Open the window."""
        loop = asyncio.get_running_loop()

        def heard(message: int, parameter: int) -> None:
            loop.call_soon_threadsafe(self.take, message, parameter)

        try:
            self._window.open(heard)
        except OSError as error:
            self.why = f"the hidden window could not be made: {error}"
        else:
            self.why = None

    async def stop(self) -> None:
        """Close the window."""
        self._window.close()

    def take(self, message: int, parameter: int) -> None:
        """One message of the window."""
        match message, parameter:
            case (0x0218, 0x4):
                self._reporter.preparing_for_sleep(asleep=True)
            case (0x0218, 0x7 | 0x12):
                self._reporter.preparing_for_sleep(asleep=False)
                self._reporter.clocks_changed(0)
            case (0x02B1, 0x7):
                self._reporter.lock(self.name, locked=True)
            case (0x02B1, 0x8):
                self._reporter.lock(self.name, locked=False)


class NoInhibitors:
    """Windows does not say what keeps the screen on without being an administrator."""

    async def follow(self, tell: Callable[[bool], None]) -> Disarm:
        """Nothing does."""
        tell(False)  # noqa: FBT003 -- it is the answer
        return lambda: None


def sensors(reporter: PresenceReporter) -> Sensors:
    """The sensors of Windows."""
    if sys.platform == "win32":
        from deskbreak.sensing import windows_api as api  # noqa: PLC0415 -- only there

        source = PolledIdle("windows-idle", lambda: idle_reader(api.User32()))
        watcher = SessionMessages(api.HiddenWindow(), reporter)
        return Sensors((source,), (watcher,), NoInhibitors())
    raise UnavailableError("this is not Windows")
