"""Days in words, in both languages."""

from datetime import date

import pytest

from deskbreak.cli.day_words import day_word

SATURDAY = date(2026, 11, 28)


@pytest.mark.parametrize(
    ("word", "day"),
    [
        ("2026-11-30", "2026-11-30"),
        ("today", "2026-11-28"),
        ("Yesterday", "2026-11-27"),
        ("昨日", "2026-11-27"),
        ("おととい", "2026-11-26"),
        ("monday", "2026-11-23"),
        ("mon", "2026-11-23"),
        ("saturday", "2026-11-28"),
        ("sunday", "2026-11-22"),
        ("月曜", "2026-11-23"),
        ("日曜日", "2026-11-22"),
        ("7d", "2026-11-21"),
        ("4w", "2026-10-31"),
        ("3日前", "2026-11-25"),
        ("2週間", "2026-11-14"),
    ],
)
def test_a_word_is_a_day(word: str, day: str) -> None:
    assert day_word(word, SATURDAY) == date.fromisoformat(day)


@pytest.mark.parametrize(
    "word", ["", "2026-02-30", "30.11.2026", "tomorrow!", "m", "99999w", "-3d", "1y", "20261130"]
)
def test_what_is_no_day_is_none(word: str) -> None:
    assert day_word(word, SATURDAY) is None
