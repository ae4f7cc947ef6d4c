"""What a step leaves as it was: each event next to the one that would have changed it."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from domain.catalogue import CATALOGUE, CHECKS
from msgspec.structs import replace

from deskbreak.app.simulation import Simulation
from deskbreak.domain.machine.transition import Transition
from deskbreak.domain.prompt.life import Lead, Phase, Prompt
from deskbreak.domain.prompt.question import Asking, Finished, Question
from deskbreak.domain.time.units import MINUTE, SECOND
from deskbreak.domain.vocabulary.effects import (
    Cause,
    Effect,
    Refuse,
    RepeatNotice,
    ShowPrompt,
    Why,
)
from deskbreak.domain.vocabulary.events import (
    Action,
    Answered,
    CheckAnswered,
    Configured,
    Event,
    GateClosed,
    HurtNow,
    NotifierChanged,
    OfferAnswered,
    Override,
    PromptWanted,
    Reason,
    Restarted,
    StageChosen,
    TodayChanged,
)
from deskbreak.domain.vocabulary.lead_events import (
    GuideClosed,
    GuideFound,
    GuideOpened,
    HowWanted,
    StepsWanted,
    StopRuleWanted,
)
from deskbreak.domain.vocabulary.presence_events import CameBack
from deskbreak.domain.vocabulary.settings import Personal, Settings

TOKYO = ZoneInfo("Asia/Tokyo")
READY = Personal(setup_done=True)
HIP = "hip-hinge"
PROMPT = Prompt("1", HIP, Phase.SHOWN, Cause.ASKED, 0, 600_000)


def at_work(settings: Settings | None = None, hour: int = 9, minute: int = 0) -> Simulation:
    """A person who has just come, on Monday at this time."""
    start = datetime(2026, 11, 30, hour, minute, tzinfo=TOKYO)
    it = Simulation(start, TOKYO, settings or Settings(personal=READY), CATALOGUE, checks=CHECKS)
    it.feed(CameBack())
    return it


def effects(it: Simulation) -> list[Effect]:
    return [one.effect for one in it.happened]


def asked(question: Question) -> Simulation:
    """A person who is asked this after a routine."""
    it = at_work()
    about = "stage" if question is Question.OFFER else ""
    asking = Asking(question, "1", HIP, it.instant, until=it.instant + MINUTE, about=about)
    it.state = replace(it.state, asking=asking, finished=Finished("1", HIP))
    return it


@pytest.mark.parametrize("question", sorted(set(Question) - {Question.CHECK}))
@pytest.mark.parametrize(
    ("event", "refused"),
    [
        (CheckAnswered("yes"), [Refuse(Why.NO_CHECK)]),
        (CheckAnswered("yes", ""), [Refuse(Why.UNKNOWN_CHECK, "")]),
        (HowWanted(), []),
        (GuideClosed("0"), []),
    ],
)
def test_no_other_question_is_taken_for_a_check(
    question: Question, event: Event, refused: list[Refuse]
) -> None:
    it = asked(question)
    before = it.state.asking
    it.feed(event)
    assert it.state.asking == before
    assert effects(it) == refused


@pytest.mark.parametrize("question", sorted(set(Question) - {Question.COMFORT}))
def test_it_hurts_answers_how_it_felt_and_nothing_else(question: Question) -> None:
    it = asked(question)
    it.feed(HurtNow())
    assert effects(it) == [Refuse(Why.NOT_RUNNING)]


@pytest.mark.parametrize("question", sorted(set(Question) - {Question.OFFER}))
def test_an_offer_answered_by_command_leaves_the_question_that_stands(question: Question) -> None:
    it = asked(question)
    memory = replace(it.state.memory, stage=1, stage_completed=8, stage_days=4, used_days=11)
    it.state = replace(it.state, memory=memory)
    it.feed(OfferAnswered("decline"))
    assert it.state.memory.stage_stays == 1
    assert it.state.asking is not None
    assert it.state.asking.question is question


@pytest.mark.parametrize(("before", "stage", "stays"), [(3, 2, True), (3, 1, False), (1, 1, True)])
def test_a_step_back_takes_only_what_lies_above(before: int, stage: int, stays: bool) -> None:
    it = at_work(Settings(personal=replace(READY, stage=before)))
    it.feed(PromptWanted("desk-lunge-open"))
    it.feed(StageChosen(stage))
    shown = [one.routine for one in effects(it) if isinstance(one, ShowPrompt)]
    assert (shown[-1] == "desk-lunge-open") is stays


@pytest.mark.parametrize("phase", Phase)
def test_only_what_is_shown_is_sent_again_when_notifications_are_back(phase: Phase) -> None:
    it = at_work()
    prompt = replace(PROMPT, phase=phase, back_at=MINUTE, ends_at=MINUTE)
    it.state = replace(it.state, prompt=prompt, gates_known=True, watched_since=0)
    it.feed(NotifierChanged(up=True))
    again = [one for one in effects(it) if isinstance(one, RepeatNotice)]
    assert again == ([RepeatNotice("1")] if phase is Phase.SHOWN else [])


@pytest.mark.parametrize("cause", Cause)
@pytest.mark.parametrize("phase", [Phase.SHOWN, Phase.SNOOZED, Phase.WITHDRAWN])
def test_only_what_was_just_asked_for_passes_a_gate_that_answers_late(
    cause: Cause, phase: Phase
) -> None:
    it = at_work()
    prompt = replace(PROMPT, reason=cause, phase=phase, back_at=MINUTE)
    change = Transition(replace(it.state, prompt=prompt, watched_since=0))
    handle = Simulation(datetime(2026, 11, 30, 9, tzinfo=TOKYO), TOKYO, Settings(), CATALOGUE)
    handle.state = change.state
    handle.feed(GateClosed(Reason.CALL))
    assert handle.state.prompt is not None
    passes = phase is Phase.SHOWN and cause is Cause.ASKED
    assert (Reason.CALL in handle.state.prompt.passes) is passes


@pytest.mark.parametrize("lead", Lead)
@pytest.mark.parametrize(
    ("event", "becomes"), [(StepsWanted(), Lead.STEPS), (StopRuleWanted(), Lead.STOP_RULE)]
)
def test_whatever_leads_but_a_guide_gives_way(lead: Lead, event: Event, becomes: Lead) -> None:
    it = at_work()
    prompt = replace(PROMPT, phase=Phase.STARTED, lead=lead, ends_at=MINUTE)
    it.state = replace(it.state, prompt=prompt)
    it.feed(event)
    assert it.state.prompt is not None
    assert it.state.prompt.lead is (lead if lead is Lead.GUIDE else becomes)


@pytest.mark.parametrize("lead", Lead)
def test_a_guide_reports_the_end_only_where_it_leads(lead: Lead) -> None:
    it = at_work()
    prompt = replace(PROMPT, phase=Phase.STARTED, lead=lead, ends_at=MINUTE)
    it.state = replace(it.state, prompt=prompt)
    it.feed(GuideOpened("1"))
    assert it.state.prompt is not None
    assert it.state.prompt.guided is (lead is Lead.GUIDE)


def test_after_a_restart_no_guide_reports_the_end() -> None:
    it = at_work()
    for event in (GuideFound(ready=True), PromptWanted(), Answered(Action.START)):
        it.feed(event)
    assert it.state.prompt is not None
    it.feed(GuideOpened(it.state.prompt.id))
    it.instant += SECOND
    it.feed(Restarted())
    assert it.state.prompt is not None
    assert not it.state.prompt.guided


@pytest.mark.parametrize("easier", [False, True])
def test_the_same_settings_again_show_nothing_anew(easier: bool) -> None:
    it = at_work()
    it.feed(PromptWanted("hip-hinge"))
    assert it.state.prompt is not None
    if easier:
        it.state = replace(it.state, prompt=replace(it.state.prompt, easier=True))
    before = len(it.happened)
    it.feed(Configured(it.state.settings))
    assert it.happened[before:] == []


@pytest.mark.parametrize("phase", [Phase.SHOWN, Phase.WITHDRAWN, Phase.SNOOZED])
def test_seated_for_today_changes_a_prompt_that_is_not_on_the_screen_too(phase: Phase) -> None:
    it = at_work()
    it.feed(PromptWanted("stand-one-minute"))
    assert it.state.prompt is not None
    it.state = replace(it.state, prompt=replace(it.state.prompt, phase=phase, back_at=MINUTE))
    it.feed(TodayChanged(Override.SEATED))
    assert it.state.prompt is not None
    assert it.state.prompt.routine != "stand-one-minute"
    assert it.state.prompt.seated


def test_seated_instead_is_none_of_the_changes_of_a_prompt() -> None:
    it = at_work()
    it.feed(PromptWanted("stand-one-minute"))
    it.feed(Answered(Action.SEATED))
    assert it.state.prompt is not None
    assert (it.state.prompt.changes, it.state.prompt.seated) == (0, True)
