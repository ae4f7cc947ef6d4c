"""The daemon with the guide's real window: who tells the end, and what happens when it is lost."""

import os
import signal
import sqlite3
import time
from contextlib import closing
from pathlib import Path

import pytest
from desk import Desk, wait_for
from running import Running
from test_end_to_end import Dunst

pytestmark = pytest.mark.desktop


@pytest.fixture
def screen(desk: Desk) -> Desk:
    """A display with a window manager."""
    desk.display("1280x800x24")
    desk.bus()
    desk.spawn("openbox")
    return desk


def windows(desk: Desk) -> list[str]:
    """The guide's window, if it is on the screen."""
    found = desk.run("xdotool", "search", "--onlyvisible", "--name", "^deskbreak", check=False)
    return found.split()


def press(desk: Desk, key: str) -> None:
    """Press a key in the guide's window."""
    wait_for(lambda: windows(desk), 20, "the guide's window")
    desk.run("xdotool", "windowactivate", "--sync", windows(desk)[-1])
    desk.run("xdotool", "key", key)


def guides(daemon: Running) -> list[int]:
    """Process ids of the daemon's guides."""
    assert daemon.process is not None
    children = Path(f"/proc/{daemon.process.pid}/task/{daemon.process.pid}/children")
    found = [int(each) for each in children.read_text().split()]
    return [
        each for each in found if b"deskbreak.guide" in Path(f"/proc/{each}/cmdline").read_bytes()
    ]


def felt(daemon: Running) -> list[str]:
    """How the routines of the ledger felt."""
    with closing(sqlite3.connect(f"file:{daemon.database}?mode=ro", uri=True)) as connection:
        return [row[0] for row in connection.execute("SELECT answer FROM comfort")]


def guide_session(screen: Desk, settings: str = "") -> Running:
    """A daemon whose guide leads a routine."""
    daemon = Running(screen, settings, "--no-tray", "--terminal")
    daemon.start()
    assert daemon.call("now", "stand-one-minute")[0] == 0
    assert daemon.call("start")[0] == 0
    wait_for(lambda: windows(screen), 20, "the guide's window")
    return daemon


@pytest.mark.parametrize("lang", ["en", "ja"])
def test_the_guide_leads_and_tells_the_end_and_how_it_felt(screen: Desk, lang: str) -> None:
    daemon = guide_session(screen, f'language = "{lang}"\n')
    assert daemon.status()["state"] == "guiding"
    for _ in range(8):
        if daemon.rows("done"):
            break
        press(screen, "Right")
    wait_for(lambda: len(daemon.rows("done")) == 1, 20, "the end")
    screen.screenshot(f"guide-comfort-{lang}")
    daemon.call("feedback", "good")
    assert daemon.call("quit")[0] == 0
    wait_for(lambda: not windows(screen), said="the window to go with the daemon")


def test_escape_stops_the_routine(screen: Desk) -> None:
    daemon = guide_session(screen)
    press(screen, "Escape")
    wait_for(lambda: [row[0] for row in daemon.rows()] == ["stopped"], 20, "the outcome")
    wait_for(lambda: not windows(screen), said="the window to go")


def test_done_elsewhere_takes_the_window_away(screen: Desk) -> None:
    daemon = guide_session(screen)
    assert daemon.call("done")[0] == 0
    wait_for(lambda: not windows(screen), said="the window to go")
    wait_for(lambda: not guides(daemon), said="its process to end")
    assert [row[0] for row in daemon.rows()] == ["done"]


def test_a_guide_that_is_killed_leaves_the_routine_running_with_one_outcome(screen: Desk) -> None:
    daemon = guide_session(screen)
    [guide] = guides(daemon)
    os.kill(guide, signal.SIGKILL)
    wait_for(lambda: not guides(daemon), said="its end to be noticed")
    assert daemon.status()["state"] == "guiding"
    assert daemon.call("done")[0] == 0
    assert [row[0] for row in daemon.rows()] == ["done"]


def test_a_daemon_that_is_killed_takes_no_outcome_with_it(screen: Desk) -> None:
    daemon = guide_session(screen)
    daemon.kill()
    daemon.start()
    wait_for(lambda: daemon.status()["prompt"] is not None, said="the prompt again")
    assert daemon.prompt()["phase"] == "shown"
    assert daemon.call("skip")[0] == 0
    assert [row[0] for row in daemon.rows()] == ["skipped"]


@pytest.mark.parametrize("lang", ["en", "ja"])
def test_the_minute_goes_on_without_the_daemon_and_its_end_reaches_the_next(
    screen: Desk, lang: str
) -> None:
    daemon = guide_session(screen, f'language = "{lang}"\n')
    wait_for(lambda: guides(daemon), said="the guide")
    [guide] = guides(daemon)
    daemon.kill()
    time.sleep(2)  # it looks each second
    screen.screenshot(f"guide-alone-{lang}")
    daemon.start()
    for _ in range(8):
        if daemon.rows("done"):
            break
        press(screen, "Right")
        time.sleep(0.5)
    wait_for(lambda: len(daemon.rows("done")) == 1, 20, "the end")
    press(screen, "1")
    wait_for(lambda: felt(daemon) == ["good"], 20, "how it felt")
    screen.screenshot(f"guide-alone-noted-{lang}")
    wait_for(lambda: not Path(f"/proc/{guide}").exists(), 60, "the window to go")
    assert [row[0] for row in daemon.rows()] == ["done"]
    daemon.quit()


def test_what_is_stopped_without_the_daemon_is_stopped_for_the_next(screen: Desk) -> None:
    daemon = guide_session(screen)
    daemon.kill()
    daemon.start()
    press(screen, "h")
    press(screen, "2")
    wait_for(lambda: felt(daemon) == ["hurts-b"], 30, "how it felt")
    assert [row[0] for row in daemon.rows()] == ["stopped"]
    wait_for(lambda: not windows(screen), 60, "both windows to go")
    daemon.quit()


def test_without_a_display_the_routine_goes_on_in_the_notification(desk: Desk) -> None:
    desk.env.pop("DISPLAY", None)
    daemon = Running(desk, "", "--no-tray", "--terminal")
    daemon.start()
    daemon.call("now")
    daemon.call("start")
    assert daemon.status()["state"] == "guiding"
    assert daemon.call("done")[0] == 0


def test_questions_in_the_first_notice_opens_their_window(screen: Desk) -> None:
    dunst = Dunst(screen)
    daemon = Running(screen, "", "--no-tray")
    daemon.start()
    dunst.press("Questions")
    wait_for(lambda: windows(screen), 20, "the questions' window")
    screen.screenshot("questions-window")
    daemon.quit()
    wait_for(lambda: not windows(screen), said="the window to go with the daemon")


def test_how_in_a_check_opens_a_page_that_takes_the_answer(screen: Desk) -> None:
    dunst = Dunst(screen)
    daemon = Running(screen, "", "--no-tray")
    daemon.start()
    assert daemon.call("now", "stand-one-minute")[0] == 0
    assert daemon.call("start")[0] == 0
    wait_for(lambda: windows(screen), 20, "the guide's window")
    assert daemon.call("done")[0] == 0
    wait_for(lambda: not windows(screen), said="the guide to go")
    dunst.press("Good")
    dunst.press("How")
    wait_for(lambda: windows(screen), 20, "the page of the check")
    wait_for(lambda: dunst.shown() == 0, said="the notice to make way for it")
    press(screen, "2")
    wait_for(lambda: len(daemon.rows("check")) == 1, 20, "the answer")
    wait_for(lambda: not windows(screen), 30, "the page to go")
    assert daemon.status()["question"] is None
    daemon.quit()
