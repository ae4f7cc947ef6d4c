"""The SYNC extension: only what watching a counter needs.

Source: X Synchronization Extension Protocol 3.1; its numbers are those of the encoding section.
"""

import struct
import sys
from collections.abc import Callable

from deskbreak.domain.time.units import Millis
from deskbreak.protocols.x11 import X11, Extension
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


INITIALIZE, LIST_COUNTERS, QUERY_COUNTER, CREATE_ALARM, DESTROY_ALARM = 0, 1, 5, 8, 11
"""Requests of the extension."""
ALARM_NOTIFY = 1
"""Its event, counted from the extension's first."""


class IdleCounter:
    """The server's count of time without input."""

    def __init__(self, x11: X11, sync: Extension, counter: int) -> None:
        self._x11, self._sync, self._counter = x11, sync, counter
        self._alarms: dict[int, Callable[[Millis], None]] = {}
        x11.listeners.append(self._event)

    @classmethod
    async def of(cls, x11: X11) -> "IdleCounter":
        """The counter of a server; X11Error if it has none."""
        sync = await x11.extension(NAME)
        await x11.ask(sync.opcode, struct.pack("=BBxx", 3, 1), INITIALIZE)
        listed = await x11.ask(sync.opcode, data=LIST_COUNTERS)
        (count,) = struct.unpack_from("=I", listed, 8)
        counter = _counters(listed[32:], count).get(IDLE_COUNTER)
        if counter is None:
            raise X11Error(f"the X server has no {IDLE_COUNTER} counter")
        return cls(x11, sync, counter)

    async def read(self) -> Millis:
        """How long there has been no input."""
        asked = struct.pack("=I", self._counter)
        reply = await self._x11.ask(self._sync.opcode, asked, QUERY_COUNTER)
        high, low = struct.unpack_from("=iI", reply, 8)
        return int((high << 32) + low)

    def alarm(self, value: Millis, test: int, call: Callable[[Millis], None]) -> int:
        """Call, with the count, each time it crosses the value in that direction."""
        number = self._x11.new_id()
        self._alarms[number] = call
        attributes = struct.pack(
            "=IIiIIiII", self._counter, ABSOLUTE, value >> 32, value & 0xFFFFFFFF, test, 0, 0, 1
        )
        asked = struct.pack("=II", number, ALL_ATTRIBUTES) + attributes
        self._x11.tell(self._sync.opcode, asked, CREATE_ALARM)
        return number

    def end(self, number: int) -> None:
        """Call no more."""
        if self._alarms.pop(number, None) is not None and not self._x11.closed.done():
            self._x11.tell(self._sync.opcode, struct.pack("=I", number), DESTROY_ALARM)
            self._x11.free_id(number)

    def _event(self, number: int, event: bytes) -> None:
        if number != self._sync.first_event + ALARM_NOTIFY:
            return
        alarm, high, low, *_, state = struct.unpack_from("=IiIiIIB", event, 4)
        call = self._alarms.get(alarm)
        if call is not None and state != DESTROYED:
            call((high << 32) + low)


def _counters(raw: bytes, count: int) -> dict[str, int]:
    """Name: number. Each is a number, eight bytes of resolution, a length and a name, padded."""
    found, place = {}, 0
    for _ in range(min(count, len(raw) // SMALLEST)):
        number = int.from_bytes(raw[place : place + 4], sys.byteorder)
        length = int.from_bytes(raw[place + 12 : place + 14], sys.byteorder)
        found[raw[place + 14 : place + 14 + length].decode(errors="replace")] = number
        place += (14 + length + 3) & ~3
    return found
