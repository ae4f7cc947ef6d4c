"""Changes the core in many small ways and looks whether a test notices: ``make mutants``.

Each mutant is one change in one file: those of cosmic-ray's operators (a comparison, a number, an
``and``, a loop that never runs, ...), and one that it lacks: a call whose result nobody uses is
left out. A sample is drawn by a seed, so that the same seed is the same sample; all of them take
days. The work is done in a copy; nothing here is touched.

    tools/mutants.py [--room domain|app] [--count 60] [--seed 1] [--only FILE] [--minutes 30]
"""

import argparse
import ast
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from cosmic_ray.commands import init
from cosmic_ray.mutating import use_mutation
from cosmic_ray.plugins import get_operator
from cosmic_ray.work_db import WorkDB, use_db

ROOT = Path(__file__).parents[1]
COPIED = ("deskbreak", "tests", "assets", "docs", "bench", "tools")
TESTS = {
    "domain": ("tests/test_days.py", "tests/domain", "tests/test_promises.py", "tests/app"),
    "app": ("tests/app", "tests/test_days.py", "tests/report", "tests/daemon", "tests/faults"),
}
"""The tests that guard a room, the quickest first."""

WITHOUT_SENSE = ("BitOr", "RemoveDecorator", "NoOp", "Variable", "Is_Eq", "IsNot_NotEq")
"""Operators that change annotations (``X | None``), what dataclasses are, or need arguments.

``is`` and ``==`` are the same for None and for members of an enumeration.
"""

LIMIT_S = 300.0
"""Seconds for the tests of one mutant; one that takes longer has been noticed."""


class Mutant(NamedTuple):
    """One change: the file, its line, what was done, and the whole text afterwards."""

    file: str
    line: int
    what: str
    operator: str
    occurrence: int


def mutants(copy: Path, room: str, only: str | None) -> Iterator[Mutant]:
    """Every mutant of a room, in a fixed order."""
    files = sorted((copy / "deskbreak" / room).rglob("*.py"))
    files = [file for file in files if only is None or only in str(file)]
    with use_db(str(copy / "session.sqlite"), WorkDB.Mode.create) as session:
        init(files, session, {})
        for item in session.work_items:
            for one in item.mutations:
                if not any(word in one.operator_name for word in WITHOUT_SENSE):
                    file = one.module_path.relative_to(copy).as_posix()
                    name = one.operator_name.removeprefix("core/")
                    yield Mutant(file, one.start_pos[0], name, one.operator_name, one.occurrence)
    for file in files:
        for number, call in enumerate(_calls(ast.parse(file.read_text("utf-8")))):
            name = file.relative_to(copy).as_posix()
            yield Mutant(name, call.lineno, "CallLeftOut", "", number)


def _calls(tree: ast.AST) -> list[ast.Expr]:
    """Statements that are a call."""
    found = [one for one in ast.walk(tree) if isinstance(one, ast.Expr)]
    return sorted(
        (one for one in found if isinstance(one.value, ast.Call)), key=lambda one: one.lineno
    )


def noticed(copy: Path, mutant: Mutant, room: str) -> bool:
    """Whether the tests of a room fail with this change."""
    file = copy / mutant.file
    if mutant.operator:
        operator = get_operator(mutant.operator)()
        with use_mutation(file, operator, mutant.occurrence):
            return not passes(copy, room)
    text = file.read_text("utf-8")
    call = _calls(ast.parse(text))[mutant.occurrence]
    lines = text.splitlines(keepends=True)
    first, last = call.lineno - 1, call.end_lineno or call.lineno
    file.write_text("".join([*lines[:first], " " * call.col_offset, "pass\n", *lines[last:]]))
    try:
        return not passes(copy, room)
    finally:
        file.write_text(text)


def passes(copy: Path, room: str) -> bool:
    """Whether the tests pass, within their time."""
    options = ("-x", "-q", "-p", "no:randomly", "-p", "no:cacheprovider", "--hypothesis-seed=0")
    command = [sys.executable, "-m", "pytest", *options, *TESTS[room]]
    try:
        done = subprocess.run(  # noqa: S603 - its own tests
            command, cwd=copy, capture_output=True, timeout=LIMIT_S, check=False
        )
    except subprocess.TimeoutExpired:
        return False
    return done.returncode == 0


def main() -> int:
    """Draw a sample, try it, and name what survived."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--room", choices=tuple(TESTS), default="domain")
    parser.add_argument("--count", type=int, default=60)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", help="only files whose path contains this")
    parser.add_argument("--minutes", type=float, default=60.0, help="begin none after so long")
    args = parser.parse_args()
    ends = time.perf_counter() + 60 * args.minutes
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder)
        for name in COPIED:
            shutil.copytree(ROOT / name, copy / name, ignore=shutil.ignore_patterns("__pycache__"))
        for name in ("pyproject.toml", "config.example.toml", "conftest.py"):
            shutil.copy(ROOT / name, copy / name)
        every = sorted(mutants(copy, args.room, args.only))
        sample = random.Random(args.seed).sample(every, min(args.count, len(every)))  # noqa: S311
        if not passes(copy, args.room):
            sys.stderr.write("the tests fail without any change; mend that first\n")
            return 1
        killed, survived = 0, 0
        for mutant in sample:
            if time.perf_counter() > ends:
                break
            line = (ROOT / mutant.file).read_text("utf-8").splitlines()[mutant.line - 1]
            if noticed(copy, mutant, args.room):
                killed, word = killed + 1, "noticed"
            else:
                survived, word = survived + 1, "SURVIVED"
            where = f"{mutant.file}:{mutant.line}"
            sys.stdout.write(f"{word}: {where}: {mutant.what}: {line.strip()}\n")
            sys.stdout.flush()
    tried = killed + survived
    share = 100 * killed / tried if tried else 0.0
    sys.stdout.write(f"{args.room}: {killed} of {tried} noticed, {share:.0f} %; ")
    sys.stdout.write(f"{len(every)} mutants in all, seed {args.seed}\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
