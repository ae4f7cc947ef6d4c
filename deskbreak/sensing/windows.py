"""Presence on Windows.

Idle time: GetLastInputInfo, whose 32-bit count of milliseconds wraps after 49.7 days; the end of an
absence: WM_INPUT. Locks: WM_WTSSESSION_CHANGE after WTSRegisterSessionNotification; a session that
is disconnected counts as locked. Sleep: WM_POWERBROADCAST, and what the clock that counts sleep
gained on the other. A clock that was set: WM_TIMECHANGE; a zone that was changed: that or
WM_SETTINGCHANGE. All messages come to a hidden window, which needs a thread of its own.
"""

import asyncio
import sys
from collections.abc import Callable
from contextlib import suppress
from typing import Protocol

from deskbreak.domain.time.units import SECOND, Millis
from deskbreak.errors import UnavailableError
from deskbreak.sensing.all_sensors import Sensors
from deskbreak.sensing.idle_source import Disarm
from deskbreak.sensing.next_input import InputWindow, NextInput
from deskbreak.sensing.polled_idle import PolledIdle
from deskbreak.sensing.presence_reporter import PresenceReporter

WRAP = 2**32

WM_SETTINGCHANGE, WM_TIMECHANGE, WM_INPUT = 0x001A, 0x001E, 0x00FF
WM_POWERBROADCAST, WM_WTSSESSION_CHANGE = 0x0218, 0x02B1
TOLD = frozenset(
    {WM_SETTINGCHANGE, WM_TIMECHANGE, WM_INPUT, WM_POWERBROADCAST, WM_WTSSESSION_CHANGE}
)
"""The messages that matter here."""
PBT_APMSUSPEND, PBT_APMRESUMESUSPEND, PBT_APMRESUMEAUTOMATIC = 0x4, 0x7, 0x12
WTS_CONNECT, WTS_DISCONNECT = frozenset({0x1, 0x3}), frozenset({0x2, 0x4})
"""The session came to, or went from, the console or a remote desktop."""
WTS_SESSION_LOCK, WTS_SESSION_UNLOCK = 0x7, 0x8
A_SLEEP: Millis = SECOND
"""A shorter one is no more than the clocks being read one after the other."""

OnMessage = Callable[[int, int], None]
"""(message, wParam)"""


class Input(Protocol):
    """What is asked of user32 and kernel32."""

    def last_input(self) -> int:
        """``LASTINPUTINFO.dwTime``; OSError if it cannot be told."""

    def ticks(self) -> int:
        """``GetTickCount``."""


class Window(InputWindow, Protocol):
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
        self._suspended = reporter.clock.suspended()
        self.input = NextInput(window)
        self.why: str | None = "not started"

    async def start(self) -> None:
        """Open the window."""
        loop = asyncio.get_running_loop()

        def heard(message: int, parameter: int) -> None:
            if message in TOLD:
                with suppress(RuntimeError):  # the loop has ended meanwhile
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
        reporter = self._reporter
        if message == WM_INPUT:
            self.input.take()
        elif message in (WM_TIMECHANGE, WM_SETTINGCHANGE):
            reporter.clocks_changed(self._slept())
        elif message == WM_POWERBROADCAST and parameter == PBT_APMSUSPEND:
            reporter.preparing_for_sleep(asleep=True)
        elif message == WM_POWERBROADCAST:
            if parameter in (PBT_APMRESUMESUSPEND, PBT_APMRESUMEAUTOMATIC):
                reporter.preparing_for_sleep(asleep=False)
                reporter.clocks_changed(self._slept())
        elif parameter in (WTS_SESSION_LOCK, WTS_SESSION_UNLOCK):
            reporter.lock(self.name, locked=parameter == WTS_SESSION_LOCK)
        elif parameter in WTS_CONNECT | WTS_DISCONNECT:
            reporter.lock(f"{self.name}-connection", locked=parameter in WTS_DISCONNECT)

    def _slept(self) -> Millis:
        """How long the machine has slept since this was asked last."""
        suspended = self._reporter.clock.suspended()
        slept, self._suspended = suspended - self._suspended, suspended
        return slept if slept > A_SLEEP else 0


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

        watcher = SessionMessages(api.HiddenWindow(), reporter)
        source = PolledIdle("windows-idle", lambda: idle_reader(api.User32()), watcher.input.wait)
        return Sensors((source,), (watcher,), NoInhibitors())
    raise UnavailableError("this is not Windows")
