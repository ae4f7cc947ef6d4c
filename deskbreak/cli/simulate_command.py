"""``deskbreak simulate``: the real machine on simulated time."""

import argparse
import json
import os
import sys
from collections.abc import Callable, Mapping
from datetime import datetime, tzinfo
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from deskbreak.app.day_file import DayError, EventLine, read
from deskbreak.app.day_output import as_json
from deskbreak.app.simulation import simulate
from deskbreak.cli.cli_text import language_of
from deskbreak.config.answer import Request
from deskbreak.config.file_problems import ConfigError
from deskbreak.config.kept_reading import load
from deskbreak.config.layer_paths import Paths
from deskbreak.config.messages import render
from deskbreak.content.checks import load_checks
from deskbreak.content.loader import load_routines
from deskbreak.desktop.standard_streams import complain
from deskbreak.domain.time.units import REACH, Now, is_within_reach
from deskbreak.domain.vocabulary.routine import Routine
from deskbreak.domain.vocabulary.settings import Settings
from deskbreak.storage.ledger_schema import LedgerError
from deskbreak.storage.recorder import Recorder
from deskbreak.timing.clock import SystemClock, calendar_day

FAILED, USAGE, WRONG = 1, 2, 4


def add(parser: argparse.ArgumentParser, _: str) -> None:
    """The words of ``simulate``."""
    parser.add_argument("--events", required=True, metavar="FILE")
    parser.add_argument("--config", metavar="FILE")
    parser.add_argument("--seed", type=int, default=0, metavar="N")
    parser.add_argument("--until", metavar="T")
    parser.add_argument("--tz", metavar="ZONE")
    parser.add_argument("--ledger", metavar="FILE")


def run(args: argparse.Namespace) -> int:
    """Print each effect as a line of JSON."""
    try:
        zone = ZoneInfo(args.tz) if args.tz else SystemClock().zone()
    except (ZoneInfoNotFoundError, ValueError):
        complain(f'--tz "{args.tz}": a zone such as Asia/Tokyo is needed')
        return USAGE
    facts = load_routines().facts
    configure = _configure(args.config, facts)
    try:
        settings = configure({})
        lines = _lines(args.events)
        day = list(read(lines, zone))
        until = _until(args.until, day, zone)
    except ConfigError as error:
        for problem in error.problems:
            complain(render(problem, language_of(args.lang)))
        return WRONG
    except (DayError, OSError) as error:
        complain(f"{args.events}: {getattr(error, 'strerror', None) or error}")
        return USAGE
    try:
        recorder = _recorder(args.ledger, day)
        code = _play(args, day, zone, settings, facts, until, configure, recorder)
        if recorder is not None:
            recorder.close()
    except LedgerError as error:
        complain(f"deskbreak: {error}")
        return FAILED
    return code


def _recorder(file: str | None, day: list[EventLine]) -> Recorder | None:
    """What writes the ledger of the run, if one was asked for. Raises LedgerError."""
    if file is None:
        return None
    at = day[0].at if day else SystemClock().now().wall
    return Recorder(Path(file), Now(0, at))


def _play(  # noqa: PLR0917 - called once, right above
    args: argparse.Namespace,
    day: list[EventLine],
    zone: tzinfo,
    settings: Settings,
    facts: tuple[Routine, ...],
    until: datetime | None,
    configure: Callable[[Mapping[str, Any]], Settings],
    recorder: Recorder | None,
) -> int:
    """Run the day and print what follows from it as it comes."""
    naive = not day or datetime.fromisoformat(day[0].line.at).tzinfo is None

    def set_keys(keys: Mapping[str, Any]) -> Settings:
        try:
            return configure(keys)
        except ConfigError as error:
            lines = "; ".join(render(one, language_of(args.lang)) for one in error.problems)
            raise ValueError(lines) from None

    try:
        for happened in simulate(
            day,
            zone,
            settings,
            facts,
            seed=args.seed,
            until=until,
            configure=set_keys,
            checks=load_checks(),
            on_step=None if recorder is None else recorder.step,
        ):
            shape = as_json(happened, naive=naive)
            if shape is not None:
                print(json.dumps(shape, ensure_ascii=False))
    except DayError as error:
        sys.stdout.flush()
        complain(f"{args.events}: {error}")
        return USAGE
    except (ValueError, OverflowError):
        sys.stdout.flush()
        complain(f"{args.events}: the day leaves the calendar: {REACH}")
        return USAGE
    return 0


def _configure(
    file: str | None, facts: tuple[Routine, ...]
) -> Callable[[Mapping[str, Any]], Settings]:
    """The settings of a day: the file if one was named, else the defaults, and keys set by hand.

    Neither the person's own file nor the environment plays a part: equal input, equal output.
    """
    named = file is not None
    paths = Paths(user=Path(file or os.devnull), named=named)
    numbers = {one.number: one.id for one in facts}
    today = calendar_day()
    request = Request(paths=paths, today=today, routine_ids=numbers)

    def configure(keys: Mapping[str, Any]) -> Settings:
        if not named and not keys:
            return Settings()
        return load(
            request.paths, {}, dict(keys), request.routine_ids, today=request.today
        ).settings

    return configure


def _lines(file: str) -> list[str]:
    """The file's lines, or standard input for ``-``."""
    if file == "-":
        return sys.stdin.read().splitlines()
    try:
        return Path(file).read_text("utf-8").splitlines()
    except UnicodeDecodeError as error:
        raise DayError(f"not UTF-8: {error.reason} at byte {error.start}") from None


def _until(word: str | None, day: list[EventLine], zone: tzinfo) -> datetime | None:
    """The end that was named: a full time, or a time of the last line's day."""
    if word is None:
        return None
    try:
        at = datetime.fromisoformat(word)
    except ValueError:
        if not day:
            return None
        try:
            clock = datetime.strptime(word, "%H:%M").time()  # noqa: DTZ007 - local by contract
        except ValueError:
            raise DayError(f'--until "{word}": a time such as 2026-11-30T18:00:00') from None
        at = datetime.combine(day[-1].at.date(), clock)
    if not is_within_reach(at.date()):
        raise DayError(f'--until "{word}": {REACH}')
    return _local(at, zone)


def _local(at: datetime, zone: tzinfo) -> datetime:
    """Naive times are local."""
    return at.replace(tzinfo=zone) if at.tzinfo is None else at.astimezone(zone)
