"""Starting, ending and starting again."""

import json
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path

import pytest
from desk import Desk, wait_for
from running import PROGRAM, Running


def test_a_second_daemon_says_so_and_ends_with_6(desk: Desk) -> None:
    daemon = Running(desk)
    daemon.start()
    code, _, said = daemon.call("run")
    assert code == 6
    assert str(daemon.status()["pid"]) in said


def test_there_is_one_a_ledger_wherever_the_sockets_lie(desk: Desk, tmp_path: Path) -> None:
    daemon = Running(desk)
    daemon.start()
    pid = str(daemon.status()["pid"])
    usual = desk.env["XDG_RUNTIME_DIR"]
    desk.env["XDG_RUNTIME_DIR"] = str(elsewhere := tmp_path / "elsewhere")
    elsewhere.mkdir(mode=0o700)
    code, _, said = daemon.call("run")
    assert (code, pid in said) == (6, True), "two on one ledger would count everything twice"
    code, out, said = daemon.call("status")
    assert (code, out, said.count("\n")) == (3, "", 1)
    assert pid in said
    assert str(elsewhere) in said
    desk.env["XDG_RUNTIME_DIR"] = usual
    daemon.kill()
    assert pid not in daemon.call("status")[2], "the system took its locks away"
    daemon.start()


def test_a_stale_socket_and_lock_do_not_stop_a_start(desk: Desk) -> None:
    daemon = Running(desk)
    daemon.start()
    daemon.kill()
    assert daemon.socket.exists()
    assert daemon.call("status")[0] == 3
    daemon.start()
    daemon.quit()
    assert not daemon.socket.exists()
    assert daemon.call("status")[0] == 3


@pytest.mark.parametrize("words", [["status"], ["done"], ["pause", "5m"], ["quit"]])
def test_without_a_daemon_commands_end_with_3(desk: Desk, words: list[str]) -> None:
    code, out, said = Running(desk).call(*words)
    assert (code, out, said.count("\n")) == (3, "", 1)


def test_an_open_prompt_is_the_same_after_kill_9(desk: Desk) -> None:
    daemon = Running(desk)
    daemon.start()
    daemon.call("now")
    before = daemon.prompt()
    daemon.kill()
    daemon.start()
    after = daemon.prompt()
    assert (after["id"], after["routine"]) == (before["id"], before["routine"])
    assert daemon.rows() == []
    assert daemon.call("done")[0] == 0
    assert daemon.rows() == [("done", before["id"])]


def test_the_first_start_says_when_what_and_two_things_to_do_once(desk: Desk) -> None:
    daemon = Running(desk)
    daemon.start()
    wait_for(lambda: "first prompt" in daemon.log(), 10)
    daemon.quit()
    daemon.start()
    daemon.quit()
    assert daemon.log().count("first prompt") == 1


def test_a_saved_state_that_cannot_be_read_is_set_aside(desk: Desk) -> None:
    daemon = Running(desk)
    daemon.start()
    daemon.call("now")
    daemon.call("done")
    daemon.kill()
    with closing(sqlite3.connect(daemon.database)) as connection:
        connection.execute("UPDATE state SET body = '{\"at\": true}' WHERE name = 'state'")
        connection.commit()
    daemon.start()
    assert daemon.status()["today"]["done"] == 0
    assert len(daemon.rows("done")) == 1
    assert "set aside inside the database" in daemon.log()
    with closing(sqlite3.connect(daemon.database)) as connection:
        assert connection.execute("SELECT count(*) FROM set_aside").fetchone() == (1,)


def test_a_state_of_a_newer_version_is_set_aside(desk: Desk) -> None:
    daemon = Running(desk)
    daemon.start()
    daemon.kill()
    with closing(sqlite3.connect(daemon.database)) as connection:
        connection.execute("UPDATE state SET version = 99 WHERE name = 'state'")
        connection.commit()
    daemon.start()
    assert "version 99" in daemon.log()


@pytest.mark.parametrize("damage", ["truncated", "garbage"])
def test_a_file_that_is_no_sound_database_is_renamed(desk: Desk, damage: str) -> None:
    daemon = Running(desk)
    daemon.start()
    daemon.call("now")
    daemon.call("done")
    daemon.quit()
    raw = daemon.database.read_bytes()
    hurt = raw[: len(raw) // 2 + 100] if damage == "truncated" else b"not a database" * 100
    daemon.database.write_bytes(hurt)
    daemon.start()
    [aside] = daemon.data.glob("deskbreak.db.damaged-*")
    assert aside.read_bytes() == hurt
    assert str(aside) in daemon.log()
    assert daemon.rows() == []


def test_a_database_of_a_newer_program_is_left_alone(desk: Desk) -> None:
    daemon = Running(desk)
    daemon.start()
    daemon.quit()
    with closing(sqlite3.connect(daemon.database)) as connection:
        connection.execute("PRAGMA user_version = 99")
    before = daemon.database.read_bytes()
    code, _, said = daemon.call("run")
    assert (code, said.count("\n")) == (1, 1)
    assert "newer" in said
    assert daemon.database.read_bytes() == before


def test_a_runtime_directory_that_is_none_is_refused(desk: Desk) -> None:
    daemon = Running(desk)
    daemon.socket.parent.touch()
    code, _, said = daemon.call("run")
    assert (code, said.count("\n")) == (1, 1)
    assert str(daemon.socket.parent) in said


def test_follow_tells_each_change_and_ends_with_the_daemon(desk: Desk) -> None:
    daemon = Running(desk)
    daemon.start()
    follow = subprocess.Popen(
        [*PROGRAM, "status", "--follow", "--format", "json"],
        env=desk.env,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert follow.stdout is not None
    states = [json.loads(follow.stdout.readline())["state"]]
    for words in (["now"], ["start"], ["stop"], ["pause", "10m"], ["resume"]):
        daemon.call(*words)
        states.append(json.loads(follow.stdout.readline())["state"])
    assert states == ["working", "prompting", "guiding", "working", "paused", "working"]
    daemon.quit()
    assert follow.wait(5) == 3
    follow.stdout.close()


def test_quit_returns_when_the_daemon_is_gone_so_that_the_next_may_start(desk: Desk) -> None:
    daemon = Running(desk)
    daemon.start()
    first = daemon.process
    assert first is not None
    assert daemon.call("quit")[0] == 0
    assert first.poll() is not None
    assert daemon.call("status")[0] == 3
    daemon.start()
    daemon.quit()
