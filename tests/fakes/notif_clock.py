"""A clock that a test turns by hand."""

from datetime import UTC, datetime

from deskbreak.domain.time.units import Instant, Millis, Now


class HandClock:
    """Stands still until ``pass_by``."""

    def __init__(self) -> None:
        self.instant: Instant = 0

    def now(self) -> Now:
        return Now(self.instant, datetime(2026, 1, 5, 9, tzinfo=UTC))

    def pass_by(self, span: Millis) -> None:
        self.instant += span

    def suspended(self) -> Millis:
        return 0
