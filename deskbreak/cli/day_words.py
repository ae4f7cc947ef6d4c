"""Days in words: ``2026-11-30``, ``yesterday``, ``monday``, ``7d``, ``4w``; 昨日, 月曜."""

import argparse
import re
from datetime import date, timedelta

from deskbreak.content import formats
from deskbreak.domain.time.units import day_of, is_within_reach
from deskbreak.timing.clock import SystemClock

NAMED = {"today": 0, "今日": 0, "yesterday": 1, "昨日": 1, "一昨日": 2, "おととい": 2}
JAPANESE = "月火水木金土日"
LENGTHS = {"d": 1, "w": 7, "日": 1, "週": 7}
FURTHEST = 366 * 100
"""Days; what lies further back is a slip."""


def today() -> date:
    """The day that the present moment belongs to (04:00 to 04:00)."""
    return day_of(SystemClock().now().wall)


def day_word(word: str, now: date) -> date | None:
    """The day a word means, seen from ``now``; None if it means none.

    A weekday is the last one, today included.
    """
    plain = word.strip().lower()
    if plain in NAMED:
        return now - timedelta(days=NAMED[plain])
    weekday = _weekday(plain)
    if weekday is not None:
        return now - timedelta(days=(now.weekday() - weekday) % 7)
    length = re.fullmatch(r"(\d{1,5})([dw日週])(前|間)?", plain)
    if length:
        days = int(length[1]) * LENGTHS[length[2]]
        return now - timedelta(days=days) if days <= FURTHEST else None
    try:
        day = date.fromisoformat(plain) if re.fullmatch(r"\d{4}-\d\d-\d\d", plain) else None
    except ValueError:
        return None
    return day if day is None or is_within_reach(day) else None


def _weekday(word: str) -> int | None:
    """0 for Monday: ``mon``, ``monday``, 月曜, 月曜日."""
    if len(word) >= 3 and word.isascii():
        names = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
        for number, (name, short) in enumerate(zip(names, formats.WEEKDAYS, strict=True)):
            if word in (name, short):
                return number
    japanese = re.fullmatch(rf"([{JAPANESE}])曜日?", word)
    return JAPANESE.index(japanese[1]) if japanese else None


def day_argument(word: str) -> date:
    """The type of an argument that is a day."""
    found = day_word(word, today())
    if found is None:
        raise argparse.ArgumentTypeError(
            f'"{word}": a day such as 2026-11-30, yesterday, monday, 7d or 4w'
        )
    return found
