"""Somebody copies another file over the ledger of a running daemon, or begins with one there."""

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import ledgers
import pytest
from desk import Desk, wait_for
from running import Running

RARE = 'language = "en"\n[rhythm]\nevery = "4h"\n'


def answered(daemon: Running, times: int) -> None:
    for _ in range(times):
        assert daemon.call("now")[0] == 0
        assert daemon.call("skip")[0] == 0


def skipped(file: Path) -> int:
    """How many answers of ours there are in a sound ledger."""
    with closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        query = "SELECT count(*) FROM record WHERE outcome = 'skipped' AND day >= ?"
        (found,) = connection.execute(query, (TODAY,)).fetchone()
        return int(found)


TODAY = "2026-01-01"
"""What ``ledgers`` writes is older."""


def older(file: Path) -> None:
    ledgers.write(file, 3)
    with closing(sqlite3.connect(file)) as connection:
        connection.execute(
            "UPDATE record SET day = '2025-12-31', at = '2025-12-31' || substr(at, 11)"
        )
        connection.commit()


def newer(file: Path) -> None:
    older(file)
    execute(file, "PRAGMA user_version = 99")


def of_others(file: Path) -> int:
    """How many records were in the file before."""
    with closing(sqlite3.connect(file)) as connection:
        query = "SELECT count(*) FROM record WHERE day < ?"
        return int(connection.execute(query, (TODAY,)).fetchone()[0])


def foreign(file: Path) -> None:
    execute(file, "CREATE TABLE bookmarks (url TEXT)")


def execute(file: Path, statement: str) -> None:
    with closing(sqlite3.connect(file)) as connection:
        connection.execute(statement)
        connection.commit()


PUT: dict[str, tuple[Callable[[Path], object], str]] = {
    "an older ledger": (older, "other records were put in its place"),
    "garbage": (lambda file: file.write_bytes(b"garbage" * 9000), "could not be read and is kept"),
    "another program's": (foreign, "Another program's database was in the place"),
    "a newer ledger": (newer, "was written by a newer deskbreak"),
}


@pytest.mark.parametrize("name", PUT)
def test_copied_over_a_ledger_in_use(desk: Desk, name: str) -> None:
    make, words = PUT[name]
    other = desk.folder / "other.db"
    make(other)
    daemon = Running(desk, RARE, "--no-tray")
    daemon.start()
    answered(daemon, 2)
    shutil.copyfile(other, daemon.database)
    answered(daemon, 1)
    wait_for(
        lambda: words in str(daemon.status()["problems"]) + daemon.log(), 20, "what became of it"
    )
    answered(daemon, 1)
    assert words in str(daemon.status()["problems"])
    assert words in daemon.call("status")[1]
    assert words in daemon.call("doctor")[1]
    daemon.quit()
    assert "Traceback" not in daemon.log()
    files = [file for file in daemon.data.iterdir() if file.suffix != ".lock"]
    if name == "a newer ledger":
        assert daemon.database.read_bytes() == other.read_bytes()
        execute(daemon.database, "PRAGMA user_version = 2")
        daemon.start()
        daemon.quit()
    elif name != "an older ledger":
        assert [file.read_bytes() == other.read_bytes() for file in files].count(True) == 1
    assert skipped(daemon.database) == 4
    if make in (older, newer):
        with (
            closing(sqlite3.connect(daemon.database)) as ours,
            closing(sqlite3.connect(other)) as it,
        ):
            query = "SELECT at, outcome, prompt FROM record WHERE day < ?"
            assert [*ours.execute(query, (TODAY,))] == [*it.execute(query, (TODAY,))]


def test_copied_over_it_and_only_asked_afterwards(desk: Desk) -> None:
    other = desk.folder / "other.db"
    older(other)
    daemon = Running(desk, RARE, "--no-tray")
    daemon.start()
    answered(daemon, 2)
    shutil.copyfile(other, daemon.database)
    wait_for(lambda: "ledger-file" in str(daemon.status()["problems"]), said="what became of it")
    assert skipped(daemon.database) == 2
    assert of_others(daemon.database) == of_others(other) > 0
    daemon.quit()


def test_copied_over_it_just_before_the_end(desk: Desk) -> None:
    other = desk.folder / "other.db"
    older(other)
    daemon = Running(desk, RARE, "--no-tray")
    daemon.start()
    answered(daemon, 2)
    shutil.copyfile(other, daemon.database)
    daemon.quit()
    assert skipped(daemon.database) == 2


@pytest.mark.parametrize("make", [foreign, lambda file: file.write_bytes(b"garbage" * 9000)])
def test_what_was_set_aside_at_the_start_is_found_later(
    desk: Desk, make: Callable[[Path], object]
) -> None:
    daemon = Running(desk, RARE, "--no-tray")
    daemon.data.mkdir(0o700, parents=True)
    make(daemon.database)
    content = daemon.database.read_bytes()
    daemon.start()
    (kept,) = daemon.data.glob("deskbreak.db.*-2*")
    assert kept.read_bytes() == content
    daemon.quit()
    daemon.start()
    told = daemon.status()["problems"]
    assert [(one["where"], kept.name in one["what"]) for one in told] == [("ledger-file", True)]
    assert kept.name in daemon.call("status", "--lang", "ja")[1]
    assert kept.name in daemon.call("doctor", "--lang", "ja")[1]
    kept.rename(kept.with_name("mine"))
    assert daemon.status()["problems"] == []
    assert kept.name not in daemon.call("doctor")[1]
    daemon.quit()


def test_what_was_set_aside_long_ago_is_in_doctor_alone(desk: Desk) -> None:
    daemon = Running(desk, RARE, "--no-tray")
    daemon.data.mkdir(0o700, parents=True)
    (daemon.data / "deskbreak.db.damaged-20250101T120000").write_text("old")
    (daemon.data / "deskbreak.db.damaged-by-me").write_text("mine")
    daemon.start()
    assert daemon.status()["problems"] == []
    code, said, _ = daemon.call("doctor")
    assert code == 0
    assert "deskbreak.db.damaged-20250101T120000" in said
    assert "by-me" not in said
    assert "set aside: please look" not in said
    daemon.quit()


@pytest.mark.parametrize("kind", ["a folder", "a pipe"])
def test_a_place_that_cannot_be_used_is_in_the_log(desk: Desk, kind: str) -> None:
    daemon = Running(desk, RARE, "--no-tray")
    daemon.data.mkdir(0o700, parents=True)
    if kind == "a folder":
        daemon.database.mkdir()
    else:
        desk.run("mkfifo", daemon.database)
    code, _, said = daemon.call("run", "--no-tray")
    assert (code, said.count("\n")) == (1, 1)
    assert "it is no file: move it away" in said
    log = Path(desk.env["XDG_STATE_HOME"]) / "deskbreak"
    (file,) = log.rglob("deskbreak.log")
    assert "it is no file: move it away" in file.read_text()


def test_what_could_not_be_written_outlives_a_kill(desk: Desk) -> None:
    daemon = Running(desk, RARE, "--no-tray")
    daemon.start()
    answered(daemon, 2)
    daemon.database.unlink()
    daemon.database.mkdir()
    answered(daemon, 1)
    assert "move it away" in daemon.call("status")[1]
    daemon.kill()
    daemon.database.rmdir()
    daemon.start()
    assert skipped(daemon.database) == 3
    daemon.quit()
