"""``deskbreak history``: the ledger, as a table, CSV or JSON; and deleting it for good."""

import argparse
import csv
import json
import sys
from dataclasses import asdict, fields
from datetime import date

from deskbreak.cli.cli_text import language_of, say
from deskbreak.content.strings import text
from deskbreak.desktop.paths import Paths
from deskbreak.desktop.standard_streams import complain
from deskbreak.storage.database import LedgerError
from deskbreak.storage.ledger import Row, forget, history


def _day(word: str) -> str:
    """An ISO date."""
    try:
        return date.fromisoformat(word).isoformat()
    except ValueError:
        raise argparse.ArgumentTypeError(f'"{word}": a date such as 2026-11-30') from None


def add(parser: argparse.ArgumentParser, _: str) -> None:
    """The words of ``history``."""
    parser.add_argument("--since", type=_day, metavar="D")
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--csv", action="store_true")
    form.add_argument("--json", action="store_true")
    form.add_argument("--forget", action="store_true")
    parser.add_argument("--before", type=_day, metavar="D")
    parser.add_argument("--yes", action="store_true")


def run(args: argparse.Namespace) -> int:
    """Print or delete."""
    try:
        if args.forget:
            return _forget(args)
        rows = history(Paths().ledger, args.since)
    except LedgerError as error:
        complain(f"deskbreak: {error}")
        return 1
    if args.json:
        print(json.dumps([asdict(row) for row in rows], ensure_ascii=False))
    elif args.csv:
        writer = csv.writer(sys.stdout)
        writer.writerow(field.name for field in fields(Row))
        writer.writerows(asdict(row).values() for row in rows)
    else:
        _table(rows, args)
    return 0


def _table(rows: list[Row], args: argparse.Namespace) -> None:
    """One line a row."""
    if not rows:
        print(say(args.lang, "history.empty"))
    language = language_of(args.lang)
    for row in rows:
        outcome = text(language, f"names.outcome.{row.outcome}")
        minutes = row.sitting_s // 60
        print(f"{row.at[:16].replace('T', ' ')}  {minutes:3} min  {outcome}  {row.routine or ''}")


def _forget(args: argparse.Namespace) -> int:
    """Delete for good, after asking unless ``--yes`` was said."""
    path = Paths().ledger
    count = sum(1 for row in history(path) if args.before is None or row.day < args.before)
    if not args.yes and count:
        print(say(args.lang, "history.forget_confirm", count=count), end=" [y/N] ", flush=True)
        if sys.stdin.readline().strip().lower() not in ("y", "yes", "はい"):
            print(say(args.lang, "history.kept"))
            return 1
    print(say(args.lang, "history.forgotten", count=forget(path, args.before)))
    return 0
