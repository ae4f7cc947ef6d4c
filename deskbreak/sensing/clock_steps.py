"""Notices that the machine has slept, or that somebody set the wall clock or its time zone.

What the clock that counts suspend gained on the one that does not is the sleep; the rest is a step
of the wall clock. The engine learns the length of either by reading the clocks itself.
"""

import logging

from deskbreak.domain.time.units import SECOND, Millis
from deskbreak.protocols.local_zone import zone_file
from deskbreak.protocols.path_watch import PathWatch
from deskbreak.protocols.timerfd import ClockSteps
from deskbreak.sensing.presence_reporter import PresenceReporter

log = logging.getLogger(__name__)

A_SLEEP: Millis = SECOND
"""A shorter one is no more than the clocks being read one after the other."""


class ClockWatch:
    """Tells of resumes and clock steps."""

    name = "clock-steps"

    def __init__(self, reporter: PresenceReporter) -> None:
        self._reporter, self._clock = reporter, reporter.clock
        self._steps: ClockSteps | None = None
        self._zone: PathWatch | None = None
        self._suspended: Millis = 0
        self.why: str | None = "not started"

    async def start(self) -> None:
        """Listen to the clock."""
        try:
            self._steps = ClockSteps(self.changed)
        except OSError as error:
            self.why = str(error)
        else:
            self.why = None
            self._suspended = self._clock.suspended()
        await self._watch_zone()

    async def _watch_zone(self) -> None:
        """Where it cannot be watched it is noticed with the next thing that happens."""
        file = zone_file()
        zone = None if file is None else PathWatch(file, self.changed)
        if zone is None or zone.viable() is not None:
            return
        try:
            await zone.start()
        except OSError as error:
            log.info("another time zone is noticed late: %s", error)
        else:
            self._zone = zone

    async def stop(self) -> None:
        """Listen no more."""
        if self._steps is not None:
            self._steps.close()
            self._steps = None
        zone, self._zone = self._zone, None
        if zone is not None:
            await zone.stop()

    def changed(self) -> None:
        """The clock or its zone was set, or the machine resumed: tell it."""
        suspended = self._clock.suspended()
        slept, self._suspended = suspended - self._suspended, suspended
        self._reporter.clocks_changed(slept if slept > A_SLEEP else 0)
