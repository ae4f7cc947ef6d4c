"""Busy times of a free/busy component (RFC 5545 3.6.4), as spans of time."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from icalendar.prop import vDatetime, vDuration

UNREADABLE = (ValueError, ArithmeticError, LookupError, AttributeError, TypeError)
"""What a library raises for a value that is none."""


def busy_periods(lines: str) -> Iterator[tuple[datetime, datetime] | None]:
    """Each period that is not marked free; None for one that cannot be read."""
    for line in lines.splitlines():
        head, _, value = line.rpartition(":")
        name, *params = head.upper().split(";")
        if name != "FREEBUSY" or "FBTYPE=FREE" in [param.strip() for param in params]:
            continue
        for period in value.split(","):
            yield _period(period.strip())


def _period(text: str) -> tuple[datetime, datetime] | None:
    first, _, second = text.partition("/")
    try:
        start = _moment(first)
        end = start + vDuration.from_ical(second) if "P" in second else _moment(second)
    except UNREADABLE:
        return None
    return (start, end) if end - start > timedelta(0) else None


def _moment(text: str) -> datetime:
    """Periods are in UTC; one that does not say so is read as if it did."""
    found = vDatetime.from_ical(text)
    return found if found.tzinfo else found.replace(tzinfo=UTC)
