"""What a simulated run keeps from line to line, and what it says of a line that cannot be."""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from playing import catalogue

from deskbreak.app.day_file import DayError, read
from deskbreak.app.day_output import Happened
from deskbreak.app.simulation import Simulation, simulate
from deskbreak.domain.machine.state import State
from deskbreak.domain.vocabulary.effects import ShowPrompt
from deskbreak.domain.vocabulary.settings import Settings

ZONE = ZoneInfo("Asia/Tokyo")
NINE = datetime(2026, 11, 30, 9, tzinfo=ZONE)


class Run:
    """A day of lines, each a time, an event and its fields; what came of it."""

    def __init__(self, *lines: tuple[str, dict[str, Any]], until: str | None = None) -> None:
        self.asked: list[dict[str, Any]] = []
        self.states: list[State] = []
        told = [
            json.dumps({"at": f"2026-11-30T{clock}", "event": fields.pop("event")} | fields)
            for clock, fields in ((clock, dict(fields)) for clock, fields in lines)
        ]
        end = None if until is None else datetime.fromisoformat(f"2026-11-30T{until}+09:00")
        self.happened = list(self.played(told, end))

    def played(self, told: list[str], end: datetime | None) -> list[Happened]:
        return list(
            simulate(
                read(told, ZONE),
                ZONE,
                Settings(),
                catalogue(),
                until=end,
                configure=self.configure,
                on_step=lambda state, _event, _effects: self.states.append(state),
            )
        )

    def configure(self, keys: Mapping[str, Any]) -> Settings:
        self.asked.append(dict(keys))
        if keys.get("wrong"):
            raise ValueError("no such key")
        return Settings(language=keys.get("language", "en"))


def event(name: str, **fields: Any) -> dict[str, Any]:
    return {"event": name, **fields}


def test_what_a_person_chose_stays_when_the_configuration_changes() -> None:
    run = Run(
        ("09:00", event("present")),
        ("09:01", event("hide", routine="sit-to-stand")),
        ("09:02", event("config", set={"language": "ja"})),
    )
    settings = run.states[-1].settings
    assert settings.personal.hidden == frozenset({"sit-to-stand"})
    assert settings.language == "ja"


def test_the_keys_of_earlier_lines_stay_set() -> None:
    run = Run(
        ("09:00", event("present")),
        ("09:01", event("config", set={"language": "ja"})),
        ("09:02", event("config", set={"other": 1})),
    )
    assert run.asked == [{"language": "ja"}, {"language": "ja", "other": 1}]


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        (
            [("09:00", event("present")), ("09:01", event("config", set={"wrong": 1}))],
            "line 2: no such key",
        ),
        (
            [("09:01", event("present")), ("09:00:59", event("lock"))],
            "line 2: 2026-11-30T09:00:59 is before the line above",
        ),
        (
            [
                ("09:00", event("present")),
                ("09:10", event("restart", down="5m")),
                ("09:09:59", event("lock")),
            ],
            "line 3: 2026-11-30T09:09:59 is before the line above",
        ),
    ],
)
def test_a_line_that_cannot_be_is_named(lines: list[tuple[str, dict[str, Any]]], said: str) -> None:
    with pytest.raises(DayError) as caught:
        Run(*lines)
    assert str(caught.value) == said


def test_what_cannot_be_configured_is_said() -> None:
    run = Simulation(NINE, ZONE, Settings(), catalogue())
    (line,) = read(['{"at": "2026-11-30T09:00", "event": "config", "set": {}}'], ZONE)
    with pytest.raises(DayError, match=r"^line 1: settings cannot be changed here$"):
        run.play(line)


@pytest.mark.parametrize("clock", ["09:10", "09:12", "09:14:59", "09:15"])
def test_what_is_said_while_the_daemon_is_down_is_heard_when_it_is_back(clock: str) -> None:
    """From the very moment at which it went down to the one at which it is there again."""
    run = Run(
        ("09:00", event("present")),
        ("09:10", event("restart", down="5m")),
        (clock, event("lock")),
        until="09:15",
    )
    assert run.states[-1].presence.locked
    assert run.states[-1].presence.absence is not None
    assert run.states[-1].presence.absence.since == 15 * 60_000


def test_what_comes_after_the_end_is_not_played_unless_a_clock_line_follows() -> None:
    late = ("10:00", event("stage", to=2))
    run = Run(("09:00", event("present")), late, ("10:01", event("present")), until="09:59")
    assert run.states[-1].memory.stage is None
    run = Run(("09:00", event("present")), late, until="10:00")
    assert run.states[-1].memory.stage == 2
    run = Run(
        ("09:00", event("present")), late, ("10:01", event("clock", step="-1h")), until="09:59"
    )
    assert run.states[-1].memory.stage == 2


def test_a_day_after_its_end_is_left_alone_even_where_a_later_line_lies_within() -> None:
    """The first line past the end closes the day: what stands below it is not read any more."""
    run = Run(
        ("09:00", event("present")),
        ("09:20", event("stage", to=2)),
        ("09:05", event("lock")),
        until="09:10",
    )
    assert not run.states[-1].presence.locked


def chosen(**seed: int) -> list[str]:
    """The routines of a day, by the seed of its draws."""
    lines = read(['{"at": "2026-11-30T09:00", "event": "present"}'], ZONE)
    happened = simulate(lines, ZONE, Settings(), catalogue(), **seed)  # type: ignore[arg-type]  # the seed alone
    return [one.effect.routine for one in happened if isinstance(one.effect, ShowPrompt)]


def test_a_run_without_a_seed_is_the_run_of_seed_none() -> None:
    begun = Simulation(NINE, ZONE, Settings(), catalogue()).state
    assert begun == Simulation(NINE, ZONE, Settings(), catalogue(), 0).state
    assert begun != Simulation(NINE, ZONE, Settings(), catalogue(), 1).state
    assert begun != Simulation(NINE, ZONE, Settings(), catalogue(), -1).state
    assert chosen() == chosen(seed=0)
    assert chosen() != chosen(seed=1)
    assert chosen() != chosen(seed=-1)


def test_a_day_that_ends_before_its_first_line_does_not_begin() -> None:
    assert Run(("09:00", event("present")), until="08:59").states == []
