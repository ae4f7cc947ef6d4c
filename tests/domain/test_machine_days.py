"""Short mornings that reach every rule once, without chance."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from playing import catalogue, run

from deskbreak.app.simulation import Simulation
from deskbreak.domain.machine.state import rebased
from deskbreak.domain.machine.step import heartbeat, next_prompt
from deskbreak.domain.person.presence import (
    watched,
    went_idle,
)
from deskbreak.domain.time.units import HOUR, MINUTE, SECOND
from deskbreak.domain.time.working_hours import Hours
from deskbreak.domain.vocabulary.effects import Record, Refuse, ShowPrompt, Why
from deskbreak.domain.vocabulary.events import (
    Action,
    Answered,
    GateClosed,
    GateOpened,
    Paused,
    PromptWanted,
    Reason,
    Restarted,
    Resumed,
)
from deskbreak.domain.vocabulary.presence_events import (
    CameBack,
    FellAsleep,
    Locked,
    SatDown,
    StoodUp,
    TypingBegan,
    TypingEnded,
    Unlocked,
    Watched,
    WentIdle,
    WokeUp,
)
from deskbreak.domain.vocabulary.routine import Code
from deskbreak.domain.vocabulary.settings import Personal, Rhythm, Settings

TOKYO = ZoneInfo("Asia/Tokyo")
MONDAY = datetime(2026, 11, 30, 9, tzinfo=TOKYO)
OFFICE = Settings(hours=Hours(week=(((540, 720), (780, 1080)),) * 5 + ((), ())))


def morning(settings: Settings = OFFICE) -> Simulation:
    it = Simulation(MONDAY, TOKYO, settings, catalogue())
    it.feed(CameBack())
    return it


def records(*lines: str, minutes: int = 180) -> list[tuple[str, str, int | None]]:
    """Time, outcome and length of absence of a morning's records."""
    written = [f'{{"at": "2026-11-30T{line[:8]}", {line[9:]}}}' for line in lines]
    effects = run(written, settings=OFFICE, until=MONDAY + timedelta(minutes=minutes))
    return [
        (one["at"][11:], one["outcome"], one.get("away_s"))
        for one in effects
        if one["effect"] == "record"
    ]


PRESENT = '09:00:00 "event": "present"'


def test_watching_is_sitting_until_every_without_input_then_away_since_the_input_stopped() -> None:
    assert records(
        PRESENT,
        '09:10:00 "event": "watch"',
        '09:45:00 "event": "answer", "action": "done"',
        '10:00:00 "event": "present"',
    )[:2] == [("09:45:00", "done", None), ("10:00:00", "break", 3000)]


def test_watching_takes_up_a_short_idleness_and_ends_a_long_one() -> None:
    assert records(
        PRESENT,
        '09:10:00 "event": "idle"',
        '09:12:00 "event": "watch"',
        '09:20:00 "event": "watch"',
        '09:21:00 "event": "idle", "since": "2026-11-30T09:20:30"',
        '09:28:00 "event": "watch"',
        '09:29:00 "event": "present"',
        minutes=40,
    ) == [("09:28:00", "break", 420)]


def test_standing_for_a_minute_is_a_break_and_for_less_is_not() -> None:
    assert records(
        PRESENT,
        '09:10:00 "event": "stand", "for": "10m"',
        '09:30:00 "event": "stand"',
        '09:30:40 "event": "sit"',
        '09:31:00 "event": "sit"',
        '09:40:00 "event": "stand"',
        '09:42:00 "event": "sit"',
        minutes=60,
    ) == [("09:20:00", "break", 600), ("09:42:00", "break", 120)]


def test_idle_lock_and_sleep_that_touch_are_one_piece() -> None:
    assert records(
        PRESENT,
        '09:10:00 "event": "idle"',
        '09:12:00 "event": "lock"',
        '09:13:00 "event": "sleep"',
        '09:14:00 "event": "wake"',
        '09:15:30 "event": "unlock"',
        minutes=40,
    ) == [("09:15:30", "break", 330)]


def test_a_prompt_that_was_open_when_the_daemon_died_for_long_is_missed() -> None:
    assert records(PRESENT, '09:46:00 "event": "restart", "down": "6m"', minutes=60) == [
        ("09:52:00", "missed", None),
        ("09:52:00", "break", 360),
    ]


def test_standing_may_end_while_the_daemon_is_down() -> None:
    it = morning()
    it.feed(StoodUp(2 * MINUTE))
    it.instant += 3 * MINUTE
    it.feed(Restarted())
    assert it.state.presence.kind == "present"


