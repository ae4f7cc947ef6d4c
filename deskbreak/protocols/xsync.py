"""The SYNC extension for python-xlib, which lacks it: only what watching a counter needs.

Source: X Synchronization Extension Protocol 3.1; its numbers are those of the encoding section.
"""

from collections.abc import Callable

from Xlib.protocol import rq

from deskbreak.domain.time.units import Millis
from deskbreak.protocols.x11 import X11
from deskbreak.protocols.x11_errors import X11Error

NAME = "SYNC"
IDLE_COUNTER = "IDLETIME"
"""The server's counter of milliseconds without input."""

UPWARDS, DOWNWARDS = 0, 1
"""Test types PositiveTransition and NegativeTransition."""
ABSOLUTE = 0
ALL_ATTRIBUTES = 0x3F
SMALLEST = 16
"""Bytes of a counter in the list of counters."""
DESTROYED = 2
"""The state of an alarm."""


def head(opcode: int) -> tuple[rq.Field, ...]:
    """How every request of an extension begins."""
    return rq.Card8("opcode"), rq.Opcode(opcode), rq.RequestLength()


def reply(*fields: rq.Field) -> rq.Struct:
    """A reply with these fields."""
    start = (rq.ReplyCode(), rq.Pad(1), rq.Card16("sequence_number"), rq.ReplyLength())
    return rq.Struct(*start, *fields)


class Initialize(rq.ReplyRequest):
    """Agree on the version."""

    _request = rq.Struct(*head(0), rq.Card8("major"), rq.Card8("minor"), rq.Pad(2))
    _reply = reply(rq.Card8("major"), rq.Card8("minor"), rq.Pad(22))


class ListSystemCounters(rq.ReplyRequest):
    """What the server counts."""

    _request = rq.Struct(*head(1))
    _reply = reply(rq.Card32("count"), rq.Pad(20), rq.Binary("raw", pad=0))


class QueryCounter(rq.ReplyRequest):
    """What a counter stands at."""

    _request = rq.Struct(*head(5), rq.Card32("counter"))
    _reply = reply(rq.Int32("high"), rq.Card32("low"), rq.Pad(16))


class CreateAlarm(rq.Request):
    """Tell when a counter crosses a value; all attributes, so that they have a fixed place."""

    _request = rq.Struct(
        *head(8), rq.Card32("alarm"), rq.Card32("mask"), rq.Card32("counter"),
        rq.Card32("value_type"), rq.Int32("value_high"), rq.Card32("value_low"),
        rq.Card32("test"), rq.Int32("delta_high"), rq.Card32("delta_low"), rq.Card32("events"),
    )  # fmt: skip


class DestroyAlarm(rq.Request):
    """Tell no more."""

    _request = rq.Struct(*head(11), rq.Card32("alarm"))


class AlarmNotify(rq.Event):
    """A counter crossed the value of an alarm, or the alarm ended."""

    _code = 0
    _fields = rq.Struct(
        rq.Card8("type"), rq.Card8("kind"), rq.Card16("sequence_number"), rq.Card32("alarm"),
        rq.Int32("counter_high"), rq.Card32("counter_low"), rq.Int32("value_high"),
        rq.Card32("value_low"), rq.Card32("timestamp"), rq.Card8("state"), rq.Pad(3),
    )  # fmt: skip


class IdleCounter:
    """The server's count of time without input."""

    def __init__(self, x11: X11, opcode: int, counter: int) -> None:
        self._x11, self._opcode, self._counter = x11, opcode, counter
        self._alarms: dict[int, Callable[[Millis], None]] = {}
        x11.listeners.append(self._event)

    @classmethod
    async def of(cls, x11: X11) -> "IdleCounter":
        """The counter of a server; X11Error if it has none."""
        found = await x11.extension(NAME)
        opcode = found.major_opcode
        x11.expect(found.first_event + 1, AlarmNotify)
        await x11.ask(Initialize, opcode=opcode, major=3, minor=1)
        listed = await x11.ask(ListSystemCounters, opcode=opcode)
        counter = _counters(bytes(listed.raw), listed.count).get(IDLE_COUNTER)
        if counter is None:
            raise X11Error(f"the X server has no {IDLE_COUNTER} counter")
        return cls(x11, opcode, counter)

    async def read(self) -> Millis:
        """How long there has been no input."""
        reply = await self._x11.ask(QueryCounter, opcode=self._opcode, counter=self._counter)
        return int((reply.high << 32) + reply.low)

    def alarm(self, value: Millis, test: int, call: Callable[[Millis], None]) -> int:
        """Call, with the count, each time it crosses the value in that direction."""
        number = self._x11.new_id()
        self._alarms[number] = call
        self._x11.tell(
            CreateAlarm,
            opcode=self._opcode, alarm=number, mask=ALL_ATTRIBUTES, counter=self._counter,
            value_type=ABSOLUTE, value_high=value >> 32, value_low=value & 0xFFFFFFFF,
            test=test, delta_high=0, delta_low=0, events=1,
        )  # fmt: skip
        return number

    def end(self, number: int) -> None:
        """Call no more."""
        if self._alarms.pop(number, None) is not None and not self._x11.closed.done():
            self._x11.tell(DestroyAlarm, opcode=self._opcode, alarm=number)
            self._x11.free_id(number)

    def _event(self, event: rq.Event) -> None:
        if isinstance(event, AlarmNotify) and event.state != DESTROYED:
            call = self._alarms.get(event.alarm)
            if call is not None:
                call((event.counter_high << 32) + event.counter_low)


def _counters(raw: bytes, count: int) -> dict[str, int]:
    """Name: number. Each is a number, eight bytes of resolution, a length and a name, padded."""
    found, place = {}, 0
    for _ in range(min(count, len(raw) // SMALLEST)):
        number = int.from_bytes(raw[place : place + 4], "little")
        length = int.from_bytes(raw[place + 12 : place + 14], "little")
        found[raw[place + 14 : place + 14 + length].decode(errors="replace")] = number
        place += (14 + length + 3) & ~3
    return found
