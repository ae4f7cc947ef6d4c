"""What reading ten years costs: 81,000 records. Budgets: 1 s, and 0.2 s for ``why``.

Processor seconds are told beside those on the clock, which a busy machine stretches.
"""

import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from contextlib import closing
from datetime import date
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT / "tests"), str(ROOT / "tests/desktop")]

import ledgers  # noqa: E402 - the tests' ledgers serve here too
from desk import Desk  # noqa: E402 - the same

WEEKS = 521
RECORDS = 81_000
RUNS = 5
COMMANDS = (
    ("history",),
    ("history", "--csv"),
    ("history", "--json"),
    ("report",),
    ("why", "2026-11-18", "10:30"),
    ("why", "2019-11-20", "10:30"),
)


def ten_years(file: Path) -> int:
    """Write the ledger; how many records it has."""
    ledgers.write(file, 7, first=date(2026, 11, 16))
    with closing(sqlite3.connect(file)) as ledger:
        (count,) = ledger.execute("SELECT count(*) FROM record").fetchone()
        for number in range(RECORDS // WEEKS - count):
            ledger.execute(
                "INSERT INTO record (at, epoch, day, outcome, routine, sitting_s, away_s) SELECT "
                "at, epoch + ?, day, 'break', NULL, sitting_s, 300 FROM record "
                "ORDER BY number LIMIT 1 OFFSET ?",
                (number + 1, number % count),
            )
        ledgers.copy_weeks(ledger, WEEKS)
        ledger.commit()
        found: int = ledger.execute("SELECT count(*) FROM record").fetchone()[0]
        return found


def cost(command: list[str], env: dict[str, str]) -> tuple[float, float]:
    """The best of some runs: seconds on the clock, seconds of the processor."""
    best = (99.0, 99.0)
    for _ in range(RUNS):
        before, begin = os.times(), time.perf_counter()
        subprocess.run(command, env=env, stdout=subprocess.DEVNULL, check=True)
        after = os.times()
        used = (
            after.children_user + after.children_system
            - before.children_user - before.children_system
        )  # fmt: skip
        best = min(best, (time.perf_counter() - begin, used))
    return best


def main() -> None:
    """Print each command with its cost, and the size of the page."""
    with tempfile.TemporaryDirectory() as folder, Desk(Path(folder)) as desk:
        data = Path(desk.env["XDG_DATA_HOME"]) / "deskbreak"
        data.mkdir(mode=0o700, parents=True)
        made = Path(folder) / "ten.db"
        print(f"{ten_years(made)} records in ten years")
        shutil.move(made, data / "deskbreak.db")
        desk.env["TZ"] = "Asia/Tokyo"
        command = str(Path(sys.executable).with_name("deskbreak"))
        for words in COMMANDS:
            clock, used = cost([command, *words], desk.env)
            print(f"{' '.join(words):24} {clock:5.2f} s, processor {used:5.2f} s")
        print(f"the page: {(data / 'report.html').stat().st_size // 1000} kB (budget 500)")


if __name__ == "__main__":
    main()
