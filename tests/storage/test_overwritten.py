"""Another file is copied over the open ledger: nothing that was recorded is lost, nor that file."""

import errno
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from playing import catalogue

from deskbreak.app.ports.engine_ports import LedgerChange
from deskbreak.domain.machine.state import State, begin
from deskbreak.domain.time.units import HOUR, SECOND, Now
from deskbreak.domain.vocabulary.effects import Outcome, Record
from deskbreak.domain.vocabulary.settings import Settings
from deskbreak.storage import unwritten_rows
from deskbreak.storage.ledger import SETTINGS, STATE, Ledger
from deskbreak.storage.ledger_kind import Kind, kind_of
from deskbreak.storage.ledger_schema import APPLICATION, MIGRATIONS, LedgerError
from deskbreak.storage.records import as_row, forget, history, unwritten
from deskbreak.storage.row_values import LEAST, MOST, RowsOfThisRun
from deskbreak.storage.set_aside import kept_files
from deskbreak.storage.store import Store

THEN = Now(5 * HOUR, datetime(2026, 11, 30, 9, tzinfo=ZoneInfo("Asia/Tokyo")))


def state() -> State:
    return begin(THEN, Settings(), catalogue())


class Used:
    """A ledger in use. ``quiet_s``: seconds since the last change of what is put in its place."""

    def __init__(self, file: Path, quiet_s: float = 60.0) -> None:
        self.file, self.quiet_s = file, quiet_s
        self.told: list[str | None] = []
        self.changes: list[tuple[LedgerChange, Path]] = []
        self.ledger = Ledger(file, THEN, self.now)
        self.store = Store(
            self.ledger, "boot", self.told.append, lambda *what: self.changes.append(what)
        )
        self.store.keep_settings(Settings(language="ja"))

    def now(self) -> Now:
        changed = datetime.fromtimestamp(self.file.stat().st_mtime, ZoneInfo("Asia/Tokyo"))
        return Now(THEN.instant, changed + timedelta(seconds=self.quiet_s))

    def record(self, *names: str) -> None:
        for name in names:
            row = Record(Outcome.SKIPPED, sitting=SECOND, id=name, routine="hip-hinge")
            self.store.commit(state(), (row,), durable=True)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "data" / "deskbreak.db"


def prompts(file: Path) -> list[str]:
    with closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        return [row[0] for row in connection.execute("SELECT prompt FROM record ORDER BY number")]


def older(file: Path) -> None:
    """A ledger of another time, with more rows than a page has room for."""
    used = Used(file)
    used.record(*(f"old{number}" for number in range(80)))
    used.ledger.close()


def of_the_first_version(file: Path) -> None:
    with closing(sqlite3.connect(file)) as connection:
        connection.executescript(f"{MIGRATIONS[0]} PRAGMA user_version=1;")
        connection.execute(
            "INSERT INTO record (at, epoch, day, outcome, prompt, routine, sitting_s)"
            " VALUES ('2026-11-01T09:00:00+09:00', 1, '2026-11-01', 'done', 'old0', 'x', 1)"
        )
        connection.commit()


def newer(file: Path) -> None:
    older(file)
    execute(file, "PRAGMA user_version = 99")


def foreign(file: Path) -> None:
    execute(file, "CREATE TABLE bookmarks (url TEXT)")
    execute(file, "PRAGMA user_version = 77")


def foreign_of_its_own(file: Path) -> None:
    """It has tables of our names, too."""
    older(file)
    execute(file, "PRAGMA application_id = 1")


def execute(file: Path, statement: str) -> None:
    with closing(sqlite3.connect(file)) as connection:
        connection.execute(statement)
        connection.commit()


NO_LEDGERS: dict[str, tuple[Callable[[Path], object], LedgerChange]] = {
    "garbage": (lambda it: it.write_bytes(b"not a database at all " * 4000), LedgerChange.DAMAGED),
    "a text": (lambda it: it.write_bytes(b"hello"), LedgerChange.DAMAGED),
    "nothing": (lambda it: it.write_bytes(b""), LedgerChange.DAMAGED),
    "another program's": (foreign, LedgerChange.FOREIGN),
    "one that looks like ours": (foreign_of_its_own, LedgerChange.FOREIGN),
}


