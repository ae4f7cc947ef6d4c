"""The daemon and its commands: from a pipe, without standard streams, killed and started again."""

import json
import socket
import sqlite3
import subprocess
import sys
from contextlib import closing, suppress
from pathlib import Path

assert sys.platform == "win32"

import pytest  # noqa: E402 - the rest is Windows'
from window_calls import post, window  # noqa: E402
from windows_daemon import PATIENCE, PROGRAM, WINDOWLESS, Make  # noqa: E402

DETACHED, CONSOLE, CLOSE, BOX = 8, 16, 0x0010, "#32770"
"""DETACHED_PROCESS, CREATE_NEW_CONSOLE, WM_CLOSE, and the class of a message box."""
SEEN = """
import pathlib, sys
from deskbreak.desktop.standard_streams import prepare
if sys.argv[2] == "nul":
    sys.stdin = sys.stdout = None
prepare()
pathlib.Path(sys.argv[1]).write_text(f"{sys.stdin.isatty()} {sys.stdout.isatty()}")
"""
WHICH_WINDOWS = """
import sys
from deskbreak.notices.desktop_notifier import load
load()
import platform
print(sys.modules["_wmi"], platform.system())
"""
SHORT = '[rhythm]\nevery = "10s"\nceiling = "15s"\npause = "0s"\n'


def test_every_command_works_and_quit_leaves_nothing(make: Make) -> None:
    desk = make("", "--no-tray")
    desk.start()
    for words in (
        "status", "status --json", "now", "done", "doctor", "check", "routines R03", "preview",
        "history", "config show", "autostart status", "safety", "quit",
    ):  # fmt: skip
        code, out, err = desk.call(*words.split())
        assert code in (0, 1, 5), (words, code, err)
        assert "Traceback" not in out + err, words
    assert desk.process is not None
    desk.process.communicate(timeout=PATIENCE)
    assert not desk.known.exists()
    assert desk.call("status")[0] == 3
    assert "Traceback" not in desk.log.read_text("utf-8")


def test_it_runs_without_standard_streams(make: Make) -> None:
    desk = make("", "--no-tray")
    # Popen of a process without a console and without handles, as Explorer starts it at login.
    desk.process = subprocess.Popen(
        [*WINDOWLESS, "run", "--no-tray"], env=desk.env, close_fds=True, creationflags=DETACHED
    )
    desk.wait(desk.listens, "the daemon")
    assert desk.ask("now")["code"] == 0
    desk.quit()
    assert "Traceback" not in desk.log.read_text("utf-8")


@pytest.mark.parametrize(("where", "seen"), [("nul", "False False"), ("console", "True True")])
def test_somebody_may_sit_at_a_console_but_not_at_nul(
    tmp_path: Path, where: str, seen: str
) -> None:
    found = tmp_path / "found"
    words = [sys.executable, "-c", SEEN, str(found), where]
    assert subprocess.Popen(words, creationflags=CONSOLE).wait(PATIENCE) == 0
    assert found.read_text() == seen


def test_a_second_one_exits_6_with_one_line(make: Make) -> None:
    desk = make("", "--no-tray")
    desk.start()
    code, out, err = desk.call("run", "--no-tray")
    assert (code, out) == (6, "")
    assert err.count("\n") == 1
    assert str(desk.status()["pid"]) in err


def test_words_that_make_no_sense_leave_no_icon_behind(make: Make) -> None:
    code, out, err = make().call("run", "--set", "a")
    assert (code, out, err.count("\n")) == (2, "", 1), err


def test_a_second_one_without_a_console_says_so_in_a_box(make: Make) -> None:
    desk = make("", "--no-tray")
    desk.start()
    second = subprocess.Popen(
        [*WINDOWLESS, "run", "--no-tray"], env=desk.env, close_fds=True, creationflags=DETACHED
    )
    desk.wait(lambda: window(BOX, "deskbreak") != 0, "the box")
    post(window(BOX, "deskbreak"), CLOSE)
    assert second.wait(PATIENCE) == 6
    desk.quit()


