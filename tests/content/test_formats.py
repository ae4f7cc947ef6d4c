"""Lengths and dates as each language writes them."""

from datetime import date, time

import pytest

from deskbreak.content.formats import clock_time, day, duration, minutes
from deskbreak.domain.time.units import DAY, HOUR, MINUTE, SECOND


@pytest.mark.parametrize(
    ("length", "ja", "en"),
    [
        (45 * MINUTE, "45分", "45 min"),
        (90 * MINUTE, "1時間30分", "1 h 30 min"),
        (90 * SECOND, "1分30秒", "1 min 30 s"),
        (10 * SECOND, "10秒", "10 s"),
        (2 * HOUR, "2時間", "2 h"),
        (2 * HOUR + 5 * SECOND, "2時間", "2 h"),
        (30 * DAY, "30日", "30 d"),
        (DAY + 5 * MINUTE, "1日", "1 d"),
        (DAY + 5 * HOUR + MINUTE, "1日5時間", "1 d 5 h"),
        (0, "0秒", "0 s"),
        (999, "0秒", "0 s"),
        (-5 * MINUTE, "0秒", "0 s"),
    ],
)
def test_lengths(length: int, ja: str, en: str) -> None:
    assert duration("ja", length) == ja
    assert duration("en", length) == en


def test_whole_minutes() -> None:
    assert minutes("ja", 23 * MINUTE + 59 * SECOND) == "23分"
    assert minutes("en", 61 * MINUTE) == "1 h 1 min"
    assert minutes("ja", 59 * SECOND) == "0分"
    assert minutes("en", -1) == "0 min"


def test_times_of_day() -> None:
    assert clock_time(time(9, 5)) == "9:05"
    assert clock_time(time(0, 0)) == "0:00"
    assert clock_time(time(23, 59)) == "23:59"


def test_dates() -> None:
    monday = date(2026, 9, 14)
    assert day("ja", monday, today=date(2026, 1, 1)) == "9月14日（月）"
    assert day("en", monday, today=date(2026, 1, 1)) == "Mon 14 Sep"
    assert day("ja", monday) == "2026年9月14日（月）"
    assert day("en", monday, today=date(2025, 12, 31)) == "Mon 14 Sep 2026"
