"""``deskbreak preview``: what a day, or a week, looks like under the settings; before and after."""

import argparse
import json
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta, tzinfo
from pathlib import Path

from msgspec import Struct

from deskbreak import __version__
from deskbreak.app.day_preview import Preview, Span, preview, preview_data, preview_lines
from deskbreak.app.day_range import DayRange, day_range
from deskbreak.app.titles_by_id import TitlesById
from deskbreak.cli.cli_text import say
from deskbreak.cli.current_settings import in_force, speaks
from deskbreak.cli.day_words import day_argument, today
from deskbreak.cli.known_routines import all_routines
from deskbreak.config.answer import Loaded
from deskbreak.content.catalogue import Catalogue
from deskbreak.content.checks import load_checks
from deskbreak.desktop.open_file import OPENER_PATIENCE, open_in_editor
from deskbreak.desktop.paths import Paths
from deskbreak.desktop.standard_streams import complain
from deskbreak.desktop.terminal_text import tell
from deskbreak.desktop.whole_file import NotWrittenError, write_whole
from deskbreak.domain.vocabulary.settings import Settings
from deskbreak.holding.calendar.cache import digest, load
from deskbreak.report.coming_days import Schedule, coming_days
from deskbreak.report.words import Words
from deskbreak.timing.clock import SystemClock

FAILED, USAGE, WRONG = 1, 2, 4
CURRENT = "current"


def add(parser: argparse.ArgumentParser, _: str) -> None:
    """The words of ``preview``."""
    parser.add_argument("--date", type=day_argument, metavar="D")
    parser.add_argument("--week", action="store_true")
    parser.add_argument("--config", metavar="FILE")
    parser.add_argument("--against", metavar="current|FILE")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--html", metavar="FILE")
    parser.add_argument("--open", action="store_true")


class _Plan(Struct, frozen=True):
    """Days under one configuration."""

    name: str
    """Of its file; empty for the one in force."""
    loaded: Loaded
    days: Sequence[date]
    zone: tzinfo
    content: Catalogue

    @property
    def settings(self) -> Settings:
        return self.loaded.settings

    def previews(self) -> list[Preview]:
        """Each day for a person who takes every prompt at once."""
        checks = load_checks()
        return [
            preview(day, self.zone, self.settings, self.content, checks, meetings=self.meetings())
            for day in self.days
        ]

    def ranges(self) -> list[DayRange]:
        """Each day with the earliest and the latest moment of every prompt."""
        checks, meetings = load_checks(), self.meetings()
        return [
            day_range(day, self.zone, self.settings, self.content, checks, meetings)
            for day in self.days
        ]

    def meetings(self) -> list[Span]:
        """What the daemon has read of the calendars so far; nothing is fetched for it."""
        known = load(Paths().cache_dir / "calendars.json").entries
        mine = {digest(source) for source in self.settings.calendar.sources}
        spans = (span for key, entry in known.items() if key in mine for span in entry.spans)
        return sorted(
            (self._local(start), self._local(end))
            for start, end in spans
            if self._local(end).date() >= self.days[0]
        )

    def _local(self, epoch: float) -> datetime:
        return datetime.fromtimestamp(epoch, UTC).astimezone(self.zone)


def run(args: argparse.Namespace) -> int:
    """Print the days, or draw them."""
    if args.open and args.html is None:
        complain("deskbreak preview: --open needs --html FILE (-h helps)")
        return USAGE
    content, now = all_routines(), today()
    first = args.date or now
    days = [first + timedelta(days=number) for number in range(7 if args.week else 1)]
    wanted = [(args.config, args.config or "")]
    if args.against is not None:
        other = None if args.against == CURRENT else args.against
        wanted.insert(0, (other, other or ""))
    plans = []
    for file, name in wanted:
        loaded = in_force(content, first, args.lang, file)
        if loaded is None:
            return WRONG
        plans.append(_Plan(name, loaded, days, SystemClock().zone(), content))
    if args.html is not None:
        return _draw(plans, args, now)
    if args.json:
        print(json.dumps(_data(plans, args), ensure_ascii=False))
    else:
        tell("\n".join(_lines(plans, args, now)))
    return 0


def _data(plans: Sequence[_Plan], args: argparse.Namespace) -> object:
    """One day as it always was; a week as a list; two configurations by name."""
    found = [[preview_data(day) for day in plan.previews()] for plan in plans]
    each = [days if args.week else days[0] for days in found]
    return each[0] if args.against is None else {"before": each[0], "after": each[1]}


def _lines(plans: Sequence[_Plan], args: argparse.Namespace, now: date) -> list[str]:
    lines: list[str] = []
    for plan in plans:
        if args.against is not None:
            lines += [*([""] if lines else []), _name(plan, args)]
        for found in plan.previews():
            lines += preview_lines(found, plan.content, speaks(plan.loaded, args.lang), now)
    return lines


def _name(plan: _Plan, args: argparse.Namespace) -> str:
    if not plan.name:
        return say(args.lang, "report.preview.now")
    return say(args.lang, "report.preview.new", file=plan.name)


def _draw(plans: Sequence[_Plan], args: argparse.Namespace, now: date) -> int:
    language = speaks(plans[0].loaded, args.lang)
    content = plans[0].content
    words = Words(language, TitlesById(lambda: content, language), now)
    schedules = [
        Schedule(_name(plan, args) if args.against else "", plan.ranges()) for plan in plans
    ]
    made = words.say("preview.made", version=__version__, date=words.full_day(now))
    file = Path(args.html)
    try:
        write_whole(file, [coming_days(schedules, words, made).encode()])
    except NotWrittenError as error:
        complain(f"deskbreak: {error}")
        return FAILED
    tell(words.say("preview.written", file=file))
    if args.open and not open_in_editor(file, OPENER_PATIENCE):
        tell(say(args.lang, "report.no_opener", file=file))
    return 0
