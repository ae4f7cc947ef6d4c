"""The first questions in a real window, answered by the keyboard and by a screen reader."""

import asyncio
import subprocess
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from a11y import SHOWING, Tree, start_a11y
from desk import Desk, wait_for
from running import PROGRAM, ROOT

from deskbreak.content.strings import text
from deskbreak.guide_host.questions_window import QuestionsWindow

pytestmark = pytest.mark.desktop


@pytest.fixture
def screen(desk: Desk) -> Desk:
    desk.env["PYTHONPATH"] = str(ROOT)
    desk.display()
    desk.spawn("openbox")
    return desk


def profile(desk: Desk) -> dict[str, Any]:
    file = Path(desk.env["XDG_DATA_HOME"], "deskbreak", "profile.toml")
    return tomllib.loads(file.read_text("utf-8")) if file.exists() else {}


def opened(desk: Desk, lang: str) -> subprocess.Popen[bytes]:
    """Start it and give it the focus."""
    process = desk.spawn(*PROGRAM, "--lang", lang, "setup", "--window")
    focus(desk, lang)
    return process


def focus(desk: Desk, lang: str) -> None:
    """Wait for the window and give it the focus."""
    title = text("ja" if lang == "ja" else "en", "form.window")
    search = ("xdotool", "search", "--onlyvisible", "--name", f"^{title}$")
    wait_for(lambda: desk.run(*search, check=False), said="the window")
    desk.run("xdotool", "windowactivate", "--sync", desk.run(*search).split()[-1])


def names(tree: Tree) -> list[str]:
    """What a screen reader can read now."""
    return [one.name for one in tree.nodes() if one.has(SHOWING)]


def press(desk: Desk, *keys: str) -> None:
    desk.run("xdotool", "key", "--delay", "120", *keys)


def test_all_questions_by_the_keyboard(screen: Desk) -> None:
    process = opened(screen, "ja")
    press(screen, "n", "y", "n", "b", "y", "Return", "n", "n", "n", "n", "n", "n")
    screen.run("xdotool", "type", "--delay", "60", "9:00-18:00")
    press(screen, "Return", "n", "n")
    wait_for(lambda: profile(screen), said="the answers")
    kept = profile(screen)
    assert (kept["setup_done"], kept["codes"]) == (True, ["OST", "SURG"])
    assert (kept["floor"], kept["red_flag"]) == (False, False)
    assert kept["hours"]["mon"] == ["09:00-18:00"]
    press(screen, "Return")
    wait_for(lambda: process.poll() is not None, said="its end")
    assert process.returncode == 0


def test_closed_before_the_end_it_changes_nothing(screen: Desk) -> None:
    process = opened(screen, "en")
    press(screen, "n", "y", "Escape")
    wait_for(lambda: process.poll() is not None, said="its end")
    assert process.returncode == 1
    assert profile(screen) == {}


def test_a_worrying_sign_shows_when_to_see_a_doctor(screen: Desk) -> None:
    screen.bus()
    start_a11y(screen)
    process = opened(screen, "en")
    press(screen, "y", *"n" * 8)
    tree = Tree(screen)
    tree.press(text("en", "form.keep"))
    login = text("en", "setup.questions.autostart")
    wait_for(lambda: login in names(tree), said="the next question")
    press(screen, "n", "n")
    wait_for(lambda: profile(screen).get("red_flag"), said="the answers")
    shown = names(tree)
    assert text("en", "safety.title") in shown
    assert text("en", "safety.now.signs.bladder") in " ".join(shown)
    tree.press(text("en", "guide.close"))
    tree.close()
    wait_for(lambda: process.poll() is not None, said="its end")


def test_without_a_display_it_asks_in_the_terminal(desk: Desk) -> None:
    done = subprocess.run(
        [*PROGRAM, "setup", "--window"],
        env=desk.env | {"PYTHONPATH": str(ROOT)},
        input="",
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
    )
    assert done.returncode == 1
    assert text("en", "form.no_window") in done.stderr
    assert "Question 1 of" in done.stdout


def ask(desk: Desk, act: Callable[[], None]) -> str | None:
    """Have the daemon's part show the window; ``act`` meanwhile."""
    window = QuestionsWindow(environ=desk.env)

    async def both() -> str | None:
        asked = asyncio.get_running_loop().create_task(window.ask("en"))
        await asyncio.to_thread(act)
        return await asyncio.wait_for(asked, 20)

    return asyncio.run(both())


def test_the_daemon_shows_it_and_goes_on_when_it_is_closed(screen: Desk) -> None:
    def close() -> None:
        focus(screen, "en")
        press(screen, "Escape")

    assert ask(screen, close) is None
    assert profile(screen) == {}


def test_the_daemon_is_told_that_no_window_can_be_shown(desk: Desk) -> None:
    def nothing() -> None:
        """Nobody is there."""

    assert ask(desk, nothing) == "there is no display"
    desk.env["DISPLAY"] = ":4711"
    why = ask(desk, nothing)
    assert why is not None
    assert "Qt cannot use the display" in why
