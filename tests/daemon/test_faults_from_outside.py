"""What a helper of the daemon does wrong: the prompt comes on time, it is told, and it is over."""

import os
import signal
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from desk import Desk, wait_for
from holding.ics import calendar, event
from running import Running

from deskbreak.timing.clock import SystemClock

SOON = '[rhythm]\nevery = "10s"\nceiling = "10s"\npause = "0s"\n[hold]\nsettle = "0s"\n'


def row(daemon: Running, name: str) -> str:
    """The line of ``doctor`` that begins so."""
    code, said, _ = daemon.call("doctor", "--lang", "en")
    assert code == 0
    return next((line for line in said.splitlines() if line.strip().startswith(name)), "")


def prompted(daemon: Running) -> None:
    """Wait for the prompt that is due 10 s after the start."""
    wait_for(lambda: daemon.status()["state"] == "prompting", 15, f"a prompt: {daemon.status()}")


class Silent:
    """A server that takes a connection, and says nothing until it is let."""

    def __init__(self) -> None:
        self.speak = threading.Event()
        gone = SystemClock().now().wall.replace(year=2020, tzinfo=None)
        body, speak = calendar(event("past", gone, 60, zone=None)), self.speak

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                speak.wait(120)
                self.send_response(200)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_: object) -> None:
                """Say nothing."""

            def handle(self) -> None:
                try:
                    super().handle()
                except ConnectionError:
                    """The reader was killed."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.address = f"http://127.0.0.1:{self.server.server_address[1]}/work.ics"
        self.thread = threading.Thread(target=self.server.serve_forever, args=(0.05,))
        self.thread.start()


@pytest.fixture
def silent() -> Iterator[Silent]:
    it = Silent()
    yield it
    it.speak.set()
    it.server.shutdown()
    it.thread.join()
    it.server.server_close()


def readers(desk: Desk, module: str = "calendar.read_") -> list[int]:
    """The processes that read this desk's calendars, or run another module."""
    home = f"HOME={desk.env['HOME']}".encode()
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            if module.encode() in (folder / "cmdline").read_bytes():
                environment = (folder / "environ").read_bytes().split(b"\0")
                found += [int(folder.name)] if home in environment else []
        except OSError:
            continue
    return found


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGSTOP])
def test_a_reader_of_calendars_that_is_killed_or_stopped(
    desk: Desk, silent: Silent, how: signal.Signals
) -> None:
    source = f'[calendar]\nallow_http = true\nsources = ["{silent.address}"]\n'
    daemon = Running(desk, SOON + source, "--no-tray")
    daemon.start()
    wait_for(lambda: len(readers(desk)) == 2, said="the reader and its child")
    hurt = readers(desk)
    for process in hurt:
        os.kill(process, how)
    if how == signal.SIGKILL:
        wait_for(lambda: "the reader failed (-9)" in row(daemon, "calendar:"), said="the row")
    else:
        assert "not read yet" in row(daemon, "calendar:")
    prompted(daemon)
    assert daemon.call("skip")[0] == 0
    assert [outcome for outcome, _ in daemon.rows()] == ["skipped"]
    silent.speak.set()
    if how == signal.SIGSTOP:
        for process in hurt:
            os.kill(process, signal.SIGCONT)
    wait_for(lambda: "in use" in row(daemon, "calendar:"), 30, "the calendar")
    assert "Traceback" not in daemon.log()


def test_a_hook_that_hangs_while_a_prompt_is_due_and_is_mended(desk: Desk) -> None:
    script = Path(desk.env["HOME"]) / "hook"
    script.write_text("#!/bin/sh\nsleep 600\n")
    script.chmod(0o700)
    daemon = Running(desk, f'{SOON}[hooks]\non_prompt = ["{script}"]\n', "--no-tray")
    daemon.start()
    prompted(daemon)
    assert daemon.call("skip")[0] == 0
    wait_for(lambda: "took longer than 10 s" in row(daemon, "on_prompt"), 20, "the row")
    assert [one["where"] for one in daemon.status()["problems"]] == ["hooks.on_prompt"]
    assert daemon.status()["state"] == "prompting", "the next one came beside the hanging hook"
    wait_for(lambda: daemon.log().count("took longer") == 2, 20, "the end of the second one")
    script.write_text("#!/bin/sh\nexit 0\n")
    assert daemon.call("skip")[0] == 0
    wait_for(lambda: daemon.status()["problems"] == [], 30, "the hook that works again")
    assert "took longer" not in row(daemon, "on_prompt")
    assert "Traceback" not in daemon.log()


def test_a_reader_of_the_configuration_that_is_killed_is_followed_by_another(desk: Desk) -> None:
    daemon = Running(desk, 'language = "en"\n', "--no-tray")
    daemon.start()
    wait_for(lambda: daemon.status()["language"] == "en", said="the first reading")
    daemon.config.write_text('language = "ja"\n')
    killed = set[int]()

    def kill_one() -> bool:
        for process in readers(desk, "deskbreak.config"):
            os.kill(process, signal.SIGKILL)
            killed.add(process)
        return bool(killed)

    wait_for(kill_one, said="the reader")
    wait_for(lambda: daemon.status()["language"] == "ja", 10, "the next reader")
    assert daemon.status()["problems"] == []
    assert "Traceback" not in daemon.log()
    daemon.quit()
