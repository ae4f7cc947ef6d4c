"""Too few file descriptors, on the real daemon: it can always be asked, and says what it lacks."""

import json
import resource
import socket
import subprocess
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest
from desk import Desk, wait_for
from running import PROGRAM, Running

MANY = 24


def limited(desk: Desk, limit: str, settings: str = "") -> Running:
    """A daemon that was given so many by its shell."""
    daemon = Running(desk, settings)
    daemon.process = desk.spawn(
        "sh", "-c", f'ulimit {limit}; exec "$@"', "-", *PROGRAM, "run", "--no-tray"
    )
    wait_for(lambda: daemon.call("status")[0] == 0, 30, "the daemon")
    return daemon


def problems(daemon: Running) -> list[str]:
    return [problem["where"] for problem in daemon.status()["problems"]]


@contextmanager
def followers(desk: Desk) -> Iterator[list["subprocess.Popen[str]"]]:
    """More than the daemon has descriptors for; each has had its first line or its refusal."""
    with ExitStack() as ends:
        all_ = []
        for _ in range(MANY):
            one = subprocess.Popen(
                [*PROGRAM, "--lang", "en", "status", "--follow"],
                env=desk.env, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
            )  # fmt: skip
            ends.callback(one.communicate, timeout=10)
            ends.callback(one.terminate)
            all_.append(one)
        for one in all_:
            assert one.stdout is not None
            one.stdout.readline()
        yield all_


@pytest.mark.parametrize("number", [17, 20, 22, 26, 32])
def test_more_follow_than_may_and_it_answers_as_before(desk: Desk, number: int) -> None:
    daemon = limited(desk, f"-n {number}")
    before = daemon.call("status", "--lang", "ja")
    with followers(desk) as all_:
        refused = [one for one in all_ if one.poll() is not None]
        assert refused
        for one in refused:
            _, said = one.communicate()
            assert (one.returncode, said.count("\n")) == (1, 1), said
            assert "too few open files" in said
        assert daemon.call("status", "--lang", "ja")[0] == 0
    code, said, _ = daemon.call("status", "--lang", "ja")
    assert (code, said.splitlines()[0]) == (0, before[1].splitlines()[0])
    assert daemon.call("doctor", "--lang", "en")[0] == 0
    assert daemon.call("now")[0] == 0
    assert daemon.call("skip")[0] == 0
    assert [outcome for outcome, _ in daemon.rows()] == ["skipped"]
    assert "Traceback" not in daemon.log()
    daemon.quit()


def test_who_connects_and_says_nothing_keeps_nobody_out(desk: Desk) -> None:
    daemon = limited(desk, "-n 20")
    with ExitStack() as silent:
        for _ in range(MANY):
            connection = silent.enter_context(socket.socket(socket.AF_UNIX))
            connection.settimeout(10)
            connection.connect(str(daemon.socket))
        wait_for(lambda: daemon.call("status")[0] == 0, said="an answer beside them")
    assert daemon.call("status")[0] == 0
    daemon.quit()


def test_many_commands_at_once_are_all_answered(desk: Desk) -> None:
    daemon = limited(desk, "-n 20")
    asked = [
        subprocess.Popen(
            [*PROGRAM, "status"], env=desk.env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
        )
        for _ in range(MANY)
    ]
    assert [one.communicate(timeout=30)[0].decode().count("Sitting for") for one in asked] == (
        [1] * MANY
    )
    daemon.quit()


def test_what_is_left_out_is_told(desk: Desk) -> None:
    daemon = limited(desk, "-n 20", 'language = "ja"\n')
    said = {one["where"]: one["what"] for one in daemon.status()["problems"]}
    assert "too few open files" in said["config"]
    assert "too few open files" in said["files"]
    code, doctor, _ = daemon.call("doctor", "--lang", "ja")
    assert code == 0
    assert "一度に開けるファイルの数が足りず" in doctor
    assert "設定を読み込めません。一度に開けるファイルの数が足りません" in doctor
    daemon.quit()


def test_settings_are_in_force_soon_after_there_are_enough_again(desk: Desk) -> None:
    daemon = limited(desk, "-n 64")
    assert daemon.process is not None
    pid = daemon.process.pid
    highest = max(int(one.name) for one in Path(f"/proc/{pid}/fd").iterdir())
    resource.prlimit(pid, resource.RLIMIT_NOFILE, (highest + 6, 64))
    daemon.config.write_text('language = "ja"\n')
    wait_for(lambda: "config" in problems(daemon), said="what is told of it")
    resource.prlimit(pid, resource.RLIMIT_NOFILE, (64, 64))
    wait_for(lambda: daemon.status()["language"] == "ja", 20, "the settings")
    wait_for(lambda: problems(daemon) == [], said="the end of the problem")
    daemon.quit()


def test_few_that_may_be_more_are_more(desk: Desk) -> None:
    daemon = limited(desk, "-S -n 20")
    assert problems(daemon) == []
    assert daemon.process is not None
    limits = Path(f"/proc/{daemon.process.pid}/limits").read_text()
    allowed = next(line for line in limits.splitlines() if line.startswith("Max open files"))
    assert int(allowed.split()[3]) >= 64
    with followers(desk) as all_:
        assert [one.poll() for one in all_] == [None] * MANY
        assert json.loads(daemon.call("status", "--json")[1])["state"] == "working"
    assert daemon.log() == ""
    daemon.quit()
