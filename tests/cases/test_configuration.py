"""Configurations and places that were made to stop the program, by the real command."""

import os
import subprocess
import time
from pathlib import Path

import pytest
from desk import Desk, wait_for
from running import PROGRAM, Running

FILES = {
    "a key of 100,000 parts": ("a" + ".a" * 100_000 + " = 1\n", 4, 1, "nested far too deep"),
    "a table of 100,000 parts": ("[a" + ".a" * 100_000 + "]\n", 4, 1, "nested far too deep"),
    "brackets 100,000 deep": ("x = " + "[" * 100_000, 4, 1, ":1: nested far too deep"),
    "tables 20,000 deep": ("\nx = " + "{a=" * 20_000, 4, 1, ":2: nested far too deep"),
    "a number of 5,000 digits": ("[hold]\nmax = " + "9" * 5000, 4, 1, ":2: a number"),
    "3,000 unknown keys": ("".join(f"k{n} = 1\n" for n in range(3000)), 4, 11, "2990 more"),
    "20,000 tables": ("".join(f"[t{n}]\n" for n in range(20_000)), 4, 11, "19990 more"),
    "hours of a twelve-hour clock": (
        '[hours]\nmon = ["9:00-5:00"]\n', 0, 2, 'is 20 hours long; did you mean "09:00-17:00"?',
    ),
    "a night shift": ('[hours]\nmon = ["22:00-06:00"]\n', 0, 1, "fine"),
}  # fmt: skip


@pytest.mark.parametrize("name", FILES)
def test_it_is_told_in_a_few_lines(desk: Desk, name: str) -> None:
    text, code, lines, words = FILES[name]
    daemon = Running(desk, text)
    start = time.process_time()
    got, out, err = daemon.call("--lang", "en", "config", "check")
    assert time.process_time() - start < 2
    said = out + err
    assert (got, said.count("\n")) == (code, lines), said[:400]
    assert words in said


def test_without_a_file_it_says_that_there_is_none(desk: Desk) -> None:
    code, out, _ = Running(desk).call("--lang", "en", "config", "check")
    assert code == 0
    assert out.startswith("There is no configuration file (")


@pytest.mark.parametrize(
    ("editor", "code", "words"),
    [
        ("vi '", 1, "EDITOR=vi ': a quote is not closed"),
        ("/no/such/editor", 1, "/no/such/editor: No such file or directory"),
        ("sh -c 'echo every = 1 > \"$0\"'", 4, "config.toml:1: every: there is no such key"),
        ("true", 0, ""),
    ],
)
def test_editing(desk: Desk, editor: str, code: int, words: str) -> None:
    desk.env["EDITOR"] = editor
    got, _, err = Running(desk).call("--lang", "en", "config", "edit")
    assert (got, err.startswith(words)) == (code, True), err


@pytest.mark.parametrize(
    "zone", ["JST-9", "X-99", "CET-1", '"Asia/Tokyo"', "Asia/Tokio", "/etc/passwd", "UTC+24"]
)
def test_a_time_zone_without_a_name(desk: Desk, zone: str) -> None:
    desk.env["TZ"] = zone
    daemon = Running(desk)
    assert daemon.call("preview")[0] == 0
    assert daemon.call("config", "check")[0] == 0
    daemon.start()
    assert "time zone: " in daemon.call("--lang", "en", "doctor")[1]
    daemon.quit()
    assert "Traceback" not in daemon.log()


@pytest.mark.parametrize("date", ["0001-01-01", "9999-12-31"])
def test_the_ends_of_the_calendar(desk: Desk, date: str) -> None:
    daemon, file = Running(desk), desk.folder / "day.jsonl"
    file.write_text(f'{{"at": "{date}T00:00:00", "event": "present"}}\n')
    for words, needed in (
        (["preview", "--date", date], "a day such as 2026-11-30"),
        (["simulate", "--events", str(file)], "in the years 1900 to 9000"),
    ):
        code, _, err = daemon.call(*words)
        assert (code, err.count("\n")) == (2, 1)
        assert needed in err


