"""Idle time from an X server: alarms of the SYNC extension on its IDLETIME counter.

A program that resets the screen saver, as players do, sets the counter back as if there had been a
hand. Such resets are told by the RECORD extension; from the first on ``HandClock`` counts, by raw
events. Where a server lacks one of the two the counter is believed.
Not for XWayland: it sees only the input of its own windows.
"""

import asyncio
import logging
from collections.abc import Callable, Mapping

from deskbreak.app import supervise
from deskbreak.domain.time.units import Millis
from deskbreak.errors import UnavailableError
from deskbreak.protocols.x11 import X11, connect
from deskbreak.protocols.x11_errors import NoServerError, X11Error
from deskbreak.protocols.xinput import RawInput
from deskbreak.protocols.xrecord import ScreenSaverResets
from deskbreak.protocols.xsync import DOWNWARDS, UPWARDS, IdleCounter
from deskbreak.sensing.hand_clock import HandClock, Length
from deskbreak.sensing.idle_source import Disarm, Lost, NobodyThereError, Tell, nothing_else

log = logging.getLogger(__name__)

TOGETHER = 0.1
"""Seconds within which a reset is told after the counter was set back by it."""


class X11Idle:
    """The time without input that the X server counts."""

    name = "x11-idle"

    def __init__(self, environ: Mapping[str, str]) -> None:
        self._environ = environ
        self._x11: X11 | None = None
        self._counter: IdleCounter | None = None
        self._raw: RawInput | None = None
        self._resets: ScreenSaverResets | None = None
        self._hands: HandClock | None = None
        self._lengths: list[Length] = []
        self._deciding: asyncio.TimerHandle | None = None

    async def viable(self) -> str | None:
        """None if the server counts it."""
        return await nothing_else(self)

    async def open(self, lost: Lost) -> None:
        """Connect and find the counter."""
        if self._environ.get("WAYLAND_DISPLAY"):
            raise UnavailableError("XWayland does not see all input", hopeless=True)
        x11 = None
        try:
            x11 = await connect(self._environ)
            self._counter = await IdleCounter.of(x11)
        except NoServerError as error:
            raise NobodyThereError(str(error)) from error
        except X11Error as error:
            if x11 is not None:
                x11.close()
            nowhere = not self._environ.get("DISPLAY")
            raise UnavailableError(str(error), hopeless=nowhere) from error
        self._x11 = x11
        x11.closed.add_done_callback(lambda why: self._lost(x11, why.result(), lost))
        try:
            self._raw = await RawInput.of(x11)
        except X11Error as error:
            log.info("a reset of the screen saver counts as a hand: %s", error)
        await self._hear_resets()

    async def idle(self) -> Millis | None:
        """How long there has been no input."""
        if self._hands is not None:
            return self._hands.idle()
        try:
            return await self._live().read()
        except X11Error as error:
            raise UnavailableError(str(error)) from error

    async def watch(self, after: Millis, tell: Tell) -> Disarm:
        """An alarm in each direction; one that is past already would not go off by itself."""
        counter, length, numbers = self._live(), Length(after, tell), list[int]()

        def disarm() -> None:
            if length in self._lengths:
                self._lengths.remove(length)
            while numbers:
                counter.end(numbers.pop())

        try:
            numbers.append(counter.alarm(after, UPWARDS, length.reached))
            numbers.append(counter.alarm(after - 1, DOWNWARDS, lambda _count: self._set_back()))
            idle = await self.idle()
        except X11Error as error:
            disarm()
            raise UnavailableError(str(error)) from error
        except BaseException:  # also when cancelled: nobody could end it then
            disarm()
            raise
        self._lengths.append(length)
        if idle is not None and idle >= after:
            length.reached(idle)
        if self._hands is not None:
            self._hands.look()
        return disarm

    async def inhibited(self, _tell: Callable[[bool], None]) -> Disarm | None:
        """An X server knows nothing of inhibitors."""
        return None

    async def close(self) -> None:
        """Close the connection."""
        x11, self._x11, self._counter = self._x11, None, None
        self._forget()
        if x11 is not None:
            x11.close()

    def _live(self) -> IdleCounter:
        if self._counter is None:
            raise UnavailableError("the X server is gone")
        return self._counter

    def _lost(self, x11: X11, why: str, lost: Lost) -> None:
        if self._x11 is x11:
            self._x11 = self._counter = None
            self._forget()
            lost(why)

    def _forget(self) -> None:
        if self._hands is not None:
            self._hands.stop()
        if self._resets is not None:
            self._resets.close()
        if self._deciding is not None:
            self._deciding.cancel()
        self._hands = self._resets = self._deciding = self._raw = None
        self._lengths.clear()

    # Resets.

    async def _hear_resets(self) -> None:
        if self._raw is None or self._resets is not None:
            return
        try:
            self._resets = await ScreenSaverResets.of(self._environ, self._reset)
        except X11Error as error:
            log.info("a reset of the screen saver counts as a hand: %s", error)

    def _reset(self) -> None:
        """Count by hands from now on; more resets would only wake us."""
        if self._resets is not None:
            self._resets.close()
            self._resets = None
        if self._hands is None and self._raw is not None:
            self._hands = HandClock(self._raw, self._lengths, self._trust)

    def _trust(self) -> None:
        """The counter is good again, until the next reset."""
        self._hands = None
        supervise.start(self._hear_resets())

    def _set_back(self) -> None:
        """By a hand, or by a reset that is told at about the same time."""
        if self._resets is None and self._hands is None:
            self._back()
        elif self._deciding is None:
            loop = asyncio.get_running_loop()
            self._deciding = loop.call_later(TOGETHER, self._decide)

    def _decide(self) -> None:
        self._deciding = None
        if self._hands is None:
            self._back()

    def _back(self) -> None:
        for length in tuple(self._lengths):
            length.ended()
