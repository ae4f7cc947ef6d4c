"""Who leads through a running routine: a guide, the notification step by step, or its cue.

Rules
- A guide leads if the settings want one and one was found; until it is gone the notification shows
  nothing. One that opens although it does not lead is not listened to. When it is lost, the
  notification goes on with the step that is on by then.
- An answer given elsewhere ends the guide's part; the end that it reports itself does not.
- What a guide has asked nobody asks again; an offer, which a guide does not know, stays.
- When to stop, once asked for, stands in place of the steps until the routine ends.
- How to find out about a set-up check stands on the guide's page, which then asks it; in place of
  the check where guides are not wanted or none can be shown.
"""

from typing import assert_never

from msgspec.structs import replace

from deskbreak.domain.machine.transition import Transition
from deskbreak.domain.prompt.life import Lead, Phase, Prompt
from deskbreak.domain.prompt.question import Question
from deskbreak.domain.vocabulary.effects import ShowStopRule
from deskbreak.domain.vocabulary.lead_events import (
    GuideClosed,
    GuideFound,
    GuideOpened,
    HowWanted,
    LeadEvent,
    StepsWanted,
    StopRuleWanted,
)
from deskbreak.domain.vocabulary.question_effects import ShowHow
from deskbreak.domain.vocabulary.settings import GUIDE_ON_START


def handle_lead(transition: Transition, event: LeadEvent) -> None:
    """Let what is known of guides, or asked for of the steps, change a transition's state."""
    match event:
        case GuideFound(ready):
            transition.set(guide_ready=ready)
        case GuideOpened(id_):
            running = _running(transition, id_)
            if running is not None and running.lead is Lead.GUIDE:
                transition.set(prompt=replace(running, guided=True))
        case GuideClosed(id_):
            _closed(transition, id_)
        case StepsWanted(id_):
            running = _running(transition, id_)
            if running is not None and running.lead is not Lead.GUIDE:
                transition.lead_by(running, Lead.STEPS)
        case HowWanted(id_, in_notice):
            _how(transition, id_, in_notice=in_notice)
        case StopRuleWanted(id_):
            running = _running(transition, id_)
            if running is not None:
                transition.emit(ShowStopRule(running.id, running.routine))
                if running.lead is not Lead.GUIDE:
                    transition.lead_by(running, Lead.STOP_RULE)
        case _:
            assert_never(event)


def _how(transition: Transition, id_: str | None, *, in_notice: bool) -> None:
    """How to find out, on the guide's page or in place of the check that stands there."""
    state = transition.state
    asking = state.asking
    if asking is None or asking.question is not Question.CHECK or id_ not in (None, asking.prompt):
        return
    wanted = state.settings.guide.open == GUIDE_ON_START and not in_notice
    guide = wanted and state.guide_ready
    transition.set(asking=replace(asking, by_guide=guide))
    id_, about, times = asking.prompt, asking.about, asking.times_asked
    transition.emit(ShowHow(id_, about, times, asking.routine, guide=guide))


def _running(transition: Transition, id_: str | None) -> Prompt | None:
    """The prompt whose routine runs, if it is this one; None stands for whichever runs."""
    prompt = transition.state.prompt
    if prompt is None or prompt.phase is not Phase.STARTED or id_ not in (None, prompt.id):
        return None
    return prompt


def _closed(transition: Transition, id_: str) -> None:
    """The guide is gone, before the end of the routine or after it."""
    running, asking = _running(transition, id_), transition.state.asking
    if running is not None:
        if running.lead is Lead.GUIDE:
            transition.lead_by(running, Lead.STEPS)
    elif asking is not None and asking.prompt == id_ and asking.question is not Question.OFFER:
        transition.drop_question()
