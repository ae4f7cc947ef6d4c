"""Busy times of a free/busy component (RFC 5545 3.6.4), as spans of time."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from icalendar.prop import vDDDTypes

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
        end = start + _length(second) if "P" in second else _moment(second)
    except UNREADABLE:
        return None
    return (start, end) if end - start > timedelta(0) else None


def _moment(text: str) -> datetime:
    """Periods are in UTC; one that does not say so is read as if it did."""
    return datetime.strptime(text.rstrip("Z"), "%Y%m%dT%H%M%S").replace(tzinfo=UTC)


def _length(text: str) -> timedelta:
    found: object = vDDDTypes.from_ical(text)  # type: ignore[no-untyped-call]  # the library's
    if not isinstance(found, timedelta):
        raise TypeError("not a duration")
    return found
