"""How things stand, as the tray, ``status``, waybar and the terminal show it."""

import json
from collections.abc import Callable
from itertools import pairwise
from typing import NamedTuple

import pytest
from app.test_question_menu import day, flat
from msgspec.structs import replace
from playing import expected, names, play

from deskbreak.app.extra_lines import slower_line
from deskbreak.app.ports.tray_ports import Icon, IconKind
from deskbreak.app.simulation import Simulation
from deskbreak.app.status import clock, view, wall
from deskbreak.app.status_text import status_lines, waybar
from deskbreak.app.terminal_commands import CHOICES, command_of, keys_hint
from deskbreak.app.tray_inputs import inputs
from deskbreak.app.tray_view import icon, menu, sentence, tray_view
from deskbreak.content.model import LANGUAGES, Language
from deskbreak.content.strings import text
from deskbreak.domain.machine.state import State
from deskbreak.domain.machine.step import step
from deskbreak.domain.prompt.answers import ACCEPTED, Choice, Place
from deskbreak.domain.prompt.life import Phase
from deskbreak.domain.time.units import HOUR, MINUTE, SECOND, Now
from deskbreak.domain.time.working_hours import Hours
from deskbreak.domain.vocabulary.effects import Effect
from deskbreak.domain.vocabulary.events import (
    Action,
    Answered,
    Event,
    GateClosed,
    GateOpened,
    Paused,
    PromptWanted,
    Reason,
    Resumed,
    Ticked,
)
from deskbreak.domain.vocabulary.presence_events import (
    Locked,
    StoodUp,
    TypingBegan,
    Unlocked,
)
from deskbreak.domain.vocabulary.settings import Personal, Rhythm, Settings

ROUTINE = PromptWanted("sit-to-stand")
OFFICE = Settings(hours=Hours(week=(((540, 600), (780, 1080)),) * 7))


def working() -> Simulation:
    it = day()
    it.run_until(it.instant + 20 * MINUTE)
    it.feed(Ticked())
    return it


def waiting() -> Simulation:
    it = day(TypingBegan())
    it.run_until(it.instant + 46 * MINUTE)
    it.feed(Ticked())
    return it


def held() -> Simulation:
    it = day()
    it.closed[Reason.CALL] = it.instant
    it.run_until(it.instant + 46 * MINUTE)
    it.feed(Ticked())
    return it


def held_long() -> Simulation:
    it = held()
    it.run_until(it.instant + 3 * HOUR)
    return it


def settling() -> Simulation:
    it = held()
    it.closed.clear()
    it.feed(GateOpened())
    return it


def off_hours() -> Simulation:
    it = day(settings=OFFICE)
    it.run_until(it.instant + 70 * MINUTE)
    return it


def away() -> Simulation:
    it = working()
    it.feed(Locked())
    return it


class Case(NamedTuple):
    """A situation, and what each view makes of it."""

    make: Callable[[], Simulation]
    state: str
    kind: str
    filled: int
    key: str
    """The text that says it, under ``tray.tooltip`` and under ``status``."""
    values: dict[str, str]


CALL = {"reason": text("en", "names.hold.call")}
TITLE = {"routine": "sit-to-stand"}

CASES = {
    "working": Case(
        working, "working", IconKind.WORKING, 3, "working", {"sitting": "20 min", "time": "09:45"}
    ),
    "waiting": Case(waiting, "working", IconKind.DUE, 8, "waiting", {"sitting": "46 min"}),
    "prompting": Case(lambda: day(ROUTINE), "prompting", IconKind.DUE, 8, "prompting", TITLE),
    "guiding": Case(
        lambda: day(ROUTINE, Answered(Action.START)), "guiding", IconKind.DUE, 8, "guiding", TITLE
    ),
    "snoozed": Case(
        lambda: day(ROUTINE, Answered(Action.SNOOZE)), "working", IconKind.WORKING, 0, "snoozed",
        TITLE | {"time": "09:05"},
    ),
    "paused": Case(
        lambda: day(Paused(HOUR)), "paused", IconKind.PAUSED, 8, "paused", {"time": "10:00"}
    ),
    "off hours": Case(
        off_hours, "off-hours", IconKind.OFF, 8, "off_hours_until", {"time": "13:00"}
    ),
    "away": Case(away, "away", IconKind.AWAY, 8, "away", {}),
    "standing": Case(lambda: day(StoodUp()), "away", IconKind.AWAY, 8, "standing", {}),
    "held": Case(held, "held", IconKind.HELD, 8, "held", CALL),
    "held long": Case(
        held_long, "held", IconKind.HELD, 8, "held_long", CALL | {"time": "09:45"}
    ),
    "settling": Case(settling, "held", IconKind.HELD, 8, "settling", {}),
}  # fmt: skip


