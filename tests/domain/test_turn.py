"""Corners of accounting and showing that no day reaches."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from hypothesis import given, settings, strategies
from msgspec.structs import replace
from playing import catalogue

from deskbreak.app.day_output import Happened
from deskbreak.app.simulation import Simulation
from deskbreak.domain.choice.memory import Experience
from deskbreak.domain.choice.memory_updates import with_experience
from deskbreak.domain.machine.state import State, begin, rebased
from deskbreak.domain.machine.step import deadline, next_prompt, step
from deskbreak.domain.time.units import DAY, HOUR, MINUTE, SECOND, Instant, Now
from deskbreak.domain.time.working_hours import Hours
from deskbreak.domain.vocabulary.effects import (
    Cause,
    HoldPrompt,
    Outcome,
    Record,
    ShowPrompt,
    WatchGates,
)
from deskbreak.domain.vocabulary.events import (
    Action,
    Answered,
    Configured,
    Event,
    GateClosed,
    Paused,
    PromptWanted,
    Reason,
    Ticked,
)
from deskbreak.domain.vocabulary.presence_events import (
    CameBack,
    FellAsleep,
    Locked,
    StoodUp,
    TypingBegan,
    TypingEnded,
    Unlocked,
    Watched,
    WentIdle,
    WokeUp,
)
from deskbreak.domain.vocabulary.settings import Settings

TOKYO = ZoneInfo("Asia/Tokyo")
MONDAY = datetime(2026, 11, 30, 9, tzinfo=TOKYO)
OFFICE = Settings(hours=Hours(week=(((540, 720), (780, 1080)),) * 5 + ((), ())))


def morning(tuning: Settings = OFFICE, start: datetime = MONDAY) -> Simulation:
    it = Simulation(start, TOKYO, tuning, catalogue())
    it.feed(CameBack())
    return it


def records(it: Simulation) -> list[Record]:
    return [one.effect for one in it.happened if isinstance(one.effect, Record)]


def test_idleness_told_during_a_long_lock_takes_its_minutes_back_at_once() -> None:
    it = morning()
    it.run_until(25 * MINUTE)
    it.feed(Locked())
    it.run_until(31 * MINUTE)
    it.feed(WentIdle(20 * MINUTE))
    assert it.state.sitting.total == 20 * MINUTE
    it.feed(Unlocked())
    assert [one.away for one in records(it)] == [11 * MINUTE]


def test_idleness_told_after_a_lock_during_a_routine_takes_nothing_back() -> None:
    it = morning()
    it.run_until(20 * MINUTE)
    it.feed(PromptWanted())
    it.feed(Answered(Action.START))
    it.run_until(20 * MINUTE + 30 * SECOND)
    it.feed(Locked())
    it.feed(WentIdle(20 * MINUTE))
    assert it.state.sitting.total == 20 * MINUTE


def test_idleness_told_after_a_lock_proves_that_the_person_was_gone() -> None:
    it = morning()
    it.run_until(20 * MINUTE)
    it.feed(PromptWanted())
    it.run_until(21 * MINUTE)
    it.feed(Locked())
    it.feed(WentIdle(20 * MINUTE + 10 * SECOND))
    it.run_until(21 * MINUTE + 15 * SECOND)
    it.feed(Unlocked())
    assert [one.outcome for one in records(it)] == [Outcome.TAKEN]


def test_on_another_clock_every_instant_of_the_presence_moves() -> None:
    it = morning()
    it.run_until(20 * MINUTE)
    it.feed(TypingEnded())
    it.feed(StoodUp(MINUTE))
    moved, before = rebased(it.state, 1000).presence, it.state.presence
    names = ("input_at", "idle_since", "stand_until", "quiet_since")
    assert [getattr(moved, name) - getattr(before, name) for name in names] == [1000] * 4


def test_the_sitting_before_four_belongs_to_the_day_that_ends() -> None:
    it = morning(Settings(), datetime(2026, 11, 30, 3, 30, tzinfo=TOKYO))
    it.run_until(40 * MINUTE)
    it.feed(Ticked())
    assert it.state.today.day == date(2026, 11, 30)
    assert it.state.today.sitting == 10 * MINUTE
    assert it.state.today.longest == 10 * MINUTE, "no more than was sat today"


def test_a_clock_that_begins_in_1970_and_is_put_right() -> None:
    it = morning(Settings(), datetime(1970, 1, 1, 9, tzinfo=TOKYO))
    it.feed(PromptWanted())
    it.run_until(30 * MINUTE)
    it.feed(Ticked())
    it.offset += (
        int((datetime(2026, 11, 28, 9, tzinfo=TOKYO) - it.now().wall).total_seconds()) * SECOND
    )
    it.feed(Ticked())
    today = it.state.today
    assert (today.day, today.missed) == (date(2026, 11, 28), 1)
    assert (today.sitting, today.longest) == (30 * MINUTE, 30 * MINUTE)


def test_what_a_late_step_records_it_records_today() -> None:
    it = morning(Settings(), datetime(2026, 11, 30, 3, 30, tzinfo=TOKYO))
    it.feed(PromptWanted())
    it.instant += HOUR
    it.feed(Ticked())
    assert [one.outcome for one in records(it)] == [Outcome.MISSED]
    assert (it.state.today.day, it.state.today.missed) == (date(2026, 11, 30), 1)


def test_minutes_that_turn_out_to_be_reading_count_for_their_own_day() -> None:
    it = morning(Settings(), datetime(2026, 11, 30, 3, 55, tzinfo=TOKYO))
    it.run_until(7 * MINUTE)
    it.feed(WentIdle(3 * MINUTE))
    it.run_until(7 * MINUTE + 30 * SECOND)
    it.feed(CameBack())
    assert it.state.today.sitting == 2 * MINUTE + 30 * SECOND


def test_minutes_taken_back_make_no_day_negative() -> None:
    it = morning(Settings(), datetime(2026, 11, 30, 3, 55, tzinfo=TOKYO))
    it.run_until(7 * MINUTE)
    it.feed(WentIdle(3 * MINUTE))
    it.run_until(10 * MINUTE)
    assert (it.state.today.sitting, it.state.sitting.total) == (0, 3 * MINUTE)


def test_minutes_in_doubt_do_not_make_the_longest_sitting() -> None:
    it = morning()
    it.run_until(20 * MINUTE)
    it.feed(WentIdle())
    it.run_until(26 * MINUTE)
    it.feed(CameBack())
    assert it.state.today.longest == 20 * MINUTE


def test_gates_that_never_answer_do_not_block() -> None:
    state = step(begin(Now(0, MONDAY), OFFICE, catalogue()), CameBack(), Now(0, MONDAY))[0]
    state, effects = step(state, Ticked(), at(45 * MINUTE))
    assert effects == (WatchGates(),)
    assert deadline(state) == 45 * MINUTE + SECOND
    state, effects = step(state, Ticked(), at(45 * MINUTE + SECOND))
    assert [type(one) for one in effects] == [ShowPrompt]


def test_gates_that_answer_one_by_one_are_told_of_once_and_by_age() -> None:
    state = step(begin(Now(0, MONDAY), OFFICE, catalogue()), CameBack(), Now(0, MONDAY))[0]
    state, _ = step(state, Ticked(), at(45 * MINUTE))
    state, effects = step(state, GateClosed(Reason.FULLSCREEN), at(45 * MINUTE + 1))
    assert effects == ()
    state, effects = step(state, GateClosed(Reason.CALL, 40 * MINUTE), at(45 * MINUTE + 2))
    assert effects == ()
    state, effects = step(state, Ticked(), at(45 * MINUTE + SECOND))
    assert effects == (HoldPrompt(Reason.CALL),)


def test_the_easier_variant_follows_a_change_by_name() -> None:
    it = morning()
    name = "walk-one-minute"
    memory = with_experience(it.state.memory, Experience(name, easier_left=2))
    it.state = replace(it.state, memory=memory)
    it.feed(PromptWanted())
    it.feed(PromptWanted(name))
    shown = [one.effect for one in it.happened if isinstance(one.effect, ShowPrompt)]
    assert [(one.routine, one.easier) for one in shown][1:] == [(name, True)]
    assert shown[-1].reason is Cause.ASKED


def test_the_next_prompt_is_none_while_one_is_held() -> None:
    it = morning()
    it.closed[Reason.CALL] = 0
    it.run_until(45 * MINUTE)
    assert next_prompt(it.state) is None


def test_the_next_prompt_comes_after_a_pause_has_settled() -> None:
    it = morning()
    it.feed(Paused(HOUR))
    assert next_prompt(it.state) == HOUR + 30 * SECOND
    it.feed(Paused(20 * MINUTE))
    assert next_prompt(it.state) == 45 * MINUTE


def test_the_next_prompt_comes_in_a_span_that_is_long_enough() -> None:
    week = (((540, 720), (720, 725), (800, 830), (900, 960)),) * 5 + ((), ())
    it = morning(Settings(hours=Hours(week=week)), datetime(2026, 11, 30, 11, 30, tzinfo=TOKYO))
    assert next_prompt(it.state) == 4 * HOUR + 15 * MINUTE
    short = Settings(hours=Hours(week=(((540, 570),),) * 7))
    assert next_prompt(morning(short).state) is None


def at(instant: Instant) -> Now:
    """Both clocks of a morning."""
    return Now(instant, datetime.fromtimestamp(MONDAY.timestamp() + instant / SECOND, TOKYO))


# Ticks are harmless: a run with more of them comes to the same.

HAPPENINGS: tuple[Event, ...] = (
    CameBack(),
    WentIdle(),
    Watched(),
    Locked(),
    Unlocked(),
    FellAsleep(),
    WokeUp(),
    StoodUp(3 * MINUTE),
    TypingBegan(),
    TypingEnded(),
    Paused(10 * MINUTE),
    PromptWanted(),
    Answered(Action.START),
    Answered(Action.SNOOZE),
    Answered(Action.DONE),
)
gaps = strategies.integers(0, 30 * MINUTE) | strategies.integers(0, 90 * SECOND)
days = strategies.lists(
    strategies.tuples(gaps, strategies.sampled_from(HAPPENINGS)), min_size=5, max_size=25
)
ticks = strategies.lists(strategies.integers(0, 6 * HOUR), max_size=30)


def played(day: list[tuple[Instant, Event]], extra: list[Instant]) -> tuple[State, list[Happened]]:
    """A day with a step at each deadline, and at some other times."""
    it = morning(start=MONDAY.replace(hour=11))
    left = sorted(extra)
    for gap, event in [*day, (0, Ticked())]:
        end = it.instant + gap
        while left and left[0] <= end:
            it.run_until(max(it.instant, left.pop(0)))
            it.feed(Ticked())
        it.run_until(end)
        it.feed(event)
    return it.state, it.happened


@given(day=days, extra=ticks)
@settings(max_examples=60, deadline=None)
def test_more_ticks_change_nothing(day: list[tuple[Instant, Event]], extra: list[Instant]) -> None:
    assert played(day, extra) == played(day, [])


def test_a_day_of_ticks_without_anybody_comes_to_nothing() -> None:
    it = Simulation(MONDAY, TOKYO, OFFICE, catalogue())
    it.run_until(3 * DAY)
    it.feed(Ticked())
    assert it.happened == []
    assert it.state.sitting.total == 0


def test_a_clock_put_right_over_the_end_of_the_hours_counts_what_was_missed() -> None:
    it = morning()
    it.feed(PromptWanted())
    it.offset += 10 * HOUR
    it.feed(Ticked())
    assert [one.outcome for one in records(it)] == [Outcome.MISSED]
    assert it.state.today.missed == 1


def test_an_open_prompt_keeps_its_easier_form_when_it_is_needed_no_more() -> None:
    it = morning()
    name = "walk-one-minute"
    it.state = replace(
        it.state, memory=with_experience(it.state.memory, Experience(name, easier_left=2))
    )
    it.feed(PromptWanted(name))
    it.state = replace(it.state, memory=with_experience(it.state.memory, Experience(name)))
    before = len(it.happened)
    it.feed(Configured(OFFICE))
    assert it.state.prompt is not None
    assert it.state.prompt.easier
    assert [one for one in it.happened[before:] if isinstance(one.effect, ShowPrompt)] == []


def test_another_zone_of_the_wall_clock_is_that_of_the_state() -> None:
    state = begin(Now(0, MONDAY), OFFICE, catalogue())
    away = ZoneInfo("Asia/Kathmandu")
    state, _ = step(state, Ticked(), Now(MINUTE, MONDAY.astimezone(away)))
    assert state.zone == away
    state, _ = step(state, Ticked(), Now(2 * MINUTE, MONDAY.replace(tzinfo=None)))
    assert state.zone == away