def test_who_watched_before_a_long_down_time_is_not_there_after_it() -> None:
    it = morning()
    it.feed(Watched())
    it.run_until(it.instant + MINUTE)
    it.instant += 46 * MINUTE
    it.feed(Restarted())
    assert it.state.presence.kind == "idle"
    assert [one.effect for one in it.happened if isinstance(one.effect, Record)] == []


def test_without_a_pause_setting_typing_never_holds_a_prompt_back() -> None:
    it = morning(Settings(rhythm=Rhythm(pause=0)))
    it.feed(TypingBegan())
    it.run_until(it.instant + 45 * MINUTE)
    assert it.state.prompt is not None


def test_typing_ends_with_the_last_input_that_is_told() -> None:
    it = morning()
    it.run_until(it.instant + 44 * MINUTE)
    it.feed(TypingBegan())
    it.feed(CameBack())
    it.run_until(it.instant + 2 * MINUTE)
    assert it.state.prompt is None
    it.feed(TypingEnded(it.instant - 4 * SECOND))
    assert it.state.prompt is not None


@pytest.mark.parametrize(
    ("kind", "events"),
    [
        ("present", []),
        ("idle", [WentIdle()]),
        ("watching", [Watched()]),
        ("locked", [Locked()]),
        ("present", [Locked(), Unlocked(), Unlocked()]),
        ("asleep", [Locked(), FellAsleep()]),
        ("locked", [Locked(), FellAsleep(), WokeUp()]),
        ("standing", [StoodUp(), FellAsleep()]),
        ("present", [SatDown(), StoodUp(), SatDown()]),
    ],
)
def test_what_covers_what(kind: str, events: list[WentIdle]) -> None:
    it = morning()
    for event in events:
        it.feed(event)
    assert it.state.presence.kind == kind


def test_an_idleness_is_never_told_to_begin_before_the_last_input() -> None:
    it = morning()
    it.run_until(it.instant + MINUTE)
    it.feed(CameBack())
    back = went_idle(it.state.presence, 0, it.instant)
    assert back.input_at == it.instant
    assert went_idle(back, None, it.instant + MINUTE) == back
    assert watched(it.state.presence, it.instant, it.instant + MINUTE).input_at == it.instant


def test_asked_for_during_a_hold_it_stays_until_another_hold_begins() -> None:
    it = morning()
    it.closed[Reason.CALL] = it.instant
    it.feed(PromptWanted())
    assert it.state.prompt is not None
    assert it.state.prompt.phase == "shown"
    it.feed(GateOpened(Reason.CALL))
    it.feed(GateClosed(Reason.FULLSCREEN))
    assert it.state.prompt.phase == "withdrawn"
    it.feed(GateOpened())
    it.run_until(it.instant + 30 * SECOND)
    assert it.state.prompt.phase == "shown"


@pytest.mark.parametrize("over", [GateOpened(Reason.CALL), GateOpened()])
def test_what_was_asked_for_during_a_call_is_kept_back_by_the_next_one(over: GateOpened) -> None:
    it = morning()
    it.closed[Reason.CALL] = it.instant
    it.feed(PromptWanted())
    it.closed.clear()
    it.feed(over)
    it.feed(GateClosed(Reason.CALL))
    assert it.state.prompt is not None
    assert it.state.prompt.phase == "withdrawn"


def test_what_was_asked_for_during_a_pause_passes_it_when_all_gates_open() -> None:
    it = morning()
    it.feed(Paused(HOUR))
    it.feed(PromptWanted())
    it.feed(GateOpened())
    assert it.state.prompt is not None
    assert it.state.prompt.passes == {Reason.PAUSE}
    assert it.state.prompt.phase == "shown"
    it.feed(Resumed())
    it.feed(Paused(HOUR))
    assert it.state.prompt.phase == "withdrawn"


def test_an_unknown_routine_and_one_with_a_ticked_code_are_refused() -> None:
    it = morning(Settings(personal=Personal(setup_done=True, codes=frozenset({Code.DIZZY}))))
    it.feed(PromptWanted("nonsense"))
    it.feed(PromptWanted("hip-hinge"))
    refused = [one.effect for one in it.happened if isinstance(one.effect, Refuse)]
    assert [one.why for one in refused] == [Why.UNKNOWN_ROUTINE, Why.EXCLUDED]


