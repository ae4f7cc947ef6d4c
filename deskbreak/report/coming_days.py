"""Coming days, drawn as the report draws past ones."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import NamedTuple, Protocol
from xml.etree.ElementTree import Element

from deskbreak.content import formats
from deskbreak.report.day_strip import LANES, Bar, Strip, axis_of, legend, week
from deskbreak.report.html_page import page
from deskbreak.report.markup import element
from deskbreak.report.words import Words

LEGEND = (("span", "legend_span"), ("due", "legend_prompt"), ("meeting", "legend_meeting"))


class Prompt(Protocol):
    """Between when and when a prompt comes."""

    @property
    def early(self) -> datetime: ...
    @property
    def late(self) -> datetime: ...


class Day(Protocol):
    """A coming day."""

    @property
    def day(self) -> date: ...
    @property
    def spans(self) -> Sequence[tuple[datetime, datetime]]: ...
    @property
    def meetings(self) -> Sequence[tuple[datetime, datetime]]: ...
    @property
    def prompts(self) -> Sequence[Prompt]: ...
    @property
    def always(self) -> bool: ...


class Schedule(NamedTuple):
    """Days under one configuration; ``name`` says which, if there are two."""

    name: str
    days: Sequence[Day]


def coming_days(schedules: Sequence[Schedule], words: Words, made: str) -> str:
    """The page; with two schedules, the one in force comes first."""
    days = schedules[0].days
    first, last = words.day(days[0].day), words.day(days[-1].day)
    same = len(days) == 1
    subtitle = first if same else words.say("preview.heading", start=first, end=last)
    parts = _parts(schedules, words)
    return page(words.say("preview.title"), subtitle, words, parts, made, note=False)


def _parts(schedules: Sequence[Schedule], words: Words) -> Iterable[Element]:
    """A section each, all on the same hours, so that one can be held against the other."""
    drawn = [[_strip(day, words) for day in schedule.days] for schedule in schedules]
    axis = axis_of(strip for strips in drawn for strip in strips)
    for number, (schedule, strips) in enumerate(zip(schedules, drawn, strict=True)):
        heading = schedule.name or words.say("preview.title")
        example = any(day.always for day in schedule.days)
        first = number == 0
        key = [(kind, words.say(f"preview.{key}")) for kind, key in LEGEND]
        yield element(
            "section",
            element("h2", heading, id=f"h-{number}"),
            element("p", words.say("preview.about"), class_="about") if first else None,
            element("p", words.say("preview.example"), class_="about") if example else None,
            week(strips, words.say("week.axis", hour="{hour}"), axis),
            legend(key) if first else None,
            aria_labelledby=f"h-{number}",
        )


def _strip(day: Day, words: Words) -> Strip:
    name = words.short_day(day.day)
    if not day.spans:
        return Strip(day.day, name, words.say("preview.day_off", day=words.day(day.day)), "–")
    count = len(day.prompts)
    times = formats.listed(words.language, (_times(one, words) for one in day.prompts))
    label = words.say("preview.day_label", day=words.day(day.day), count=count, times=times)
    bars = [Bar("span", start, end, _span(start, end, words)) for start, end in day.spans]
    bars += [
        Bar("due", one.early, one.late, _times(one, words), number % LANES)
        for number, one in enumerate(day.prompts)
    ]
    meeting = words.name("hold", "calendar")
    bars += [
        Bar("meeting", start, end, f"{_span(start, end, words)} {meeting}")
        for start, end in day.meetings
    ]
    return Strip(day.day, name, label, words.say("preview.count", count=count), tuple(bars))


def _times(prompt: Prompt, words: Words) -> str:
    return _span(prompt.early, prompt.late, words)


def _span(start: datetime, end: datetime, words: Words) -> str:
    return words.say("preview.prompt", early=words.clock(start), late=words.clock(end))
