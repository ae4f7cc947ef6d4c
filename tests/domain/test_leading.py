"""Who leads through a running routine, and what is asked for of its steps."""

import pytest
from domain.test_questions import day, do_one, feed, guided, told, wait, with_checks
from msgspec.structs import replace

from deskbreak.app.simulation import Simulation
from deskbreak.domain.machine.transition import Transition
from deskbreak.domain.prompt.answers import Place, Request, offered
from deskbreak.domain.prompt.life import Lead
from deskbreak.domain.prompt.question import Question
from deskbreak.domain.time.units import MINUTE
from deskbreak.domain.vocabulary.effects import Refuse, ShowStopRule, StartRoutine, Why
from deskbreak.domain.vocabulary.events import (
    Action,
    Answered,
    CheckAnswered,
    Event,
    FeedbackGiven,
    GateClosed,
    HurtNow,
    PromptWanted,
    Reason,
    Ticked,
)
from deskbreak.domain.vocabulary.lead_events import (
    GuideClosed,
    GuideFound,
    GuideOpened,
    HowWanted,
    StepsWanted,
    StopRuleWanted,
)
from deskbreak.domain.vocabulary.question_effects import EndQuestion, ShowFix, ShowHow
from deskbreak.domain.vocabulary.routine import Comfort
from deskbreak.domain.vocabulary.settings import GUIDE_ON_START, GuideSettings, Settings

GUIDE_NEVER = "never"


def test_steps_and_the_stop_rule_take_the_lead_where_no_guide_has_it() -> None:
    it = day()
    feed(it, PromptWanted(), Answered(Action.START))
    prompt = it.state.prompt
    assert prompt is not None
    leads = []
    for event in (StepsWanted(), StopRuleWanted(prompt.id), GuideClosed(prompt.id)):
        it.feed(event)
        leads.append(it.state.prompt and it.state.prompt.lead)
    assert leads == [Lead.STEPS, Lead.STOP_RULE, Lead.STOP_RULE]
    assert len(told(it, ShowStopRule)) == 1


@pytest.mark.parametrize(
    ("ready", "wanted", "lead"),
    [
        (True, GUIDE_ON_START, Lead.GUIDE),
        (False, GUIDE_ON_START, Lead.STEPS),
        (True, GUIDE_NEVER, Lead.STEPS),
        (True, "when-asked", Lead.STEPS),
    ],
)
def test_a_guide_leads_where_it_is_there_and_wanted(ready: bool, wanted: str, lead: Lead) -> None:
    it = day(Settings(guide=GuideSettings(open=wanted)))
    feed(it, GuideFound(ready), PromptWanted(), Answered(Action.START))
    assert it.state.prompt is not None
    assert it.state.prompt.lead is lead
    assert [one.guide for one in told(it, StartRoutine)] == [lead is Lead.GUIDE]


def test_a_guide_keeps_the_lead_while_the_rule_is_told() -> None:
    it = day()
    id_ = guided(it)
    feed(it, StepsWanted(id_), StopRuleWanted(id_))
    assert it.state.prompt is not None
    assert it.state.prompt.lead is Lead.GUIDE
    assert len(told(it, ShowStopRule)) == 1


@pytest.mark.parametrize("before", [GateClosed(Reason.CALL), Answered(Action.SNOOZE), Ticked()])
def test_only_a_running_routine_is_led_and_hurts(before: Event) -> None:
    it = day()
    feed(it, PromptWanted(), before)
    prompt, finished = it.state.prompt, it.state.finished
    assert prompt is not None
    told(it)
    feed(it, StepsWanted(), StopRuleWanted(), GuideOpened(prompt.id), GuideClosed(prompt.id))
    feed(it, HurtNow(), FeedbackGiven(Comfort.HURTS))
    assert told(it, Refuse) == [Refuse(Why.NOT_RUNNING), Refuse(Why.NOTHING_TO_FEEL)]
    assert (it.state.prompt, it.state.finished) == (prompt, finished)


def test_without_a_running_routine_nothing_is_shown() -> None:
    it = day()
    feed(it, StepsWanted(), StopRuleWanted(), HowWanted(), GuideFound(ready=False))
    feed(it, PromptWanted(), StepsWanted(), StopRuleWanted("another"), GuideClosed("another"))
    assert told(it, ShowStopRule, ShowHow) == []


def asked_a_check(settings: Settings, guide: str) -> Simulation:
    """A day on which a check is being asked in the notification."""
    it = day(replace(settings, guide=GuideSettings(open=guide)))
    for _ in range(6):
        do_one(it)
        it.feed(FeedbackGiven(Comfort.GOOD))
        asking = it.state.asking
        if asking is not None and asking.question is Question.CHECK:
            break
        wait(it, 60 * MINUTE)
    told(it, ShowHow)
    return it


def test_how_to_find_out_is_told_while_a_check_is_asked() -> None:
    it = asked_a_check(with_checks(), GUIDE_NEVER)
    asking = it.state.asking
    assert asking is not None
    feed(it, HowWanted("another"), HowWanted(asking.prompt), HowWanted())
    assert [one.check for one in told(it, ShowHow)] == [asking.about] * 2


@pytest.mark.parametrize(
    ("ready", "wanted", "shown"),
    [
        (True, GUIDE_ON_START, True),
        (False, GUIDE_ON_START, False),
        (True, GUIDE_NEVER, False),
        (True, "when-asked", False),
    ],
)
def test_how_to_find_out_stands_on_the_guides_page_where_there_can_be_one(
    ready: bool, wanted: str, shown: bool
) -> None:
    it = asked_a_check(with_checks(), wanted)
    feed(it, GuideFound(ready), HowWanted())
    assert [one.guide for one in told(it, ShowHow)] == [shown]
    assert it.state.asking is not None
    assert it.state.asking.by_guide is shown
    feed(it, HowWanted(in_notice=True))
    assert [one.guide for one in told(it, ShowHow)] == [False]
    assert not it.state.asking.by_guide
    it.feed(CheckAnswered("fix"))
    assert len(told(it, ShowFix)) == 1


def test_what_the_guide_shows_it_answers_itself() -> None:
    it = asked_a_check(with_checks(), GUIDE_ON_START)
    feed(it, GuideFound(ready=True), HowWanted(), CheckAnswered("fix"))
    assert told(it, ShowFix) == []
    assert it.state.asking is None


def test_what_was_said_goes_away_for_what_is_said_of_another_prompt() -> None:
    it = day()
    do_one(it)
    transition = Transition(it.state)
    transition.end_statement()
    assert transition.effects == []
    transition._say("p1", MINUTE)
    transition._say("p2", MINUTE)
    assert transition.effects == [EndQuestion("p1")]


@pytest.mark.parametrize("place", Place)
def test_an_open_prompt_offers_each_choice_once(place: Place) -> None:
    it = day()
    feed(it, PromptWanted(), Answered(Action.START))
    assert it.state.prompt is not None
    found = offered(it.state.prompt, place, it.state.rhythm)
    assert len(found) == len(set(found))
    assert (Request.STEPS in found) == (place is Place.MENU)