@pytest.mark.parametrize("name", NO_LEDGERS)
def test_what_is_no_ledger_is_kept_as_it_is_and_every_record_is_in_a_new_one(
    file: Path, name: str
) -> None:
    make, change = NO_LEDGERS[name]
    other = file.with_name("other")
    used = Used(file)
    used.record("p1", "p2")
    make(other)
    content = other.read_bytes()
    shutil.copyfile(other, file)
    used.record("p3")
    used.ledger.close()
    assert used.told == []
    (kept,) = kept_files(file)
    assert used.changes == [(change, kept.file)]
    assert kept.foreign is (change is LedgerChange.FOREIGN)
    assert kept.file.read_bytes() == content
    assert prompts(file) == ["p1", "p2", "p3"]


@pytest.mark.parametrize("make", [older, of_the_first_version])
@pytest.mark.parametrize("at_the_end", [False, True])
def test_a_ledger_put_there_gets_the_records_of_this_run(
    file: Path, make: Callable[[Path], None], *, at_the_end: bool
) -> None:
    other = file.with_name("other")
    file.parent.mkdir()
    make(other)
    used = Used(file)
    used.record("p1", "p2")
    shutil.copyfile(other, file)
    old = prompts(other)
    if not at_the_end:
        used.record("p3")
    used.ledger.close()
    assert used.changes == [(LedgerChange.REPLACED, file)]
    assert prompts(file) == [*old, "p1", "p2"] + ["p3"] * (not at_the_end)
    with closing(Ledger(file, THEN)) as again:
        assert again.load(SETTINGS) is not None
        assert again.load(STATE) is not None, "the state of this run"
    assert list(file.parent.glob("*.damaged-*")) == []


def test_a_ledger_behind_a_link_is_gone_on_with_where_it_is(file: Path) -> None:
    other, real = file.with_name("other"), file.parent.parent / "elsewhere.db"
    older(other)
    file.symlink_to(real)
    real.touch()
    used = Used(file)
    used.record("p1")
    shutil.copyfile(other, file)
    used.record("p2")
    used.ledger.close()
    assert used.changes == [(LedgerChange.REPLACED, file)]
    assert file.is_symlink()
    assert sorted(one.name for one in real.parent.iterdir()) == ["data", "elsewhere.db"]
    assert prompts(real)[80:] == ["p1", "p2"]


def test_a_prompt_of_another_ledger_with_the_same_name_hides_none(file: Path) -> None:
    other = file.with_name("other")
    used = Used(other)
    used.record("p1")
    used.ledger.close()
    used = Used(file)
    row = Record(Outcome.DONE, sitting=SECOND, id="p1", routine="hip-hinge")
    used.store.commit(state(), (row,), durable=True)
    shutil.copyfile(other, file)
    used.record("p2")
    used.ledger.close()
    first, second, third = prompts(file)
    assert (first, second.partition("~")[0], third) == ("p1", "p1", "p2")


def test_one_from_a_newer_program_is_left_alone_and_the_records_wait_for_the_next_start(
    file: Path,
) -> None:
    other = file.with_name("other")
    used = Used(file)
    used.record("p1")
    newer(other)
    shutil.copyfile(other, file)
    used.record("p2")
    used.record("p3")
    used.ledger.close()
    (why,) = used.told
    assert why is not None
    assert "newer deskbreak" in why
    assert file.read_bytes() == other.read_bytes()
    execute(file, f"PRAGMA user_version = {len(MIGRATIONS)}")  # the program is as new as it, now
    with closing(Ledger(file, THEN)):
        assert prompts(file)[-3:] == ["p1", "p2", "p3"]
    assert unwritten_rows.take(file) == []
    with closing(Ledger(file, THEN)):
        assert len(prompts(file)) == 83, "once"