def test_in_a_console_of_its_own(make: Make) -> None:
    desk = make("", "--no-tray")

    def code(*words: str) -> int:
        done = subprocess.Popen([*PROGRAM, *words], env=desk.env, creationflags=CONSOLE)
        return done.wait(PATIENCE)

    assert code("status") == 3
    desk.process = subprocess.Popen(
        [*PROGRAM, "run", "--no-tray"], env=desk.env, creationflags=CONSOLE
    )
    desk.wait(desk.listens, "the daemon")
    assert code("status") == 0
    assert code("--lang", "ja", "doctor") in (0, 1)
    assert code("quit") == 0
    assert desk.process.wait(PATIENCE) == 0
    assert "Traceback" not in desk.log.read_text("utf-8")


def test_a_prompt_comes_and_returns_after_a_kill(make: Make) -> None:
    desk = make(SHORT, "--no-tray")
    desk.start()
    desk.wait(lambda: (desk.status()["prompt"] or {}).get("phase") == "shown", "the prompt")
    before = desk.status()["prompt"]["id"]
    desk.kill()
    assert not desk.listens()
    desk.start()
    assert desk.status()["prompt"]["id"] == before
    assert desk.ask("answer", action="done")["code"] == 0
    desk.quit()
    with closing(sqlite3.connect(desk.local / "deskbreak" / "deskbreak.db")) as ledger:
        rows = ledger.execute("SELECT outcome FROM record WHERE prompt = ?", (before,)).fetchall()
    assert rows == [("done",)]


def test_files_are_where_windows_wants_them(make: Make) -> None:
    desk = make("", "--no-tray")
    desk.start()
    assert desk.call("config", "init")[0] == 0
    desk.quit()
    assert desk.config.exists()
    below = desk.local / "deskbreak"
    assert (below / "deskbreak.db").exists()
    assert (below / "run" / "daemon.lock").exists()
    assert not [each for each in desk.temp.rglob("*") if "deskbreak" in each.name]


def test_settings_are_read_again_within_two_seconds(make: Make) -> None:
    desk = make("", "--no-tray")
    desk.start()
    desk.config.parent.mkdir(exist_ok=True)
    desk.config.write_text('[rhythm]\nevery = "45"\n', "utf-8")
    desk.wait(lambda: bool(desk.status()["problems"]), "what is wrong")
    fresh = desk.config.with_name("fresh.toml")
    fresh.write_text('[rhythm]\nevery = "30m"\n', "utf-8")
    fresh.replace(desk.config)
    desk.wait(lambda: not desk.status()["problems"], "the mended file")
    desk.quit()


def test_a_client_without_the_secret_gets_nothing(make: Make) -> None:
    desk = make("", "--no-tray")
    desk.start()
    port = json.loads(desk.known.read_bytes())["port"]
    for words in (b"POST / HTTP/1.1\r\n\r\n", b'{"do": "quit"}\n', b"0" * 32 + b"\nno\n"):
        with socket.create_connection(("127.0.0.1", port), 30) as stranger:
            stranger.sendall(words)
            got = b""
            with suppress(ConnectionError):
                while part := stranger.recv(4096):
                    got += part
        assert b"text" not in got
    assert desk.listens()
    desk.quit()


def test_a_table_of_history_has_clean_line_ends(make: Make) -> None:
    desk = make("", "--no-tray")
    desk.start()
    assert desk.ask("now")["code"] == 0
    assert desk.ask("answer", action="done")["code"] == 0
    code, out, _ = desk.raw("history", "--csv")
    assert code == 0
    assert out.count(b"\r\n") == out.count(b"\n") >= 2
    assert b"\r\r" not in out
    desk.quit()


def test_an_editor_with_spaces_and_backslashes(make: Make, tmp_path: Path) -> None:
    desk = make()
    folder = tmp_path / "my editor"
    folder.mkdir()
    script = folder / "edit.py"
    script.write_text("import sys, pathlib\npathlib.Path(sys.argv[1]).write_text('# edited')\n")
    desk.env["EDITOR"] = f'"{PROGRAM[0]}" "{script}"'
    assert desk.call("config", "edit")[0] == 0
    assert desk.config.read_text() == "# edited"


def test_the_notices_do_not_ask_the_management_service_which_windows_this_is() -> None:
    """It may take seconds, and ends a Python from 3.12 on under Wine 8."""
    done = subprocess.run(
        [sys.executable, "-c", WHICH_WINDOWS],
        input=b"",
        capture_output=True,
        timeout=PATIENCE,
        check=False,
    )
    assert (done.stdout.split(), done.stderr) == ([b"None", b"Windows"], b"")
