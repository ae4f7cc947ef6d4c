"""A clock that a test moves."""

from datetime import UTC, datetime, timedelta

from deskbreak.domain.time.units import Instant, Millis, Now

START = datetime(2026, 11, 23, 9, tzinfo=UTC)


class HandClock:
    """Both clocks, standing until they are moved."""

    def __init__(self) -> None:
        self.instant: Instant = 1_000_000
        self.slept: Millis = 0

    def now(self) -> Now:
        return Now(self.instant, START + timedelta(milliseconds=self.instant))

    def suspended(self) -> Millis:
        return self.slept
