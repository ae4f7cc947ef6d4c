"""Whatever becomes of standard output: no traceback, a sensible exit code, the daemon goes on."""

import contextlib
import os
import subprocess
from pathlib import Path

import pytest
from desk import Desk, wait_for
from running import PROGRAM, Running

COMMANDS = ("status", "doctor", "preview", "routines", "history", "config check", "safety", "-h")


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "cp932", "euc-jp"])
def test_a_letter_that_cannot_be_shown_is_replaced(desk: Desk, encoding: str) -> None:
    daemon = Running(desk)
    daemon.start()
    desk.env["PYTHONIOENCODING"] = encoding
    for words in COMMANDS:
        for lang in ("ja", "en"):
            done = subprocess.run(
                [*PROGRAM, "--lang", lang, *words.split()],
                env=desk.env,
                capture_output=True,
                timeout=30,
                check=False,
            )
            assert done.returncode == 0, done.stderr
            assert done.stderr == b""
            assert done.stdout.decode(encoding)


def test_a_full_device_is_told_in_a_line(desk: Desk) -> None:
    helps = ("-h", "help", "help pause", "pause -h", "status -h", "config -h", "run --help")
    for words in ("routines", "preview", "--version", *helps):
        with Path("/dev/full").open("wb") as full:
            done = subprocess.run(
                [*PROGRAM, *words.split()],
                env=desk.env,
                stdout=full,
                stderr=subprocess.PIPE,
                check=False,
            )
        told = b"deskbreak: the output cannot be written: No space left on device\n"
        assert (done.returncode, done.stderr) == (1, told), words


def test_a_reader_that_hangs_up_and_a_closed_output(desk: Desk) -> None:
    command = " ".join(PROGRAM)
    shell = f"{command} routines | true; {command} routines >&-; echo $?"
    done = subprocess.run(
        ["sh", "-c", shell], env=desk.env, capture_output=True, text=True, check=False
    )
    assert (done.stdout, done.stderr) == ("0\n", "")


@pytest.mark.parametrize("how", [">&-", ">&- 2>&- <&-", ">/dev/full 2>/dev/full"])
def test_the_daemon_starts_without_anybody_to_speak_to(desk: Desk, how: str) -> None:
    daemon = Running(desk)
    daemon.process = desk.spawn("sh", "-c", f"exec {' '.join(PROGRAM)} run --no-tray {how}")
    wait_for(lambda: daemon.call("status")[0] == 0, 20, "the daemon")
    assert daemon.database.read_bytes()[:6] == b"SQLite", "no other file has taken its place"
    daemon.quit()


def test_a_pipe_that_nobody_reads_does_not_stop_the_daemon(desk: Desk) -> None:
    reading, writing = os.pipe()
    os.set_blocking(writing, False)
    with contextlib.suppress(BlockingIOError):
        while os.write(writing, b"x" * 4096):
            pass
    os.set_blocking(writing, True)
    daemon = Running(desk)
    daemon.process = subprocess.Popen(
        [*PROGRAM, "run", "--no-tray", "--terminal", "-v"],
        env=desk.env,
        stdin=subprocess.DEVNULL,
        stdout=writing,
        stderr=writing,
    )
    desk.started.append(daemon.process)
    wait_for(lambda: daemon.call("status")[0] == 0, 20, "the daemon")
    assert daemon.call("now")[0] == 0
    daemon.quit()
    os.close(reading)
    os.close(writing)


@pytest.mark.parametrize("kind", ["pipe", "folder", "a file for its folder", "a link loop"])
def test_a_log_that_cannot_be_written_is_told(desk: Desk, kind: str) -> None:
    daemon = Running(desk)
    state = Path(desk.env["XDG_STATE_HOME"])
    log = state / "deskbreak/log/deskbreak.log"
    log.parent.mkdir(parents=True)
    match kind:
        case "pipe":
            os.mkfifo(log)
        case "folder":
            log.mkdir()
        case "a file for its folder":
            desk.env["XDG_STATE_HOME"] = str(desk.folder / "state")
            (desk.folder / "state").touch()
        case _:
            desk.env["XDG_STATE_HOME"] = str(desk.folder / "loop")
            (desk.folder / "loop").symlink_to(desk.folder / "loop")
    daemon.start()
    assert daemon.log().count("cannot be written") == 1
    assert "log: please look" in daemon.call("--lang", "en", "doctor")[1]
    daemon.quit()


def test_folders_are_private_under_any_umask(desk: Desk) -> None:
    before = os.umask(0)
    try:
        daemon = Running(desk)
        daemon.start()
        assert daemon.call("config", "init")[0] in (0, 1)
    finally:
        os.umask(before)
    for folder in (daemon.data, daemon.data.parent, daemon.socket.parent):
        assert folder.stat().st_mode & 0o777 == 0o700, folder
    assert daemon.database.stat().st_mode & 0o777 == 0o600
    daemon.quit()


@pytest.mark.parametrize("language", ["ja", "en"])
def test_a_line_names_the_program_once(desk: Desk, language: str) -> None:
    daemon = Running(desk, f'language = "{language}"\n', "--no-tray")
    daemon.start()
    wait_for(lambda: "deskbreak: " in daemon.log(), said="the first words")
    assert daemon.call("now")[0] == 0
    daemon.quit()
    assert "deskbreak: deskbreak" not in daemon.log()