def test_one_that_was_open_before_a_restart_waits_and_names_no_time() -> None:
    state = day(ROUTINE).state
    assert state.prompt is not None
    waits = replace(state, prompt=replace(state.prompt, phase=Phase.WITHDRAWN, returns=True))
    words = text("en", "tray.tooltip.waiting", sitting="0 min")
    assert sentence(waits, "en", str, "tray.tooltip") == words


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_each_situation_looks_and_reads_like_itself(case: Case) -> None:
    state = case.make().state
    shown = view(state, version="1", pid=1, language="en", title=str, problems=[])
    assert shown["state"] == case.state
    long = case.make is held_long
    assert icon(state) == Icon(case.kind, case.filled, long)
    tooltip, words = (
        text("en", f"{where}.{case.key}", **case.values) for where in ("tray.tooltip", "status")
    )
    assert sentence(state, "en", str, "tray.tooltip") == tooltip
    assert status_lines(state, "en", str)[0] == words
    assert tray_view(state, "en", str).tooltip == tooltip
    assert tray_view(state, "en", str, problem="the disk").menu[1].label.endswith("the disk")
    bar = json.loads(waybar(state, "en", str))
    assert (bar["class"], bar["tooltip"]) == (case.kind, words)


@pytest.mark.parametrize(("minutes", "filled"), [(0, 0), (5, 0), (6, 1), (23, 4), (44, 7)])
def test_the_ring_fills_with_eighths_of_the_interval(minutes: int, filled: int) -> None:
    it = day()
    it.run_until(it.instant + minutes * MINUTE)
    it.feed(Ticked())
    assert icon(it.state) == Icon(IconKind.WORKING, filled, False)
    assert json.loads(waybar(it.state, "en", str))["percentage"] == minutes * 100 // 45


@pytest.mark.parametrize("name", names())
def test_where_what_the_tray_is_made_of_is_equal_the_tray_is(name: str) -> None:
    looked_at: list[State] = []

    def look(state: State, _event: Event, _effects: tuple[Effect, ...]) -> None:
        later = Now(state.at + MINUTE, wall(state, state.at + MINUTE))
        looked_at.extend((state, step(state, Ticked(), later)[0]))

    play(name, expected(name), look)
    equal = [
        tray_view(before, "en", str) == tray_view(after, "en", str)
        for before, after in pairwise(looked_at)
        if inputs(before, "en", str) == inputs(after, "en", str)
    ]
    assert all(equal)
    assert equal or len(looked_at) < 3


PHASES = {
    Phase.SHOWN: (ROUTINE,),
    Phase.SNOOZED: (ROUTINE, Answered(Action.SNOOZE)),
    Phase.STARTED: (ROUTINE, Answered(Action.START)),
}


def offered_in(phase: Phase, place: Place) -> list[str]:
    return [str(choice) for choice, places in ACCEPTED[phase].items() if place in places]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("phase", PHASES)
def test_every_view_offers_what_the_table_accepts(phase: Phase, language: Language) -> None:
    state = day(*PHASES[phase]).state
    shown = view(state, version="1", pid=1, language=language, title=str, problems=[])
    assert shown["prompt"]["buttons"] == offered_in(phase, Place.STATUS)
    entries = [str(one.command).partition(" ")[0] for one in flat(menu(state, language, str))]
    known = {str(choice) for table in ACCEPTED.values() for choice in table}
    assert list(dict.fromkeys(one for one in entries if one in known)) == offered_in(
        phase, Place.MENU
    )
    named = keys_hint(state, language)
    for choice, key in CHOICES.items():
        is_offered = str(choice) in offered_in(phase, Place.KEYS)
        assert (command_of(key.key, state) == key.command) == is_offered
        assert any(one.startswith(f"{key.key} ") for one in named) == is_offered
    [default] = [one for one in flat(menu(state, language, str)) if one.default]
    assert default.command == offered_in(phase, Place.MENU)[0]


