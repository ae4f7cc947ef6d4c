"""One connection to an X display inside an asyncio loop, and the little of X that is needed.

Every piece of work that talks to the display goes through ``Screen.act``: it survives windows that
vanish meanwhile (a panel that ends), notices when the display is gone, and afterwards takes in the
events that came along with replies, because nothing on the socket would tell of them any more.
"""

import asyncio
import logging
from collections.abc import Callable
from typing import Final, TypeAlias

from Xlib import X, Xatom
from Xlib.display import Display
from Xlib.error import ConnectionClosedError, DisplayError, XauthError, XError
from Xlib.protocol.rq import Event
from Xlib.xobject.drawable import Window
from Xlib.xobject.fontable import GC

from deskbreak.errors import UnavailableError

log = logging.getLogger(__name__)

Visual: TypeAlias = tuple[int, int]
"""(depth, visual id)."""

DPI: Final = 96.0
MOST: Final = 200_000
"""Bytes of pixels in one request; the protocol allows 262,140."""


class DisplayUnavailableError(UnavailableError):
    """There is no usable display; the text says why in one line."""


class Canvas:
    """A window that shows pixels."""

    def __init__(self, window: Window, depth: int) -> None:
        self.window = window
        self.depth = depth
        self._gc: GC = window.create_gc()

    def put(self, x: int, y: int, width: int, pixels: bytes) -> None:
        """Put BGRX or BGRA pixels, as many rows as there are."""
        stride = width * 4
        height = len(pixels) // stride
        step = max(1, MOST // stride)
        for top in range(0, height, step):
            rows = min(step, height - top)
            part = pixels[top * stride : (top + rows) * stride]
            self.window.put_image(
                self._gc.id, x, y + top, width, rows, X.ZPixmap, self.depth, 0, part
            )

    def close(self) -> None:
        """Destroy the window."""
        self._gc.free()
        self.window.destroy()


class Screen:
    """The default screen of the display of this session.

    Args:
        on_event: every event.
        on_lost: called once, from the loop, when the display is gone.
    """

    def __init__(self, on_event: Callable[[Event], None], on_lost: Callable[[str], None]) -> None:
        self._loop = asyncio.get_running_loop()
        self._on_event = on_event
        self._on_lost = on_lost
        self.display = _connect()
        self.display.set_error_handler(_log_error)
        self._screen = self.display.screen()
        self.root: Window = self._screen.root
        self.number = self.display.get_default_screen()
        self.scale = self._dpi() / DPI
        self.depth: int = self._screen.root_depth
        self._colours: dict[int, int] = {}
        self._open = True
        self._socket = self.display.fileno()  # once it is lost, the display does not tell any more
        self._loop.add_reader(self._socket, self.act, lambda: None)

    def act(self, work: Callable[..., None], *args: object) -> None:
        """Do something with the display, then take in what came."""
        if not self._open:
            return
        try:
            try:
                work(*args)
            except XError as error:
                log.debug("a window vanished: %s", error)
            self._take_events()
        except (ConnectionClosedError, OSError) as error:
            self.close()
            self._loop.call_soon(self._on_lost, f"the X display is gone: {error}")

    def _take_events(self) -> None:
        self.display.flush()
        while self._open and self.display.pending_events():
            try:
                self._on_event(self.display.next_event())
            except XError as error:
                log.debug("a window vanished: %s", error)
            if self._open:
                self.display.flush()

    def later(
        self, seconds: float, work: Callable[..., None], *args: object
    ) -> asyncio.TimerHandle:
        """``act`` after a while."""
        return self._loop.call_later(seconds, self.act, work, *args)

    def close(self) -> None:
        """Close the display."""
        if not self._open:
            return
        self._open = False
        self._loop.remove_reader(self._socket)
        try:
            self.display.close()
        except (ConnectionClosedError, OSError) as error:
            log.debug("the display was gone already: %s", error)

    def colours(self, visual: int) -> int:
        """A colour map for a visual, which a window needs that differs from its parent."""
        if visual not in self._colours:
            self._colours[visual] = self.root.create_colormap(visual, X.AllocNone).id
        return self._colours[visual]

    def atom(self, name: str) -> int:
        """The number of a name."""
        return self.display.intern_atom(name)

    def true_colour(self) -> Visual:
        """A visual with eight bits a colour; raises DisplayUnavailableError when there is none."""
        for depth in self._screen.allowed_depths:
            for visual in depth.visuals:
                if depth.depth == 24 and visual.visual_class == X.TrueColor:
                    return 24, visual.visual_id
        raise DisplayUnavailableError("the X display has no 24-bit colours")

    def depth_of(self, visual: int) -> int | None:
        """The depth of a visual."""
        for depth in self._screen.allowed_depths:
            if any(each.visual_id == visual for each in depth.visuals):
                return int(depth.depth)
        return None

    def monitor(self, x: int, y: int) -> tuple[int, int, int, int]:
        """(x, y, width, height) of the monitor under a point."""
        if self.display.has_extension("XINERAMA"):
            for each in self.display.xinerama_query_screens().screens:
                if each.x <= x < each.x + each.width and each.y <= y < each.y + each.height:
                    return each.x, each.y, each.width, each.height
        return 0, 0, self._screen.width_in_pixels, self._screen.height_in_pixels

    def _dpi(self) -> float:
        """``Xft.dpi`` of the resource manager, where desktops keep their scale."""
        found = self.root.get_full_property(Xatom.RESOURCE_MANAGER, Xatom.STRING)
        for line in found.value.decode("latin-1").splitlines() if found else ():
            name, _, value = line.partition(":")
            if name.strip() == "Xft.dpi":
                try:
                    return min(max(float(value), DPI / 2), DPI * 4)
                except ValueError:
                    log.debug("Xft.dpi is no number: %s", value)
        return DPI


def _connect() -> Display:
    try:
        display = Display()
    except (DisplayError, XauthError, ConnectionClosedError, OSError, ArithmeticError) as error:
        raise DisplayUnavailableError(f"the X display does not answer: {error}") from error
    if display.display.info.image_byte_order != X.LSBFirst:
        display.close()
        raise DisplayUnavailableError("the X display wants its pixels in an order unknown here")
    return display


def _log_error(error: XError, request: object) -> None:
    log.debug("X error %s after %s", error, request)
