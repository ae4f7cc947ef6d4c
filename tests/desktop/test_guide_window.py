"""The guide's window on a real X display: keys, mouse, focus, place, and what it tells."""

import os
import signal
import time

import pytest
from desk import Desk, wait_for
from guided import Guided, guided, opened

from deskbreak.app.guide_protocol import (
    AskedCheck,
    CheckTold,
    Closed,
    ComfortTold,
    Eased,
    Ended,
    GuideReport,
    GuideRequest,
    Opened,
    Started,
    StepBegan,
)

pytestmark = pytest.mark.desktop

CAT_COW = GuideRequest("7", "seated-cat-cow", "ja")
CHECK = AskedCheck("screen-height", "Lower than the eyes?", "Hold out a hand", "Use a stand")


@pytest.fixture
def screen(desk: Desk) -> Desk:
    """A display with a window manager and another window that has the focus."""
    desk.display("1280x800x24")
    desk.spawn("openbox")
    desk.spawn("xterm", "-title", "work", "-geometry", "60x20+40+40")
    wait_for(lambda: desk.run("xdotool", "search", "--name", "^work$", check=False), said="xterm")
    window = desk.run("xdotool", "search", "--name", "^work$").split()[-1]
    wait_for(lambda: _focus(desk, window) == "work", said="the focus on xterm")
    return desk


def _focus(desk: Desk, window: str = "") -> str:
    """The title of the window that has the focus; gives it to ``window`` first."""
    if window:
        desk.run("xdotool", "windowactivate", window, check=False)
        time.sleep(0.1)
    return desk.run("xdotool", "getwindowfocus", "getwindowname", check=False).strip()


def of(kind: type[GuideReport], it: Guided) -> list[GuideReport]:
    return [one for one in it.told if isinstance(one, kind)]


def test_it_opens_low_on_the_right_on_top_and_leaves_the_focus(screen: Desk) -> None:
    with guided(screen, CAT_COW) as it:
        opened(it)
        geometry = screen.run("xdotool", "getwindowgeometry", "--shell", it.window())
        assert {"X=824", "Y=16", "WIDTH=432", "HEIGHT=760"} <= set(geometry.split())
        state = screen.run("xprop", "-id", it.window(), "_NET_WM_STATE")
        assert "_NET_WM_STATE_ABOVE" in state
        kind = screen.run("xprop", "-id", it.window(), "_NET_WM_WINDOW_TYPE")
        assert "_NET_WM_WINDOW_TYPE_UTILITY" in kind, "no entry in a task list"
        it.wait_for(Started())
        assert _focus(screen) == "work"
        name = screen.run("xdotool", "getwindowname", it.window()).strip()
        assert name == "deskbreak：椅子で背骨の波"


def test_all_of_it_by_the_keyboard(screen: Desk) -> None:
    with guided(screen, GuideRequest("7", "seated-cat-cow", "en", check=CHECK)) as it:
        it.focus()
        it.key("Right")
        it.wait_for(StepBegan(1))
        it.key("e")
        it.wait_for(Eased())
        it.key("Right")
        it.wait_for(StepBegan(2))
        it.key("s", "s", "Right")
        it.wait_for(StepBegan(3))
        it.key("d")
        it.wait_for(Ended("done"))
        it.key("1")
        it.wait_for(ComfortTold("good"))
        it.key("3")
        it.wait_for(CheckTold("fix"))
        it.key("Escape")
        assert it.wait_until_gone() is None
        assert it.told[-1] == Closed()


def test_a_check_alone_is_read_and_answered(screen: Desk) -> None:
    request = GuideRequest("7", "seated-cat-cow", "en", check=CHECK, only_check=True)
    with guided(screen, request) as it:
        name = screen.run("xdotool", "getwindowname", it.window()).strip()
        assert name.endswith("How to tell")
        it.focus()
        it.key("3")
        it.wait_for(CheckTold("fix"))
        it.key("Escape")
        assert it.wait_until_gone() is None
        assert [one for one in it.told if not isinstance(one, Opened)] == [
            CheckTold("fix"),
            Closed(),
        ]


def test_the_space_bar_pauses_and_goes_on(screen: Desk) -> None:
    with guided(screen, GuideRequest("7", "stand-one-minute")) as it:
        it.focus()
        it.wait_for(StepBegan(1))
        it.key("space")
        time.sleep(6)
        assert StepBegan(2) not in it.told, "the first step takes 5 s"
        it.key("space")
        it.wait_for(StepBegan(2), 6)


def test_tab_reaches_every_button_and_return_presses_it(screen: Desk) -> None:
    with guided(screen, CAT_COW) as it:
        it.focus()
        it.key("Right")
        it.wait_for(StepBegan(1))
        it.key("Tab", "Tab", "Return")  # from the pause over Done to Skip
        it.wait_for(StepBegan(2))
        it.key("Tab", "space")
        it.wait_for(Eased())