def test_whoever_copies_is_let_finish(file: Path) -> None:
    other = file.with_name("other")
    used = Used(file, quiet_s=0.5)
    older(other)
    used.record("p1")
    content = other.read_bytes()
    file.write_bytes(content[:10_000])
    used.record("p2")
    assert used.told == [f"{file}: another program writes over it"]
    file.write_bytes(content)
    used.record("p3")
    assert used.changes == []
    assert used.store.flush(), "nothing has changed since the last look"
    assert used.told[1:] == [None]
    assert used.changes == [(LedgerChange.REPLACED, file)]
    used.ledger.close()
    assert prompts(file)[-3:] == ["p1", "p2", "p3"]


@pytest.mark.parametrize("other", [True, False])
def test_a_file_that_is_deleted_leaves_the_records_of_this_run(file: Path, *, other: bool) -> None:
    """Replaced by another name, as file managers do, or removed; one that was moved has its own."""
    used = Used(file)
    used.record("p1")
    if other:
        put = file.with_name("other")
        older(put)
        put.replace(file)
    else:
        file.unlink()
    used.ledger._database._now = lambda: THEN
    used.record("p2")
    used.ledger.close()
    change = LedgerChange.REPLACED if other else LedgerChange.TAKEN_AWAY
    assert used.changes == [(change, file)]
    assert prompts(file)[80 * other :] == ["p1", "p2"]


def test_it_is_noticed_without_anything_to_write(file: Path) -> None:
    other = file.with_name("other")
    older(other)
    used = Used(file, quiet_s=0.5)
    used.record("p1")
    used.store.look()
    assert (used.told, used.changes) == ([], [])
    shutil.copyfile(other, file)
    used.store.look()
    assert used.told == [f"{file}: another program writes over it"]
    assert used.store.flush()
    assert used.told[1:] == [None]
    assert used.changes == [(LedgerChange.REPLACED, file)]
    used.ledger.close()
    assert prompts(file)[80:] == ["p1"]


