"""``deskbreak history``: the ledger in words, as CSV or JSON; deleted for good; taken elsewhere.

Everything is printed as it is read, so that ten years need no memory.
"""

import argparse
import sys
from collections.abc import Iterable, Iterator
from itertools import chain, islice
from pathlib import Path

from deskbreak.app.history_view import history_lines
from deskbreak.app.titles_by_id import TitlesById
from deskbreak.cli.cli_text import language_of, say
from deskbreak.cli.day_words import day_argument, today
from deskbreak.cli.known_routines import all_routines
from deskbreak.cli.waiting_rows import waiting_rows
from deskbreak.desktop.paths import Paths
from deskbreak.desktop.standard_streams import complain
from deskbreak.desktop.terminal_text import fit, tell
from deskbreak.desktop.whole_file import NotWrittenError
from deskbreak.storage.ledger_schema import LedgerError
from deskbreak.storage.records import Row, Within, count, days, forget, history, left_out
from deskbreak.storage.set_aside import kept_files

AT_ONCE = 4000
"""Records that are turned into JSON together."""


def add(parser: argparse.ArgumentParser, _: str) -> None:
    """The words of ``history``."""
    parser.add_argument("--since", type=day_argument, metavar="D")
    parser.add_argument("--until", type=day_argument, metavar="D")
    parser.add_argument("--day", type=day_argument, metavar="D")
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--csv", action="store_true")
    form.add_argument("--json", action="store_true")
    form.add_argument("--forget", action="store_true")
    form.add_argument("--export", metavar="FILE")
    form.add_argument("--import", dest="import_from", metavar="FILE")
    parser.add_argument("--before", type=day_argument, metavar="D")
    parser.add_argument("--yes", action="store_true")


def run(args: argparse.Namespace) -> int:
    """Print, delete, write out or read in."""
    if args.day is not None and (args.since or args.until):
        complain("deskbreak history: --day stands alone, without --since and --until (-h helps)")
        return 2
    path = Paths().ledger
    within = Within(_iso(args.day or args.since), _iso(args.day or args.until))
    try:
        if args.forget:
            return _forget(path, args)
        if args.export is not None or args.import_from is not None:
            return _travel(path, args)
        waiting = [row for row in waiting_rows(path) if _is_within(row, within)]
        try:
            _print(path, within, args, waiting)
        finally:
            sys.stdout.flush()
            if waiting:
                complain(say(args.lang, "history.waiting", count=len(waiting)))
        tell_left_out(path, args.lang)
    except (LedgerError, NotWrittenError) as error:
        sys.stdout.flush()
        complain(f"deskbreak: {error}")
        return 1
    return 0


def tell_left_out(path: Path, lang: str | None) -> None:
    """Say so where records cannot be read. Raises LedgerError."""
    if number := left_out(path):
        complain(say(lang, "history.left_out", count=number))


def _travel(path: Path, args: argparse.Namespace) -> int:
    """Into a file for another machine, or out of one."""
    from deskbreak.cli import ledger_travel  # noqa: PLC0415 - it loads half of the core

    if args.export is not None:
        return ledger_travel.export_ledger(path, args.export, args.lang)
    return ledger_travel.import_ledger(path, args.import_from, args.lang)


def _print(path: Path, within: Within, args: argparse.Namespace, waiting: list[Row]) -> None:
    rows = chain(history(path, within), waiting)
    first = next(rows, None)  # what cannot be read is told before anything is printed
    every: Iterable[Row] = rows if first is None else chain((first,), rows)
    if args.json:
        sys.stdout.writelines(_json(every))
    elif args.csv:
        import csv  # noqa: PLC0415 - only here

        writer = csv.writer(sys.stdout, lineterminator="\n")
        writer.writerow(Row._fields)
        writer.writerows(every)
    elif first is None:
        limited = within != Within() and count(path)
        tell(say(args.lang, "history.none_then" if limited else "history.empty"))
    else:
        language = language_of(args.lang)
        sat = {row.day: row.sitting_s for row in days(path, within)}
        names = TitlesById(all_routines, language)
        lines = history_lines(every, lambda day: sat.get(day, 0), names, language, today())
        sys.stdout.writelines(f"{fit(line, sys.stdout)}\n" for line in lines)


def _json(rows: Iterable[Row]) -> Iterator[str]:
    """One array, a record a line."""
    import msgspec  # noqa: PLC0415 - only here

    encode = msgspec.json.Encoder().encode_lines
    given = iter(rows)
    yield "["
    joint = "\n"
    while some := list(islice(given, AT_ONCE)):
        lines = encode([row._asdict() for row in some]).decode().rstrip("\n")
        yield joint + lines.replace("\n", ",\n")
        joint = ",\n"
    yield "\n]\n"


def _forget(path: Path, args: argparse.Namespace) -> int:
    """Delete for good, after asking unless ``--yes`` was said."""
    before = _iso(args.before)
    found = count(path, before)
    if not args.yes and found:
        print(say(args.lang, "history.forget_confirm", count=found), end=" [y/N] ", flush=True)
        if sys.stdin.readline().strip().lower() not in ("y", "yes", "はい"):
            tell(say(args.lang, "history.kept"))
            return 1
    tell(say(args.lang, "history.forgotten", count=forget(path, before)))
    if before is None and (kept := kept_files(path)):
        files = ", ".join(str(one.file) for one in kept)
        tell(say(args.lang, "history.still_there", files=files))
    return 0


def _is_within(row: Row, within: Within) -> bool:
    since, until = within.limits
    return since <= row.day <= until


def _iso(day: object) -> str | None:
    return None if day is None else str(day)