@pytest.mark.parametrize("kind", ["a link", "open to others", "missing", "relative", "unset"])
def test_a_runtime_directory_that_cannot_be_trusted(desk: Desk, kind: str) -> None:
    real = Path(desk.env["XDG_RUNTIME_DIR"])
    other = desk.folder / "other"
    desk.env["TMPDIR"] = str(desk.folder)
    match kind:
        case "a link":
            other.symlink_to(real)
        case "open to others":
            other.mkdir()
            other.chmod(0o755)
        case _:
            pass
    named = {"relative": "run", "unset": ""}.get(kind, str(other))
    desk.env["XDG_RUNTIME_DIR"] = named
    daemon = Running(desk)
    daemon.start()
    assert not list(real.iterdir())
    assert daemon.log().count("Warning") == 0
    fallback = [*desk.folder.glob("runtime-*"), Path(f"/run/user/{os.getuid()}")]
    assert any((place / "deskbreak/control.sock").exists() for place in fallback)
    daemon.quit()


def test_too_long_a_runtime_directory_is_told_in_a_line(desk: Desk) -> None:
    long = desk.folder / ("x" * 100)
    long.mkdir(0o700)
    desk.env["XDG_RUNTIME_DIR"] = str(long)
    for words in ("run", "status"):
        code, _, err = Running(desk).call(words)
        assert (code, err.count("\n")) == (1, 1)
        assert "too long a name for a socket" in err
    assert log_of(desk).count("too long a name for a socket") == 1, "of the start alone"


def log_of(desk: Desk) -> str:
    (file,) = (Path(desk.env["XDG_STATE_HOME"]) / "deskbreak").rglob("deskbreak.log")
    return file.read_text()


@pytest.mark.parametrize("number", range(6, 16))
def test_too_few_descriptors_to_start_are_told_in_a_line(desk: Desk, number: int) -> None:
    process = desk.spawn(
        "sh", "-c", f'ulimit -n {number}; exec "$@"', "-", *PROGRAM, "run", "--no-tray"
    )
    assert process.wait(30) == 1
    said = (desk.folder / "sh.0.log").read_text().splitlines()
    assert len(said) == 1, said
    assert "too few open files" in said[0]
    if number > 10:  # with fewer no file can be written meanwhile
        assert said[0] in log_of(desk)


@pytest.mark.parametrize("number", [17, 20, 28])
def test_too_few_descriptors_for_the_tray_leave_it_out(desk: Desk, number: int) -> None:
    daemon = Running(desk)
    daemon.process = desk.spawn("sh", "-c", f'ulimit -n {number}; exec "$@"', "-", *PROGRAM, "run")
    wait_for(lambda: daemon.call("status")[0] == 0, 30, "the daemon")
    said = "goes on without an icon"
    assert said in (desk.folder / "sh.0.log").read_text()
    assert said in str(daemon.status()["problems"])
    assert said in daemon.call("doctor", "--lang", "en")[1]
    assert said in log_of(desk)
    assert daemon.call("now")[0] == 0
    daemon.quit()


def limited(desk: Desk, megabytes: int, *words: str) -> subprocess.Popen[bytes]:
    """``run`` with so much address space."""
    limit = f'ulimit -v {megabytes * 1000}; exec "$@"'
    return desk.spawn("sh", "-c", limit, "-", *PROGRAM, "--lang", "en", "run", *words)


@pytest.mark.parametrize("megabytes", [22, 26, 32, 36, 44, 48])
def test_too_little_memory_to_start_is_told_in_a_line(desk: Desk, megabytes: int) -> None:
    assert limited(desk, megabytes, "--no-tray").wait(30) == 1
    said = (desk.folder / "sh.0.log").read_text()
    assert said.count("\n") == 1
    assert said.startswith("deskbreak")


@pytest.mark.parametrize("megabytes", [60, 90])
def test_with_a_little_memory_it_does_all_that_is_asked(desk: Desk, megabytes: int) -> None:
    daemon = Running(desk, '[rhythm]\nsnooze = ["11m"]\n')
    daemon.process = limited(desk, megabytes)
    wait_for(lambda: daemon.call("status")[0] == 0, 30, "the daemon")
    for words in (["now"], ["doctor"], ["snooze", "11m"], ["status", "--json"]):
        assert daemon.call(*words)[0] == 0, words
    daemon.quit()
    said = (desk.folder / "sh.0.log").read_text()
    assert "failed" not in said
    assert ("goes on without an icon" in said) is (megabytes < 75)
