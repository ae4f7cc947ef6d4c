from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from deskbreak.domain.time.units import DAY, HOUR, MINUTE, SECOND, Now, day_of, is_within_reach

TOKYO = timezone(timedelta(hours=9))


def test_lengths_are_milliseconds() -> None:
    assert (SECOND, MINUTE, HOUR, DAY) == (1000, 60_000, 3_600_000, 86_400_000)


@pytest.mark.parametrize(
    ("wall", "day"),
    [
        (datetime(2026, 11, 30, 3, 59, 59, 999_999, tzinfo=TOKYO), date(2026, 11, 29)),
        (datetime(2026, 11, 30, 4, tzinfo=TOKYO), date(2026, 11, 30)),
        (datetime(2026, 11, 30, 23, 59, tzinfo=TOKYO), date(2026, 11, 30)),
    ],
)
def test_a_day_begins_at_four(wall: datetime, day: date) -> None:
    assert day_of(wall) == day


@pytest.mark.parametrize(
    ("wall", "epoch"),
    [
        (datetime(1970, 1, 1, 0, 0, 1, tzinfo=UTC), 1000),
        (datetime(1970, 1, 1, 9, tzinfo=TOKYO), 0),
        (datetime(1970, 1, 1, 0, 0, 0, 2600, tzinfo=UTC), 3),
    ],
)
def test_the_wall_clock_counts_milliseconds_since_1970(wall: datetime, epoch: int) -> None:
    assert Now(0, wall).epoch == epoch


@pytest.mark.parametrize(
    ("year", "within"), [(1899, False), (1900, True), (9000, True), (9001, False)]
)
def test_the_ends_of_the_calendar_are_out_of_reach(year: int, within: bool) -> None:
    assert is_within_reach(date(year, 1, 1)) is within
