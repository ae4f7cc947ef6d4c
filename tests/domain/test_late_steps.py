"""A late step comes to the same counts and records as a punctual one, working hours included.

Both runs play the same events at the same times. The punctual one steps at every deadline; the late
one only when an event comes. What is *shown* may differ, for nothing is shown for a time that is
past; days on which a prompt came by itself are left out.
"""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import assume, given, settings, strategies
from playing import catalogue

from deskbreak.app.simulation import Simulation
from deskbreak.domain.machine.state import State
from deskbreak.domain.time.units import HOUR, MINUTE, SECOND, Instant
from deskbreak.domain.time.working_hours import Hours
from deskbreak.domain.vocabulary.effects import Cause, Record, ShowPrompt
from deskbreak.domain.vocabulary.events import (
    Action,
    Answered,
    Event,
    Paused,
    PromptWanted,
    Restarted,
    Resumed,
    Ticked,
)
from deskbreak.domain.vocabulary.lead_events import GuideFound, GuideOpened
from deskbreak.domain.vocabulary.presence_events import (
    CameBack,
    FellAsleep,
    Locked,
    SatDown,
    StoodUp,
    Unlocked,
    Watched,
    WentIdle,
    WokeUp,
)
from deskbreak.domain.vocabulary.settings import Rhythm, Settings

TOKYO = ZoneInfo("Asia/Tokyo")
START = datetime(2026, 11, 30, 11, tzinfo=TOKYO)
"""An hour before lunch; nothing here lasts until the day ends at 04:00."""

WEEKS = (
    None,
    (((540, 720), (780, 1080)),) * 7,
    (((660, 670), (675, 690), (700, 1000)),) * 7,
    (((0, 661), (1000, 1440)),) * 7,
)
RHYTHMS = (
    Rhythm(every=4 * HOUR, ceiling=5 * HOUR),
    Rhythm(every=2 * HOUR, ceiling=3 * HOUR, away_after=MINUTE, expires=25 * MINUTE),
    Rhythm(every=4 * HOUR, ceiling=5 * HOUR, taken_after=0, expires=MINUTE),
)
HAPPENINGS: tuple[Event, ...] = (
    CameBack(),
    CameBack(),
    WentIdle(),
    WentIdle(),
    Watched(),
    Locked(),
    Unlocked(),
    FellAsleep(),
    WokeUp(),
    StoodUp(3 * MINUTE),
    StoodUp(),
    SatDown(),
    Paused(10 * MINUTE),
    Resumed(),
    PromptWanted(),
    Answered(Action.START),
    Answered(Action.SKIP),
    Answered(Action.DONE),
    Restarted(),
)
gaps = strategies.one_of(
    strategies.integers(0, 30 * MINUTE),
    strategies.integers(0, 90 * SECOND),
    strategies.sampled_from((MINUTE, 5 * MINUTE, 10 * MINUTE)),
)
days = strategies.lists(
    strategies.tuples(gaps, strategies.sampled_from(HAPPENINGS)), min_size=3, max_size=20
)
tunings = strategies.builds(
    Settings,
    rhythm=strategies.sampled_from(RHYTHMS),
    hours=strategies.sampled_from(WEEKS).map(lambda week: Hours(week=week)),
)


def played(day: list[tuple[Instant, Event]], tuning: Settings, *, late: bool) -> Simulation:
    """A day, with a step at each deadline or only with each event."""
    it = Simulation(START, TOKYO, tuning, catalogue())
    it.feed(CameBack())
    for gap, event in [*day, (0, Ticked())]:
        if late or isinstance(event, Restarted):  # while the daemon is down nobody steps
            it.instant += gap
        else:
            it.run_until(it.instant + gap)
        it.feed(event)
    return it


def records(it: Simulation) -> list[Record]:
    """What was written to the ledger."""
    return [one.effect for one in it.happened if isinstance(one.effect, Record)]


def by_itself(it: Simulation) -> bool:
    """Whether a prompt came that nobody asked for."""
    shown = [one.effect for one in it.happened if isinstance(one.effect, ShowPrompt)]
    return any(one.reason is not Cause.ASKED for one in shown)


def counts(state: State) -> tuple[object, ...]:
    """What was counted, and what is known of the person."""
    return state.today, state.sitting, state.presence, state.working, state.memory


@given(day=days, tuning=tunings)
@settings(max_examples=150, deadline=None)
def test_a_late_step_comes_to_the_same(day: list[tuple[Instant, Event]], tuning: Settings) -> None:
    punctual, late = played(day, tuning, late=False), played(day, tuning, late=True)
    assume(not by_itself(punctual) and not by_itself(late))
    assert records(late) == records(punctual)
    assert counts(late.state) == counts(punctual.state)


@pytest.mark.parametrize("late", [False, True])
def test_working_time_stops_at_the_end_of_the_hours_however_late_the_step(late: bool) -> None:
    lunch = Settings(hours=Hours(week=(((540, 670), (700, 1080)),) * 7))
    it = played([(40 * MINUTE, Ticked())], lunch, late=late)
    assert it.state.sitting.total == 0, "the new span began this minute"
    assert it.state.today.sitting == 10 * MINUTE
    assert it.state.today.longest == 10 * MINUTE


@pytest.mark.parametrize("late", [False, True])
def test_a_guide_that_hangs_over_the_end_of_the_hours_is_stopped_at_its_time(late: bool) -> None:
    begin = (GuideFound(ready=True), PromptWanted(), Answered(Action.START))
    it = played([(0, event) for event in begin], Settings(), late=late)
    assert it.state.prompt is not None
    it.feed(GuideOpened(it.state.prompt.id))
    day: list[tuple[Instant, Event]] = [(20 * MINUTE, Ticked())]
    for gap, event in day:
        if not late:
            it.run_until(it.instant + gap)
        it.instant = max(it.instant, 20 * MINUTE)
        it.feed(event)
    assert it.state.today.stopped == 1
    assert it.state.sitting.total == 9 * MINUTE
