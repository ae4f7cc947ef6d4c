"""``deskbreak preview``: what a day looks like under the present configuration."""

import argparse
import json
from datetime import date

from deskbreak.app.day_preview import preview, preview_data, preview_lines
from deskbreak.cli.current_settings import all_routines, in_force, speaks
from deskbreak.content.checks import load_checks
from deskbreak.domain.time.units import REACH, is_within_reach
from deskbreak.timing.clock import SystemClock

WRONG = 4


def _day(word: str) -> date:
    """An ISO date."""
    try:
        day = date.fromisoformat(word)
    except ValueError:
        raise argparse.ArgumentTypeError(f'"{word}": a date such as 2026-11-30') from None
    if not is_within_reach(day):
        raise argparse.ArgumentTypeError(f'"{word}": {REACH}')
    return day


def add(parser: argparse.ArgumentParser, _: str) -> None:
    """The words of ``preview``."""
    parser.add_argument("--date", type=_day, metavar="D")
    parser.add_argument("--config", metavar="FILE")
    parser.add_argument("--json", action="store_true")


def run(args: argparse.Namespace) -> int:
    """Print the day."""
    content = all_routines()
    clock = SystemClock()
    today = clock.now().wall.date()
    loaded = in_force(content, args.date or today, args.lang, args.config)
    if loaded is None:
        return WRONG
    found = preview(args.date or today, clock.zone(), loaded.settings, content, load_checks())
    if args.json:
        print(json.dumps(preview_data(found), ensure_ascii=False))
    else:
        print("\n".join(preview_lines(found, content, speaks(loaded, args.lang), today)))
    return 0
