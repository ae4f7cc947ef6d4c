"""The configurations of docs/bars.md in a real waybar and a real polybar."""

import os
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from compositors import start_sway, user_desk
from desk import Desk, wait_for
from panels import GREEN, ORANGE, ROOT, middle_of

pytestmark = pytest.mark.desktop
DOCUMENT = (ROOT / "docs/bars.md").read_text("utf-8")
WAITS = " --wait"
"""What this adds has tests of its own."""


def block(language: str) -> str:
    """The document's first block in a language, as it stands there."""
    found = re.search(rf"```{language}\n(.*?)```", DOCUMENT, re.DOTALL)
    assert found is not None
    return found[1].replace(WAITS, "")


def colour(of: tuple[int, int, int]) -> str:
    return "#{:02x}{:02x}{:02x}".format(*of)


@pytest.fixture
def desk() -> Iterator[Desk]:
    with user_desk() as it:
        command = it.folder / "bin/deskbreak"
        command.parent.mkdir()
        command.write_text(f'#!/bin/sh\nexec {sys.executable} -m deskbreak "$@"\n')
        command.chmod(0o755)
        it.env |= {"PATH": f"{command.parent}:{os.environ['PATH']}", "PYTHONPATH": str(ROOT)}
        yield it


def start_daemon(desk: Desk) -> None:
    """The daemon of the one who runs the test; only sway insists on another user."""
    own = desk.folder / "own"
    own.mkdir(mode=0o700)
    if "WAYLAND_DISPLAY" in desk.env:
        display = Path(desk.env["XDG_RUNTIME_DIR"]) / desk.env["WAYLAND_DISPLAY"]
        desk.env["WAYLAND_DISPLAY"] = str(display)
    names = ("XDG_RUNTIME_DIR", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "HOME")
    desk.env |= dict.fromkeys((*names, "XDG_STATE_HOME"), str(own))
    desk.spawn("deskbreak", "run", "--no-tray")
    wait_for(lambda: answers(desk), 20, "the daemon")


def answers(desk: Desk) -> bool:
    return bool(desk.run("deskbreak", "status", check=False))


def followers() -> list[int]:
    """Processes that follow the status."""
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                words = (entry / "cmdline").read_bytes().split(b"\0")
            except OSError:
                continue
            if b"deskbreak" in words and b"--follow" in words:
                found.append(int(entry.name))
    return found


def test_waybar_shows_the_status_and_its_class_changes_with_it(desk: Desk) -> None:
    start_sway(desk)
    start_daemon(desk)
    picture = desk.folder / "screen.png"
    rest = ", ".join(f"#custom-deskbreak.{name}" for name in ("working", "away", "paused"))
    (desk.folder / "bar").write_text(block("jsonc"))
    (desk.folder / "style").write_text(
        f"* {{ font-family: sans; color: black; }} {rest} {{ background: {colour(GREEN)}; }} "
        f"#custom-deskbreak.due {{ background: {colour(ORANGE)}; }}"
    )

    def seen(what: tuple[int, int, int]) -> bool:
        desk.run("grim", picture)
        return middle_of(picture, what) is not None

    before = set(followers())
    bar = desk.spawn("waybar", "-c", desk.folder / "bar", "-s", desk.folder / "style")
    wait_for(lambda: seen(GREEN), said="the module")
    desk.run("deskbreak", "now")
    wait_for(lambda: seen(ORANGE), said="the prompt's colour")
    assert set(followers()) - before
    desk.end(bar)
    desk.run("deskbreak", "skip")
    wait_for(lambda: not set(followers()) - before, said="the end of its reader")


def test_polybar_shows_the_status_and_the_command_ends_with_it(desk: Desk) -> None:
    desk.display()
    start_daemon(desk)
    look = f"label-foreground = {colour(GREEN)}\n"
    (desk.folder / "config.ini").write_text(block("ini") + look)
    picture = desk.folder / "screen.png"

    def seen(what: tuple[int, int, int]) -> bool:
        desk.run("import", "-window", "root", picture)
        return middle_of(picture, what) is not None

    before = set(followers())
    bar = desk.spawn("polybar", "-c", desk.folder / "config.ini", "main")
    wait_for(lambda: seen(GREEN), said="the text")
    assert set(followers()) - before
    desk.end(bar)
    desk.run("deskbreak", "now")
    wait_for(lambda: not set(followers()) - before, said="the end of its reader")
