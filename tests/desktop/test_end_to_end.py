"""The main job on a real desktop: display, bus, notification server, daemon, ledger."""

import json
import time
from pathlib import Path

import pytest
from desk import Desk, wait_for
from running import Running

pytestmark = pytest.mark.desktop

# Here the notification leads; the guide's window has tests of its own.
NO_WINDOW = """
[guide]
open = "never"
"""
SHORT = (
    """
language = "{lang}"
[rhythm]
every = "10s"
ceiling = "10s"
snooze = ["10s"]
"""
    + NO_WINDOW
)


class Dunst:
    """A dunst whose context menu is answered by a script."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        menu = desk.folder / "menu.sh"
        menu.write_text(
            f'#!/bin/sh\ntee {desk.folder}/offered | grep -m1 -F "$(cat {desk.folder}/pick)"\n'
        )
        menu.chmod(0o755)
        rc = Path(desk.env["XDG_CONFIG_HOME"]) / "dunst/dunstrc"
        rc.parent.mkdir(parents=True)
        rc.write_text(
            f"[global]\n dmenu={menu}\n stack_duplicates=no\n font=Noto Sans CJK JP 11\n"
            " width=420\n geometry=420x5-10+10\n"
        )
        self.start()

    def start(self) -> None:
        self.process = self.desk.spawn("dunst")
        wait_for(lambda: self.desk.owner("org.freedesktop.Notifications"), said="dunst")

    def shown(self) -> int:
        return int(self.desk.run("dunstctl", "count", "displayed") or 0)

    def texts(self) -> str:
        """What is displayed or was, as dunst's history knows it."""
        return self.desk.run("dunstctl", "history")

    def press(self, label: str) -> None:
        (self.desk.folder / "pick").write_text(label)
        wait_for(lambda: self.shown() == 1, said="one popup")
        offered = self.desk.folder / "offered"

        def picked() -> bool:
            """Open the menu; a popup without that button is about to be replaced by one with it."""
            offered.unlink(missing_ok=True)
            self.desk.run("dunstctl", "context")
            for _ in range(20):  # none comes for a popup that is replaced at this moment
                if offered.exists():
                    return label in offered.read_text()
                time.sleep(0.05)
            return False

        wait_for(picked, said=f"the button {label}")


@pytest.fixture
def dunst(desk: Desk) -> Dunst:
    desk.display("800x400x24")
    desk.bus()
    return Dunst(desk)


@pytest.mark.parametrize(
    ("lang", "start", "done", "good", "fix"),
    [
        ("en", "Start", "Done", "Good", "No, fix it"),
        ("ja", "始める", "できた", "よかった", "いいえ、直す"),
    ],
)
def test_a_prompt_comes_is_answered_and_recorded(  # the words of one language
    desk: Desk, dunst: Dunst, lang: str, start: str, done: str, good: str, fix: str
) -> None:
    daemon = Running(desk, SHORT.format(lang=lang), "--no-tray")
    daemon.start()
    wait_for(lambda: daemon.status()["state"] == "prompting", 30, "the prompt")
    prompt = daemon.prompt()["id"]
    desk.screenshot(f"prompt-{lang}")
    dunst.press(start)
    wait_for(lambda: daemon.status()["state"] == "guiding", said="the routine")
    desk.screenshot(f"running-{lang}")
    dunst.press(done)
    wait_for(lambda: daemon.rows("done") == [("done", prompt)], said="the ledger's row")
    wait_for(lambda: asked(daemon) == "comfort", said="how it felt to be asked")
    desk.screenshot(f"comfort-{lang}")
    dunst.press(good)
    wait_for(lambda: asked(daemon) == "check", said="a look at the set-up")
    desk.screenshot(f"check-{lang}")
    check = daemon.status()["question"]["about"]
    if lang == "en":  # no room for how to find out: it comes first, with the answers below it
        dunst.press("How")
        desk.screenshot("how-en")
    dunst.press(fix)
    wait_for(lambda: daemon.rows("check") == [("check", check)], said="the answer's row")
    desk.screenshot(f"fix-{lang}")
    daemon.quit()
    wait_for(lambda: dunst.shown() == 0, said="the popup to go")


def asked(daemon: Running) -> str | None:
    """What is being asked after a routine."""
    question = daemon.status()["question"]
    return None if question is None else str(question["question"])


@pytest.mark.parametrize(("lang", "hurts", "kind"), [("en", "It hurts", "Numbness or worrying")])
def test_it_hurts_asks_what_it_is_like_and_worrying_signs_lead_to_the_safety_page(
    desk: Desk, dunst: Dunst, lang: str, hurts: str, kind: str
) -> None:
    daemon = not_the_first_start(desk)
    daemon.call("now", "stand-one-minute")
    daemon.call("start")
    dunst.press(hurts)
    wait_for(lambda: asked(daemon) == "kind", said="what it is like")
    desk.screenshot(f"kind-{lang}")
    dunst.press(kind)
    wait_for(lambda: "deskbreak safety" in daemon.call("status")[1], said="exercise to pause")
    wait_for(lambda: dunst.shown() >= 1, said="the safety notice")
    desk.screenshot(f"safety-{lang}")
    assert "seeing a doctor comes first" in shown(desk)


def shown(desk: Desk) -> str:
    """Dunst's history, after everything was closed into it."""
    desk.run("dunstctl", "close-all")
    return desk.run("dunstctl", "history")


def test_kill_9_with_an_open_prompt_shows_the_same_one_again(desk: Desk, dunst: Dunst) -> None:
    daemon = Running(desk, SHORT.format(lang="en"), "--no-tray")
    daemon.start()
    wait_for(lambda: daemon.status()["state"] == "prompting", 30, "the prompt")
    before = daemon.prompt()
    daemon.kill()
    desk.run("dunstctl", "close-all")
    daemon.start()
    wait_for(lambda: dunst.shown() == 1, said="the popup again")
    after = daemon.prompt()
    assert (after["id"], after["routine"]) == (before["id"], before["routine"])
    dunst.press("Not now")
    wait_for(lambda: daemon.rows() == [("skipped", before["id"])], said="one outcome")


def not_the_first_start(desk: Desk) -> Running:
    """A daemon that has greeted before."""
    daemon = Running(desk, NO_WINDOW, "--no-tray")
    daemon.start()
    daemon.quit()
    daemon.start()
    return daemon


def test_a_server_that_restarts_shows_the_open_prompt_again(desk: Desk, dunst: Dunst) -> None:
    daemon = not_the_first_start(desk)
    daemon.call("now")
    wait_for(lambda: dunst.shown() == 1, said="the popup")
    desk.end(dunst.process)
    assert daemon.prompt()["phase"] == "shown"
    dunst.start()
    wait_for(lambda: dunst.shown() == 1, said="the popup again")
    dunst.press("Snooze 5 min")
    wait_for(lambda: daemon.prompt()["phase"] == "snoozed", said="the snooze")


def test_an_answer_elsewhere_and_quit_take_the_popup_away(desk: Desk, dunst: Dunst) -> None:
    daemon = not_the_first_start(desk)
    daemon.call("now")
    wait_for(lambda: dunst.shown() >= 1, said="the popup")
    daemon.call("skip")
    daemon.call("now")
    desk.run("dunstctl", "close-all")
    assert daemon.prompt()["phase"] == "shown"
    daemon.quit()
    wait_for(lambda: dunst.shown() == 0, said="the popup to go")
    assert json.loads(dunst.texts())["type"] == "aa{sv}"