@pytest.mark.parametrize("language", LANGUAGES)
def test_not_for_me_in_the_menu_has_the_codes_and_a_plain_no(language: Language) -> None:
    entries = flat(menu(day(PromptWanted("sit-to-stand")).state, language, str))
    asked = [str(one.command) for one in entries if str(one.command).startswith("not-for-me")]
    assert asked == [
        f"not-for-me sit-to-stand {word}" for word in ("SURG", "DIZZY", "KNEE", "never")
    ]


def test_a_snooze_that_is_used_up_is_offered_nowhere() -> None:
    it = day(ROUTINE)
    prompt = it.state.prompt
    assert prompt is not None
    it.state = replace(it.state, prompt=replace(prompt, snoozes=2, changes=2))
    state = it.state
    gone: set[Choice] = {Action.SNOOZE, Action.ANOTHER}
    shown = view(state, version="1", pid=1, language="en", title=str, problems=[])
    assert not gone & set(shown["prompt"]["buttons"])
    assert shown["prompt"]["snoozes_left"] == 0
    entries = {str(one.command).partition(" ")[0] for one in flat(menu(state, "en", str))}
    assert not gone & entries
    hint = keys_hint(state, "en")
    assert "z " not in hint
    assert "a another" not in hint


def test_status_tells_of_the_day() -> None:
    it = day(ROUTINE, Answered(Action.START))
    it.run_until(it.instant + MINUTE)
    it.feed(ROUTINE)
    it.feed(Answered(Action.SKIP))
    it.run_until(it.instant + 30 * MINUTE)
    it.feed(Ticked())
    lines = status_lines(it.state, "en", str)
    assert "Today: done 1 · stood up 0 · stopped early 0 · not now 1 · unanswered 0" in lines
    assert "Sitting: 30 min (longest in one piece 30 min)" in lines
    assert "You were on your feet within the past hour." in lines
    assert not any(line.startswith(("Times away", "Answer with")) for line in lines)
    it.feed(Locked())
    it.run_until(it.instant + 10 * MINUTE)
    it.feed(Unlocked())
    assert "Times away: 1" in status_lines(it.state, "en", str)
    it.run_until(it.instant + 61 * MINUTE)
    it.feed(Ticked())
    assert "Not on your feet within the past hour yet." in status_lines(it.state, "en", str)


def test_status_names_what_answers_and_what_is_different() -> None:
    it = day(ROUTINE, settings=Settings(personal=Personal(red_flag=True)))
    lines = status_lines(day(ROUTINE).state, "en", str)
    assert "Answer with: deskbreak start · deskbreak snooze · deskbreak skip" in lines
    assert "Snoozes left: 2" in lines
    assert "Only standing is offered for now (deskbreak safety)." in status_lines(
        it.state, "en", str
    )
    memory = it.state.memory
    slow = replace(it.state, memory=replace(memory, slow_on=it.state.day))
    assert slower_line("en", HOUR) in status_lines(slow, "en", str)
    assert slow.rhythm.every == HOUR
    ready = replace(
        day().state, memory=replace(memory, stage=1, stage_completed=8, stage_days=4, used_days=11)
    )
    lines = status_lines(ready, "en", str)
    assert any(line.startswith("There is an offer: ") for line in lines)
    assert lines[-1].endswith("accept | decline") or "accept | decline" in lines[-1]


def lines_of(*events: Event) -> list[str]:
    it = day(*events)
    return status_lines(it.state, "en", str)


def test_status_says_how_many_snoozes_are_left_only_where_one_can_be_had() -> None:
    assert not any("Snoozes" in line for line in lines_of(ROUTINE, Answered(Action.START)))
    snoozed = lines_of(ROUTINE, Answered(Action.SNOOZE))
    assert not any("Snoozes" in line for line in snoozed)
    early = "Or answer it now: deskbreak start · deskbreak done · deskbreak skip"
    assert early in snoozed


