"""The ledger's file: damaged, in the way, taken away, locked; each is told and nothing is lost."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from playing import catalogue

from deskbreak.app.ports.engine_ports import LedgerChange
from deskbreak.domain.machine.state import State, begin
from deskbreak.domain.time.units import HOUR, SECOND, Now
from deskbreak.domain.vocabulary.effects import Outcome, Record
from deskbreak.domain.vocabulary.settings import Settings
from deskbreak.storage.ledger import SETTINGS, Ledger, Saved, Step
from deskbreak.storage.ledger_schema import LedgerError
from deskbreak.storage.store import Store

THEN = Now(5 * HOUR, datetime(2026, 11, 30, 9, tzinfo=ZoneInfo("Asia/Tokyo")))


def state() -> State:
    return begin(THEN, Settings(), catalogue())


def outcomes(file: Path) -> list[str]:
    with closing(sqlite3.connect(file)) as connection:
        return [row[0] for row in connection.execute("SELECT outcome FROM record ORDER BY number")]


def record(store: Store, name: str) -> None:
    row = Record(Outcome.SKIPPED, sitting=SECOND, id=name, routine="hip-hinge")
    store.commit(state(), (row,), durable=True)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "data" / "deskbreak.db"


@pytest.mark.parametrize(
    "break_it",
    [
        "DROP TABLE record",
        "DROP TABLE state",
        "ALTER TABLE record DROP COLUMN routine",
        "DROP TABLE hold; CREATE TABLE hold (reason TEXT)",
    ],
)
def test_wrong_tables_at_the_known_version_are_set_aside(file: Path, break_it: str) -> None:
    Ledger(file, THEN).close()
    with closing(sqlite3.connect(file)) as connection:
        connection.executescript(break_it)
    ledger = Ledger(file, THEN)
    assert ledger.renamed is not None
    assert ledger.renamed.exists()
    record(Store(ledger, "boot", lambda _: None), "p1")
    ledger.close()
    assert outcomes(file) == ["skipped"]


def test_a_link_to_nowhere_and_a_loop_are_named(file: Path) -> None:
    file.parent.mkdir()
    file.symlink_to(file.parent / "gone" / "deskbreak.db")
    with pytest.raises(LedgerError, match="a link that leads nowhere"):
        Ledger(file, THEN)
    file.unlink()
    file.symlink_to(file)
    with pytest.raises(LedgerError, match="a link that leads nowhere"):
        Ledger(file, THEN)


def many(store: Store) -> None:
    """Enough for every table to have pages of its own in the file."""
    for number in range(50):
        record(store, f"before-{number}")


DAMAGES: dict[str, Callable[[Path], object]] = {
    "emptied": lambda file: file.write_bytes(b""),
    "cut": lambda file: file.write_bytes(file.read_bytes()[:8192]),
    "another program's": lambda file: file.write_bytes(b"not a database at all " * 4000),
    "a table dropped": lambda file: execute(file, "DROP TABLE record"),
}


def execute(file: Path, statement: str) -> None:
    with closing(sqlite3.connect(file)) as connection:
        connection.execute(statement)
        connection.commit()


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_file_damaged_while_it_is_open_is_kept_and_nothing_new_is_lost(
    file: Path, damage: str
) -> None:
    first = Ledger(file, THEN)
    many(Store(first, "boot", lambda _: None))
    first.close()
    told: list[str | None] = []
    changes: list[LedgerChange] = []
    ledger = Ledger(file, THEN)
    store = Store(ledger, "boot", told.append, lambda what, _: changes.append(what))
    store.keep_settings(Settings())
    DAMAGES[damage](file)
    record(store, "p1")
    record(store, "p2")
    ledger.close()
    if damage == "a table dropped":
        assert len(told) == 2
        assert told[0] is not None
        assert "it was no sound database any more: it is kept as deskbreak.db.damaged-" in told[0]
        assert told[1] is None
    else:
        assert told == []
        assert changes == [LedgerChange.DAMAGED]
    assert outcomes(file) == ["skipped", "skipped"]
    with closing(Ledger(file, THEN)) as again:
        assert again.load(SETTINGS) is not None
    assert len(list(file.parent.glob("deskbreak.db.damaged-*"))) >= 1


def test_one_from_a_newer_program_is_left_alone_while_it_is_open_too(file: Path) -> None:
    told: list[str | None] = []
    ledger = Ledger(file, THEN)
    store = Store(ledger, "boot", told.append)
    execute(file, "DROP TABLE record")
    execute(file, "PRAGMA user_version = 99")
    record(store, "p1")
    record(store, "p2")
    assert told[0] is not None
    assert "newer" in told[0]
    assert list(file.parent.glob("*.damaged-*")) == []
    file.unlink()
    record(store, "p3")
    ledger.close()
    assert outcomes(file) == ["skipped"] * 3


def test_a_folder_in_the_way_is_named(file: Path) -> None:
    file.mkdir(parents=True)
    with pytest.raises(LedgerError, match=r"deskbreak\.db: "):
        Ledger(file, THEN)


def test_a_folder_taken_away_is_made_anew_and_told(file: Path) -> None:
    ledger = Ledger(file, THEN)
    trouble: list[str | None] = []
    gone: list[tuple[LedgerChange, Path]] = []
    store = Store(ledger, "boot", trouble.append, lambda *what: gone.append(what))
    store.keep_settings(Settings(language="ja"))
    record(store, "p1")
    away = file.parent.with_name("away")
    file.parent.rename(away)
    record(store, "p2")
    assert outcomes(file) == ["skipped"]
    assert (file.parent.stat().st_mode & 0o777) == 0o700
    assert trouble == []
    store.commit(state(), (), durable=True)
    assert gone == [(LedgerChange.TAKEN_AWAY, file)], "told once, however much is written after"
    assert ledger.load(SETTINGS) is not None
    ledger.close()
    assert outcomes(away / "deskbreak.db") == ["skipped"]


def test_rows_wait_while_the_place_cannot_be_written_and_follow_in_order(file: Path) -> None:
    ledger = Ledger(file, THEN)
    trouble: list[str | None] = []
    store = Store(ledger, "boot", trouble.append)
    away = file.parent.with_name("away")
    file.parent.rename(away)
    file.parent.write_text("in the way")
    record(store, "p1")
    record(store, "p2")
    store.keep_settings(Settings(language="ja"))
    assert not store.flush()
    assert len(trouble) == 1
    file.parent.unlink()
    assert store.flush()
    assert trouble[1:] == [None]
    assert outcomes(file) == ["skipped", "skipped"]
    assert store.has_settings
    ledger.close()


def test_another_programs_lock_holds_nobody_up_and_costs_nothing(file: Path) -> None:
    ledger = Ledger(file, THEN)
    trouble: list[str | None] = []
    store = Store(ledger, "boot", trouble.append)
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        for number in range(3):
            record(store, f"p{number}")
        assert "locked" in str(trouble[0])
        other.execute("ROLLBACK")
    store.commit(state(), (), durable=False)
    assert len(outcomes(file)) == 3
    (busy,) = ledger._database.connection.execute("PRAGMA busy_timeout").fetchone()
    assert busy <= 200
    ledger.close()


def test_one_final_outcome_a_prompt_is_held_by_the_database_too(file: Path) -> None:
    ledger = Ledger(file, THEN)
    store = Store(ledger, "boot", lambda _: None)
    record(store, "p1")
    row = Record(Outcome.DONE, sitting=SECOND, id="p1", routine="hip-hinge")
    with pytest.raises(LedgerError, match="UNIQUE"):
        ledger.commit([Step(state(), (row,))], Saved(1, b"{}", "boot"), durable=True)
    ledger.close()
    assert outcomes(file) == ["skipped"]


def test_one_put_in_place_of_the_open_one_keeps_its_records(file: Path) -> None:
    """The log of the file that was open belongs to that one alone, wherever it is now."""
    backup, away = file.with_name("backup.db"), file.with_name("away.db")
    with closing(Ledger(backup, THEN)) as other:
        many(Store(other, "boot", lambda _: None))
    backup.chmod(0o644)
    ledger = Ledger(file, THEN)
    store = Store(ledger, "boot", lambda _: None)
    record(store, "p1")
    file.rename(away)
    backup.rename(file)
    record(store, "p2")
    ledger.close()
    assert len(outcomes(file)) == 51
    assert outcomes(away) == ["skipped"]
    assert list(file.parent.glob("*.damaged-*")) == []
    assert file.stat().st_mode & 0o777 == 0o600
