"""A ledger that cannot be read is told in one line, and left as it is."""

import sqlite3
import threading
from contextlib import closing
from datetime import date, datetime
from pathlib import Path

import ledgers
import pytest
from fakes.named_pipe import make_pipe

from deskbreak.app.journal import Notes
from deskbreak.app.journal_marks import FULL, Mark
from deskbreak.domain.vocabulary.effects import Outcome
from deskbreak.domain.vocabulary.events import Reason
from deskbreak.storage.journal_reading import around, last_word
from deskbreak.storage.journal_rows import A_DAY, A_YEAR, JournalRows
from deskbreak.storage.ledger_reading import reading
from deskbreak.storage.ledger_schema import MIGRATIONS, LedgerError
from deskbreak.storage.records import count, days, felt, forget, history, holds, left_out
from deskbreak.storage.row_values import add
from deskbreak.storage.sound_rows import OUTCOMES, REASONS, SOUND


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


def a_pipe(file: Path) -> None:
    file.unlink()
    make_pipe(file)


def a_device(file: Path) -> None:
    file.unlink()
    file.symlink_to("/dev/zero")


def a_link_to_nothing(file: Path) -> None:
    file.unlink()
    file.symlink_to(file.with_name("gone.db"))


@pytest.mark.parametrize(
    ("break_it", "told"),
    [
        (foreign, "not a ledger of deskbreak"),
        (newer, "newer deskbreak"),
        (damaged, "not a sound database"),
        (a_folder, "it is no file"),
        (a_pipe, "it is no file"),
        (a_device, "it is no file"),
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


def test_forgetting_all_takes_rows_that_make_no_sense_along(file: Path) -> None:
    with closing(sqlite3.connect(file)) as connection:
        for table, column in (("record", "day"), ("hold", "since"), ("comfort", "day")):
            connection.execute(f"UPDATE {table} SET {column} = x'ff' WHERE number = 1")
        connection.execute("UPDATE day SET day = x'ff' WHERE day = (SELECT max(day) FROM day)")
        connection.execute("UPDATE journal SET at = 'then' WHERE number = 1")
        (every,) = connection.execute("SELECT count(*) FROM record").fetchone()
        connection.commit()
    assert count(file) == every
    assert forget(file) == every
    with closing(sqlite3.connect(file)) as connection:
        for table in ("record", "hold", "comfort", "day", "journal"):
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
                for row in rows.rows(to, Notes((mark,)), None):  # type: ignore[arg-type]  # no felt
                    add(to, row)
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


def test_what_may_stand_in_a_row_is_the_vocabulary() -> None:
    assert set(OUTCOMES) == {str(outcome) for outcome in Outcome}
    assert set(REASONS) == {str(reason) for reason in Reason}


NONSENSE = (b"\xff\x00", 9**18, -5.5, -1, "x" * 99, "", "now", "2026-02-30", "2026-02-30T09:00:00")


@pytest.mark.parametrize("table", SOUND)
@pytest.mark.parametrize("value", NONSENSE)
def test_a_row_that_makes_no_sense_is_not_seen_and_the_others_are(
    file: Path, table: str, value: object
) -> None:
    """Each column in turn holds it; what the readers take is then of no type they do not know."""
    with closing(sqlite3.connect(file, isolation_level=None)) as connection:
        names = [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]
        columns = [name for name in names if name != "number"]
        first = connection.execute(f"SELECT {', '.join(columns)} FROM {table}").fetchone()
        row = dict(zip(columns, first or [], strict=bool(first)))
        for name in columns if row else []:
            other = {"prompt": name, "origin": name}  # what no two rows may have in common
            bad = row | {key: other[key] for key in other if key in row} | {name: value}
            marks = ", ".join("?" * len(columns))
            connection.execute(
                f"INSERT OR IGNORE INTO {table} VALUES (NULL, {marks})"
                if "number" in names
                else f"INSERT OR IGNORE INTO {table} VALUES ({marks})",
                tuple(bad.values()),
            )
    for found in history(file):
        assert datetime.fromisoformat(found.at).tzinfo
        assert date.fromisoformat(found.day).year > 1900
        assert found.outcome in OUTCOMES
        assert 0 <= found.sitting_s < 2**40
        assert found.away_s is None or 0 <= found.away_s < 2**40
    for day in days(file):
        assert date.fromisoformat(day.day).year > 1900
        assert 0 <= day.sitting_s + day.longest_s < 2**40
    for hold in holds(file):
        assert datetime.fromisoformat(hold.since).tzinfo
        assert hold.until is None or datetime.fromisoformat(hold.until).tzinfo
    for each in felt(file):
        assert date.fromisoformat(each.day).year > 1900
    assert len(list(history(file))) >= 2
    assert (table == "record") is (left_out(file) > 0)


@pytest.mark.parametrize("column", ["detail", "routine", "prompt", "at", "day", "outcome"])
def test_a_text_that_is_no_utf_8_hides_nothing_but_its_own_row(file: Path, column: str) -> None:
    before = len(list(history(file)))
    with closing(sqlite3.connect(file)) as connection:
        connection.execute(
            f"UPDATE record SET {column} = CAST(x'ff41' AS TEXT) "
            "WHERE number = (SELECT min(number) FROM record)"
        )
        connection.commit()
    assert before - len(list(history(file))) == left_out(file) <= 1


@pytest.mark.parametrize(
    "state", ["{}", '{"at": "x"}', '{"at": null, "today": {"day": 5}}', "[]", "17", "no JSON"]
)
def test_a_saved_state_of_another_shape_says_nothing(file: Path, state: str) -> None:
    before = days(file)
    with closing(sqlite3.connect(file, isolation_level=None)) as connection:
        connection.execute(
            "INSERT OR REPLACE INTO state VALUES ('state', 1, ?, '')", (state.encode(),)
        )
    assert last_word(file) is None
    assert around(file, 1).alive is None
    assert days(file) == before