def test_status_names_the_prompt_that_is_answered_while_the_first_line_is_about_else() -> None:
    early = "Or answer it now: deskbreak start · deskbreak done · deskbreak skip"
    snoozed = (ROUTINE, Answered(Action.SNOOZE))
    first, name, how, *_ = lines_of(*snoozed, Paused(HOUR))
    assert first.startswith("Paused until ")
    assert (name, how) == ('"sit-to-stand" waits until then and comes once more.', early)
    first, name, how, *_ = lines_of(*snoozed, StoodUp(None))
    assert first == "You are standing."
    assert (name, how) == ('"sit-to-stand" comes once more when you are back at the desk.', early)


def test_a_prompt_that_comes_shortly_is_not_said_to_wait() -> None:
    lines = lines_of(ROUTINE, Paused(HOUR), Resumed())
    assert lines[0] == text("en", "status.settling")
    assert not [line for line in lines if "waits until then" in line]


def test_status_tells_of_standing_beside_a_routine_too() -> None:
    running = (ROUTINE, Answered(Action.START))
    assert lines_of(*running, StoodUp(None))[:2] == [
        '"sit-to-stand" is running.',
        "You are standing.",
    ]
    assert lines_of(*running, StoodUp(HOUR))[1] == "You are standing until 10:00."
    assert lines_of(StoodUp(None)).count("You are standing.") == 1


def test_the_rhythm_of_a_slower_day_is_what_the_views_show() -> None:
    it = day(settings=Settings(rhythm=Rhythm(every=30 * MINUTE, ceiling=45 * MINUTE)))
    it.state = replace(it.state, memory=replace(it.state.memory, slow_on=it.state.day))
    it.run_until(it.instant + 30 * MINUTE)
    it.feed(Ticked())
    assert icon(it.state) == Icon(IconKind.WORKING, 4, False)
    assert json.loads(waybar(it.state, "en", str))["percentage"] == 50
    shown = view(it.state, version="1", pid=1, language="en", title=str, problems=[])
    assert shown["next_prompt_at"] == "2026-11-30T10:00:00+09:00"


def test_the_numbers_of_status_are_the_state_s() -> None:
    it = day(ROUTINE)
    it.run_until(it.instant + 90 * SECOND)
    it.feed(Answered(Action.SNOOZE))
    it.run_until(it.instant + 30 * SECOND)
    it.closed[Reason.FULLSCREEN] = it.instant
    it.feed(GateClosed(Reason.FULLSCREEN))
    shown = view(it.state, version="9", pid=7, language="ja", title=str.upper, problems=[{"a": 1}])
    prompt = shown.pop("prompt")
    assert (prompt["phase"], prompt["title"], prompt["snoozes_left"]) == (
        "snoozed",
        "SIT-TO-STAND",
        1,
    )
    assert prompt["shown_at"] == "2026-11-30T09:00:00+09:00"
    assert (shown["version"], shown["pid"], shown["language"]) == ("9", 7, "ja")
    assert (shown["sitting_s"], shown["stretch_s"]) == (120, 120)
    assert shown["hold"] == {"reason": "fullscreen", "since": "2026-11-30T09:02:00+09:00"}
    assert shown["today"]["snoozed"] == 1
    assert shown["today"]["sitting_s"] == shown["today"]["longest_sitting_s"] == 120
    lengths = [shown["sitting_s"], shown["stretch_s"], *shown["today"].values()]
    assert all(isinstance(one, int) for one in lengths), "whole seconds"
    assert shown["problems"] == [{"a": 1}]
    assert (shown["question"], shown["offer"], shown["stage"]) == (None, None, 1)


@pytest.mark.parametrize("jitter", [-1, 0, 1])
def test_a_time_is_the_same_where_the_clocks_were_read_a_millisecond_apart(jitter: int) -> None:
    state = working().state
    at = state.at + (-(state.at + state.offset)) % HOUR
    shown = clock(replace(state, offset=state.offset + jitter), at, "en")
    assert shown == clock(state, at, "en")
    assert shown.endswith(":00")


def test_sitting_that_may_still_turn_out_otherwise_is_told_with_the_rest() -> None:
    state = day(ROUTINE).state
    sitting = replace(state.sitting, unsure=5 * MINUTE)
    state = replace(state, sitting=sitting, today=replace(state.today, sitting=10 * MINUTE))
    (line,) = [one for one in status_lines(state, "en", str) if one.startswith("Sitting:")]
    assert line.startswith("Sitting: 15 min ")