def test_a_manual_hold_is_told_apart_from_the_gates() -> None:
    it = morning()
    it.closed[Reason.CALL] = it.instant
    it.run_until(it.instant + 45 * MINUTE)
    assert it.state.holds.kept is not None
    assert not it.state.holds.paused
    it.feed(Paused(HOUR))
    assert it.state.holds.paused


def test_stopping_when_nothing_is_open_is_refused() -> None:
    it = morning()
    it.feed(Answered(Action.STOP))
    it.feed(Answered(Action.DONE))
    refused = [one.effect for one in it.happened if isinstance(one.effect, Refuse)]
    assert [one.why for one in refused] == [Why.NOT_RUNNING, Why.NOTHING_OPEN]


def test_the_next_full_minute_is_waited_for_only_while_sitting_grows() -> None:
    it = morning()
    it.run_until(it.instant + 90 * SECOND)
    it.feed(CameBack())
    assert heartbeat(it.state) == it.instant + 30 * SECOND
    it.feed(Locked())
    assert heartbeat(it.state) is None


def test_the_next_prompt_supposes_that_the_person_stays() -> None:
    it = morning()
    start = it.instant
    assert next_prompt(it.state) == start + 45 * MINUTE
    it.run_until(start + 150 * MINUTE)
    it.feed(Answered(Action.DONE))
    it.run_until(start + 160 * MINUTE)
    it.feed(WentIdle())
    it.feed(CameBack())
    afternoon = start + 4 * HOUR + HOUR  # three in a row were missed: every hour today
    assert next_prompt(it.state) == afternoon, "the span ends before it"
    it.run_until(start + 190 * MINUTE)
    assert next_prompt(it.state) == afternoon, "lunch"


def test_the_next_prompt_of_somebody_away_comes_a_whole_stretch_after_the_return() -> None:
    it = morning(Settings())
    it.run_until(it.instant + 20 * MINUTE)
    it.feed(WentIdle())
    it.run_until(it.instant + 10 * MINUTE)
    it.feed(CameBack())
    it.feed(WentIdle())
    it.run_until(it.instant + 6 * MINUTE)
    assert next_prompt(it.state) == it.state.at + 45 * MINUTE


def test_an_open_prompt_is_the_next_one() -> None:
    it = morning()
    it.feed(PromptWanted())
    assert next_prompt(it.state) == it.state.at
    it.feed(Answered(Action.SNOOZE))
    assert next_prompt(it.state) == it.instant + 5 * MINUTE
    it.run_until(it.instant + 5 * MINUTE)
    it.feed(Answered(Action.START))
    assert next_prompt(it.state) == it.instant + 46 * MINUTE


def test_a_snooze_that_ended_behind_a_lock_comes_at_once() -> None:
    it = morning()
    it.feed(PromptWanted())
    it.feed(Answered(Action.SNOOZE))
    it.feed(Locked())
    it.run_until(it.instant + 6 * MINUTE)
    it.feed(Locked())
    assert next_prompt(it.state) == it.state.at


def test_without_a_span_to_come_there_is_no_next_prompt() -> None:
    assert next_prompt(morning(Settings(hours=Hours(week=((),) * 7))).state) is None


def test_a_state_can_be_moved_to_a_clock_that_began_anew() -> None:
    it = morning()
    it.feed(PromptWanted())
    it.feed(GateClosed(Reason.FULLSCREEN))
    it.feed(GateClosed(Reason.CALL))
    it.feed(StoodUp(MINUTE))
    moved = rebased(it.state, 1_000)
    assert moved.epoch == it.state.epoch
    assert rebased(moved, -1_000) == it.state


def test_the_day_of_a_night_shift_is_the_one_it_began_on() -> None:
    night = Settings(hours=Hours(week=(((1320, 1800),),) * 7))
    it = Simulation(MONDAY.replace(hour=22), TOKYO, night, catalogue())
    it.feed(CameBack())
    it.run_until(it.instant + 7 * HOUR)
    assert it.state.day == MONDAY.date()
    it.run_until(it.instant + 2 * HOUR)
    assert it.state.day == MONDAY.date() + timedelta(days=1)
    shown = [one for one in it.happened if isinstance(one.effect, ShowPrompt | Record)]
    assert shown


def test_a_clock_that_goes_back_does_not_turn_time_round() -> None:
    it = morning()
    it.run_until(it.instant + MINUTE)
    it.feed(CameBack())
    at = it.state.at
    it.instant -= 30 * SECOND
    it.feed(CameBack())
    assert it.state.at == at
