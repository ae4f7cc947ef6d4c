"""What the person says about routines, checks and the programme, and what follows from it.

Rules
- How a routine felt may be said once, right away or later. "It hurts" ends a running routine.
- Whatever is chosen here is in force at once; what is a setting is remembered as well.
- What the open prompt offers is looked at again after anything that may leave a routine out.
- ``stage`` needs no offer: unlocking early and stepping back are always possible.
"""

from typing import TypeAlias, assert_never

from deskbreak.domain.choice.memory_updates import overridden
from deskbreak.domain.machine.transition import Transition
from deskbreak.domain.programme import comfort, setup_checks, stages
from deskbreak.domain.programme.stages import LAST_STAGE, Keep
from deskbreak.domain.prompt import hold
from deskbreak.domain.prompt.life import Phase
from deskbreak.domain.prompt.question import Question
from deskbreak.domain.time import working_hours
from deskbreak.domain.vocabulary.effects import Outcome, Refuse, Why
from deskbreak.domain.vocabulary.events import (
    CheckAnswered,
    FeedbackGiven,
    HurtNow,
    NotForMe,
    OfferAnswered,
    Override,
    RoutineHidden,
    SafetyDismissed,
    StageChosen,
    TodayChanged,
)
from deskbreak.domain.vocabulary.question_effects import EndQuestion
from deskbreak.domain.vocabulary.routine import Comfort

FeedbackEvent: TypeAlias = (
    FeedbackGiven
    | HurtNow
    | CheckAnswered
    | OfferAnswered
    | StageChosen
    | RoutineHidden
    | TodayChanged
    | SafetyDismissed
    | NotForMe
)


def handle_feedback(transition: Transition, event: FeedbackEvent) -> None:
    """Let feedback change the state of a transition."""
    match event:
        case FeedbackGiven():
            _feedback(transition, event)
        case HurtNow(prompt):
            _hurts(transition, prompt)
        case CheckAnswered():
            _check(transition, event)
        case OfferAnswered(choice):
            _offer(transition, choice)
        case StageChosen(stage):
            _stage(transition, stage)
        case RoutineHidden():
            _hide(transition, event)
        case TodayChanged(override):
            _today(transition, override)
        case NotForMe():
            _not_for_me(transition, event)
        case SafetyDismissed():
            transition.set(memory=comfort.dismissed(transition.state.memory))
            if transition.state.settings.personal.red_flag:
                transition.keep("personal.red_flag", False)  # noqa: FBT003 - the value of the key
        case _:
            assert_never(event)


def _feedback(transition: Transition, event: FeedbackGiven) -> None:
    """How the last routine felt. Pain in a running one ends it first."""
    prompt = transition.state.prompt
    if prompt is not None and prompt.phase is Phase.STARTED and event.value is Comfort.HURTS:
        transition.close(prompt, Outcome.STOPPED)
    finished = transition.state.finished
    if finished is None or finished.felt:
        transition.emit(Refuse(Why.NOTHING_TO_FEEL))
        return
    transition.felt(finished, event)
    transition.reconsider()


def _hurts(transition: Transition, id_: str | None) -> None:
    """It hurts: a running routine stops; what it is like is asked."""
    prompt = transition.state.prompt
    if prompt is not None and prompt.phase is Phase.STARTED and id_ in (None, prompt.id):
        transition.close(prompt, Outcome.STOPPED)
    asking, finished = transition.state.asking, transition.state.finished
    stopped = prompt is not None and transition.state.prompt is None
    asked = asking is not None and asking.question is Question.COMFORT
    if finished is None or not (stopped or asked):
        transition.emit(Refuse(Why.NOT_RUNNING))
        return
    transition.ask_kind(finished)


