"""The configurations of docs/bars.md, exactly as they stand there: a real waybar, a real polybar.

The widgets of GNOME and Plasma run a shell command again and again; so do the tests.
"""

import os
import re
import subprocess
import sys
import textwrap
from collections.abc import Iterator
from pathlib import Path

import pytest
from compositors import start_sway, user_desk
from desk import Desk, wait_for
from panels import GREEN, ORANGE, ROOT, middle_of

pytestmark = pytest.mark.desktop
DOCUMENT = (ROOT / "docs/bars.md").read_text("utf-8")


def block(language: str) -> str:
    """The document's first block in a language, as it stands there."""
    found = re.search(rf"```{language}\n(.*?)```", DOCUMENT, re.DOTALL)
    assert found is not None
    return found[1]


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


def own_files(desk: Desk) -> None:
    """Those of the one who runs the test; only sway insists on another user."""
    own = desk.folder / "own"
    own.mkdir(mode=0o700)
    if "WAYLAND_DISPLAY" in desk.env:
        display = Path(desk.env["XDG_RUNTIME_DIR"]) / desk.env["WAYLAND_DISPLAY"]
        desk.env["WAYLAND_DISPLAY"] = str(display)
    names = ("XDG_RUNTIME_DIR", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "HOME")
    desk.env |= dict.fromkeys((*names, "XDG_STATE_HOME"), str(own))


def start_daemon(desk: Desk) -> None:
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
    own_files(desk)
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
    wait_for(lambda: set(followers()) - before, said="the command, before any daemon")
    start_daemon(desk)
    wait_for(lambda: seen(GREEN), said="the module")
    desk.run("deskbreak", "now")
    wait_for(lambda: seen(ORANGE), said="the prompt's colour")
    (follower,) = set(followers()) - before
    desk.run("deskbreak", "quit")
    wait_for(lambda: not seen(ORANGE), said="the end of the daemon in the bar")
    assert follower in followers(), "it outlives the daemon"
    start_daemon(desk)
    wait_for(lambda: seen(GREEN) or seen(ORANGE), said="the next daemon in the bar")
    desk.end(bar)
    wait_for(
        lambda: not set(followers()) - before, said="the end with its reader, nothing changing"
    )


def test_polybar_shows_the_status_and_the_command_ends_with_it(desk: Desk) -> None:
    desk.display()
    own_files(desk)
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
    wait_for(
        lambda: not set(followers()) - before, said="the end with its reader, nothing changing"
    )


@pytest.mark.parametrize("runs", [True, False], ids=["a daemon", "no daemon"])
def test_a_follower_ends_at_once_when_its_pipe_is_closed(desk: Desk, runs: bool) -> None:
    own_files(desk)
    if runs:
        start_daemon(desk)
    command = ("deskbreak", "status", "--follow", "--wait")
    child = subprocess.Popen(
        command, env=desk.env, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=desk.folder
    )
    assert child.stdout is not None
    assert child.stderr is not None
    assert child.stdout.readline()
    child.stdout.close()
    child.wait(15)
    assert child.stderr.read() == b""
    child.stderr.close()


def shell(desk: Desk, command: str) -> str:
    """What a widget shows: the output of a line that a shell runs."""
    return desk.run("/bin/sh", "-c", command)


def test_the_command_of_the_gnome_and_plasma_widgets(desk: Desk) -> None:
    """Executor and Command Output hand the line to a shell and show what it prints."""
    own_files(desk)
    part = DOCUMENT.partition("## GNOME and Plasma")[2].partition("\n## ")[0]
    (shown,) = set(re.findall(r"the command is `([^`]+)`", part))
    (clicked,) = re.findall(r"clicking may\s+run `([^`]+)`", part)
    start_daemon(desk)
    before = shell(desk, shown)
    assert before.count("\n") == 1, "one line has room in a panel"
    shell(desk, clicked)
    after = shell(desk, shown)
    assert after != before
    assert "\n" not in after.strip()
    desk.run("deskbreak", "quit")
    assert shell(desk, shown).strip(), "a widget says that nothing runs"


def test_the_script_for_argos(desk: Desk) -> None:
    """Its first line is the panel's text; each line below is a menu entry that runs a command."""
    own_files(desk)
    start_daemon(desk)
    file = desk.folder / "deskbreak.1m.sh"
    found = re.search(r"```sh\n( +#!/bin/sh\n.*?)```", DOCUMENT, re.DOTALL)
    assert found is not None
    file.write_text(textwrap.dedent(found[1]))
    file.chmod(0o755)
    head, line, *entries = desk.run(file).splitlines()
    assert head == desk.run("deskbreak", "status").splitlines()[0]
    assert line == "---"
    commands = [re.findall(r"bash='([^']+)' terminal=false$", entry) for entry in entries]
    assert [len(one) for one in commands] == [1, 1, 1]
    for (command,) in commands[:2]:
        shell(desk, command)
    assert desk.run(file).splitlines()[0] != head
