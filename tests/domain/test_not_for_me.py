"""Before the first questions: the caution of a routine, "not for me", and the first days."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from playing import catalogue

from deskbreak.app.simulation import Simulation
from deskbreak.content.checks import load_checks
from deskbreak.domain.choice.eligibility import find, unasked
from deskbreak.domain.prompt.life import Phase
from deskbreak.domain.time.units import HOUR, MINUTE, SECOND
from deskbreak.domain.vocabulary.effects import (
    EndDay,
    Record,
    Refuse,
    Remember,
    ShowPrompt,
    StartRoutine,
    UnwatchGates,
    Why,
)
from deskbreak.domain.vocabulary.events import (
    Action,
    Answered,
    GateClosed,
    GateOpened,
    NotForMe,
    PromptWanted,
    Reason,
)
from deskbreak.domain.vocabulary.lead_events import HowWanted
from deskbreak.domain.vocabulary.presence_events import CameBack, WentIdle
from deskbreak.domain.vocabulary.question_effects import AskCheck, MakeOffer, Proposal, ShowHow
from deskbreak.domain.vocabulary.routine import Code, Kind
from deskbreak.domain.vocabulary.settings import Personal, Settings

TOKYO = ZoneInfo("Asia/Tokyo")
MONDAY = datetime(2026, 11, 30, 9, tzinfo=TOKYO)
TITLES = {one.number: one.id for one in catalogue()}


def beginner(seed: int = 0, settings: Settings | None = None) -> Simulation:
    it = Simulation(
        MONDAY, TOKYO, settings or Settings(), catalogue(), seed=seed, checks=load_checks()
    )
    it.feed(CameBack())
    return it


def shown(it: Simulation) -> list[ShowPrompt]:
    return [one.effect for one in it.happened if isinstance(one.effect, ShowPrompt)]


@pytest.mark.parametrize("seed", range(25))
def test_the_first_day_without_any_answer_has_what_the_program_is_for(seed: int) -> None:
    it = beginner(seed)
    it.run_until(it.instant + 8 * HOUR)
    kinds = {find(catalogue(), one.routine).kind for one in shown(it)}

    assert {Kind.STAND_UP, Kind.SIT_TO_STAND, Kind.THORACIC} <= kinds
    for one in shown(it):
        assert one.caution is bool(find(catalogue(), one.routine).codes)


def test_a_caution_comes_three_times_and_not_after_the_questions() -> None:
    it = beginner()
    for _ in range(5):
        it.feed(PromptWanted(TITLES["R14"]))
        it.feed(Answered(Action.SKIP))
    assert [one.caution for one in shown(it)] == [True, True, True, False, False]
    answered = beginner(settings=Settings(personal=Personal(setup_done=True)))
    answered.feed(PromptWanted(TITLES["R14"]))
    assert not shown(answered)[0].caution


def test_a_code_that_was_told_is_no_longer_part_of_the_caution() -> None:
    r26 = find(catalogue(), TITLES["R26"])
    told = Settings(personal=Personal(codes=frozenset({Code.WRIST})))

    assert unasked(r26, Settings()) - unasked(r26, told) == {Code.WRIST}
    assert unasked(r26, Settings(personal=Personal(setup_done=True))) == set()


def test_not_for_me_keeps_the_code_and_offers_another_at_once() -> None:
    it = beginner()
    it.feed(PromptWanted(TITLES["R14"]))
    it.feed(NotForMe(Code.DIZZY))

    assert Remember("personal.codes", frozenset({Code.DIZZY})) in [
        one.effect for one in it.happened
    ]
    assert it.state.settings.personal.codes == {Code.DIZZY}
    assert not it.state.settings.personal.setup_done
    prompt = it.state.prompt
    assert prompt is not None
    assert prompt.phase is Phase.SHOWN
    assert prompt.routine != TITLES["R14"]
    assert shown(it)[-1].routine == prompt.routine
    assert Code.DIZZY not in find(catalogue(), prompt.routine).leave_out
    for _ in range(60):  # from that moment on it is never offered
        it.feed(Answered(Action.SKIP))
        it.feed(PromptWanted(None))
        offered = find(catalogue(), shown(it)[-1].routine)
        assert Code.DIZZY not in offered.leave_out
        assert shown(it)[-1].easier or Code.DIZZY not in offered.easier_with


def test_not_for_me_in_a_running_routine_offers_another_in_its_place() -> None:
    it = beginner()
    it.feed(PromptWanted(TITLES["R26"]))
    it.feed(Answered(Action.START))
    assert any(isinstance(one.effect, StartRoutine) for one in it.happened)
    it.feed(NotForMe(Code.WRIST))

    prompt = it.state.prompt
    assert prompt is not None
    assert (prompt.phase, prompt.guided) == (Phase.SHOWN, False)
    assert prompt.routine != TITLES["R26"]


def test_not_for_me_of_a_prompt_that_is_put_off_changes_what_returns() -> None:
    it = beginner()
    it.feed(PromptWanted(TITLES["R14"]))
    it.feed(Answered(Action.SNOOZE))
    count = len(shown(it))
    it.feed(NotForMe(Code.KNEE))

    assert len(shown(it)) == count
    assert it.state.prompt is not None
    assert it.state.prompt.routine != TITLES["R14"]


def test_not_for_me_of_another_routine_leaves_the_open_one() -> None:
    it = beginner()
    it.feed(PromptWanted(TITLES["R18"]))
    it.feed(NotForMe(Code.OST, TITLES["R23"]))

    assert it.state.prompt is not None
    assert it.state.prompt.routine == TITLES["R18"]
    assert it.state.settings.personal.codes == {Code.OST}


def test_a_routine_that_is_just_not_wanted_is_hidden_and_another_comes_at_once() -> None:
    it = beginner()
    it.feed(PromptWanted(TITLES["R14"]))
    it.feed(NotForMe(None))
    personal = it.state.settings.personal

    assert personal.hidden == {TITLES["R14"]}
    assert personal.codes == set()
    assert it.state.prompt is not None
    assert it.state.prompt.phase is Phase.SHOWN
    assert it.state.prompt.routine != TITLES["R14"]
    it.feed(PromptWanted(TITLES["R14"]))
    assert it.state.prompt.routine == TITLES["R14"], "asked for by name it is there again"


def test_one_that_runs_and_is_not_wanted_gives_way_too() -> None:
    it = beginner()
    it.feed(PromptWanted(TITLES["R14"]))
    it.feed(Answered(Action.START))
    it.feed(NotForMe(None))

    assert it.state.prompt is not None
    assert it.state.prompt.phase is Phase.SHOWN
    assert it.state.prompt.routine != TITLES["R14"]


def test_not_for_me_needs_a_routine_and_one_of_its_codes() -> None:
    it = beginner()
    it.feed(NotForMe(Code.OST))
    it.feed(NotForMe(Code.OST, "moonwalk"))
    it.feed(NotForMe(Code.PREG, TITLES["R14"]))
    refused = [one.effect for one in it.happened if isinstance(one.effect, Refuse)]

    assert [one.why for one in refused] == [
        Why.NOTHING_OPEN, Why.UNKNOWN_ROUTINE, Why.NOT_A_CHOICE,
    ]  # fmt: skip
    assert it.state.settings.personal.codes == set()


def test_the_last_routine_left_is_the_standing_minute() -> None:
    hidden = frozenset(one.id for one in catalogue() if one.number not in ("R14", "R17"))
    it = beginner(settings=Settings(personal=Personal(hidden=hidden)))
    it.feed(PromptWanted(TITLES["R14"]))
    it.feed(NotForMe(Code.SURG))

    assert it.state.prompt is not None
    assert (it.state.prompt.routine, it.state.prompt.easier) == (TITLES["R17"], True)


# Help with the rhythm, through the machine.


def ignored(it: Simulation) -> None:
    """Three prompts go by, and the person goes home."""
    it.run_until(it.instant + 5 * HOUR)
    it.feed(WentIdle())


def offers(it: Simulation) -> list[MakeOffer]:
    return [one.effect for one in it.happened if isinstance(one.effect, MakeOffer)]


def next_morning(it: Simulation) -> None:
    it.run_until(it.instant_of(MONDAY + timedelta(days=1)))


def test_who_only_ignores_prompts_is_asked_once_at_the_first_sitting_of_a_day() -> None:
    it = beginner()
    ignored(it)
    assert offers(it) == []
    next_morning(it)
    assert offers(it) == [], "nobody is there yet"
    before = len(it.happened)
    it.feed(CameBack())
    asked = [
        one.effect for one in it.happened[before:] if not isinstance(one.effect, EndDay | Record)
    ]
    assert [type(one) for one in asked] == [UnwatchGates, MakeOffer]
    it.run_until(it.instant + 2 * SECOND)

    assert [one.proposal for one in offers(it)] == [Proposal.RHYTHM]
    assert shown(it)[-1].carries is None
    it.run_until(it.instant + 60 * MINUTE)
    assert len(offers(it)) == 1


def test_that_notice_waits_for_the_end_of_a_call() -> None:
    it = beginner()
    ignored(it)
    next_morning(it)
    it.feed(GateClosed(Reason.CALL, None))
    it.feed(CameBack())
    it.run_until(it.instant + 10 * MINUTE)
    assert offers(it) == []
    it.feed(GateOpened(Reason.CALL))
    assert [one.proposal for one in offers(it)] == [Proposal.RHYTHM]


def test_who_lets_prompts_go_finds_the_question_in_the_first_prompt_of_the_day() -> None:
    it = beginner()
    for _ in range(3):
        it.feed(PromptWanted(None))
        it.feed(Answered(Action.SKIP))
    it.feed(WentIdle())
    next_morning(it)
    it.feed(CameBack())
    it.run_until(it.instant + 2 * HOUR)
    assert offers(it) == []
    first, second = shown(it)[3:5]

    assert (first.carries, second.carries) == (Proposal.RHYTHM, None)


# The safety pause and what a code leaves out reach the checks.


@pytest.mark.parametrize(
    ("personal", "asked"),
    [
        (Personal(setup_done=True), True),
        (Personal(setup_done=True, red_flag=True), False),
    ],
)
def test_no_check_while_the_safety_pause_lasts(personal: Personal, asked: bool) -> None:
    it = beginner(settings=Settings(personal=personal))
    for _ in range(6):
        it.feed(PromptWanted(None))
        it.feed(Answered(Action.START))
        it.feed(Answered(Action.DONE))
        it.run_until(it.instant + 3 * MINUTE)

    assert any(isinstance(one.effect, AskCheck) for one in it.happened) is asked


def test_how_to_find_out_is_shown_while_a_check_is_asked_and_not_otherwise() -> None:
    it = beginner(settings=Settings(personal=Personal(setup_done=True)))
    it.feed(HowWanted())
    assert not any(isinstance(one.effect, ShowHow) for one in it.happened)
    it.feed(PromptWanted(None))
    it.feed(Answered(Action.START))
    it.feed(Answered(Action.DONE))
    it.run_until(it.instant + 31 * SECOND)
    [asked] = [one.effect for one in it.happened if isinstance(one.effect, AskCheck)]
    it.feed(HowWanted("another"))
    it.feed(HowWanted(asked.id))
    assert it.state.asking is not None
    shows = [one.effect for one in it.happened if isinstance(one.effect, ShowHow)]
    assert shows == [ShowHow(asked.id, asked.check, asked.times_asked, it.state.asking.routine)]
