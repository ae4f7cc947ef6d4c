"""Counting in working days.

Rules
- A working day is one with hours on it; without hours every day is one. Days off are none.
- Where there are none to be found within a month, plain days are counted.
"""

from datetime import date, timedelta

from deskbreak.domain.time.working_hours import Hours

SEARCH = 31
"""Days that are looked at, forward or back."""


def is_workday(hours: Hours, day: date) -> bool:
    """Whether there is work on this day."""
    return day not in hours.days_off and (hours.week is None or bool(hours.week[day.weekday()]))


def workday(hours: Hours, day: date, count: int) -> date:
    """The ``count``-th working day after this one; before it if ``count`` is below 0."""
    step = timedelta(days=1 if count > 0 else -1)
    near = (day + step * number for number in range(1, SEARCH + 1))
    found = [one for one in near if is_workday(hours, one)]
    return found[abs(count) - 1] if len(found) >= abs(count) else day + timedelta(days=count)