def test_rows_of_this_run_follow_when_the_file_is_locked_at_first(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = file.with_name("other")
    older(other)
    used = Used(file)
    used.record("p1")
    shutil.copyfile(other, file)
    database = used.ledger._database
    real = database._open
    with closing(sqlite3.connect(file, isolation_level=None)) as lock:

        def locked_at_once() -> sqlite3.Connection:
            opened = real()
            lock.execute("BEGIN IMMEDIATE")
            return opened

        monkeypatch.setattr(database, "_open", locked_at_once)
        used.record("p2")
        assert "locked" in str(used.told)
        assert used.changes == [], "it is told when it can be gone on with"
        lock.execute("ROLLBACK")
    used.record("p3")
    assert used.changes == [(LedgerChange.REPLACED, file)]
    used.ledger.close()
    assert prompts(file)[80:] == ["p1", "p2", "p3"]


def test_a_kill_while_it_is_put_back_is_mended_at_the_next_start(file: Path) -> None:
    used = Used(file)
    used.record("p1")
    used.ledger.close()
    file.rename(file.with_name("deskbreak.db.incoming"))
    file.with_name("deskbreak.db-wal").write_bytes(b"of another file")
    with closing(Ledger(file, THEN)):
        assert prompts(file) == ["p1"]
    assert list(file.parent.glob("*.incoming")) == []


def test_what_other_programs_write_with_sqlite_is_no_other_file(file: Path) -> None:
    used = Used(file)
    used.record("p1", "p2")
    with closing(sqlite3.connect(file)) as other:
        other.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        other.execute("DELETE FROM record WHERE prompt = 'p1'")
        other.commit()
        other.execute("VACUUM")
    used.record("p3")
    forget(file)
    used.record("p4")
    assert used.changes == []
    shutil.copyfile(file, file.with_name("copy"))
    used.ledger.close()
    assert prompts(file) == ["p4"]


def test_what_was_forgotten_does_not_come_back_with_another_file(file: Path) -> None:
    other = file.with_name("other")
    older(other)
    used = Used(file)
    used.record("secret")
    forget(file)
    used.record("p2")
    shutil.copyfile(other, file)
    used.record("p3")
    used.ledger.close()
    assert prompts(file)[80:] == ["p2", "p3"]


def test_only_the_files_time_is_changed_and_nothing_is_lost(file: Path) -> None:
    used = Used(file)
    names = [f"p{number}" for number in range(300)]
    used.record(*names)
    os.utime(file, (1_700_000_000, 1_700_000_000))
    used.record("last")
    used.ledger.close()
    assert prompts(file) == [*names, "last"]


def test_rows_leave_the_memory_only_when_the_file_has_them() -> None:
    rows = RowsOfThisRun()
    rows.add([("hold", (str(number), "then")) for number in range(MOST + 1)])
    rows.trim(lambda: False)
    assert len(rows) == MOST + 1
    rows.trim(lambda: True)
    assert [values[0] for _, values in rows] == [str(n) for n in range(MOST + 1 - LEAST, MOST + 1)]
    rows.trim(lambda: pytest.fail("there are few"))


def test_rows_of_every_table_come_along(file: Path) -> None:
    other = file.with_name("other")
    older(other)
    used = Used(file)
    rows = [
        ("hold", ("call", "2026-11-30T09:00:00+09:00")),
        ("end_hold", ("2026-11-30T09:05:00+09:00",)),
        ("journal", (1, "p-", 2, 3, 4, None)),
        ("day", ("2026-11-29", 60, 50)),
        ("comfort", ("2026-11-30T09:00:00+09:00", "2026-11-30", "x", "good")),
    ]
    used.ledger._database.rows.add(rows)
    shutil.copyfile(other, file)
    used.record("p1")
    used.ledger.close()
    with closing(sqlite3.connect(file)) as connection:
        found = connection.execute("SELECT reason, since, until FROM hold").fetchall()
        assert found == [("call", "2026-11-30T09:00:00+09:00", "2026-11-30T09:05:00+09:00")]
        assert connection.execute("SELECT count(*) FROM journal WHERE at = 1").fetchone() == (1,)
        assert connection.execute("SELECT 1 FROM day WHERE sitting_s = 60").fetchone() == (1,)
        assert connection.execute("SELECT count(*) FROM comfort").fetchone() == (1,)


# At the start.


def test_another_programs_database_is_not_changed_and_a_ledger_is_begun(file: Path) -> None:
    file.parent.mkdir()
    for make in (foreign, foreign_of_its_own):
        make(file)
        content = file.read_bytes()
        with closing(Ledger(file, THEN)) as ledger:
            assert ledger.renamed is not None
            assert ledger.renamed_is_foreign
            assert ledger.renamed.read_bytes() == content
        assert prompts(file) == []
        file.unlink()


def test_another_programs_database_in_use_keeps_its_log(file: Path) -> None:
    """What waits in its log is its own business."""
    file.parent.mkdir()
    with closing(sqlite3.connect(file, isolation_level=None)) as theirs:
        theirs.execute("PRAGMA journal_mode=WAL")
        theirs.execute("CREATE TABLE bookmarks (url TEXT)")
        theirs.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        theirs.execute("INSERT INTO bookmarks VALUES ('one')")
        with closing(Ledger(file, THEN)) as ledger:
            aside = ledger.renamed
            assert aside is not None
    with closing(sqlite3.connect(aside)) as theirs:
        assert theirs.execute("SELECT url FROM bookmarks").fetchall() == [("one",)]


def test_history_says_of_another_programs_database_that_it_is_none(file: Path) -> None:
    file.parent.mkdir()
    foreign(file)
    with pytest.raises(LedgerError, match="not a ledger of deskbreak"):
        list(history(file))
    with pytest.raises(LedgerError, match="not a ledger of deskbreak"):
        forget(file)


def test_ledgers_of_every_version_are_known_and_marked(file: Path) -> None:
    file.parent.mkdir()
    of_the_first_version(file)
    assert kind_of(file) is Kind.LEDGER
    with closing(Ledger(file, THEN)) as ledger:
        assert ledger.renamed is None
    assert prompts(file) == ["old0"]
    with closing(sqlite3.connect(file)) as connection:
        assert connection.execute("PRAGMA application_id").fetchone() == (APPLICATION,)


KILLED = """
import os, sys
sys.path[:0] = {path!r}
from pathlib import Path
from storage.test_overwritten import Used
used = Used(Path({file!r}))
used.record("killed1", "killed2")
os.kill(os.getpid(), 9)
"""


@pytest.mark.parametrize("put", [False, True])
def test_the_log_of_a_killed_run_is_not_written_into_a_file_put_there(
    file: Path, *, put: bool
) -> None:
    """What is in the log comes back, unless the file is another one, which then stays whole."""
    Used(file).ledger.close()
    code = KILLED.format(path=sys.path, file=str(file))
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode in (9, -9)
    if not put:
        with closing(Ledger(file, THEN)):
            assert prompts(file) == ["killed1", "killed2"]
        return
    other = file.with_name("other")
    older(other)
    shutil.copyfile(other, file)
    with closing(Ledger(file, THEN)) as ledger:
        assert ledger.renamed is not None
        assert ledger.renamed.name.endswith("-wal")
        assert [one.file for one in ledger.kept_files()] == [ledger.renamed]
    assert prompts(file) == prompts(other)


def test_records_that_wait_for_the_next_start_are_known_and_can_be_forgotten(file: Path) -> None:
    other = file.with_name("other")
    used = Used(file)
    used.record("p1")
    newer(other)
    shutil.copyfile(other, file)
    used.record("p2")
    assert [values[3] for values in used.store.unwritten()] == ["p2"]
    used.ledger.close()
    assert [row.prompt for row in unwritten(file)] == ["p1", "p2"]
    execute(file, f"PRAGMA user_version = {len(MIGRATIONS)}")
    assert forget(file) == 80
    assert unwritten(file) == []
    with closing(Ledger(file, THEN)):
        assert prompts(file) == []


def test_what_another_daemon_says_is_a_row_or_nothing() -> None:
    row = ["2026-11-30T09:00:00+09:00", "2026-11-30", "done", None, "x", 1, None, None]
    assert as_row(row) == tuple(row)
    assert [as_row(each) for each in (row[:-1], [1] * 8, "text", None, 7)] == [None] * 5


def test_rows_that_cannot_be_read_hide_none(file: Path) -> None:
    used = Used(file)
    used.ledger.close()
    unwritten_rows.keep(file, [("journal", (1, "p-", 2, 3, 4, None))])
    with file.with_name("deskbreak.db.unwritten").open("ab") as more:
        more.write(b"\xff\xfe\n[1, 2]\n")
    unwritten_rows.keep(file, [("journal", (2, "p-", 2, 3, 4, None))])
    assert len(unwritten_rows.take(file)) == 2


def test_what_waits_survives_a_kill(file: Path) -> None:
    """A folder stands in the ledger's place: nothing can be set aside, and nothing written."""
    used = Used(file)
    used.record("p1", "p2")
    file.unlink()
    file.mkdir()
    used.record("p3")
    used.record("p4")
    assert [row.prompt for row in unwritten(file)] == ["p1", "p2", "p3", "p4"], "each once"
    file.rmdir()  # and the program was killed: nothing of it is closed
    with closing(Ledger(file, THEN)):
        assert prompts(file) == ["p1", "p2", "p3", "p4"]
    assert unwritten(file) == []


def test_what_waited_is_no_longer_kept_once_it_is_written(file: Path) -> None:
    used = Used(file)
    used.record("p1")
    with closing(sqlite3.connect(file)) as other:
        other.execute("BEGIN IMMEDIATE")
        used.record("p2")
        used.record("p3")
        assert [row.prompt for row in unwritten(file)] == ["p2", "p3"]
        other.execute("ROLLBACK")
    used.record("p4")
    assert unwritten_rows.take(file) == []
    used.ledger.close()
    assert prompts(file) == ["p1", "p2", "p3", "p4"]


def test_half_a_line_is_taken_back(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    row = ("journal", (1, "p-", 2, 3, 4, None))
    file.parent.mkdir(exist_ok=True)
    unwritten_rows.keep(file, [row])

    def full(_number: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(os, "fsync", full)
        with pytest.raises(OSError, match="No space"):
            unwritten_rows.keep(file, [row])
    unwritten_rows.keep(file, [row])
    assert len(unwritten_rows.take(file)) == 2
