"""XInput 2: only raw events, which come from hands and from nothing else.

Which key or button it was is part of what the server sends; it is not looked at. Source: The X
Input Device Extension, version 2.1 (raw events reach everybody, whoever grabs the device).
"""

import struct
from collections.abc import Callable
from typing import Final

from deskbreak.protocols.x11 import X11
from deskbreak.protocols.x11_errors import X11Error
from deskbreak.protocols.x11_wire import GENERIC_EVENT

NAME: Final = "XInputExtension"
ALL_MASTER_DEVICES: Final = 1
RAW_KEY_PRESS, RAW_BUTTON_PRESS, RAW_MOTION, RAW_TOUCH_BEGIN = 13, 15, 17, 22
HANDS: Final = sum(
    1 << each for each in (RAW_KEY_PRESS, RAW_BUTTON_PRESS, RAW_MOTION, RAW_TOUCH_BEGIN)
)


SELECT_EVENTS, QUERY_VERSION = 46, 47
"""Requests of the extension."""


class RawInput:
    """Tells of the next thing that a hand does."""

    def __init__(self, x11: X11, opcode: int) -> None:
        self._x11, self._opcode = x11, opcode
        self._tell: Callable[[], None] | None = None
        x11.listeners.append(self._event)

    @classmethod
    async def of(cls, x11: X11) -> "RawInput":
        """That of a server; X11Error if it has none."""
        opcode = (await x11.extension(NAME)).opcode
        version = await x11.ask(opcode, struct.pack("=HH", 2, 1), QUERY_VERSION)
        if struct.unpack_from("=HH", version, 8) < (2, 1):
            raise X11Error("the X server has no raw events")
        return cls(x11, opcode)

    def next(self, tell: Callable[[], None] | None) -> None:
        """Call once at the next hand; None: not any more."""
        self._tell = tell
        if not self._x11.closed.done():
            mask = HANDS if tell is not None else 0
            wish = struct.pack("=IHxxHHI", self._x11.root, 1, ALL_MASTER_DEVICES, 1, mask)
            self._x11.tell(self._opcode, wish, SELECT_EVENTS)

    def _event(self, number: int, event: bytes) -> None:
        if number == GENERIC_EVENT and event[1] == self._opcode:
            tell = self._tell
            if tell is not None:
                self.next(None)
                tell()
