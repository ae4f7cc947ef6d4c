"""The weekly look back, "My weeks" and "Why nothing?" on a real desktop."""

from datetime import datetime, timedelta

import ledgers
import pytest
from desk import Desk, wait_for
from running import Running
from test_end_to_end import Dunst

pytestmark = pytest.mark.desktop
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


@pytest.fixture
def dunst(desk: Desk) -> Dunst:
    desk.display("800x400x24")
    desk.bus()
    return Dunst(desk)


def a_while_ago() -> str:
    """A moment of the week that has just passed."""
    at = datetime.now().astimezone() - timedelta(minutes=2)  # noqa: TID251 - the desk's own time
    return f"{WEEKDAYS[at.weekday()]} {at:%H:%M}"


def test_one_notice_and_the_report_is_a_click_away(desk: Desk, dunst: Dunst) -> None:
    opened = desk.folder / "opened"
    opener = desk.folder / "bin/xdg-open"
    opener.parent.mkdir()
    opener.write_text(f'#!/bin/sh\necho "$1" > {opened}\n')
    opener.chmod(0o755)
    desk.env["PATH"] = f"{opener.parent}:{desk.env['PATH']}"
    daemon = Running(desk, f'[report]\nweekly = "{a_while_ago()}"\n')
    daemon.data.mkdir(mode=0o700, parents=True)
    today = datetime.now().astimezone().date()  # noqa: TID251 - the same
    monday = today - timedelta(days=today.weekday())
    ledgers.write(daemon.database, 1, first=monday, zone="UTC")
    desk.env["TZ"] = "UTC"
    daemon.start()
    desk.run("xdotool", "mousemove_relative", "3", "3")
    wait_for(lambda: "Your week" in dunst.texts() or dunst.shown(), 40, "the look back")
    dunst.press("Open the report")
    wait_for(opened.exists, 30, "the report")
    assert opened.read_text().strip().endswith("report.html")
    assert "You got up" in dunst.texts()
    daemon.quit()
    daemon.start()
    desk.run("xdotool", "mousemove_relative", "3", "3")
    assert (daemon.data / "looked-back").read_text().strip()
    daemon.quit()
