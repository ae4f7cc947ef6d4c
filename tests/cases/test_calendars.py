"""Calendars that cannot be read beside one that can, on the real daemon."""

import os
import time
from datetime import UTC, datetime, timedelta

import pytest
from desk import Desk, wait_for
from holding.calendar_cases import CASES, FIRST, of, on_now
from running import Running


def test_bad_calendars_are_named_and_the_good_one_holds(desk: Desk) -> None:
    now = datetime.fromtimestamp(time.time(), UTC)  # noqa: TID251 -- a meeting that is on now
    begin, end = (f"{now + timedelta(minutes=each):%Y%m%dT%H%M%SZ}" for each in (-5, 30))
    on = f"BEGIN:VEVENT\nUID:on\nDTSTART:{begin}\nDTEND:{end}\nEND:VEVENT\n"
    endless = "BEGIN:VEVENT\nUID:e\nDTSTART:20070621T080000Z\nRRULE:FREQ=SECONDLY\nEND:VEVENT\n"
    texts = {"good": of(on), "endless": of(endless), "cut": of(endless)[:60], "page": "<html>"}
    for name, text in texts.items():
        (desk.folder / f"{name}.ics").write_text(text)
    os.mkfifo(desk.folder / "pipe.ics")
    (desk.folder / "zero.ics").symlink_to("/dev/zero")
    names = ["pipe", "zero", *texts]
    sources = ", ".join(f'"{desk.folder}/{name}.ics"' for name in names)
    settings = f'[rhythm]\nevery = "10s"\npause = "0s"\n[calendar]\nsources = [{sources}]\n'
    daemon = Running(desk, settings, "--no-tray")
    daemon.start()
    wait_for(lambda: (daemon.status()["hold"] or {}).get("reason") == "calendar", 40, "the hold")
    said = daemon.call("--lang", "en", "doctor")[1]
    for name in ("pipe.ics", "zero.ics", "cut.ics", "page.ics"):
        assert f"{name}: " in said
    assert {one["where"] for one in daemon.status()["problems"]} == {"calendar"}
    daemon.quit()


@pytest.mark.parametrize("name", [name for name, case in CASES.items() if FIRST in case[1]])
def test_what_is_sound_holds_in_the_running_daemon_and_what_is_not_is_named(
    desk: Desk, name: str
) -> None:
    now = datetime.fromtimestamp(time.time(), UTC)  # noqa: TID251 -- a meeting that is on now
    text, _, problem = CASES[name]
    file = desk.folder / "work.ics"
    file.write_bytes(on_now(text, now).encode())
    daemon = Running(desk, f'[calendar]\nsources = ["{file}"]\n', "--no-tray")
    daemon.start()
    row = "calendar: in use; holds prompts back"
    wait_for(lambda: row in daemon.call("--lang", "en", "doctor")[1], 20, "the meeting")
    told = [one["what"] for one in daemon.status()["problems"]]
    assert told == ([f"work.ics: {problem}"] if problem else [])
    daemon.quit()
