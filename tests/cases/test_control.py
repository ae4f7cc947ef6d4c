"""Messages that make no sense, and who follows, on the real daemon."""

import json
import os
import signal
import socket
import subprocess
from pathlib import Path
from typing import Any

import pytest
from desk import Desk
from running import PROGRAM, Running


def talk(daemon: Running, *lines: bytes) -> list[dict[str, Any]]:
    """Send lines on one connection, and read one reply for each."""
    with socket.socket(socket.AF_UNIX) as connection:
        connection.settimeout(10)
        connection.connect(str(daemon.socket))
        with connection.makefile("rwb") as both:
            found = []
            for line in lines:
                both.write(line + b"\n")
                both.flush()
                found.append(json.loads(both.readline()))
    return found


BAD = {
    "nested": b'{"a":' * 5000,
    "nested lists": b"[" * 30_000,
    "nested inside": b'{"do":"status","lang":' + b'{"a":' * 5000,
    "a big integer": b'{"do":"stage","stage":' + b"9" * 5000 + b"}",
    "a big exponent": b'{"do":"stage","stage":1e999999}',
    "half a letter": b'{"do":"now","routine":"\\udcff"}',
    "no UTF-8": b'{"do":"now","routine":"\xff"}',
    "no object": b"17",
    "nothing": b"",
}


@pytest.mark.parametrize("name", BAD)
def test_it_answers_with_an_error_and_goes_on(desk: Desk, name: str) -> None:
    daemon = Running(desk)
    daemon.start()
    error, after = talk(daemon, BAD[name], b'{"do":"status"}')
    assert (error["code"], after["code"]) == (2, 0)
    assert "\n" not in error["text"]
    assert "Traceback" not in daemon.log()
    daemon.quit()


def test_who_follows_ends_with_the_daemon_in_one_line(desk: Desk) -> None:
    daemon = Running(desk)
    daemon.start()
    follow = subprocess.Popen(
        [*PROGRAM, "--lang", "en", "status", "--follow"],
        env=desk.env, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert follow.stdout is not None
    assert follow.stdout.readline()
    daemon.quit()
    _, said = follow.communicate(timeout=10)
    assert (follow.returncode, said.count("\n")) == (3, 1)
    assert said.startswith("deskbreak is not running")


def test_who_waits_comes_back_with_the_daemon(desk: Desk) -> None:
    daemon = Running(desk)
    follow = subprocess.Popen(
        [*PROGRAM, "status", "--follow", "--wait", "--format", "waybar"],
        env=desk.env, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    desk.started.append(follow)  # type: ignore[arg-type]  # it is ended alike
    assert follow.stdout is not None
    classes = [json.loads(follow.stdout.readline())["class"]]
    for _ in range(2):
        daemon.start()
        classes.append(json.loads(follow.stdout.readline())["class"])
        daemon.quit()
        classes.append(json.loads(follow.stdout.readline())["class"])
    assert classes[0] == classes[2] == classes[4] == "not-running"
    assert "not-running" not in (classes[1], classes[3])
    follow.terminate()
    follow.communicate(timeout=10)


def test_who_follows_for_a_reader_that_is_gone_ends_at_once(desk: Desk) -> None:
    daemon = Running(desk, "[hours]\nmon = []\ntue = []\n")
    daemon.start()
    followers = []
    for _ in range(3):
        reading, writing = os.pipe()
        followers.append(
            subprocess.Popen([*PROGRAM, "status", "--follow"], env=desk.env, stdout=writing)
        )
        os.close(writing)
        assert os.read(reading, 1)
        os.close(reading)
    for follower in followers:
        assert follower.wait(10) == 1
    daemon.quit()


def test_bytes_that_are_no_utf_8_in_home_and_in_arguments(desk: Desk) -> None:
    home = os.fsencode(desk.folder) + b"/\xff\xe3home"
    Path(os.fsdecode(home)).mkdir(0o700)
    names = ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME")
    desk.env |= {name: os.fsdecode(home) for name in names}
    daemon = Running(desk, 'language = "en"\n')
    daemon.start()
    code, said, _ = daemon.call("doctor")
    assert code == 0
    assert "\ufffd\ufffdhome" in said
    assert daemon.call("now", "\udcff")[0] == 2
    assert daemon.call("config", "check")[0] == 0
    assert "Traceback" not in daemon.log()
    daemon.quit()


@pytest.mark.parametrize(
    "words", ["status", "status --json", "now", "check", "doctor", "status --follow"]
)
def test_a_daemon_that_is_stopped_is_told_of_in_a_line(desk: Desk, words: str) -> None:
    daemon = Running(desk)
    daemon.start()
    assert daemon.process is not None
    os.kill(daemon.process.pid, signal.SIGSTOP)
    try:
        code, out, err = daemon.call("--lang", "en", *words.split())
    finally:
        os.kill(daemon.process.pid, signal.SIGCONT)
    assert (code, out) == (1, "")
    assert err.startswith(f"deskbreak runs (process {daemon.process.pid}) but does not answer")
    assert err.count("\n") == 1
    daemon.quit()


def test_who_waits_is_told_of_a_stopped_daemon_and_hears_of_it_again(desk: Desk) -> None:
    daemon = Running(desk)
    daemon.start()
    assert daemon.process is not None
    os.kill(daemon.process.pid, signal.SIGSTOP)
    follow = subprocess.Popen(
        [*PROGRAM, "--lang", "en", "status", "--follow", "--wait"],
        env=desk.env, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert follow.stdout is not None
    assert "does not answer" in follow.stdout.readline()
    os.kill(daemon.process.pid, signal.SIGCONT)
    assert "does not answer" not in follow.stdout.readline()
    daemon.kill()
    assert "not running" in follow.stdout.readline()
    follow.kill()
    follow.communicate()
