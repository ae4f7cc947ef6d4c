"""Working hours: spans of the wall clock in which sitting counts and prompts may come.

Rules
- Without hours every moment is a working one. With them, a day not named is off.
- Spans are half-open [start, end); touching or overlapping ones are one, also across midnight.
- A span belongs to the day it is named on, with all that lies past midnight; a day off or a public
  holiday takes the whole span away.
- A local time that does not exist moves forward; one that exists twice is the first.

Times are milliseconds since 1970-01-01 UTC (``epoch``).
"""

from collections.abc import Iterator
from datetime import date, datetime, timedelta, tzinfo
from functools import lru_cache
from typing import TypeAlias

from msgspec import Struct

from deskbreak.domain.time.units import DAY_STARTS, SECOND, Millis, day_of


class Hours(Struct, frozen=True):
    """Working hours. ``week`` is None when no day is named: then every moment is a working one.

    ``week`` has seven tuples, Monday first, of spans (start, end) in minutes after midnight of the
    day they belong to; an end past midnight is above 1440.
    """

    week: tuple[tuple[tuple[int, int], ...], ...] | None = None
    days_off: frozenset[date] = frozenset()
    """Days off and public holidays, already worked out."""


Span: TypeAlias = tuple[int, int]
"""Start and end (exclusive) of a span, epoch milliseconds."""

MORNING = int(DAY_STARTS.total_seconds()) // 60
"""When a day starts, minutes after midnight."""

LOOK_BACK = 2
LOOK_AHEAD = 10
"""Days that are searched for the end of a span; a longer one is looked at again then."""
FURTHEST = 400
"""Days that are searched for the next start; beyond that there is none."""


def wall_at(zone: tzinfo, epoch: int) -> datetime:
    """The local wall-clock time of an epoch time."""
    return datetime.fromtimestamp(epoch / SECOND, zone)


def is_working(hours: Hours, zone: tzinfo, epoch: int) -> bool:
    """Whether a moment is inside working hours."""
    return hours.week is None or span_at(hours, zone, epoch) is not None


def span_at(hours: Hours, zone: tzinfo, epoch: int) -> Span | None:
    """The span that holds a moment, joined with those it touches; None outside."""
    for span in _near(hours, zone, wall_at(zone, epoch).date()):
        if span[0] <= epoch < span[1]:
            return span
    return None


def next_edge(hours: Hours, zone: tzinfo, epoch: int) -> int | None:
    """The next start or end after a moment; None if there is none within the search."""
    if hours.week is None:
        return None
    span = span_at(hours, zone, epoch)
    return span[1] if span else next_start(hours, zone, epoch)


def next_start(hours: Hours, zone: tzinfo, epoch: int) -> int | None:
    """The next start of a span after a moment; None without hours or without one in a year."""
    if hours.week is None:
        return None
    today = wall_at(zone, epoch).date()
    for spans in (_near(hours, zone, today), _spans(hours, zone, today, FURTHEST)):
        for span in spans:
            if span[0] > epoch:
                return span[0]
    return None


def spans_ahead(hours: Hours, zone: tzinfo, epoch: int) -> Iterator[Span]:
    """The span that holds a moment, if any, and those of a year after it."""
    spans = _spans(hours, zone, wall_at(zone, epoch).date(), FURTHEST)
    return (span for span in spans if span[1] > epoch)


def working(hours: Hours, zone: tzinfo, start: int, end: int) -> Millis:
    """How much of [start, end) lies inside working hours."""
    if hours.week is None:
        return max(0, end - start)
    days = (end - start) // (24 * 60 * 60 * SECOND) + LOOK_BACK
    spans = _spans(hours, zone, wall_at(zone, start).date(), days)
    return sum(max(0, min(end, span[1]) - max(start, span[0])) for span in spans)


def day_at(hours: Hours, zone: tzinfo, epoch: int) -> date:
    """The day a moment belongs to: 04:00 to 04:00, but a span past midnight keeps its own day."""
    wall = wall_at(zone, epoch)
    yesterday = wall.date() - timedelta(days=1)
    for start, end in _day_spans(hours, zone, yesterday):
        if start <= epoch < end:
            return yesterday
    return day_of(wall)


def day_begins(hours: Hours, zone: tzinfo, day: date) -> int:
    """When a day begins: at 04:00, or later with the end of the day before's last span."""
    morning = _epoch(zone, day, MORNING)
    for start, end in _day_spans(hours, zone, day - timedelta(days=1)):
        if start <= morning < end:
            return end
    return morning


def start_after_day(hours: Hours, zone: tzinfo, epoch: int) -> int:
    """When "today" is over: the first start after this day; without one, the next 04:00."""
    tomorrow = day_at(hours, zone, epoch) + timedelta(days=1)
    morning = _epoch(zone, tomorrow, MORNING)
    return next_start(hours, zone, max(morning, epoch) - 1) or morning


def next_time(zone: tzinfo, epoch: int, hour: int, minute: int) -> int:
    """The next moment after ``epoch`` at which the wall clock shows hour:minute."""
    today = wall_at(zone, epoch).date()
    when = _epoch(zone, today, hour * 60 + minute)
    return when if when > epoch else _epoch(zone, today + timedelta(days=1), hour * 60 + minute)


@lru_cache(maxsize=8)
def _near(hours: Hours, zone: tzinfo, today: date) -> tuple[Span, ...]:
    """Joined spans of the days around one; every step asks for the same several times."""
    return tuple(_spans(hours, zone, today, LOOK_AHEAD))


def _spans(hours: Hours, zone: tzinfo, today: date, ahead: int) -> Iterator[Span]:
    """Joined spans of the days around one, in order."""
    first = today - timedelta(days=LOOK_BACK)
    joined: Span | None = None
    for number in range(LOOK_BACK + ahead + 1):
        for start, end in _day_spans(hours, zone, first + timedelta(days=number)):
            if joined and start <= joined[1]:
                joined = (joined[0], max(joined[1], end))
                continue
            if joined:
                yield joined
            joined = (start, end)
    if joined:
        yield joined


def _day_spans(hours: Hours, zone: tzinfo, day: date) -> tuple[Span, ...]:
    """The spans named on one calendar day, sorted; a clock change may leave nothing of one."""
    if hours.week is None or day in hours.days_off:
        return ()
    return _named_spans(hours.week[day.weekday()], zone, day)


@lru_cache(maxsize=64)
def _named_spans(named: tuple[tuple[int, int], ...], zone: tzinfo, day: date) -> tuple[Span, ...]:
    """The same of a day that is not off, by minutes after its midnight."""
    spans = ((_epoch(zone, day, start), _epoch(zone, day, end)) for start, end in named)
    return tuple(sorted(span for span in spans if span[0] < span[1]))


def _epoch(zone: tzinfo, day: date, minutes: int) -> int:
    """Epoch of a local time of day; ``minutes`` may lie past midnight."""
    midnight = datetime(day.year, day.month, day.day)  # noqa: DTZ001 - wall arithmetic is naive
    local = (midnight + timedelta(minutes=minutes)).replace(tzinfo=zone)
    return round(local.timestamp() * SECOND)
