"""Lengths of time, times of day and dates in the form of each language."""

from collections.abc import Iterable
from datetime import date, datetime, time

from deskbreak.content.model import Language
from deskbreak.content.strings import text
from deskbreak.domain.time.units import DAY, HOUR, MINUTE, SECOND, Millis

UNITS = (("day", DAY), ("hour", HOUR), ("minute", MINUTE), ("second", SECOND))
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
DAYS_OF_A_WEEK = 6
"""How far a day may be for its name alone to tell which one it is."""
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def duration(language: Language, length: Millis) -> str:
    """``45 min`` or ``45分``; at most two units, the rest is cut off."""
    seconds = max(length, 0) // SECOND
    parts: list[str] = []
    for unit, size in UNITS:
        count, seconds = divmod(seconds, size // SECOND)
        if count:
            parts.append(text(language, f"units.{unit}", count=count))
        elif parts:
            break
        if len(parts) == 2:
            break
    return text(language, "units.join").join(parts) or text(language, "units.second", count=0)


def minutes(language: Language, length: Millis) -> str:
    """Like ``duration`` in whole minutes: what a status line says; ``0 min`` below one."""
    whole = max(length, 0) // MINUTE
    return duration(language, whole * MINUTE) if whole else text(language, "units.minute", count=0)


def clock_time(language: Language, moment: time | datetime) -> str:
    """``09:05`` or ``9:05``: English writes both digits of the hour."""
    hour = f"{moment.hour:02}" if language == "en" else f"{moment.hour}"
    return f"{hour}:{moment.minute:02}"


def moment(language: Language, at: datetime, today: date) -> str:
    """A time with as much of its day as is needed to know which day it is.

    ``09:05`` today, ``Mon 09:05`` or ``月曜 9:05`` within a week of today, else with the date.
    """
    clock, away = clock_time(language, at), (at.date() - today).days
    if not away:
        return clock
    if abs(away) <= DAYS_OF_A_WEEK:
        weekday = text(language, f"units.weekdays.{WEEKDAYS[at.weekday()]}")
        return text(language, "units.day_time", day=weekday, time=clock)
    return text(language, "units.date_time", date=day(language, at, today), time=clock)


def count(language: Language, things: str, number: int) -> str:
    """``1 day``, ``3 days`` or ``3日``; ``things`` is a table of the texts under ``counts``."""
    form = "one" if number == 1 else "other"
    return text(language, f"counts.{things}.{form}", count=number)


def listed(language: Language, parts: Iterable[str]) -> str:
    """``one, two`` or ``一つ、二つ``."""
    return ("、" if language == "ja" else ", ").join(parts)


def day(language: Language, moment: date, today: date | None = None) -> str:
    """``Mon 14 Sep`` or ``9月14日（月）``; with the year if it is not that of ``today``."""
    key = "units.date" if today is not None and today.year == moment.year else "units.full_date"
    return text(
        language,
        key,
        year=moment.year,
        month=moment.month,
        month_name=text(language, f"units.months.{MONTHS[moment.month - 1]}"),
        day=moment.day,
        weekday=text(language, f"units.weekdays.{WEEKDAYS[moment.weekday()]}"),
    )
