"""Idle time from a Wayland compositor: ext-idle-notify-v1, else KDE's older org_kde_kwin_idle.

Version 2 of ext-idle-notify also tells of input alone, whatever inhibits idleness; beside the
notification that respects inhibitors it tells a video from an absence. Version 1 and KDE's protocol
respect inhibitors only, so that there a video looks like presence for as long as it plays.
"""

import asyncio
from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from functools import partial

from deskbreak.domain.time.units import SECOND, Millis
from deskbreak.errors import UnavailableError
from deskbreak.protocols.wayland import (
    Handler,
    NoCompositorError,
    Wayland,
    WaylandError,
    connect,
    u32,
)
from deskbreak.sensing.idle_source import Disarm, Lost, NobodyThereError, Tell, nothing_else

DESTROY = 0
GET_IDLE, GET_INPUT_IDLE = 1, 2
"""Requests of ``ext_idle_notifier_v1``."""
GET_KDE_TIMEOUT = 0
"""The request of ``org_kde_kwin_idle``."""
IDLED = 0
"""Event 0 of both is "idled", 1 is "resumed"."""

PROBE: Millis = SECOND
"""An idleness this long, with inhibitors respected, means that nothing inhibits."""
PROBE_LIMIT = 1.5
"""Seconds after which a probe that did not go idle means that something does."""


class _Wayland(ABC):
    """What the two protocols share."""

    name = ""
    interface = ""
    version = 1

    def __init__(self, environ: Mapping[str, str]) -> None:
        self._environ = environ
        self._wayland: Wayland | None = None
        self._seat = self._manager = 0

    async def viable(self) -> str | None:
        """None if the compositor has the protocol."""
        return await nothing_else(self)

    async def open(self, lost: Lost) -> None:
        """Connect and bind the protocol and the first seat."""
        try:
            wayland = await connect(self._environ)
        except NoCompositorError as error:
            raise NobodyThereError(str(error)) from error
        except WaylandError as error:
            raise UnavailableError(str(error), hopeless=no_compositor(self._environ)) from error
        try:
            self._manager = wayland.bind(self.interface, self.version, _ignore)
            self._seat = wayland.bind("wl_seat", 1, _ignore)
        except WaylandError as error:
            wayland.close()
            raise UnavailableError(str(error), hopeless=True) from error
        self._wayland = wayland
        wayland.closed.add_done_callback(lambda why: self._lost(wayland, why.result(), lost))

    async def idle(self) -> Millis | None:
        """Wayland does not say."""
        return None

    async def watch(self, after: Millis, tell: Tell) -> Disarm:
        """Counting begins now, also when there has been no input for longer."""
        return self._arm(after, lambda opcode, _: tell(after if opcode == IDLED else None))

    async def inhibited(self, _tell: Callable[[bool], None]) -> Disarm | None:
        """Not told by this protocol."""
        return None

    async def close(self) -> None:
        """Close the connection."""
        wayland, self._wayland = self._wayland, None
        if wayland is not None:
            wayland.close()

    @abstractmethod
    def _request(self, number: int, after: Millis) -> tuple[int, bytes]:
        """The request (opcode and arguments) that makes notification ``number``."""

    def _arm(self, after: Millis, handler: Handler, opcode: int | None = None) -> Disarm:
        wayland = self._wayland
        if wayland is None:
            raise UnavailableError("the compositor is gone")
        number = wayland.new(handler)
        which, arguments = self._request(number, after)
        live = True

        def disarm() -> None:
            nonlocal live
            if live and not wayland.closed.done():
                wayland.drop(number, DESTROY)
            live = False

        try:
            wayland.send(self._manager, which if opcode is None else opcode, arguments)
        except WaylandError as error:
            raise UnavailableError(str(error)) from error
        return disarm

    def _lost(self, wayland: Wayland, why: str, lost: Lost) -> None:
        if self._wayland is wayland:
            self._wayland = None
            lost(why)


class ExtIdle(_Wayland):
    """``ext_idle_notifier_v1``: sway since 1.8, Plasma since 5.27, and others."""

    name = "wayland-ext-idle"
    interface = "ext_idle_notifier_v1"
    version = 2

    @property
    def _input_only(self) -> bool:
        return self._wayland is not None and self._wayland.globals[self.interface][1] >= 2

    def _request(self, number: int, after: Millis) -> tuple[int, bytes]:
        return GET_INPUT_IDLE if self._input_only else GET_IDLE, u32(number, after, self._seat)

    async def inhibited(self, tell: Callable[[bool], None]) -> Disarm | None:
        """Meant for while there is no input: a short idleness that respects inhibitors."""
        if not self._input_only:
            return None
        loop = asyncio.get_running_loop()
        limit = loop.call_later(PROBE_LIMIT, partial(tell, True))  # noqa: FBT003 -- it is the answer

        def told(opcode: int, _data: bytes) -> None:
            limit.cancel()
            tell(opcode != IDLED)

        disarm = self._arm(PROBE, told, GET_IDLE)

        def end() -> None:
            limit.cancel()
            disarm()

        return end


class KdeIdle(_Wayland):
    """``org_kde_kwin_idle``: sway up to 1.7, Plasma up to 5.26."""

    name = "wayland-kde-idle"
    interface = "org_kde_kwin_idle"

    def _request(self, number: int, after: Millis) -> tuple[int, bytes]:
        return GET_KDE_TIMEOUT, u32(number, self._seat, after)


def no_compositor(environ: Mapping[str, str]) -> bool:
    """Whether this session never will have a compositor."""
    return not environ.get("WAYLAND_DISPLAY")


def _ignore(_opcode: int, _data: bytes) -> None:
    """Capabilities of the seat do not matter."""
