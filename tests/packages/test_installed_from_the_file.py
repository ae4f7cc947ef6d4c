"""The wheel, installed by pipx and by uv into an empty home, does what a person asks of it."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from built import bare, run
from desk import Desk, wait_for

pytestmark = pytest.mark.packages

NO_SCREEN = {"DISPLAY": ":no-such-display", "QT_QPA_PLATFORM": "offscreen"}
"""Qt draws into memory, and nothing else finds a display."""


def pipx(home: Path, wheel: Path) -> Path:
    env = bare(home, PIPX_HOME=str(home / "pipx"), PIPX_BIN_DIR=str(home / "bin"))
    run("/usr/bin/pipx", "install", f"deskbreak[all] @ file://{wheel}", env=env, cwd=home)
    return home / "bin" / "deskbreak"


def uv_tool(home: Path, wheel: Path) -> Path:
    uv = Path(sys.executable).with_name("uv")
    env = bare(home, UV_TOOL_DIR=str(home / "tools"), UV_TOOL_BIN_DIR=str(home / "bin"))
    env |= {"UV_CACHE_DIR": str(home / "cache"), "UV_PYTHON": "/usr/bin/python3"}
    run(uv, "tool", "install", "-q", f"deskbreak[all] @ file://{wheel}", env=env, cwd=home)
    return home / "bin" / "deskbreak"


class Program:
    """An installed deskbreak on a desk of its own."""

    def __init__(self, desk: Desk, command: Path) -> None:
        self.desk, self.command = desk, command
        desk.env |= NO_SCREEN

    def __call__(self, *words: str) -> str:
        return run(self.command, *words, env=self.desk.env, cwd=self.desk.folder)

    def answers(self) -> bool:
        done = subprocess.run(
            [self.command, "status"], env=self.desk.env, capture_output=True, check=False
        )
        return done.returncode == 0

    def status(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(self("status", "--json"))
        return found


def children(pid: int) -> list[str]:
    """The command lines of a process's children."""
    numbers = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [
        Path(f"/proc/{one}/cmdline").read_bytes().decode().replace("\0", " ") for one in numbers
    ]


def has_a_guide(pid: int) -> bool:
    return any("deskbreak.guide" in line for line in children(pid))


@pytest.mark.parametrize("install", [pipx, uv_tool])
def test_a_day_in_an_empty_home(install: Any, wheel: Path, tmp_path: Path, desk: Desk) -> None:
    deskbreak = Program(desk, install(tmp_path / "home", wheel))
    assert deskbreak("--version").startswith("deskbreak 0.2.0 (development build, commit ")
    daemon = desk.spawn(deskbreak.command)
    wait_for(deskbreak.answers, 20, "the daemon")
    deskbreak("now", "stand-one-minute")
    prompt = deskbreak.status()["prompt"]
    assert (prompt["phase"], prompt["routine"]) == ("shown", "stand-one-minute")
    deskbreak("start")
    assert deskbreak.status()["state"] == "guiding"
    wait_for(lambda: has_a_guide(daemon.pid), 20, "the guide's own process")
    wait_for(lambda: deskbreak.status()["problems"] == [], 5, "nothing to complain of")
    deskbreak("done")
    wait_for(lambda: not has_a_guide(daemon.pid), 20, "the end of the guide")
    assert deskbreak.status()["today"]["done"] == 1
    page = desk.folder / "weeks.html"
    deskbreak("report", "--out", str(page))
    assert "<html" in page.read_text("utf-8")
    assert deskbreak("config", "check").strip()
    deskbreak("install-desktop")
    share = Path(desk.env["XDG_DATA_HOME"])
    assert (share / "applications/deskbreak.desktop").is_file()
    assert (share / "bash-completion/completions/deskbreak").is_file(), "brought by the wheel"
    assert (share / "man/ja/man1/deskbreak.1").is_file()
    deskbreak("quit")
    assert daemon.wait(20) == 0
