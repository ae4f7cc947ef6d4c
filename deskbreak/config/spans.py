"""Working hours and days off as the file writes them.

A span ``"09:00-12:00"`` is half-open. ``"24:00"`` may end one. An end at or before the start is
on the next day (``"22:00-06:00"``); the span still belongs to the day it starts on. A day off is
``"2026-12-29"``, several in a row are ``"2026-12-29..2027-01-03"``, both ends included.
"""

import re
from collections.abc import Iterable
from datetime import date, timedelta
from typing import TypeAlias

Span: TypeAlias = tuple[int, int]
"""Start and end in minutes after midnight; an end on the next day is above 1440."""

Days: TypeAlias = tuple[date, date]
"""First and last day, both included."""

MIDNIGHT = 24 * 60
HALF_DAY = 12 * 60
LONGEST_USUAL = 14 * 60
LONGEST_RANGE = 366
"""Days; a longer range is surely a slip of the pen."""

_SPAN = re.compile(r"(\d{1,2}):(\d{2})-(\d{1,2}):(\d{2})", re.ASCII)
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


def parse_span(text: str) -> Span | None:
    """The span, with ``start == end`` for one of no length, or None if the text is not a span."""
    match = _SPAN.fullmatch(text)
    if match is None:
        return None
    start_hour, start_minute, end_hour, end_minute = map(int, match.groups())
    start, end = start_hour * 60 + start_minute, end_hour * 60 + end_minute
    if max(start_minute, end_minute) > 59 or start >= MIDNIGHT or end > MIDNIGHT:
        return None
    return (start, end + MIDNIGHT) if end < start else (start, end)


def meant_after_noon(span: Span) -> Span | None:
    """``09:00-17:00`` for ``9:00-5:00``, which would be twenty hours; None: it may be as it is."""
    start, end = span
    long = end > MIDNIGHT and end - start > LONGEST_USUAL
    return (start, end - HALF_DAY) if long and start < end - HALF_DAY else None


def format_span(span: Span) -> str:
    """The text of a span; ``parse_span`` gives it back if it is shorter than a day."""
    start, end = span
    if end > MIDNIGHT:
        end -= MIDNIGHT
    return f"{start // 60:02}:{start % 60:02}-{end // 60:02}:{end % 60:02}"


def merge_spans(spans: Iterable[Span]) -> tuple[Span, ...]:
    """In order of time, with touching and overlapping spans made one."""
    merged: list[Span] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return tuple(merged)


def parse_days(text: str) -> Days | None:
    """First and last day as written (perhaps in the wrong order), or None."""
    first, dots, last = text.partition("..")
    try:
        begin = _day(first)
        return begin, _day(last) if dots else begin
    except ValueError:
        return None


def _day(text: str) -> date:
    if not _DAY.fullmatch(text):
        raise ValueError(text)  # fromisoformat also takes 20261229 and 2026-W53-2
    return date.fromisoformat(text)


def format_days(days: Days) -> str:
    """The text of one day or a range."""
    first, last = days
    return f"{first}" if first == last else f"{first}..{last}"


def each_day(days: Days) -> Iterable[date]:
    """Every day of a range."""
    first, last = days
    return (first + timedelta(days=count) for count in range((last - first).days + 1))