def _check(transition: Transition, event: CheckAnswered) -> None:
    """The answer to the check that rides on the prompt, or to one that was asked by hand."""
    state, asking = transition.state, transition.state.asking
    if event.value not in (setup_checks.YES, setup_checks.NO, setup_checks.FIX):
        transition.emit(Refuse(Why.NOT_A_CHOICE, event.value))
        return
    riding = asking if asking is not None and asking.question is Question.CHECK else None
    if riding is not None and event.check in (None, riding.about):
        transition.checked(riding, event.value)
    elif event.check is None:
        transition.emit(Refuse(Why.NO_CHECK))
    elif event.check not in {one.id for one in state.checks}:
        transition.emit(Refuse(Why.UNKNOWN_CHECK, event.check))
    else:
        memory = setup_checks.asked(state.memory, event.check, state.day, requested=True)
        transition.set(memory=memory)
        transition.note_check(event.check, event.value)


def _offer(transition: Transition, choice: str) -> None:
    """An answer to what the programme proposes."""
    state, asking = transition.state, transition.state.asking
    proposal = stages.pending(state.memory, state.settings, state.day)
    if proposal is None:
        transition.emit(Refuse(Why.NO_OFFER))
        return
    result = stages.answer(state.memory, state.settings, proposal, choice, state.day)
    if result is None:
        transition.emit(Refuse(Why.NOT_A_CHOICE, choice))
        return
    memory, wishes = result
    transition.set(memory=memory)
    for wish in wishes:
        if isinstance(wish, Keep):
            transition.keep(wish.key, wish.value)
        else:
            end = working_hours.start_after_day(state.settings.hours, state.zone, state.epoch)
            transition.set(holds=hold.pause(state.holds, state.instant(end), state.at))
    if asking is not None and asking.question is Question.OFFER:
        transition.set(asking=None)
        transition.emit(EndQuestion(asking.prompt))


def _stage(transition: Transition, stage: int) -> None:
    """The person moves to a stage."""
    if not 0 <= stage <= LAST_STAGE:
        transition.emit(Refuse(Why.NO_STAGE, str(stage)))
        return
    before = transition.state.settings.personal.stage
    transition.keep("personal.stage", stage)
    transition.set(memory=stages.in_stage(transition.state.memory, stage))
    transition.reconsider(stepped_back=stage < before)


def _hide(transition: Transition, event: RoutineHidden) -> None:
    """Never offer a routine again, or offer it again."""
    state = transition.state
    hidden = state.settings.personal.hidden
    if event.routine not in {one.id for one in state.catalogue}:
        transition.emit(Refuse(Why.UNKNOWN_ROUTINE, event.routine))
        return
    new = hidden | {event.routine} if event.hidden else hidden - {event.routine}
    transition.keep("personal.hidden", new)
    transition.reconsider()


def _not_for_me(transition: Transition, event: NotForMe) -> None:
    """A code is kept as the first questions would; without one the routine is hidden.

    Another one is offered at once.
    """
    state, prompt = transition.state, transition.state.prompt
    name = event.routine or (prompt.routine if prompt is not None else None)
    if name is None:
        transition.emit(Refuse(Why.NOTHING_OPEN))
        return
    routine = next((one for one in state.catalogue if one.id == name), None)
    if routine is None:
        transition.emit(Refuse(Why.UNKNOWN_ROUTINE, name))
        return
    personal = state.settings.personal
    if event.code is None:
        transition.keep("personal.hidden", personal.hidden | {name})
    elif event.code not in routine.codes:
        transition.emit(Refuse(Why.NOT_A_CHOICE, event.code, name))
        return
    else:
        transition.keep("personal.codes", personal.codes | {event.code})
    if prompt is not None and prompt.routine == name:
        transition.offer_another(prompt)
    else:
        transition.reconsider()


def _today(transition: Transition, override: Override | None) -> None:
    """What is different today; a standing routine that is offered gives way to a seated one."""
    state = transition.state
    before = transition.wants_seat()
    transition.set(memory=overridden(state.memory, override, state.day))
    transition.seat(before=before)
