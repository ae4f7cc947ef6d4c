"""What the person tells about routines, checks and the programme, and what follows from it.

Rules
- How a routine felt may be told once, right away or later. "It hurts" ends a running routine.
- Whatever is chosen here is in force at once; what is a setting is remembered as well.
- What the open prompt offers is looked at again after anything that may leave a routine out.
- "Not for me" is an answer to the first questions; one that runs gives way to another at once.
- ``stage`` needs no offer: unlocking early and stepping back are always possible.
"""

from typing import TypeAlias, assert_never

from deskbreak.domain.choice import memory as remember
from deskbreak.domain.machine.transition import Transition
from deskbreak.domain.programme import comfort
from deskbreak.domain.programme import setup_checks as checks
from deskbreak.domain.programme import stages as programme
from deskbreak.domain.programme.stages import LAST_STAGE, Keep
from deskbreak.domain.prompt import hold
from deskbreak.domain.prompt.life import Phase
from deskbreak.domain.prompt.question import Question
from deskbreak.domain.time import working_hours as hours
from deskbreak.domain.vocabulary.effects import EndQuestion, Outcome, Refuse, Why
from deskbreak.domain.vocabulary.events import (
    CheckAnswered,
    Comfort,
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

Told: TypeAlias = (
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


def tell(turn: Transition, event: Told) -> None:
    """Let what was told change a turn's state."""
    match event:
        case FeedbackGiven():
            _feedback(turn, event)
        case HurtNow(prompt):
            _hurts(turn, prompt)
        case CheckAnswered():
            _check(turn, event)
        case OfferAnswered(choice):
            _offer(turn, choice)
        case StageChosen(stage):
            _stage(turn, stage)
        case RoutineHidden():
            _hide(turn, event)
        case TodayChanged(override):
            _today(turn, override)
        case NotForMe():
            _not_for_me(turn, event)
        case SafetyDismissed():
            turn.set(memory=comfort.dismissed(turn.state.memory))
            if turn.state.settings.personal.red_flag:
                turn.keep("personal.red_flag", False)  # noqa: FBT003 - the value of the key
        case _:
            assert_never(event)


def _feedback(turn: Transition, event: FeedbackGiven) -> None:
    """How the last routine felt. Pain told of in a running one ends it first."""
    prompt = turn.state.prompt
    if prompt is not None and prompt.phase is Phase.STARTED and event.value is Comfort.HURTS:
        turn.close(prompt, Outcome.STOPPED)
    finished = turn.state.finished
    if finished is None or finished.felt:
        turn.tell(Refuse(Why.NOTHING_TO_FEEL))
        return
    turn.felt(finished, event)
    turn.reconsider()


def _hurts(turn: Transition, id_: str | None) -> None:
    """It hurts: a running routine stops; what it is like is asked."""
    prompt = turn.state.prompt
    if prompt is not None and prompt.phase is Phase.STARTED and id_ in (None, prompt.id):
        turn.close(prompt, Outcome.STOPPED)
    asking, finished = turn.state.asking, turn.state.finished
    stopped = prompt is not None and turn.state.prompt is None
    asked = asking is not None and asking.question is Question.COMFORT
    if finished is None or not (stopped or asked):
        turn.tell(Refuse(Why.NOT_RUNNING))
        return
    turn.ask_kind(finished)


def _check(turn: Transition, event: CheckAnswered) -> None:
    """The answer to the check that rides on the prompt, or to one that was asked by hand."""
    state, asking = turn.state, turn.state.asking
    if event.value not in (checks.YES, checks.NO, checks.FIX):
        turn.tell(Refuse(Why.NOT_A_CHOICE, event.value))
        return
    riding = asking if asking is not None and asking.question is Question.CHECK else None
    if riding is not None and event.check in (None, riding.about):
        turn.checked(riding, event.value)
    elif event.check is None:
        turn.tell(Refuse(Why.NO_CHECK))
    elif event.check not in {one.id for one in state.checks}:
        turn.tell(Refuse(Why.UNKNOWN_CHECK, event.check))
    else:
        memory = checks.asked(state.memory, event.check, state.day, requested=True)
        turn.set(memory=memory)
        turn.note_check(event.check, event.value)


def _offer(turn: Transition, choice: str) -> None:
    """An answer to what the programme proposes."""
    state, asking = turn.state, turn.state.asking
    proposal = programme.pending(state.memory, state.settings, state.day)
    if proposal is None:
        turn.tell(Refuse(Why.NO_OFFER))
        return
    result = programme.answer(state.memory, state.settings, proposal, choice, state.day)
    if result is None:
        turn.tell(Refuse(Why.NOT_A_CHOICE, choice))
        return
    memory, wishes = result
    turn.set(memory=memory)
    for wish in wishes:
        if isinstance(wish, Keep):
            turn.keep(wish.key, wish.value)
        else:
            end = hours.start_after_day(state.settings.hours, state.zone, state.epoch)
            turn.set(holds=hold.pause(state.holds, state.instant(end), state.at))
    if asking is not None and asking.question is Question.OFFER:
        turn.set(asking=None)
        turn.tell(EndQuestion(asking.prompt))
    turn.reconsider()


def _stage(turn: Transition, stage: int) -> None:
    """The person moves to a stage."""
    if not 0 <= stage <= LAST_STAGE:
        turn.tell(Refuse(Why.NO_STAGE, str(stage)))
        return
    before = turn.state.settings.personal.stage
    turn.keep("personal.stage", stage)
    turn.set(memory=programme.in_stage(turn.state.memory, stage))
    turn.reconsider(stepped_back=stage < before)


def _hide(turn: Transition, event: RoutineHidden) -> None:
    """Never offer a routine again, or offer it again."""
    state = turn.state
    hidden = state.settings.personal.hidden
    if event.routine not in {one.id for one in state.catalogue}:
        turn.tell(Refuse(Why.UNKNOWN_ROUTINE, event.routine))
        return
    new = hidden | {event.routine} if event.hidden else hidden - {event.routine}
    turn.keep("personal.hidden", new)
    turn.reconsider()


def _not_for_me(turn: Transition, event: NotForMe) -> None:
    """A code applies: it is kept as the first questions would, and another routine is offered."""
    state, prompt = turn.state, turn.state.prompt
    name = event.routine or (prompt.routine if prompt is not None else None)
    if name is None:
        turn.tell(Refuse(Why.NOTHING_OPEN))
        return
    routine = next((one for one in state.catalogue if one.id == name), None)
    if routine is None:
        turn.tell(Refuse(Why.UNKNOWN_ROUTINE, name))
        return
    if event.code not in routine.codes:
        turn.tell(Refuse(Why.NOT_A_CHOICE, event.code, name))
        return
    turn.keep("personal.codes", state.settings.personal.codes | {event.code})
    if prompt is not None and prompt.routine == name:
        turn.offer_another(prompt)
    else:
        turn.reconsider()


def _today(turn: Transition, override: Override | None) -> None:
    """What is different today; a standing routine that is offered gives way to a seated one."""
    state = turn.state
    before = turn.wants_seat()
    turn.set(memory=remember.overridden(state.memory, override, state.day))
    turn.seat(before=before)
