"""XInput 2 for python-xlib: only raw events, which come from hands and from nothing else.

Which key or button it was is part of what the server sends; it is not looked at. Source: The X
Input Device Extension, version 2.1 (raw events reach everybody, whoever grabs the device).
"""

from collections.abc import Callable
from typing import Final

from Xlib.protocol import rq

from deskbreak.protocols.x11 import X11
from deskbreak.protocols.x11_errors import X11Error
from deskbreak.protocols.xsync import head, reply

NAME: Final = "XInputExtension"
GENERIC_EVENT: Final = 35
ALL_MASTER_DEVICES: Final = 1
RAW_KEY_PRESS, RAW_BUTTON_PRESS, RAW_MOTION, RAW_TOUCH_BEGIN = 13, 15, 17, 22
HANDS: Final = sum(
    1 << each for each in (RAW_KEY_PRESS, RAW_BUTTON_PRESS, RAW_MOTION, RAW_TOUCH_BEGIN)
)


class SelectEvents(rq.Request):
    """Which events of one group of devices are sent."""

    _request = rq.Struct(
        *head(46), rq.Card32("window"), rq.Card16("count"), rq.Pad(2),
        rq.Card16("device"), rq.Card16("length"), rq.Card32("mask"),
    )  # fmt: skip


class QueryVersion(rq.ReplyRequest):
    """Agree on the version."""

    _request = rq.Struct(*head(47), rq.Card16("major"), rq.Card16("minor"))
    _reply = reply(rq.Card16("major"), rq.Card16("minor"), rq.Pad(20))


class RawEvent(rq.Event):
    """A hand did something."""

    _code = GENERIC_EVENT
    _fields = rq.Struct(
        rq.Card8("type"), rq.Card8("extension"), rq.Card16("sequence_number"),
        rq.Card32("length"), rq.Card16("kind"), rq.Pad(20),
    )  # fmt: skip


class RawInput:
    """Tells of the next thing that a hand does."""

    def __init__(self, x11: X11, opcode: int) -> None:
        self._x11, self._opcode = x11, opcode
        self._tell: Callable[[], None] | None = None
        x11.listeners.append(self._event)

    @classmethod
    async def of(cls, x11: X11) -> "RawInput":
        """That of a server; X11Error if it has none."""
        opcode = (await x11.extension(NAME)).major_opcode
        version = await x11.ask(QueryVersion, opcode=opcode, major=2, minor=1)
        if (version.major, version.minor) < (2, 1):
            raise X11Error("the X server has no raw events")
        x11.expect(GENERIC_EVENT, RawEvent)
        return cls(x11, opcode)

    def next(self, tell: Callable[[], None] | None) -> None:
        """Call once at the next hand; None: not any more."""
        self._tell = tell
        if not self._x11.closed.done():
            self._x11.tell(
                SelectEvents,
                opcode=self._opcode, window=self._x11.root, count=1,
                device=ALL_MASTER_DEVICES, length=1, mask=HANDS if tell is not None else 0,
            )  # fmt: skip

    def _event(self, event: rq.Event) -> None:
        if isinstance(event, RawEvent) and event.extension == self._opcode:
            tell = self._tell
            if tell is not None:
                self.next(None)
                tell()
