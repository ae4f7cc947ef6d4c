"""A ledger that cannot be read is told in one line, and left as it is."""

import sqlite3
import threading
from contextlib import closing
from pathlib import Path

import ledgers
import pytest

from deskbreak.app.journal import Notes
from deskbreak.app.journal_marks import FULL, Mark
from deskbreak.storage.journal_rows import A_DAY, A_YEAR, JournalRows
from deskbreak.storage.ledger_schema import MIGRATIONS, LedgerError
from deskbreak.storage.reading import reading
from deskbreak.storage.records import count, days, forget, history


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return ledgers.write(tmp_path / "deskbreak.db", 2)


def foreign(file: Path) -> None:
    file.unlink()
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("CREATE TABLE bookmarks (url TEXT)")


def newer(file: Path) -> None:
    with closing(sqlite3.connect(file)) as connection:
        connection.execute(f"PRAGMA user_version={len(MIGRATIONS) + 1}")


def damaged(file: Path) -> None:
    file.write_bytes(b"This is no database. " * 500)


def a_folder(file: Path) -> None:
    file.unlink()
    file.mkdir()


def a_link_to_nothing(file: Path) -> None:
    file.unlink()
    file.symlink_to(file.with_name("gone.db"))


@pytest.mark.parametrize(
    ("break_it", "told"),
    [
        (foreign, "not a ledger of deskbreak"),
        (newer, "newer deskbreak"),
        (damaged, "not a sound database"),
        (a_folder, ""),
        (a_link_to_nothing, "leads nowhere"),
    ],
)
def test_one_line_says_what_is_wrong_and_nothing_is_changed(
    file: Path, break_it: object, told: str
) -> None:
    assert callable(break_it)
    break_it(file)
    before = file.read_bytes() if file.is_file() else b""
    for read in (lambda: list(history(file)), lambda: days(file), lambda: count(file)):
        with pytest.raises(LedgerError) as caught:
            read()
        assert str(file) in str(caught.value)
        assert told in str(caught.value)
        assert "\n" not in str(caught.value)
    assert (file.read_bytes() if file.is_file() else b"") == before


def test_no_file_and_an_empty_one_hold_nothing(tmp_path: Path) -> None:
    assert list(history(tmp_path / "none.db")) == []
    (tmp_path / "empty.db").touch()
    assert list(history(tmp_path / "empty.db")) == []
    assert not (tmp_path / "none.db").exists()


def test_one_that_stays_locked_is_told_within_its_time(file: Path) -> None:
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("PRAGMA locking_mode=EXCLUSIVE")
        other.execute("PRAGMA journal_mode=DELETE")
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(LedgerError, match="locked"):
            list(history(file))
        other.execute("ROLLBACK")


def test_reading_beside_a_writer_gives_whole_records(file: Path) -> None:
    stop = threading.Event()

    def write() -> None:
        with closing(sqlite3.connect(file, isolation_level=None, timeout=5)) as connection:
            number = 0
            while not stop.is_set():
                number += 1
                connection.execute(
                    "INSERT INTO record (at, epoch, day, outcome, sitting_s) "
                    "VALUES ('2026-11-30T09:00:00+09:00', ?, '2026-11-30', 'break', 1)",
                    (number,),
                )

    writer = threading.Thread(target=write)
    writer.start()
    try:
        found = [len(list(history(file))) for _ in range(30)]
    finally:
        stop.set()
        writer.join()
    assert found == sorted(found)


def test_a_ledger_of_the_first_version_is_brought_up_to_date_and_its_days_added_up(
    tmp_path: Path,
) -> None:
    file = tmp_path / "first.db"
    with closing(sqlite3.connect(file, isolation_level=None)) as connection:
        connection.executescript(MIGRATIONS[0])
        connection.execute("PRAGMA user_version=1")
        connection.executemany(
            "INSERT INTO record (at, epoch, day, outcome, sitting_s) "
            "VALUES ('2026-01-05T10:00:00+09:00', 1, '2026-01-05', ?, ?)",
            [("done", 2700), ("skipped", 3000), ("break", 3300)],
        )
    assert [tuple(row) for row in days(file)] == [("2026-01-05", 6000, 3300)]
    assert len(list(history(file))) == 3


def test_forgetting_leaves_nothing_of_those_days_in_the_file(file: Path) -> None:
    assert forget(file) > 0
    with reading(file) as connection:
        assert connection is not None
        for table in ("record", "hold", "journal", "day", "comfort"):
            assert connection.execute(f"SELECT count(*) FROM {table}").fetchone() == (0,)


def test_forgetting_before_a_day_keeps_that_day(file: Path) -> None:
    later = [row for row in history(file) if row.day >= "2026-11-17"]
    forget(file, "2026-11-17")
    assert list(history(file)) == later
    assert days(file)[0].day == "2026-11-17"


def test_a_flickering_sensor_cannot_fill_the_disk(tmp_path: Path) -> None:
    file = ledgers.write(tmp_path / "deskbreak.db", 0)
    with closing(sqlite3.connect(file, isolation_level=None)) as to:
        rows = JournalRows()
        to.execute("BEGIN")
        for day in range(365):
            for second in range(A_DAY + 50):
                mark = Mark(day * 86_400 + second, "p-", 5000, 2700, 2700, "released r")
                rows.write(to, Notes((mark,)), None)  # type: ignore[arg-type]  # no felt, no state
        to.execute("COMMIT")
        (marks,) = to.execute("SELECT count(*) FROM journal").fetchone()
        (most,) = to.execute(
            "SELECT max(many) FROM (SELECT count(*) AS many FROM journal GROUP BY at / 86400)"
        ).fetchone()
        last = to.execute("SELECT what FROM journal WHERE at < 86400 ORDER BY number DESC LIMIT 1")
        assert last.fetchone() == (FULL,)
        to.execute("VACUUM")
    assert (marks, most) == (A_YEAR, A_DAY)
    empty = ledgers.write(tmp_path / "empty.db", 0).stat().st_size
    assert file.stat().st_size - empty <= 1_050_000
