"""What each event does. One that makes no sense now changes nothing, or is refused."""

from dataclasses import replace
from datetime import time
from typing import assert_never

from deskbreak.domain.choice import eligibility, rotation
from deskbreak.domain.choice import memory as remember
from deskbreak.domain.machine.feedback_handling import tell
from deskbreak.domain.machine.state import State
from deskbreak.domain.machine.transition import Transition
from deskbreak.domain.person import presence as person
from deskbreak.domain.person.presence import Presence
from deskbreak.domain.prompt import hold
from deskbreak.domain.prompt.life import MAX_CHANGES, Phase, Prompt, answer, start
from deskbreak.domain.prompt.question import Question
from deskbreak.domain.time import working_hours as hours
from deskbreak.domain.time.units import SECOND, Instant
from deskbreak.domain.vocabulary.effects import (
    Cause,
    Outcome,
    Refuse,
    RepeatNotice,
    StartRoutine,
    Why,
)
from deskbreak.domain.vocabulary.events import (
    Action,
    Answered,
    CameBack,
    CheckAnswered,
    Configured,
    Event,
    FeedbackGiven,
    FellAsleep,
    GateClosed,
    GateOpened,
    GatesAsked,
    GuideClosed,
    GuideOpened,
    HurtNow,
    Locked,
    NotForMe,
    NotifierChanged,
    OfferAnswered,
    Paused,
    PromptWanted,
    Reason,
    Restarted,
    Resumed,
    RoutineHidden,
    SafetyDismissed,
    SatDown,
    StageChosen,
    StoodUp,
    Ticked,
    TodayChanged,
    TypingBegan,
    TypingEnded,
    Unlocked,
    Until,
    Watched,
    WentIdle,
    WokeUp,
)


def take(turn: Transition, event: Event) -> None:
    """Let an event change a turn's state."""
    match event:
        case Ticked() | Restarted():
            pass  # the time has been accounted for; that is all there is to it
        case CameBack() | WentIdle() | Watched() | Locked() | Unlocked():
            _presence(turn, event)
        case FellAsleep() | WokeUp() | StoodUp() | SatDown() | TypingBegan() | TypingEnded():
            _presence(turn, event)
        case GateClosed() | GateOpened() | GatesAsked() | Paused() | Resumed():
            _holds(turn, event)
        case Answered():
            _answered(turn, event)
        case PromptWanted(routine):
            _wanted(turn, routine)
        case Configured(settings):
            before = turn.wants_seat()
            turn.set(settings=settings)
            turn.keep_hours()
            turn.keep_day()
            turn.reconsider()
            turn.seat(before=before)
        case NotifierChanged(up):
            prompt = turn.state.prompt
            if up and prompt is not None and prompt.phase is Phase.SHOWN:
                turn.tell(RepeatNotice(prompt.id))
        case GuideOpened(id_) | GuideClosed(id_):
            _guide(turn, id_, leads=isinstance(event, GuideOpened))
        case FeedbackGiven() | HurtNow() | CheckAnswered() | OfferAnswered() | StageChosen():
            tell(turn, event)
        case RoutineHidden() | TodayChanged() | SafetyDismissed() | NotForMe():
            tell(turn, event)
        case _:
            assert_never(event)


def _guide(turn: Transition, id_: str, *, leads: bool) -> None:
    """A guide leads a running routine, or is gone.

    A routine whose guide is lost goes on without one. What a guide has asked nobody asks again,
    but an offer, which a guide does not know, stays.
    """
    prompt, asking = turn.state.prompt, turn.state.asking
    if prompt is not None and prompt.id == id_ and prompt.phase is Phase.STARTED:
        turn.set(prompt=replace(prompt, guided=leads))
        return
    asked = asking is not None and asking.prompt == id_ and asking.question is not Question.OFFER
    if asked and not leads:
        turn.drop_question()


def _presence(
    turn: Transition,
    event: CameBack
    | WentIdle
    | Watched
    | Locked
    | Unlocked
    | FellAsleep
    | WokeUp
    | StoodUp
    | SatDown
    | TypingBegan
    | TypingEnded,
) -> None:
    """The person or the machine moved."""
    it, at = turn.state.presence, turn.state.at
    match event:
        case CameBack():
            it = person.came_back(it, at)
        case WentIdle(since):
            _went_idle(turn, person.went_idle(it, since, at))
            return
        case Watched(since):
            it = person.watched(it, since, at)
        case Locked():
            it = person.locked(it)
        case Unlocked():
            it = person.unlocked(it, at)
        case FellAsleep():
            it = replace(it, asleep=True)
        case WokeUp():
            it = replace(it, asleep=False)
        case StoodUp(span):
            it = person.stood_up(it, span, at)
        case SatDown():
            it = person.sat_down(it, at)
        case TypingBegan():
            it = person.typed(it, at)
        case TypingEnded(since):
            it = person.paused_typing(it, since, at)
        case _:
            assert_never(event)
    turn.move(it)


def _went_idle(turn: Transition, it: Presence) -> None:
    """The input stopped. Told after a lock or a sleep, the absence began before them."""
    if it is not turn.state.presence:
        turn.move(it)
        turn.reach_back(it.idle_since)


