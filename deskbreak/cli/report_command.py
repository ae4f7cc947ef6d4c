"""``deskbreak report``: what one did, as a page to look at, to print and to hand over."""

import argparse
from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta
from pathlib import Path

from deskbreak import __version__
from deskbreak.app.titles_by_id import TitlesById
from deskbreak.app.why_timeline import timeline
from deskbreak.cli.cli_text import language_of, say
from deskbreak.cli.day_words import day_argument, today
from deskbreak.cli.history_command import tell_left_out
from deskbreak.cli.known_routines import all_routines
from deskbreak.content.catalogue import Catalogue
from deskbreak.content.content_errors import UnknownContentError
from deskbreak.content.model import Language
from deskbreak.desktop.open_file import OPENER_PATIENCE, open_in_editor
from deskbreak.desktop.paths import Paths, make_private
from deskbreak.desktop.runtime_paths import PathError
from deskbreak.desktop.standard_streams import complain
from deskbreak.desktop.terminal_text import tell
from deskbreak.desktop.whole_file import NotWrittenError, write_whole
from deskbreak.domain.time.units import DAY_STARTS
from deskbreak.report.past_week import Week
from deskbreak.report.report import Ledger, RoutineFacts, Times, report
from deskbreak.report.tally import tally
from deskbreak.report.week_sentences import sentences
from deskbreak.report.words import Words
from deskbreak.storage.journal_reading import last_word, marks_between
from deskbreak.storage.ledger_schema import LedgerError
from deskbreak.storage.records import (
    ALWAYS,
    DayRow,
    HoldRow,
    Row,
    Within,
    days,
    felt,
    history,
    holds,
)
from deskbreak.timing.clock import SystemClock

WEEK = timedelta(days=7)


def add(parser: argparse.ArgumentParser, _: str) -> None:
    """The words of ``report``."""
    parser.add_argument("--open", action="store_true")
    parser.add_argument("--out", metavar="FILE")
    parser.add_argument("--since", type=day_argument, metavar="D")
    parser.add_argument("--until", type=day_argument, metavar="D")
    parser.add_argument("--look-back", action="store_true", help=argparse.SUPPRESS)
    parser.add_argument("--for", dest="reader", choices=("me", "clinician"), default="me")


def run(args: argparse.Namespace) -> int:
    """Write the page, and open it if that was asked for."""
    language = language_of(args.lang)
    paths = Paths()
    try:
        if args.look_back:
            tell(look_back(paths.ledger, language))
            return 0
        within = Within(_iso(args.since), _iso(args.until))
        page = make_page(
            paths.ledger, language, today(), within, content=all_routines(), reader=args.reader
        )
        file = Path(args.out) if args.out else _own_file(paths, args.reader)
        write_whole(file, [page.encode()])
        tell_left_out(paths.ledger, args.lang)
    except (LedgerError, NotWrittenError, PathError) as error:
        complain(f"deskbreak: {error}")
        return 1
    if args.open and not open_in_editor(file, OPENER_PATIENCE):
        tell(say(args.lang, "report.no_opener", file=file))
    else:
        tell(say(args.lang, "report.opened" if args.open else "report.written", file=file))
    return 0


def _own_file(paths: Paths, reader: str) -> Path:
    """Where the page lies if nobody said where."""
    make_private(paths.data_dir)
    return paths.data_dir / ("report.html" if reader == "me" else f"report-{reader}.html")


def make_page(
    ledger: Path,
    language: Language,
    now: date,
    within: Within = ALWAYS,
    *,
    content: Catalogue,
    reader: str = "me",
) -> str:
    """The page, from the ledger as it is at the day ``now``. Raises LedgerError."""
    zone = SystemClock().zone()
    rows = list(history(ledger, within))
    held = holds(ledger, within)
    sat = days(ledger, within)
    until = date.fromisoformat(within.until) if within.until else now
    monday = _monday([row.day for row in sat] + [row.day for row in rows[-1:]], until)
    begins = _begins(zone)
    shown = Ledger(
        tally(rows, sat, felt(ledger, within)),
        held,
        _week(ledger, monday, begins, rows, held, sat),
        monday <= now < monday + WEEK,
        len(rows),
    )
    words = Words(language, TitlesById(lambda: content, language), now)
    return report(
        shown,
        _facts(content, language),
        words,
        Times(lambda epoch: datetime.fromtimestamp(epoch, zone), begins),
        __version__,
        clinician=reader == "clinician",
    )


def look_back(ledger: Path, language: Language) -> str:
    """The two first sentences of this week. Raises LedgerError."""
    clock, now = SystemClock(), today()
    monday = now - timedelta(days=now.weekday())
    within = Within(monday.isoformat(), None)
    rows, held, sat = list(history(ledger, within)), holds(ledger, within), days(ledger, within)
    week = _week(ledger, monday, _begins(clock.zone()), rows, held, sat)
    words = Words(language, TitlesById(all_routines, language), now)
    return words.say("week.between").join(sentences(week.tally, week.holds, words)[:2])


def _week(
    ledger: Path,
    monday: date,
    begins: Callable[[date], datetime],
    rows: Sequence[Row],
    held: Sequence[HoldRow],
    sat: Sequence[DayRow],
) -> Week:
    """Everything of the seven days from a Monday on. Raises LedgerError."""
    first, last = monday.isoformat(), (monday + WEEK - timedelta(days=1)).isoformat()
    start, end = begins(monday), begins(monday + WEEK)
    since, until = int(start.timestamp()), int(end.timestamp())
    known = min(last_word(ledger) or until, until)
    records = [row for row in rows if first <= row.day <= last]
    return Week(
        monday,
        records,
        [hold for hold in held if start <= datetime.fromisoformat(hold.since) < end],
        timeline(marks_between(ledger, since, until), known).pieces,
        tally(records, [row for row in sat if first <= row.day <= last]),
    )


def _monday(with_records: list[str], now: date) -> date:
    """The Monday of the week that is shown: this one, or the last with records."""
    this = now - timedelta(days=now.weekday())
    known = max((day for day in with_records if day <= now.isoformat()), default=None)
    if known is None or known >= this.isoformat():
        return this
    last = date.fromisoformat(known)
    return last - timedelta(days=last.weekday())


def _begins(zone: object) -> Callable[[date], datetime]:
    """When a day begins here."""

    def begins(day: date) -> datetime:
        morning = datetime(day.year, day.month, day.day) + DAY_STARTS  # noqa: DTZ001 - on the wall
        return morning.replace(tzinfo=zone)  # type: ignore[arg-type]

    return begins


def _facts(content: Catalogue, language: Language) -> Callable[[str], RoutineFacts | None]:
    def facts(routine: str) -> RoutineFacts | None:
        try:
            card = content.card(routine)
        except UnknownContentError:
            return None
        dose = "" if card.dose is None else card.dose.of(language)
        return RoutineFacts(card.facts.region.value, dose)

    return facts


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
