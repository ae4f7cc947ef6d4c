"""The report's words: its texts, lengths, days and times in one language."""

from collections.abc import Callable
from datetime import date, datetime
from functools import cache, cached_property

from deskbreak.app.titles_by_id import Names
from deskbreak.content import formats
from deskbreak.content.model import Language
from deskbreak.content.strings import text


class Words:
    """Speaks one language, and knows what day it is."""

    def __init__(self, language: Language, names: Names, today: date) -> None:
        self.language, self.names, self.today = language, names, today

    def say(self, key: str, **values: object) -> str:
        """A text under ``report``."""
        return text(self.language, f"report.{key}", **values)

    def name(self, of: str, what: str) -> str:
        """A word under ``names``."""
        return text(self.language, f"names.{of}.{what}")

    @cached_property
    def length(self) -> Callable[[int], str]:
        """Seconds as hours and minutes; a week's sum is told in hours too."""

        @cache
        def minutes(whole: int) -> str:
            hours, rest = divmod(whole, 60)
            parts = [text(self.language, "units.hour", count=hours)] if hours else []
            if rest or not hours:
                parts.append(text(self.language, "units.minute", count=rest))
            return text(self.language, "units.join").join(parts)

        return lambda seconds: minutes(max(0, seconds) // 60)

    def day(self, day: date) -> str:
        """``Mon 23 Nov``; with the year if it is not this one."""
        return formats.day(self.language, day, self.today)

    def full_day(self, day: date) -> str:
        """Always with the year: a page that is filed."""
        return formats.day(self.language, day)

    def short_day(self, day: date) -> str:
        """``Mon 23``."""
        weekday = text(self.language, f"units.weekdays.{formats.WEEKDAYS[day.weekday()]}")
        return self.say("short_day", weekday=weekday, day=day.day)

    def weekday(self, number: int) -> str:
        """``Monday`` for 0."""
        return self.name("weekday", formats.WEEKDAYS[number])

    def month(self, year: int, month: int) -> str:
        """``November 2026``."""
        name = text(self.language, f"units.months.{formats.MONTHS[month - 1]}")
        return self.say("month", name=name, year=year)

    def clock(self, at: str | datetime) -> str:
        """The time of day, of a time or of ISO 8601."""
        moment = at if isinstance(at, datetime) else datetime.fromisoformat(at)
        return formats.clock_time(self.language, moment)
