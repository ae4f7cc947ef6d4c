"""What days and random events do not reach."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from msgspec.structs import replace
from playing import catalogue, run

from deskbreak.app.simulation import Simulation
from deskbreak.domain.choice.eligibility import STAND
from deskbreak.domain.person import sitting
from deskbreak.domain.time import working_hours
from deskbreak.domain.time.durations import format_duration, parse_duration
from deskbreak.domain.time.units import DAY, HOUR, MINUTE, SECOND
from deskbreak.domain.time.working_hours import Hours
from deskbreak.domain.vocabulary.effects import Cause, Outcome, Record, Refuse, ShowPrompt, Why
from deskbreak.domain.vocabulary.events import (
    Action,
    Answered,
    FeedbackGiven,
    GateClosed,
    Paused,
    PromptWanted,
    Reason,
    Until,
)
from deskbreak.domain.vocabulary.lead_events import GuideFound, GuideOpened
from deskbreak.domain.vocabulary.presence_events import CameBack
from deskbreak.domain.vocabulary.routine import Comfort, Routine
from deskbreak.domain.vocabulary.settings import HoldSettings, Rhythm, Settings

TOKYO = ZoneInfo("Asia/Tokyo")
HOUR_AFTER = timedelta(hours=1)
MONDAY = datetime(2026, 11, 30, 9, tzinfo=TOKYO)


def day(
    settings: Settings | None = None, *, routines: tuple[Routine, ...] | None = None
) -> Simulation:
    facts = catalogue() if routines is None else routines
    it = Simulation(MONDAY, TOKYO, settings or Settings(), facts)
    it.feed(CameBack())
    return it


def told(it: Simulation) -> list[object]:
    found: list[object] = [one.effect for one in it.happened]
    it.happened.clear()
    return found


def test_a_snoozed_prompt_cannot_be_snoozed() -> None:
    it = day()
    it.feed(PromptWanted())
    it.feed(Answered(Action.SNOOZE))
    told(it)
    it.feed(Answered(Action.SNOOZE))
    assert told(it) == [Refuse(Why.NOTHING_OPEN)]


def test_a_snooze_that_ends_in_a_hold_comes_back_after_it_has_settled() -> None:
    effects = run(
        [
            '{"at": "2026-11-30T09:00:00", "event": "present"}',
            '{"at": "2026-11-30T09:45:00", "event": "answer", "action": "snooze"}',
            '{"at": "2026-11-30T09:48:00", "event": "busy", "reason": "call"}',
            '{"at": "2026-11-30T09:55:00", "event": "free"}',
            '{"at": "2026-11-30T09:56:00", "event": "answer", "action": "done"}',
        ],
        until=MONDAY + HOUR_AFTER,
    )
    shown = [(one["at"][11:], one["reason"]) for one in effects if one["effect"] == "prompt"]
    assert shown == [("09:45:00", "due"), ("09:55:30", "released")]


def test_a_guide_tells_the_end_and_one_that_hangs_is_stopped() -> None:
    it = day()
    it.feed(PromptWanted())
    it.feed(GuideFound(ready=True))
    it.feed(GuideOpened("another"))
    it.feed(Answered(Action.START))
    prompt = it.state.prompt
    assert prompt is not None
    it.feed(GuideOpened(prompt.id))
    told(it)
    it.run_until(it.instant + 10 * MINUTE)
    assert told(it) == []
    it.run_until(it.instant + MINUTE)
    [record] = [one for one in told(it) if isinstance(one, Record)]
    assert record.outcome is Outcome.STOPPED


def outcomes(*lines: str) -> list[tuple[str, str]]:
    """Records of a Monday morning: the time and the outcome."""
    written = [f'{{"at": "2026-11-30T{line[:8]}", {line[9:]}}}' for line in lines]
    effects = run(written, until=MONDAY + 2 * HOUR_AFTER)
    return [(one["at"][11:], one["outcome"]) for one in effects if one["effect"] == "record"]


def test_a_break_while_snoozed_is_taken() -> None:
    assert outcomes(
        '09:00:00 "event": "present"',
        '09:45:00 "event": "answer", "action": "snooze"',
        '09:46:00 "event": "idle"',
        '09:52:00 "event": "present"',
    )[:2] == [("09:45:00", "snoozed"), ("09:52:00", "taken")]


def test_a_short_lock_while_snoozed_is_not() -> None:
    assert outcomes(
        '09:00:00 "event": "present"',
        '09:45:00 "event": "answer", "action": "snooze"',
        '09:46:00 "event": "lock"',
        '09:49:00 "event": "unlock"',
    )[:2] == [("09:45:00", "snoozed"), ("10:00:00", "missed")]


def test_locking_during_a_routine_leaves_it_alone() -> None:
    assert outcomes(
        '09:00:00 "event": "present"',
        '09:45:00 "event": "answer", "action": "start"',
        '09:45:10 "event": "lock"',
        '09:45:50 "event": "unlock"',
    )[:1] == [("09:46:00", "done")]


def test_a_routine_that_was_running_when_the_daemon_died_is_offered_again() -> None:
    lines = (
        '09:00:00 "event": "present"',
        '09:45:00 "event": "answer", "action": "start"',
        '09:45:10 "event": "restart", "down": "20s"',
    )
    assert outcomes(*lines)[:1] == [("09:55:30", "missed")]


def test_a_withdrawn_prompt_can_be_snoozed() -> None:
    assert outcomes(
        '09:00:00 "event": "present"',
        '09:46:00 "event": "busy", "reason": "call"',
        '09:47:00 "event": "answer", "action": "snooze"',
        '09:48:00 "event": "free"',
    )[:2] == [("09:47:00", "snoozed"), ("10:02:00", "missed")]


def test_answers_that_do_not_fit_the_phase_are_refused() -> None:
    it = day(Settings(rhythm=Rhythm(max_snoozes=0)))
    it.feed(PromptWanted())
    told(it)
    for answer, why in (
        (Answered(Action.STOP), Why.NOT_RUNNING),
        (Answered(Action.SNOOZE, span=7 * MINUTE), Why.NOT_OFFERED),
        (Answered(Action.SNOOZE), Why.NO_SNOOZE_LEFT),
    ):
        it.feed(answer)
        assert told(it) == [Refuse(why)]


def test_the_end_of_working_hours_lets_go_of_what_is_open() -> None:
    for before, minutes in (
        ([], 50),
        ([GateClosed(Reason.CALL)], 60),
        ([Answered(Action.SNOOZE)], 50),
    ):
        it = day(Settings(hours=Hours(week=(((540, 600),),) * 7), hold=HoldSettings(settle=0)))
        it.run_until(it.instant + 45 * MINUTE)
        for event in before:
            it.feed(event)
        told(it)
        it.run_until(it.instant + minutes * MINUTE)
        found = [one.outcome for one in told(it) if isinstance(one, Record)]
        assert found[-1:] == [Outcome.MISSED]
        assert it.state.prompt is None


def test_a_started_routine_may_finish_after_working_hours() -> None:
    it = day(Settings(hours=Hours(week=(((540, 600),),) * 7)))
    it.run_until(it.instant + 59 * MINUTE + 30 * SECOND)
    it.feed(PromptWanted())
    it.feed(Answered(Action.START))
    told(it)
    it.run_until(it.instant + 2 * MINUTE)
    assert [one.outcome for one in told(it) if isinstance(one, Record)] == [Outcome.DONE]


@pytest.mark.parametrize(
    ("until", "end"),
    [
        (time(14), MONDAY.replace(hour=14)),
        (time(9), MONDAY.replace(hour=9) + timedelta(days=1)),
        (time(3), MONDAY.replace(hour=3) + timedelta(days=1)),
        (Until.TODAY, MONDAY.replace(hour=4) + timedelta(days=1)),
        (90 * MINUTE, MONDAY.replace(hour=10, minute=30)),
    ],
)
def test_a_pause_ends_at_a_time_of_day_or_after_a_length(
    until: time | Until | int, end: datetime
) -> None:
    it = day()
    it.feed(Paused(until))
    assert it.state.holds.pause_until == it.instant_of(end)


def test_today_is_over_when_the_next_working_day_begins() -> None:
    it = day(Settings(hours=Hours(week=(((540, 720), (780, 1080)),) * 7)))
    it.feed(Paused(Until.TODAY))
    assert it.state.holds.pause_until == it.instant_of(MONDAY + timedelta(days=1))


def test_a_pause_without_length_is_refused() -> None:
    it = day()
    it.feed(Paused(0))
    assert told(it) == [Refuse(Why.BAD_TIME)]


def test_the_routine_can_be_changed_twice_and_to_a_seated_one() -> None:
    it = day()
    it.feed(PromptWanted())
    for _ in range(2):
        it.feed(Answered(Action.ANOTHER))
    told(it)
    it.feed(Answered(Action.ANOTHER))
    assert told(it) == [Refuse(Why.NO_CHANGE_LEFT)]


def test_a_prompt_can_be_changed_to_a_seated_routine_and_not_while_it_runs() -> None:
    it = day()
    it.feed(PromptWanted("stand-one-minute"))
    told(it)
    it.feed(Answered(Action.SEATED))
    [shown] = told(it)
    assert isinstance(shown, ShowPrompt)
    assert next(one for one in catalogue() if one.id == shown.routine).seated_only
    it.feed(Answered(Action.START))
    told(it)
    it.feed(Answered(Action.ANOTHER))
    assert told(it) == [Refuse(Why.RUNNING)]


def test_with_one_routine_there_is_nothing_to_change_to() -> None:
    it = day(routines=(STAND,))
    it.feed(PromptWanted())
    told(it)
    it.feed(Answered(Action.ANOTHER))
    assert told(it) == [Refuse(Why.NOTHING_ELSE)]


def test_a_snoozed_prompt_cannot_be_changed() -> None:
    it = day()
    it.feed(PromptWanted())
    it.feed(Answered(Action.SNOOZE))
    told(it)
    it.feed(Answered(Action.ANOTHER))
    assert told(it) == [Refuse(Why.NOTHING_OPEN)]


def test_asking_while_a_routine_runs_is_refused() -> None:
    it = day()
    it.feed(PromptWanted())
    it.feed(Answered(Action.START))
    told(it)
    it.feed(PromptWanted())
    assert told(it) == [Refuse(Why.RUNNING)]


def test_a_routine_that_is_gone_from_the_catalogue_takes_a_minute() -> None:
    it = day()
    it.feed(PromptWanted("walk-one-minute"))
    it.state = replace(it.state, catalogue=())
    told(it)
    it.feed(Answered(Action.START))
    it.run_until(it.instant + 60 * SECOND)
    assert any(isinstance(one, Record) and one.outcome is Outcome.DONE for one in told(it))


def test_asking_for_another_routine_changes_the_open_prompt() -> None:
    it = day()
    it.feed(PromptWanted())
    told(it)
    it.feed(PromptWanted("walk-one-minute"))
    [shown] = told(it)
    assert isinstance(shown, ShowPrompt)
    assert (shown.routine, shown.reason) == ("walk-one-minute", Cause.ASKED)


def test_feedback_without_a_routine_changes_nothing() -> None:
    it = day()
    before = it.state
    it.feed(FeedbackGiven(Comfort.GOOD))
    assert it.state == before


def test_answers_to_checks_are_not_counted_for_the_day() -> None:
    today = sitting.Today(date(2026, 11, 30))
    assert sitting.counted(today, Outcome.CHECK) == today


def test_spans_that_touch_or_overlap_are_one() -> None:
    week = (((540, 720), (720, 800), (780, 900), (1300, 1500)), *(((0, 60), (600, 660)),) * 6)
    plan = Hours(week=week)
    start = round(MONDAY.timestamp() * SECOND)
    nine = working_hours.span_at(plan, TOKYO, start)
    assert nine == (start, start + 6 * HOUR)
    assert working_hours.span_at(plan, TOKYO, start + 15 * HOUR) == (
        start + 760 * MINUTE,
        start + 16 * HOUR,
    )


def test_hours_that_never_come_have_no_next_start() -> None:
    never = Hours(week=((),) * 7)
    start = round(MONDAY.timestamp() * SECOND)
    assert working_hours.next_start(never, TOKYO, start) is None
    assert working_hours.next_start(Hours(), TOKYO, start) is None
    assert working_hours.next_edge(never, TOKYO, start) is None
    assert working_hours.working(never, TOKYO, start, start + DAY) == 0


def test_durations_are_read_and_written() -> None:
    for text in ("0s", "45s", "90s", "45m", "1h30m", "8h", "30d", "1d2h3m4s"):
        length = parse_duration(text)
        assert length is not None
        assert parse_duration(format_duration(length)) == length
    assert parse_duration("soon") is None
    assert parse_duration("") is None
