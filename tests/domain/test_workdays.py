from datetime import timedelta

import pytest
from domain.choosing import MONDAY, later

from deskbreak.domain.time.working_days import is_workday, workday
from deskbreak.domain.time.working_hours import Hours

DAY = ((540, 1080),)
OFFICE = Hours(week=(DAY, DAY, DAY, DAY, DAY, (), ()))


@pytest.mark.parametrize(
    ("hours", "offset", "count", "expected"),
    [
        (Hours(), 0, 3, 3),
        (Hours(), 0, -2, -2),
        (OFFICE, 0, 3, 3),
        (OFFICE, 4, 3, 9),
        (OFFICE, 0, -2, -4),
        (Hours(days_off=frozenset({later(1), later(2)})), 0, 1, 3),
        (Hours(week=OFFICE.week, days_off=frozenset({later(7)})), 4, 1, 8),
    ],
)
def test_counts_in_working_days(hours: Hours, offset: int, count: int, expected: int) -> None:
    assert workday(hours, later(offset), count) == later(expected)


def off(first: int, last: int) -> Hours:
    """Days off from one day after Monday to another."""
    return Hours(days_off=frozenset(later(day) for day in range(first, last + 1)))


@pytest.mark.parametrize(
    ("hours", "count", "expected"),
    [
        (off(1, 30), 1, 31),
        (off(1, 31), 1, 1),
        (off(1, 29), 2, 31),
        (off(1, 30), 2, 2),
        (off(-30, -1), -1, -31),
        (off(-31, -1), -1, -1),
        (Hours(), 31, 31),
    ],
)
def test_a_month_is_looked_through_and_not_a_day_more(
    hours: Hours, count: int, expected: int
) -> None:
    assert workday(hours, MONDAY, count) == later(expected)


@pytest.mark.parametrize("count", [3, -3])
def test_without_working_days_plain_days_are_counted(count: int) -> None:
    never = Hours(week=((),) * 7)

    assert workday(never, MONDAY, count) == MONDAY + timedelta(days=count)


def test_a_weekend_and_a_day_off_are_no_working_days() -> None:
    assert is_workday(OFFICE, MONDAY)
    assert not is_workday(OFFICE, later(5))
    assert not is_workday(Hours(days_off=frozenset({MONDAY})), MONDAY)
