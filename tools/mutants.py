"""Changes the core in many small ways and looks whether a test notices: ``make mutants``.

Each mutant is one change in one file: those of cosmic-ray's operators (a comparison, a number, an
``and``, a loop that never runs, ...), and one that it lacks: a call whose result nobody uses is
left out. A sample is drawn by a seed, so that the same seed is the same sample; all of them take
days. The work is done in a copy; nothing here is touched.

    tools/mutants.py [--room domain|app] [--count 60] [--seed 1] [--only FILE] [--minutes 30]

A mutant is alive when every test that ran its line passes (``telling_tests.py``); with ``--daemon``
every test that starts the program itself must pass as well.
"""

import argparse
import ast
import contextlib
import random
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from cosmic_ray.commands import init
from cosmic_ray.mutating import use_mutation
from cosmic_ray.plugins import get_operator
from cosmic_ray.work_db import WorkDB, use_db
from telling_tests import JUDGES, TellingTests

ROOT = Path(__file__).parents[1]
LEFT_OUT = (
    ".git", ".venv*", "__pycache__", ".*_cache", ".hypothesis", "build", "dist", "screenshots",
    "node_modules",
)  # fmt: skip
"""What is built or kept here; the tests need all the rest, some of it only to read it."""
ROOMS = ("domain", "app")

WITHOUT_SENSE = ("BitOr", "RemoveDecorator", "NoOp", "Variable", "Is_Eq", "IsNot_NotEq")
"""Operators that change annotations (``X | None``), decorators, or need arguments.

``is`` and ``==`` are the same for None and for members of an enumeration.
"""


class Mutant(NamedTuple):
    """One change: the file, its lines, what is done, and which place of that kind."""

    file: str
    line: int
    last: int
    what: str
    operator: str
    occurrence: int


def mutants(copy: Path, room: str, only: str | None) -> Iterator[Mutant]:
    """Every mutant of a room, in a fixed order."""
    files = sorted((copy / "deskbreak" / room).rglob("*.py"))
    files = [file for file in files if only is None or only in str(file)]
    sources = {file: file.read_text("utf-8").splitlines() for file in files}
    (copy / "session.sqlite").unlink(missing_ok=True)
    with use_db(str(copy / "session.sqlite"), WorkDB.Mode.create) as session:
        init(files, session, {})
        for item in session.work_items:
            for one in item.mutations:
                lines = sources[one.module_path]
                senseless = any(word in one.operator_name for word in WITHOUT_SENSE)
                if not senseless and not _is_star(lines, *one.start_pos):
                    file = one.module_path.relative_to(copy).as_posix()
                    name = one.operator_name.removeprefix("core/")
                    first, last = one.start_pos[0], one.end_pos[0]
                    yield Mutant(file, first, last, name, one.operator_name, one.occurrence)
    for file in files:
        for number, call in enumerate(_calls(ast.parse(file.read_text("utf-8")))):
            name = file.relative_to(copy).as_posix()
            last = call.end_lineno or call.lineno
            yield Mutant(name, call.lineno, last, "CallLeftOut", "", number)


def _is_star(lines: Sequence[str], row: int, column: int) -> bool:
    """Whether a place is a star before a name or in a signature: nothing is multiplied there."""
    before = lines[row - 1][:column].rstrip()
    return lines[row - 1][column : column + 1] == "*" and before[-1:] in ("", "(", ",", "[", "{")


def _calls(tree: ast.AST) -> list[ast.Expr]:
    """Statements that are a call, but for what the types say is never reached."""
    found = [one for one in ast.walk(tree) if isinstance(one, ast.Expr)]
    calls = [one for one in found if isinstance(one.value, ast.Call)]
    reached = [one for one in calls if "assert_never" not in ast.unparse(one)]
    return sorted(reached, key=lambda one: one.lineno)


@contextlib.contextmanager
def changed(copy: Path, mutant: Mutant) -> Iterator[None]:
    """The copy with this change in it."""
    file = copy / mutant.file
    if mutant.operator:
        with use_mutation(file, get_operator(mutant.operator)(), mutant.occurrence):
            yield
        return
    text = file.read_text("utf-8")
    call = _calls(ast.parse(text))[mutant.occurrence]
    lines = text.splitlines(keepends=True)
    first, last = call.lineno - 1, call.end_lineno or call.lineno
    left = [*lines[:first], " " * call.col_offset, "pass\n", *lines[last:]]
    file.write_text("".join(left), "utf-8")
    try:
        yield
    finally:
        file.write_text(text, "utf-8")


def noticed(tests: TellingTests, mutant: Mutant, *, daemon: bool) -> bool:
    """Whether a test fails with this change."""
    with changed(tests.copy, mutant):
        if not tests.pass_all(tests.of_lines(mutant.file, mutant.line, mutant.last)):
            return True
        return daemon and not tests.daemon_passes()


def copied(copy: Path) -> None:
    """The project, in a folder of its own."""
    shutil.copytree(ROOT, copy, dirs_exist_ok=True, ignore=shutil.ignore_patterns(*LEFT_OUT))


def tried(
    tests: TellingTests, sample: list[Mutant], ends: float, *, daemon: bool
) -> Iterator[tuple[Mutant, bool]]:
    """Each mutant of a sample, and whether it was noticed, until the time is over."""
    for mutant in sample:
        if time.perf_counter() > ends:
            return
        yield mutant, noticed(tests, mutant, daemon=daemon)


def main() -> int:
    """Draw a sample of each room, try it, and name what survived."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--room", choices=ROOMS, help="only this one")
    parser.add_argument("--count", type=int, default=60, help="how many of each room")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", help="only files whose path contains this")
    parser.add_argument("--minutes", type=float, default=60.0, help="begin none after so long")
    parser.add_argument("--judges", nargs="+", default=JUDGES, help="judge by these tests alone")
    parser.add_argument("--daemon", action="store_true", help="ask the tests of the daemon as well")
    parser.add_argument("--keep", type=Path, help="make the copy here, and use it again")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        copy = (args.keep or Path(folder) / "copy").resolve()
        tests = TellingTests(copy)
        if not (copy.exists() and tests.recorded()):
            copied(copy)
            sys.stdout.write("the tests that judge are run once, with nothing changed\n")
            if not tests.record(args.judges):
                sys.stderr.write("they fail; mend that first:\n" + tests.said())
                return 1
        ends = time.perf_counter() + 60 * args.minutes
        for room in (args.room,) if args.room else ROOMS:
            every = sorted(mutants(copy, room, args.only))
            sample = random.Random(args.seed).sample(every, min(args.count, len(every)))  # noqa: S311
            killed = total = 0
            for mutant, was in tried(tests, sample, ends, daemon=args.daemon):
                killed, total = killed + was, total + 1
                line = (copy / mutant.file).read_text("utf-8").splitlines()[mutant.line - 1]
                where = f"{mutant.file}:{mutant.line}"
                word = "noticed" if was else "SURVIVED"
                sys.stdout.write(f"{word}: {where}: {mutant.what}: {line.strip()}\n")
                sys.stdout.flush()
            share = 100 * killed / total if total else 0.0
            sys.stdout.write(f"{room}: {killed} of {total} noticed, {share:.0f} %; ")
            sys.stdout.write(f"{len(every)} mutants in all, seed {args.seed}\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
