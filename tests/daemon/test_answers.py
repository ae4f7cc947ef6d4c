"""Answers to the real daemon: the first counts, and nothing else does (CASES 23, 24, 26)."""

import json
import socket
import threading

from desk import Desk
from running import Running


def test_of_two_answers_at_once_one_counts_and_the_other_gets_exit_5(desk: Desk) -> None:
    daemon = Running(desk)
    daemon.start()
    daemon.call("now")
    codes: list[int] = []
    threads = [
        threading.Thread(target=lambda word=word: codes.append(daemon.call(word)[0]))
        for word in ("done", "skip")
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(codes) == [0, 5]
    assert len(daemon.rows("done", "skipped")) == 1


def test_an_answer_with_an_old_id_changes_nothing(desk: Desk) -> None:
    daemon = Running(desk)
    daemon.start()
    daemon.call("now")
    old = daemon.prompt()["id"]
    daemon.call("skip")
    daemon.call("now")
    before = daemon.status()["prompt"]
    code, _, said = daemon.call("done", "--id", old)
    assert (code, said.count("\n")) == (5, 1)
    assert daemon.status()["prompt"] == before
    assert daemon.rows() == [("skipped", old)]


def test_what_was_acknowledged_is_in_the_ledger_after_kill_9(desk: Desk) -> None:
    daemon = Running(desk)
    daemon.start()
    for number in range(1, 6):
        daemon.call("now")
        assert daemon.call("done")[0] == 0
        daemon.kill()
        assert len(daemon.rows("done")) == number
        daemon.start()
    assert daemon.status()["today"]["done"] == 5


def test_kill_9_at_any_instant_repeats_and_loses_nothing(desk: Desk) -> None:
    daemon = Running(desk)
    acknowledged = 0
    for delay in (0.0, 0.002, 0.005, 0.01, 0.02):
        daemon.start()
        daemon.call("now")
        process = daemon.process
        assert process is not None
        killer = threading.Timer(delay, process.kill)
        killer.start()
        acknowledged += daemon.call("done")[0] == 0
        killer.join()
        process.wait(5)
        done = daemon.rows("done")
        assert len(done) == len({id_ for _, id_ in done})
        assert acknowledged <= len(done)


def test_snooze_refusals_have_their_exit_codes(desk: Desk) -> None:
    daemon = Running(desk, '[rhythm]\nsnooze = ["10s"]\nmax_snoozes = 1\n')
    daemon.start()
    assert daemon.call("snooze")[0] == 5
    daemon.call("now")
    assert daemon.call("snooze", "7m")[0] == 2
    assert daemon.call("snooze", "soon")[0] == 2
    assert daemon.call("snooze", "10s")[0] == 0
    assert daemon.prompt()["phase"] == "snoozed"
    daemon.call("now")
    assert daemon.prompt()["snoozes_left"] == 0
    assert daemon.call("snooze")[0] == 1
    assert daemon.call("stop")[0] == 5


def test_messages_that_make_no_sense_are_answered_and_survived(desk: Desk) -> None:
    daemon = Running(desk)
    daemon.start()
    for bad in (
        b"hello\n",
        b"\xff\xfe\n",
        b'{"do": "status", "typo": 1}\n',
        b'{"do": "fly"}\n',
        b'{"v": 99, "do": "status"}\n',
        b"[]\n",
        b'{"do": "status", "lang": "' + b"x" * 70_000 + b'"}\n',
    ):
        with socket.socket(socket.AF_UNIX) as connection:
            connection.settimeout(5)
            connection.connect(str(daemon.socket))
            connection.sendall(bad)
            reply = json.loads(connection.makefile().readline())
        assert reply["code"] == 2
        assert reply["text"]
    assert daemon.status()["state"] == "working"


def test_the_socket_is_for_its_owner_alone(desk: Desk) -> None:
    daemon = Running(desk)
    daemon.start()
    assert daemon.socket.stat().st_mode & 0o777 == 0o600
    assert daemon.socket.parent.stat().st_mode & 0o777 == 0o700
    assert daemon.database.stat().st_mode & 0o777 == 0o600
    assert daemon.data.stat().st_mode & 0o777 == 0o700
