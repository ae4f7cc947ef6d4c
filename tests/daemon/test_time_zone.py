"""The system's time zone is changed under the running daemon."""

import json
import os
import time
from datetime import timedelta
from functools import partial
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from desk import Desk, wait_for
from running import PROGRAM, Running

from deskbreak.timing.clock import SystemClock, calendar_day

pytestmark = pytest.mark.desktop

ZONES = Path("/usr/share/zoneinfo")
EAST, WEST = "Asia/Tokyo", "America/Los_Angeles"
DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
ASIDE = 'mount --bind "$0" /etc/localtime && exec "$@"'
"""In a place of its own, where a file of the test stands for the system's choice."""


class Travelling(Running):
    """A daemon that sees a file of the test where the system keeps its choice of a zone."""

    def __init__(self, desk: Desk, settings: str) -> None:
        super().__init__(desk, settings)
        self.choice = desk.folder / "localtime"
        self.changes = 0
        desk.env.pop("TZ", None)

    def start(self) -> None:
        apart = ("unshare", "--mount", *(() if os.getuid() == 0 else ("--map-current-user",)))
        self.process = self.desk.spawn(
            *apart, "sh", "-c", ASIDE, self.choice, *PROGRAM, "run", "--no-tray"
        )
        wait_for(lambda: self.call("status")[0] == 0, 20, "the daemon")

    def travel(self, zone: str) -> None:
        """What a change of the zone is to whoever looks at the file: another one, of another time.

        The C library takes one that differs by less than a second for the same.
        """
        self.choice.write_bytes((ZONES / zone).read_bytes())
        self.changes += 1
        os.utime(self.choice, (self.changes, self.changes))


def hours(zone: str) -> str:
    """Working hours that hold in this zone now, and nowhere else a few hours away."""
    now = SystemClock().now().wall.astimezone(ZoneInfo(zone))
    start, end = now - timedelta(hours=2), now + timedelta(hours=2)
    day = DAYS[start.weekday()]  # past midnight it belongs to the day it starts on
    return f'[hours]\n{day} = ["{start:%H:%M}-{end:%H:%M}"]\n'


@pytest.mark.parametrize("zone", ["Etc/GMT-14", "Etc/GMT+12", "Asia/Tokyo", "JST-9", "nowhere"])
def test_the_day_is_the_one_of_the_clock(zone: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", zone)
    time.tzset()
    try:
        before, found, after = SystemClock().now(), calendar_day(), SystemClock().now()
    finally:
        monkeypatch.undo()
        time.tzset()
    assert before.wall.date() <= found <= after.wall.date()


def test_working_hours_follow_it_at_once(desk: Desk) -> None:
    daemon = Travelling(desk, hours(EAST))
    daemon.travel(WEST)
    daemon.start()
    assert daemon.status()["state"] == "off-hours"
    follower = desk.spawn(*PROGRAM, "status", "--follow", "--json")
    log = desk.folder / f"{Path(PROGRAM[0]).name}.{len(desk.started) - 1}.log"
    states = partial(followed, log)
    wait_for(lambda: states() == ["off-hours"], 10, "the follower")
    daemon.travel(EAST)
    wait_for(lambda: states() == ["off-hours", "working"], 10, "the hours of the new zone")
    daemon.travel(WEST)
    wait_for(lambda: states()[2:] == ["off-hours"], 10, "the hours of the old one")
    desk.end(follower)
    assert daemon.status()["today"]["sitting_s"] <= 60
    assert "Traceback" not in daemon.log()
    daemon.quit()


def followed(log: Path) -> list[str]:
    """The states that a follower saw, which asks for nothing that could wake the daemon."""
    said = [json.loads(line)["state"] for line in log.read_text().splitlines()]
    return [state for state, before in zip(said, [None, *said], strict=False) if state != before]