def _holds(
    turn: Transition, event: GateClosed | GateOpened | GatesAsked | Paused | Resumed
) -> None:
    """Something keeps prompts back, or no longer does."""
    state, prompt = turn.state, turn.state.prompt
    match event:
        case GateClosed(reason, since):
            known = state.at if since is None else min(since, state.at)
            turn.set(holds=hold.begin(state.holds, reason, known))
            if prompt is not None and _just_asked(state, prompt):
                turn.set(prompt=replace(prompt, passes=prompt.passes | {reason}))
        case GateOpened(reason):
            turn.set(holds=hold.end(state.holds, reason))
            if prompt is not None:
                gone = {reason} if reason is not None else prompt.passes - {Reason.PAUSE}
                turn.set(prompt=replace(prompt, passes=prompt.passes - gone))
        case GatesAsked():
            turn.set(gates_known=state.watched_since is not None)
        case Paused(until):
            end = _pause_end(turn, until)
            if end <= state.at:
                turn.tell(Refuse(Why.BAD_TIME))
            else:
                turn.set(holds=hold.pause(state.holds, end, state.at))
        case Resumed():
            turn.end_pause()
        case _:
            assert_never(event)


def _just_asked(state: State, prompt: Prompt) -> bool:
    """Whether gates tell only now what was on when a prompt was asked for."""
    shown = prompt.phase is Phase.SHOWN and prompt.reason is Cause.ASKED
    return shown and not state.gates_known


def _pause_end(turn: Transition, until: int | time | Until) -> Instant:
    """When a manual hold ends."""
    state = turn.state
    if isinstance(until, int):
        return state.at + until
    if isinstance(until, time):
        return state.instant(hours.next_time(state.zone, state.epoch, until.hour, until.minute))
    return state.instant(hours.start_after_day(state.settings.hours, state.zone, state.epoch))


def _answered(turn: Transition, event: Answered) -> None:
    """One click or command for the open prompt."""
    state, prompt = turn.state, turn.state.prompt
    if prompt is None or event.prompt not in (None, prompt.id):
        why = Why.NOT_RUNNING if event.action is Action.STOP else Why.NOTHING_OPEN
        turn.tell(Refuse(why))
        return
    result = answer(prompt, event.action, event.span, state.rhythm, state.at)
    match result:
        case Why():
            turn.tell(Refuse(result))
        case Outcome():
            turn.close(prompt, result)
        case _ if event.action is Action.SNOOZE:
            turn.set(prompt=result)
            turn.note_snooze(prompt)
        case _ if event.action is Action.START:
            _start(turn, prompt)
        case _:
            _change(turn, prompt, event.action)


def _start(turn: Transition, prompt: Prompt) -> None:
    """The routine begins; its time is planned."""
    state = turn.state
    seconds = turn.routine(prompt.routine).seconds
    learn = remember.learning(state.memory, prompt.routine)
    turn.set(
        prompt=start(prompt, seconds * SECOND, state.at),
        holds=hold.let_go(state.holds),
        memory=remember.started(state.memory, prompt.routine),
    )
    turn.tell(StartRoutine(prompt.id, prompt.routine, prompt.easier, prompt.seated, learn))


def _change(turn: Transition, prompt: Prompt, action: Action) -> None:
    """Another routine for the same prompt, or one that can be done seated."""
    state = turn.state
    if prompt.phase is not Phase.SHOWN:
        turn.tell(Refuse(Why.NOTHING_OPEN))
        return
    if action is Action.ANOTHER and prompt.changes >= MAX_CHANGES:
        turn.tell(Refuse(Why.NO_CHANGE_LEFT))
        return
    choice = rotation.change(
        state.catalogue,
        state.memory,
        state.settings,
        state.day,
        state.seed,
        seated=prompt.seated or action is Action.SEATED,
    )
    if choice is None:
        turn.tell(Refuse(Why.NOTHING_ELSE))
        return
    changes = prompt.changes + (action is Action.ANOTHER)
    seated = prompt.seated or action is Action.SEATED
    turn.set(prompt=replace(prompt, changes=changes, seated=seated))
    turn.show(prompt.reason, choice.routine.id)


def _wanted(turn: Transition, routine: str | None) -> None:
    """``now``: show the open or kept-back prompt, or a new one, whatever keeps it back."""
    state = turn.state
    if state.guiding:
        turn.tell(Refuse(Why.RUNNING))
        return
    if routine is not None and not _may_be_asked(turn, routine):
        return
    shown = turn.show(Cause.ASKED, routine)
    passes = frozenset(reason for reason, _ in state.holds.on)
    turn.set(prompt=replace(shown, passes=passes, off_hours=not state.working))


def _may_be_asked(turn: Transition, name: str) -> bool:
    """Whether a routine may be chosen by name; refuses it otherwise."""
    state = turn.state
    found = next((one for one in state.catalogue if one.id == name), None)
    if found is None:
        turn.tell(Refuse(Why.UNKNOWN_ROUTINE, name, name))
        return False
    bar = eligibility.refusal(found, state.settings, state.memory)
    if bar is not None:
        turn.tell(Refuse(Why.EXCLUDED, bar, name))
    return bar is None
