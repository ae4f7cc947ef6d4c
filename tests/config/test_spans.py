import itertools
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deskbreak.config.spans import (
    MIDNIGHT,
    Span,
    each_day,
    format_days,
    format_span,
    merge_spans,
    parse_days,
    parse_span,
)

minutes = st.integers(0, MIDNIGHT - 1)
spans = st.tuples(minutes, st.integers(1, MIDNIGHT - 1)).map(lambda s: (s[0], s[0] + s[1]))


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("09:00-12:00", (540, 720)),
        ("9:00-12:30", (540, 750)),
        ("00:00-24:00", (0, 1440)),
        ("13:00-24:00", (780, 1440)),
        ("22:00-06:00", (1320, 1800)),
        ("22:00-00:00", (1320, 1440)),
        ("09:00-09:00", (540, 540)),
    ],
)
def test_reads_a_span(text: str, span: Span) -> None:
    assert parse_span(text) == span


@pytest.mark.parametrize(
    "text", ["", "09:00", "9-12", "24:00-09:00", "09:00-24:01", "09:60-10:00", "09:00 - 12:00"]
)
def test_anything_else_is_no_span(text: str) -> None:
    assert parse_span(text) is None


@given(spans)
def test_what_is_written_reads_back(span: Span) -> None:
    assert parse_span(format_span(span)) == span


@given(st.lists(spans))
def test_merged_spans_cover_the_same_minutes_and_never_touch(given_spans: list[Span]) -> None:
    merged = merge_spans(given_spans)
    covered = {minute for start, end in given_spans for minute in range(start, end)}
    assert {minute for start, end in merged for minute in range(start, end)} == covered
    assert all(one[1] < next_one[0] for one, next_one in itertools.pairwise(merged))


@given(st.dates(date(1990, 1, 1), date(2090, 1, 1)), st.integers(0, 365))
def test_days_read_back_and_count_both_ends(first: date, more: int) -> None:
    days = (first, first + timedelta(days=more))
    assert parse_days(format_days(days)) == days
    listed = list(each_day(days))
    assert len(listed) == more + 1
    assert (listed[0], listed[-1]) == days


@pytest.mark.parametrize("text", ["", "20261229", "2026-W53-2", "2026-02-29", "2026-12-29..", "x"])
def test_anything_else_is_no_day(text: str) -> None:
    assert parse_days(text) is None
