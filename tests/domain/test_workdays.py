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


@pytest.mark.parametrize("count", [3, -3])
def test_without_working_days_plain_days_are_counted(count: int) -> None:
    never = Hours(week=((),) * 7)

    assert workday(never, MONDAY, count) == MONDAY + timedelta(days=count)


def test_a_weekend_and_a_day_off_are_no_working_days() -> None:
    assert is_workday(OFFICE, MONDAY)
    assert not is_workday(OFFICE, later(5))
    assert not is_workday(Hours(days_off=frozenset({MONDAY})), MONDAY)