def test_it_hurts_by_the_keyboard_asks_what_it_is_like(screen: Desk) -> None:
    with guided(screen, CAT_COW) as it:
        it.focus()
        it.key("Right", "h")
        it.wait_for(Ended("stopped"))
        it.key("2")
        it.wait_for(ComfortTold("hurts", "b"))
        it.key("Escape")
        assert it.wait_until_gone() is None


def test_escape_stops_here(screen: Desk) -> None:
    with guided(screen, CAT_COW) as it:
        it.focus()
        it.key("Right")
        it.wait_for(StepBegan(1))
        it.key("Escape")
        assert it.wait_until_gone() is None
        assert of(Ended, it) == [Ended("stopped")]


def test_all_of_it_by_the_mouse(screen: Desk) -> None:
    with guided(screen, CAT_COW) as it:
        it.click(330, 670)  # skip does nothing yet, but start does
        it.click(130, 670)
        it.wait_for(StepBegan(1))
        it.click(330, 670)
        it.wait_for(StepBegan(2))
        it.click(80, 720)
        it.wait_for(Eased())
        it.click(360, 720)
        time.sleep(0.5)
        it.click(216, 598)  # go on
        time.sleep(0.5)
        it.click(130, 670)
        it.wait_for(Ended("done"))
        time.sleep(0.3)
        it.click(216, 716)
        it.wait_for(ComfortTold("hard"))
        it.click(396, 67)
        assert it.wait_until_gone() is None
        assert of(Ended, it) == [Ended("done")]


def test_minimised_it_waits(screen: Desk) -> None:
    with guided(screen, GuideRequest("7", "stand-one-minute")) as it:
        it.wait_for(StepBegan(1))
        window = it.window()
        screen.run("xdotool", "windowminimize", window)
        time.sleep(6)
        assert StepBegan(2) not in it.told, "the first step takes 5 s"
        screen.run("xdotool", "windowactivate", window)
        it.wait_for(StepBegan(2), 7)


def test_closed_by_the_desktop_it_is_stopped(screen: Desk) -> None:
    with guided(screen, CAT_COW) as it:
        it.wait_for(Started())
        it.focus()
        it.key("alt+F4")
        assert it.wait_until_gone() is None
        assert of(Ended, it) == [Ended("stopped")]


def test_killed_it_tells_no_end(screen: Desk) -> None:
    with guided(screen, CAT_COW) as it:
        it.wait_for(Started())
        pid = int(screen.run("xdotool", "getwindowpid", it.window()))
        os.kill(pid, signal.SIGKILL)
        why = it.wait_until_gone()
        assert why == f"it went before the end with exit code {-signal.SIGKILL}"
        assert of(Ended, it) == []


def test_asked_to_go_it_stops_and_closes(screen: Desk) -> None:
    with guided(screen, CAT_COW) as it:
        it.wait_for(Started())
        pid = int(screen.run("xdotool", "getwindowpid", it.window()))
        os.kill(pid, signal.SIGTERM)
        assert it.wait_until_gone() is None
        assert of(Ended, it) == [Ended("stopped")]


def test_frozen_it_is_killed(screen: Desk) -> None:
    with guided(screen, CAT_COW, seconds=0.0, hangs_after=6.0) as it:
        it.wait_for(Started())
        pid = int(screen.run("xdotool", "getwindowpid", it.window()))
        os.kill(pid, signal.SIGSTOP)
        assert it.wait_until_gone() == "it hung"
        with pytest.raises(ProcessLookupError):
            os.kill(pid, 0)


def test_a_display_that_is_gone_is_a_reason(desk: Desk) -> None:
    desk.env["DISPLAY"] = ":4711"
    with guided(desk, CAT_COW) as it:
        why = it.wait_until_gone()
    assert it.told == []
    assert why is not None
    assert "it went before the end" in why


def test_on_a_small_screen_it_is_smaller(desk: Desk) -> None:
    desk.display("800x500x24")
    desk.spawn("openbox")
    with guided(desk, CAT_COW) as it:
        opened(it)
        time.sleep(0.3)
        geometry = dict(
            line.split("=")
            for line in desk.run("xdotool", "getwindowgeometry", "--shell", it.window()).split()
        )
        assert int(geometry["Y"]) >= 0
        assert int(geometry["Y"]) + int(geometry["HEIGHT"]) <= 500


def test_return_presses_the_coloured_button_where_no_other_is_seen_to_have_the_focus(
    screen: Desk,
) -> None:
    with guided(screen, CAT_COW) as it:
        it.focus()
        it.key("Return")
        it.wait_for(StepBegan(1))
        it.key("Return")
        it.wait_for(Ended("done"))
