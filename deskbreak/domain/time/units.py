"""Time as the core sees it.

Rules
- An *instant* counts milliseconds on a clock that goes on during suspend and ignores steps of the
  wall clock. The wall clock comes along only to decide about working hours and days.
- Whole milliseconds keep sums exact: 2,700 single seconds are 45 minutes, never a hair less.
"""

from datetime import date, datetime, timedelta
from typing import TypeAlias

from msgspec import Struct

Instant: TypeAlias = int
"""Milliseconds on the clock that counts suspend; only differences mean anything."""

Millis: TypeAlias = int
"""A length of time in milliseconds."""

SECOND: Millis = 1000
MINUTE: Millis = 60 * SECOND
HOUR: Millis = 60 * MINUTE
DAY: Millis = 24 * HOUR

DAY_STARTS = timedelta(hours=4)
"""A day runs from 04:00 to 04:00, so that a late evening belongs to the day it ends."""


class Now(Struct, frozen=True):
    """One reading of both clocks; ``wall`` is aware and carries the local zone."""

    instant: Instant
    wall: datetime

    @property
    def epoch(self) -> int:
        """The wall clock in milliseconds since 1970-01-01 UTC."""
        return round(self.wall.timestamp() * SECOND)


def day_of(wall: datetime) -> date:
    """The day (04:00 to 04:00, local) that a wall-clock time belongs to."""
    return (wall.replace(tzinfo=None) - DAY_STARTS).date()


FIRST_YEAR, LAST_YEAR = 1900, 9000
REACH = f"a day in the years {FIRST_YEAR} to {LAST_YEAR} is needed"


def is_within_reach(day: date) -> bool:
    """Whether the days around it can be worked out; near the ends of the calendar they cannot."""
    return FIRST_YEAR <= day.year <= LAST_YEAR
