"""Both sides of each limit of the machine: a moment before it, and at it."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from domain.catalogue import CATALOGUE, CHECKS

from deskbreak.app.simulation import Simulation
from deskbreak.domain.machine.state import State
from deskbreak.domain.machine.state_change import StateChange
from deskbreak.domain.machine.step import step
from deskbreak.domain.person.sitting import Sitting, Today, doubt
from deskbreak.domain.time.units import HOUR, MINUTE, SECOND, Now
from deskbreak.domain.time.working_hours import Hours, wall_at
from deskbreak.domain.vocabulary.effects import (
    Cause,
    EndDay,
    HoldPrompt,
    Outcome,
    Record,
    Refuse,
    ShowPrompt,
    Why,
)
from deskbreak.domain.vocabulary.events import (
    Action,
    Answered,
    GateClosed,
    GateOpened,
    Paused,
    PromptWanted,
    Reason,
    Restarted,
    Ticked,
)
from deskbreak.domain.vocabulary.presence_events import (
    CameBack,
    Locked,
    TypingBegan,
    TypingEnded,
    Unlocked,
    WentIdle,
)
from deskbreak.domain.vocabulary.question_effects import AskComfort
from deskbreak.domain.vocabulary.settings import Personal, Settings

TOKYO = ZoneInfo("Asia/Tokyo")
MONDAY = date(2026, 11, 30)
ALWAYS = Settings(personal=Personal(setup_done=True))
OFFICE = Settings(
    hours=Hours(week=(((540, 720), (780, 1080)),) * 5 + ((), ())),
    personal=Personal(setup_done=True),
)


def at(hour: int, minute: int = 0, settings: Settings = ALWAYS) -> Simulation:
    """A person who has just come, on Monday at this time."""
    start = datetime(2026, 11, 30, hour, minute, tzinfo=TOKYO)
    it = Simulation(start, TOKYO, settings, CATALOGUE, checks=CHECKS)
    it.feed(CameBack())
    return it


def outcomes(it: Simulation) -> list[Outcome]:
    return [one.effect.outcome for one in it.happened if isinstance(one.effect, Record)]


def causes(it: Simulation) -> list[Cause]:
    return [one.effect.reason for one in it.happened if isinstance(one.effect, ShowPrompt)]


@pytest.mark.parametrize(("step", "ends", "sat"), [(HOUR - 1, 1, 0), (HOUR, 0, 10 * MINUTE)])
def test_a_clock_put_right_by_an_hour_takes_the_day_along(step: int, ends: int, sat: int) -> None:
    it = at(3, 10)
    it.run_until(10 * MINUTE)
    it.offset += step
    it.feed(Ticked())
    assert (it.state.today.day, it.state.today.sitting) == (MONDAY, sat)
    assert len([one for one in it.happened if isinstance(one.effect, EndDay)]) == ends


@pytest.mark.parametrize(
    ("down", "outcome", "shown"),
    [
        (5 * MINUTE - 1, [], [Cause.ASKED, Cause.RESTORED]),
        (5 * MINUTE, [Outcome.MISSED], [Cause.ASKED]),
    ],
)
def test_down_for_as_long_as_a_break_a_prompt_was_missed(
    down: int, outcome: list[Outcome], shown: list[Cause]
) -> None:
    it = at(9)
    it.feed(PromptWanted())
    it.instant += down
    it.feed(Restarted())
    it.feed(CameBack())
    assert [one for one in outcomes(it) if one is not Outcome.BREAK] == outcome
    assert causes(it) == shown


@pytest.mark.parametrize(
    ("settings", "minute", "outcome"), [(OFFICE, 0, []), (OFFICE, 30, [Outcome.MISSED])]
)
def test_a_routine_that_was_led_returns_after_a_restart_only_where_it_may_be_offered(
    settings: Settings, minute: int, outcome: list[Outcome]
) -> None:
    it = at(12, 0, settings) if minute == 0 else at(11, 59, settings)
    it.feed(PromptWanted())
    it.feed(Answered(Action.START))
    it.run_until(it.instant + minute * SECOND)
    it.instant += 40 * SECOND
    it.feed(Restarted())
    assert outcomes(it) == outcome
    assert (it.state.prompt is None) is bool(outcome)


@pytest.mark.parametrize(
    ("gone", "outcome"), [(MINUTE, Outcome.TAKEN), (MINUTE - 1, Outcome.MISSED)]
)
def test_gone_for_a_minute_when_it_expires_a_prompt_was_taken(gone: int, outcome: Outcome) -> None:
    it = at(9)
    it.feed(PromptWanted())
    it.run_until(10 * MINUTE - gone)
    it.feed(Locked())
    it.run_until(10 * MINUTE)
    assert outcomes(it) == [outcome]


@pytest.mark.parametrize(("gone", "outcome"), [(MINUTE, [Outcome.TAKEN]), (MINUTE - 1, [])])
def test_gone_for_a_minute_a_prompt_was_taken_on_return(gone: int, outcome: list[Outcome]) -> None:
    it = at(9)
    it.feed(PromptWanted())
    it.feed(Locked())
    it.run_until(gone)
    it.feed(Unlocked())
    assert outcomes(it) == outcome


@pytest.mark.parametrize(("gone", "outcome"), [(5 * MINUTE, [Outcome.BREAK]), (5 * MINUTE - 1, [])])
def test_away_for_five_minutes_is_a_break(gone: int, outcome: list[Outcome]) -> None:
    it = at(9)
    it.run_until(20 * MINUTE)
    it.feed(WentIdle(it.instant))
    it.run_until(it.instant + gone)
    it.feed(CameBack())
    assert outcomes(it) == outcome
    assert it.state.sitting.total == (0 if outcome else 20 * MINUTE + gone)


@pytest.mark.parametrize(("late", "asked"), [(30 * SECOND, 1), (30 * SECOND + 1, 0)])
def test_a_question_half_a_minute_late_is_still_asked(late: int, asked: int) -> None:
    it = at(9)
    it.feed(PromptWanted())
    it.feed(Answered(Action.START))
    it.instant += MINUTE + late
    it.feed(Ticked())
    assert len([one for one in it.happened if isinstance(one.effect, AskComfort)]) == asked


@pytest.mark.parametrize(("length", "refused"), [(-1, True), (0, True), (1, False)])
def test_a_pause_has_to_end_later(length: int, refused: bool) -> None:
    it = at(9)
    it.feed(Paused(length))
    told = [one.effect for one in it.happened if isinstance(one.effect, Refuse)]
    assert told == ([Refuse(Why.BAD_TIME)] if refused else [])


def test_it_comes_in_a_pause_of_typing_or_at_the_ceiling() -> None:
    it = at(9)
    it.feed(TypingBegan())
    it.run_until(60 * MINUTE - 1)
    assert causes(it) == []
    it.run_until(60 * MINUTE)
    assert causes(it) == [Cause.CEILING]


def test_a_pause_of_typing_is_three_seconds_long() -> None:
    it = at(9)
    it.feed(TypingBegan())
    it.run_until(50 * MINUTE)
    it.feed(TypingEnded(it.instant))
    it.run_until(50 * MINUTE + 3 * SECOND - 1)
    assert causes(it) == []
    it.run_until(50 * MINUTE + 3 * SECOND)
    assert causes(it) == [Cause.DUE]


def test_after_a_call_it_waits_for_half_a_minute() -> None:
    it = at(9)
    it.closed[Reason.CALL] = 0
    it.run_until(50 * MINUTE)
    assert HoldPrompt(Reason.CALL) in [one.effect for one in it.happened]
    it.closed.clear()
    it.feed(GateOpened(Reason.CALL))
    it.run_until(50 * MINUTE + 30 * SECOND - 1)
    assert causes(it) == []
    it.run_until(50 * MINUTE + 30 * SECOND)
    assert causes(it) == [Cause.RELEASED]


@pytest.mark.parametrize(("since", "known"), [(None, MINUTE), (7, 7), (2 * MINUTE, MINUTE)])
def test_a_gate_was_closed_no_later_than_now(since: int | None, known: int) -> None:
    it = at(9)
    it.run_until(MINUTE)
    it.feed(GateClosed(Reason.CALL, since))
    assert it.state.holds.on == ((Reason.CALL, known),)


def test_gates_have_a_second_to_answer() -> None:
    it = at(9)
    it.state, _ = silent(it.state, 45 * MINUTE)
    assert it.state.prompt is None
    it.state, _ = silent(it.state, 45 * MINUTE + SECOND - 1)
    assert it.state.prompt is None
    it.state, _ = silent(it.state, 45 * MINUTE + SECOND)
    assert it.state.prompt is not None


def silent(state: State, instant: int) -> tuple[State, tuple[object, ...]]:
    """A step while no gate answers."""
    return step(state, Ticked(), Now(instant, wall_at(TOKYO, instant + state.offset)))


def test_work_that_comes_into_doubt_is_never_less_than_none() -> None:
    change = StateChange(State(0, 0, Today(MONDAY, sitting=9), sitting=Sitting(firm=9, worked=3)))
    change.set_sitting(doubt(change.state.sitting, 5))
    assert change.state.sitting == Sitting(firm=4, unsure=5, worked=0)
    assert change.state.today == Today(MONDAY, sitting=4, longest=4)
    change.reset_sitting()
    assert change.state.sitting == Sitting(since=0, worked=5)
    assert change.state.today == Today(MONDAY, sitting=9, longest=9)
