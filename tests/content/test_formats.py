"""Lengths and dates as each language writes them."""

from datetime import date, datetime, time

import pytest

from deskbreak.content.formats import clock_time, count, day, duration, minutes, moment
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
    assert clock_time("ja", time(9, 5)) == "9:05"
    assert clock_time("en", time(9, 5)) == "09:05"
    assert clock_time("ja", time(0, 0)) == "0:00"
    assert clock_time("en", time(23, 59)) == "23:59"


@pytest.mark.parametrize(
    ("at", "ja", "en"),
    [
        ("2026-11-28T14:00", "14:00", "14:00"),
        ("2026-11-29T00:10", "日曜 0:10", "Sun 00:10"),
        ("2026-11-30T09:00", "月曜 9:00", "Mon 09:00"),
        ("2026-11-27T17:30", "金曜 17:30", "Fri 17:30"),
        ("2026-12-04T09:00", "金曜 9:00", "Fri 09:00"),
        ("2026-12-05T09:00", "12月5日（土） 9:00", "Sat 5 Dec 09:00"),
        ("2027-01-04T09:00", "2027年1月4日（月） 9:00", "Mon 4 Jan 2027 09:00"),
    ],
)
def test_a_time_carries_as_much_of_its_day_as_is_needed(at: str, ja: str, en: str) -> None:
    saturday = date(2026, 11, 28)
    assert moment("ja", datetime.fromisoformat(at), saturday) == ja
    assert moment("en", datetime.fromisoformat(at), saturday) == en


def test_one_thing_is_not_many() -> None:
    assert [count("en", "days", n) for n in (0, 1, 2)] == ["0 days", "1 day", "2 days"]
    assert count("ja", "days", 1) == "1日"


def test_dates() -> None:
    monday = date(2026, 9, 14)
    assert day("ja", monday, today=date(2026, 1, 1)) == "9月14日（月）"
    assert day("en", monday, today=date(2026, 1, 1)) == "Mon 14 Sep"
    assert day("ja", monday) == "2026年9月14日（月）"
    assert day("en", monday, today=date(2025, 12, 31)) == "Mon 14 Sep 2026"
