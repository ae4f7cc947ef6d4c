"""Lines of a day file: what is accepted, and what is said of those that make no sense."""

import json
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from playing import DAYS, configure, run

from deskbreak.app.day_file import DayError, read

PRESENT = '{"at": "2026-11-30T09:00:00", "event": "present"}'
TOKYO = ZoneInfo("Asia/Tokyo")


def line(event: str, at: str = "2026-11-30T09:10:00", **fields: Any) -> str:
    return json.dumps({"at": at, "event": event} | fields)


@pytest.mark.parametrize(
    ("bad", "said"),
    [
        ("{", "not JSON"),
        ("[1]", "line 2"),
        ('{"event": "present"}', "`at`"),
        ('{"at": "2026-11-30T09:10:00"}', "`event`"),
        (line("dance"), "dance"),
        (line("present", at="ten past nine"), "ten past nine"),
        (line("present", at="2026-11-30T08:59:59"), "before the line above"),
        (line("present", mood="good"), "mood"),
        (line("stand", **{"for": "a while"}), "a while"),
        (line("answer", action="snooze", **{"for": "10x"}), "10x"),
        (line("answer", action="shrug"), "shrug"),
        (line("busy"), "reason"),
        (line("busy", reason="lunch"), "lunch"),
        (line("busy", reason="pause"), "pause"),
        (line("idle", since="nine"), "nine"),
        (line("pause", until="noon"), "until"),
        (line("pause", **{"for": "30m", "until": "14:00"}), "until"),
        (line("feedback", value="meh"), "meh"),
        (line("not-for-me"), "code"),
        (line("not-for-me", code="ELBOW"), "ELBOW"),
        (line("not-for-me", code="KNEE", id="p1"), "id"),
        (line("clock", step="1h"), "1h"),
        (line("clock", step="+soon"), "soon"),
        (line("restart"), "down"),
        (line("restart", down="-2m"), "-2m"),
        (line("notifier", up="yes"), "up"),
        (line("config", set={"rhythm.evry": "30m"}), "evry"),
        (line("config", set={"rhythm.every": "often"}), "often"),
    ],
)
def test_a_bad_line_is_named_with_what_is_wrong(bad: str, said: str) -> None:
    with pytest.raises(DayError) as error:
        run([PRESENT, bad], configure=configure(DAYS / "office.toml"))
    assert "line 2" in str(error.value)
    assert said in str(error.value)
    assert "\n" not in str(error.value)


def test_without_a_configuration_settings_cannot_be_changed() -> None:
    with pytest.raises(DayError, match="line 2"):
        run([PRESENT, line("config", set={"rhythm.every": "30m"})])


def test_empty_lines_are_passed_over_and_still_counted() -> None:
    told = list(read([PRESENT, "", "  ", line("lock")], TOKYO))
    assert [one.number for one in told] == [1, 4]


def test_times_with_an_offset_are_brought_to_the_zone() -> None:
    (one,) = read(['{"at": "2026-11-30T00:00:00+00:00", "event": "lock"}'], TOKYO)
    assert one.at == datetime(2026, 11, 30, 9, tzinfo=TOKYO)
    assert one.at.utcoffset() == timedelta(hours=9)


def test_effects_have_offsets_if_the_day_has_them() -> None:
    day = ['{"at": "2026-11-30T09:00:00+09:00", "event": "present"}']
    assert run(day)[0]["at"] == "2026-11-30T09:45:00+09:00"


def test_a_day_goes_on_to_four_in_the_morning() -> None:
    effects = run([PRESENT])
    assert (
        effects[-1]["at"] == "2026-12-01T04:00:00"
    )  # every hour after three missed; at four it is 45 min again


def test_equal_input_makes_equal_output() -> None:
    day = [PRESENT, line("answer", at="2026-11-30T09:46:00", action="another")]
    assert run(day) == run(day)


def test_an_empty_day_comes_to_nothing() -> None:
    assert run([]) == []


@pytest.mark.parametrize("name", ["busy", "free"])
def test_a_pause_is_no_reason_of_a_gate(name: str) -> None:
    line = f'{{"at": "2026-11-30T09:00", "event": "{name}", "reason": "pause"}}'
    with pytest.raises(DayError, match="the events are pause and resume"):
        list(read([line], ZoneInfo("Asia/Tokyo")))
