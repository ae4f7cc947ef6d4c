"""``deskbreak why``: why it did or did not remind at a time, from the ledger alone."""

import argparse
import json
import re
from datetime import datetime, time, timedelta
from pathlib import Path

from deskbreak.app.journal_marks import Course, Mark, Where
from deskbreak.app.titles_by_id import TitlesById
from deskbreak.app.why import answer
from deskbreak.app.why_answer import Answer
from deskbreak.app.why_timeline import timeline
from deskbreak.app.why_view import WhyView
from deskbreak.cli.cli_text import language_of, say
from deskbreak.cli.day_words import day_word
from deskbreak.cli.known_routines import all_routines
from deskbreak.control.client import listens
from deskbreak.desktop.paths import Paths
from deskbreak.desktop.runtime_paths import PathError, socket_path
from deskbreak.desktop.standard_streams import complain
from deskbreak.desktop.terminal_text import tell
from deskbreak.storage.journal_reading import around
from deskbreak.storage.ledger_schema import LedgerError
from deskbreak.timing.clock import SystemClock

FAILED, USAGE = 1, 2
NOW = frozenset({"now", "今"})


def add(parser: argparse.ArgumentParser, _: str) -> None:
    """The words of ``why``."""
    parser.add_argument("when", nargs="*", metavar="[DAY] HH:MM")
    parser.add_argument("--json", action="store_true")


def run(args: argparse.Namespace) -> int:
    """Print the answer."""
    clock = SystemClock()
    now = clock.now().wall
    try:
        at = _moment(args.when, now, args.lang)
    except ValueError as error:
        complain(f"deskbreak why: {error}")
        return USAGE
    present = int(now.timestamp())
    try:
        found, first = look_up(
            Paths().ledger,
            int(at.timestamp()),
            present,
            running=_is_running(),
            whole_minute=_names_no_second(args.when),
        )
    except LedgerError as error:
        complain(f"deskbreak: {error}")
        return FAILED
    if args.json:
        zone = clock.zone()

        def iso(epoch: int | None) -> str | None:
            if epoch is None:
                return None
            return datetime.fromtimestamp(epoch, zone).isoformat(timespec="seconds")

        print(json.dumps(found.as_json(iso), ensure_ascii=False))
        return 0
    language = language_of(args.lang)
    titles = TitlesById(all_routines, language)
    view = WhyView(
        language, titles, lambda epoch: datetime.fromtimestamp(epoch, clock.zone()), now.date()
    )
    tell("\n".join(view.lines(found)))
    if found.reason == "no_record" and first is not None:
        tell(say(args.lang, "why.only_later", time=view.time(first)))
    return 0


def look_up(
    ledger: Path, at: int, now: int, *, running: bool, whole_minute: bool = False
) -> tuple[Answer, int | None]:
    """What was on at epoch seconds ``at``, and where the journal begins. Raises LedgerError.

    ``running``: a daemon is there now; without one, it has been down since its last word.
    ``whole_minute``: a prompt that came within the minute is what is asked about.
    """
    known = around(ledger, at)
    marks = known.marks
    if known.alive is not None and known.alive < now and not running:
        marks = (*marks, Mark(known.alive, f"{Where.DOWN}{Course.NONE}", 0, 0, 0))
    lines = timeline(marks, max(now, at) + 1)
    if whole_minute:
        at = lines.within(at, min(at + 59, now))
    return answer(lines, known.outcomes, at, now, first=known.first), known.first


def _moment(words: list[str], now: datetime, lang: str | None) -> datetime:
    """The time that is asked about; raises ValueError with what is wrong."""
    words = [part for word in words for part in word.split()]
    if not words or (len(words) == 1 and words[0].lower() in NOW):
        return now - timedelta(seconds=1)
    *day_words, clock = words
    if len(day_words) > 1:
        raise ValueError(say(lang, "why.usage"))
    at = _clock(clock)
    if at is None:
        raise ValueError(say(lang, "why.no_time", text=clock))
    day = day_word(day_words[0], now.date()) if day_words else now.date()
    if day is None:
        raise ValueError(say(lang, "why.usage"))
    return datetime.combine(day, at, now.tzinfo)


def _clock(word: str) -> time | None:
    """``9:05``, ``09:05``, full-width too; None if it is no time of day."""
    found = re.fullmatch(r"(\d{1,2})[:：](\d\d)(?:[:：](\d\d))?", word)
    if found is None:
        return None
    hour, minute, second = (int(part or 0) for part in found.groups())
    return time(hour, minute, second) if hour < 24 and minute < 60 and second < 60 else None


def _names_no_second(words: list[str]) -> bool:
    """Whether a time was said as clocks show it, to the minute."""
    clock = words[-1].split()[-1] if words and words[-1].split() else ""
    return len(re.split("[:：]", clock)) == 2


def _is_running() -> bool:
    """Whether a daemon listens; one that does not answer is there all the same."""
    try:
        return listens(socket_path())
    except PathError:
        return False
