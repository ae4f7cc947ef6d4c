"""The summary for a clinician: no times of day, but routines with their dose."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta
from typing import Protocol
from xml.etree.ElementTree import Element

from deskbreak.app.ledger_rows import HoldRow
from deskbreak.report import sections
from deskbreak.report.calendar_grid import COLUMNS, by_month, numbers
from deskbreak.report.markup import Child
from deskbreak.report.tables import counted, scrolled, table
from deskbreak.report.tally import Tally
from deskbreak.report.words import Words

WEEKS = 26
"""Longer periods are summed up by month."""
MONTHS = 36
"""And those by year."""


class Facts(Protocol):
    """What is said of a routine beside its title."""

    @property
    def region(self) -> str: ...
    @property
    def dose(self) -> str: ...


def clinician_parts(
    whole: Tally,
    holds: Sequence[HoldRow],
    routine: Callable[[str], Facts | None],
    words: Words,
) -> Iterable[Element]:
    """The sections, most telling first."""
    yield _periods(whole, words)
    yield _routines(whole, routine, words)
    yield sections.outcomes(whole, holds, words)
    yield sections.comfort(whole, words)
    yield sections.checks(whole, words)


def _periods(whole: Tally, words: Words) -> Element:
    """What each week, or each month, came to."""
    weeks = _by_week(whole)
    heads = [words.say(f"calendar.columns_{name}") for name in COLUMNS]
    months = by_month(whole)
    if len(months) > MONTHS:
        rows = [[str(year), *numbers(days, whole, words)] for year, days in _by_year(whole)]
        heads[0], heading = words.say("weeks.year"), "weeks.years"
    elif len(weeks) > WEEKS:
        rows = [[words.month(*month), *numbers(days, whole, words)] for month, days in months]
        heading = "weeks.months"
    else:
        rows = [[words.full_day(start), *numbers(days, whole, words)] for start, days in weeks]
        heads[0] = words.say("weeks.week")
        heading = "weeks.heading"
    made = sections.section("weeks", words, scrolled(_sideways(words, heading), table(heads, rows)))
    made[0].text = words.say(heading)
    return made


def _sideways(words: Words, heading: str) -> str:
    return words.say("scroll", what=words.say(heading))


def _by_year(whole: Tally) -> list[tuple[int, list[str]]]:
    years: dict[int, list[str]] = defaultdict(list)
    for day in sorted({*whole.days, *whole.sitting}):
        years[int(day[:4])].append(day)
    return sorted(years.items(), reverse=True)


def _by_week(whole: Tally) -> list[tuple[date, list[str]]]:
    weeks: dict[date, list[str]] = defaultdict(list)
    for day in sorted({*whole.days, *whole.sitting}):
        at = date.fromisoformat(day)
        weeks[at - timedelta(days=at.weekday())].append(day)
    return sorted(weeks.items(), reverse=True)


def _routines(whole: Tally, routine: Callable[[str], Facts | None], words: Words) -> Element:
    rows: list[list[Child]] = []
    for name, count in whole.routines.most_common():
        facts = routine(name)
        region = "" if facts is None else words.name("region", facts.region)
        dose = "" if facts is None else facts.dose
        rows.append([words.names.routine(name), region, dose, counted(f"routine-{name}", count)])
    heads = [words.say(f"routines.{name}") for name in ("routine", "region", "dose", "count")]
    label = _sideways(words, "routines.heading")
    return sections.section("routines", words, scrolled(label, table(heads, rows)))
