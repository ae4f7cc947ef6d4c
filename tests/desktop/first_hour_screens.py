"""Pictures of what a newcomer meets in the first hour, to be looked at: ``make screens``.

They go into ``tests/screenshots`` (git-ignored). Each screen is a real X server of that size with a
window manager; the scale is the one that a desktop would hand to Qt.
"""

import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from pathlib import Path

import first_hour_panels
from desk import Desk, wait_for
from running import PROGRAM, ROOT


@dataclass(frozen=True)
class Screen:
    """A display and what a desktop scales by on it."""

    name: str
    size: str
    scale: str


SCREENS = (
    Screen("laptop", "1366x768", "1"),
    Screen("laptop-125", "1366x768", "1.25"),
    Screen("desk", "1920x1080", "1"),
    Screen("desk-150", "1920x1080", "1.5"),
    Screen("desk-200", "1920x1080", "2"),
    Screen("4k-200", "3840x2160", "2"),
)
LANGUAGES, THEMES = ("ja", "en"), ("light", "dark")


def keys(desk: Desk, *names: str) -> None:
    desk.run("xdotool", "key", "--delay", "60", *names)
    time.sleep(0.5)


def window(desk: Desk) -> str:
    """The program's window, once it is shown."""
    search = ("xdotool", "search", "--onlyvisible", "--name", "deskbreak")
    wait_for(lambda: desk.run(*search, check=False), said="the window")
    time.sleep(0.6)
    number = desk.run(*search).split()[-1]
    desk.run("xdotool", "windowactivate", "--sync", number)
    return number


def configured(desk: Desk, theme: str) -> None:
    file = Path(desk.env["XDG_CONFIG_HOME"], "deskbreak/config.toml")
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(f'[guide]\ntheme = "{theme}"\n')


def setup(desk: Desk, name: str, language: str) -> Iterator[str]:
    """The first questions: first page, a note, typed hours, going back."""
    process = desk.spawn(*PROGRAM, "--lang", language, "setup", "--window")
    window(desk)
    yield f"{name}-1-flags"
    keys(desk, "n", "n", "y")
    yield f"{name}-2-note"
    keys(desk, "Return", "n", "n", "n", "n", "n", "n")
    desk.run("xdotool", "type", "9-5")
    keys(desk, "Return")
    yield f"{name}-3-hours-wrong"
    desk.end(process)


def guide(desk: Desk, name: str, language: str) -> Iterator[str]:
    """The guided minute."""
    process = desk.spawn(*PROGRAM, "--lang", language, "guide", "R14")
    window(desk)
    yield f"{name}-guide"
    desk.end(process)


def shoot(screen: Screen, language: str, theme: str) -> None:
    with tempfile.TemporaryDirectory() as folder, Desk(Path(folder)) as desk:
        desk.env |= {"PYTHONPATH": str(ROOT), "QT_SCALE_FACTOR": screen.scale}
        desk.display(f"{screen.size}x24")
        desk.spawn("openbox")
        configured(desk, theme)
        name = f"{screen.name}-{language}-{theme}"
        for part in (setup, guide):
            for step in part(desk, name, language):
                desk.screenshot(step)


if __name__ == "__main__":
    wanted = sys.argv[1:]
    for spoken, look in product(LANGUAGES, THEMES):
        for each in SCREENS:
            if not wanted or each.name in wanted:
                shoot(each, spoken, look)
        for desktop in first_hour_panels.DESKTOPS:
            if not wanted or desktop in wanted:
                first_hour_panels.shoot(desktop, spoken, look)
