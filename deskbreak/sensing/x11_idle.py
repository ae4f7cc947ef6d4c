"""Idle time from an X server: alarms of the SYNC extension on its IDLETIME counter.

Not for XWayland: it sees only the input of its own windows.
"""

from collections.abc import Callable, Mapping

from deskbreak.app.ports import UnavailableError
from deskbreak.domain.time.units import Millis
from deskbreak.protocols.x11 import X11, X11Error, connect
from deskbreak.protocols.xsync import DOWNWARDS, UPWARDS, IdleCounter
from deskbreak.sensing.idle_source import Disarm, Lost, Tell, nothing_else


class X11Idle:
    """The time without input that the X server counts."""

    name = "x11-idle"

    def __init__(self, environ: Mapping[str, str]) -> None:
        self._environ = environ
        self._x11: X11 | None = None
        self._counter: IdleCounter | None = None

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
        except X11Error as error:
            if x11 is not None:
                x11.close()
            nowhere = not self._environ.get("DISPLAY")
            raise UnavailableError(str(error), hopeless=nowhere) from error
        self._x11 = x11
        x11.closed.add_done_callback(lambda why: self._lost(x11, why.result(), lost))

    async def idle(self) -> Millis | None:
        """How long there has been no input."""
        try:
            return await self._live().read()
        except X11Error as error:
            raise UnavailableError(str(error)) from error

    async def watch(self, after: Millis, tell: Tell) -> Disarm:
        """An alarm in each direction; one that is past already would not go off by itself."""
        counter = self._live()
        try:
            numbers = (
                counter.alarm(after, UPWARDS, tell),
                counter.alarm(after - 1, DOWNWARDS, lambda _count: tell(None)),
            )
            idle = await counter.read()
        except X11Error as error:
            raise UnavailableError(str(error)) from error
        if idle >= after:
            tell(idle)

        def disarm() -> None:
            for number in numbers:
                counter.end(number)

        return disarm

    async def inhibited(self, _tell: Callable[[bool], None]) -> Disarm | None:
        """An X server knows nothing of inhibitors."""
        return None

    async def close(self) -> None:
        """Let go of the connection."""
        x11, self._x11, self._counter = self._x11, None, None
        if x11 is not None:
            x11.close()

    def _live(self) -> IdleCounter:
        if self._counter is None:
            raise UnavailableError("the X server is gone")
        return self._counter

    def _lost(self, x11: X11, why: str, lost: Lost) -> None:
        if self._x11 is x11:
            self._x11 = self._counter = None
            lost(why)
