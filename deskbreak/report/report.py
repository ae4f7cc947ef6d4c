"""The report: what a person did, on one page; and the summary for a clinician."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from xml.etree.ElementTree import Element

from msgspec import Struct

from deskbreak.app.ledger_rows import HoldRow
from deskbreak.report import sections
from deskbreak.report.calendar_grid import calendar
from deskbreak.report.clinician import clinician_parts
from deskbreak.report.day_strip import axis_of, legend, week
from deskbreak.report.html_page import page
from deskbreak.report.markup import element
from deskbreak.report.past_week import Week, strips
from deskbreak.report.tally import Tally
from deskbreak.report.week_sentences import sentences
from deskbreak.report.words import Words

LEGEND = ("sit", "up", "done", "stopped", "snoozed", "skipped", "missed", "hold")


class RoutineFacts(Struct, frozen=True):
    """What the report says of a routine beside its title."""

    region: str
    dose: str


class Ledger(Struct, frozen=True):
    """Everything that is reported on."""

    whole: Tally
    holds: Sequence[HoldRow]
    week: Week
    is_this_week: bool
    records: int


class Times(Struct, frozen=True):
    """Local time: of epoch seconds, and at which a day begins."""

    wall: Callable[[int], datetime]
    begins: Callable[[date], datetime]


def report(
    ledger: Ledger,
    routine: Callable[[str], RoutineFacts | None],
    words: Words,
    times: Times,
    version: str,
    *,
    clinician: bool = False,
) -> str:
    """The page.

    Args:
        ledger: what is reported on.
        routine: the facts of a routine by its id; None for one that is gone.
        words: of the page.
        times: local time.
        version: of the program, for the foot.
        clinician: leave out times of day, add routines with their dose.
    """
    days = sorted({*ledger.whole.days, *ledger.whole.sitting})
    made = words.say(
        "made",
        version=version,
        date=words.full_day(words.today),
        count=ledger.records,
    )
    title = words.say("clinician_title" if clinician else "title")
    if not days:
        empty = element("section", element("p", words.say("empty")))
        return page(title, "", words, [empty], made)
    start, end = (words.full_day(date.fromisoformat(day)) for day in (days[0], days[-1]))
    subtitle = words.say("subtitle", start=start, end=end)
    if clinician:
        parts = clinician_parts(ledger.whole, ledger.holds, routine, words)
        return page(title, subtitle, words, parts, made)
    return page(title, subtitle, words, _parts(ledger, routine, words, times), made)


def _parts(
    ledger: Ledger,
    routine: Callable[[str], RoutineFacts | None],
    words: Words,
    times: Times,
) -> Iterable[Element]:
    whole = ledger.whole
    yield _week(ledger, words, times)
    yield sections.section("calendar", words, *calendar(whole, words))
    yield sections.hours(whole, words)
    yield sections.outcomes(whole, ledger.holds, words)
    yield sections.regions(by_region(whole, routine), words)
    yield sections.longest(whole, words)
    yield sections.comfort(whole, words)
    yield sections.checks(whole, words)


def _week(ledger: Ledger, words: Words, times: Times) -> Element:
    drawn = strips(ledger.week, words, times.wall, times.begins)
    told = sentences(ledger.week.tally, ledger.week.holds, words)
    monday = words.full_day(ledger.week.monday)
    if ledger.is_this_week:
        heading = words.say("week.this")
    else:
        heading = words.say("week.heading", start=monday)
    return element(
        "section",
        element("h2", heading, id="h-week"),
        element("ul", *(element("li", one) for one in told), class_="sentences"),
        week(drawn, words.say("week.axis", hour="{hour}"), axis_of(drawn)),
        legend([(kind, words.say(f"legend.{kind}")) for kind in LEGEND]),
        class_="the-week",
        aria_labelledby="h-week",
    )


def by_region(whole: Tally, routine: Callable[[str], RoutineFacts | None]) -> Counter[str]:
    """Movements by region; of routines that are gone nothing is known."""
    counts: Counter[str] = Counter()
    for name, count in whole.routines.items():
        facts = routine(name)
        if facts is not None:
            counts[facts.region] += count
    return counts
