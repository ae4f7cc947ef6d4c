"""The time since the last hand where programs reset the X server's own count of it.

Rules
- A hand is noticed by one raw event; then none is asked for during a rest, so that somebody who
  types does not wake the program for each key. So the last hand is known to a third of the
  shortest length that matters, and to 15 s at worst.
- A length that is reached is told once, and so is the hand that ends it.
- It is over after ten minutes, as soon as somebody is there: then the server's count is good
  enough until the next reset.
"""

import asyncio
from collections.abc import Callable
from typing import Final

from msgspec import Struct

from deskbreak.domain.time.units import SECOND, Millis
from deskbreak.protocols.xinput import RawInput
from deskbreak.sensing.idle_source import Tell

LEAST_REST, MOST_REST = 1.0, 15.0
LASTS: Final = 600.0
"""Seconds."""


class Length(Struct, eq=False):
    """A length of idleness that is watched."""

    after: Millis
    tell: Tell
    told: bool = False
    """It is reached, and there has been no hand since."""

    def reached(self, idle: Millis) -> None:
        """There has been no hand for so long."""
        if not self.told:
            self.told = True
            self.tell(idle)

    def ended(self) -> None:
        """There was a hand."""
        if self.told:
            self.told = False
            self.tell(None)


class HandClock:
    """Runs from its making until ``stop`` or until it calls ``over``.

    Args:
        raw: tells of the next hand.
        lengths: those that are watched; may change.
        over: called when it has done its work.
    """

    def __init__(self, raw: RawInput, lengths: list[Length], over: Callable[[], None]) -> None:
        self._raw, self._lengths, self._over = raw, lengths, over
        self._loop = asyncio.get_running_loop()
        self._last = self._ends = self._loop.time()
        self._ends += LASTS
        self._timer: asyncio.TimerHandle | None = None
        self._listen()

    def idle(self) -> Millis:
        """How long there has been no hand, as far as is known."""
        return round((self._loop.time() - self._last) * SECOND)

    def look(self) -> None:
        """Other lengths are watched: wait for the next that may be reached."""
        idle = self.idle()
        for length in tuple(self._lengths):
            if idle >= length.after:
                length.reached(idle)
        left = [each.after for each in self._lengths if not each.told]
        self._wait((min(left) - idle) / SECOND if left else None, self.look)

    def stop(self) -> None:
        """Notice nothing more."""
        self._wait(None, self.look)
        self._raw.next(None)

    def _listen(self) -> None:
        self._raw.next(self._hand)
        self.look()

    def _hand(self) -> None:
        self._last = self._loop.time()
        for length in tuple(self._lengths):
            length.ended()
        if self._last > self._ends:
            self.stop()
            self._over()
            return
        shortest = min((each.after for each in self._lengths), default=0) / SECOND
        self._wait(max(LEAST_REST, min(MOST_REST, shortest / 3)), self._listen)

    def _wait(self, seconds: float | None, then: Callable[[], None]) -> None:
        if self._timer is not None:
            self._timer.cancel()
        self._timer = None if seconds is None else self._loop.call_later(seconds, then)
