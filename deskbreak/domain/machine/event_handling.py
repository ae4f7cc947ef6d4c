"""What each event does to the state.

Rules
- An event that makes no sense now changes nothing, or is refused; none is ever an error.
- Events of a kind are handled together: presence, holds, answers, feedback. The rest is here.
- New settings count at once: hours and the day are looked at again, and so is what the open prompt
  offers.
"""

from typing import assert_never

from deskbreak.domain.machine.answer_handling import handle_answer, handle_wanted
from deskbreak.domain.machine.feedback_handling import handle_feedback
from deskbreak.domain.machine.hold_handling import handle_hold
from deskbreak.domain.machine.lead_handling import handle_lead
from deskbreak.domain.machine.presence_handling import handle_presence
from deskbreak.domain.machine.transition import Transition
from deskbreak.domain.prompt.life import Phase
from deskbreak.domain.vocabulary.effects import RepeatNotice
from deskbreak.domain.vocabulary.events import (
    Answered,
    CheckAnswered,
    Configured,
    Event,
    FeedbackGiven,
    GateClosed,
    GateOpened,
    GatesAsked,
    HurtNow,
    NotForMe,
    NotifierChanged,
    OfferAnswered,
    Paused,
    PromptWanted,
    Restarted,
    Resumed,
    RoutineHidden,
    SafetyDismissed,
    StageChosen,
    Ticked,
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
from deskbreak.domain.vocabulary.settings import Settings


def handle_event(transition: Transition, event: Event) -> None:
    """Let an event change the state of a transition."""
    match event:
        case Ticked() | Restarted():
            pass  # the time has been accounted for; that is all there is to it
        case CameBack() | WentIdle() | Watched() | Locked() | Unlocked():
            handle_presence(transition, event)
        case FellAsleep() | WokeUp() | StoodUp() | SatDown() | TypingBegan() | TypingEnded():
            handle_presence(transition, event)
        case GateClosed() | GateOpened() | GatesAsked() | Paused() | Resumed():
            handle_hold(transition, event)
        case Answered():
            handle_answer(transition, event)
        case PromptWanted(routine):
            handle_wanted(transition, routine)
        case Configured(settings):
            _configured(transition, settings)
        case NotifierChanged(up):
            prompt = transition.state.prompt
            if up and prompt is not None and prompt.phase is Phase.SHOWN:
                transition.emit(RepeatNotice(prompt.id))
        case GuideFound() | GuideOpened() | GuideClosed():
            handle_lead(transition, event)
        case StepsWanted() | StopRuleWanted() | HowWanted():
            handle_lead(transition, event)
        case FeedbackGiven() | HurtNow() | CheckAnswered() | OfferAnswered() | StageChosen():
            handle_feedback(transition, event)
        case RoutineHidden() | TodayChanged() | SafetyDismissed() | NotForMe():
            handle_feedback(transition, event)
        case _:
            assert_never(event)


def _configured(transition: Transition, settings: Settings) -> None:
    """New settings are in force."""
    before = transition.wants_seat()
    transition.set(settings=settings)
    transition.keep_hours()
    transition.keep_day()
    transition.reconsider()
    transition.seat(before=before)
