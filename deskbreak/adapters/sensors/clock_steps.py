"""Notices that the machine has slept, or that somebody set the wall clock.

The clocks tell the two apart: what the clock that counts suspend gained on the one that does not is
the sleep; what the wall clock gained on both is the step.
"""

import asyncio
import os

from deskbreak.adapters.sensors import timerfd
from deskbreak.adapters.sensors.told import Told
from deskbreak.domain.moment import SECOND, Millis

A_SLEEP: Millis = SECOND
"""A shorter one is no more than the clocks being read one after the other."""


class ClockSteps:
    """A timer that goes off whenever the wall clock is set, resumes included."""

    name = "clock-steps"

    def __init__(self, told: Told) -> None:
        self._told, self._clock = told, told.clock
        self._fd = -1
        self._suspended: Millis = 0
        self.why: str | None = "not started"

    async def viable(self) -> str | None:
        """None if it serves."""
        return self.why

    async def start(self) -> None:
        """Listen to the clock."""
        try:
            self._fd = timerfd.create()
        except (OSError, AttributeError) as error:
            self.why = f"this system has no such timer: {error}"
            return
        self.why = None
        self._suspended = self._clock.suspended()
        asyncio.get_running_loop().add_reader(self._fd, self._look)

    async def stop(self) -> None:
        """Listen no more."""
        if self._fd >= 0:
            asyncio.get_running_loop().remove_reader(self._fd)
            os.close(self._fd)
            self._fd = -1

    def changed(self) -> None:
        """The clock was set or the machine resumed: tell it."""
        suspended = self._clock.suspended()
        slept, self._suspended = suspended - self._suspended, suspended
        self._told.clocks_changed(slept if slept > A_SLEEP else 0)

    def _look(self) -> None:
        if timerfd.was_set(self._fd):
            timerfd.arm(self._fd)
            self.changed()
