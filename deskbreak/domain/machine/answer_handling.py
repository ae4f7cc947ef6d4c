"""What follows from an answer to the open prompt, and from asking for one.

Rules
- An answer to a prompt that is not open changes nothing and is refused.
- ``another`` and ``seated`` change the routine of a prompt that is shown; where nothing else suits
  they are refused.
- ``now`` shows the open or kept-back prompt, or a new one, whatever keeps it back; while a routine
  runs it is refused, and so is a routine that the person must not do.
"""

from msgspec.structs import replace

from deskbreak.domain.choice import eligibility, rotation
from deskbreak.domain.choice.memory import learning
from deskbreak.domain.choice.memory_updates import started
from deskbreak.domain.machine.transition import Transition
from deskbreak.domain.prompt import hold
from deskbreak.domain.prompt.answers import answer
from deskbreak.domain.prompt.life import Lead, Prompt, start
from deskbreak.domain.time.units import SECOND
from deskbreak.domain.vocabulary.effects import Cause, Outcome, Refuse, ShowCue, StartRoutine, Why
from deskbreak.domain.vocabulary.events import Action, Answered
from deskbreak.domain.vocabulary.settings import GUIDE_ON_START


def handle_answer(transition: Transition, event: Answered) -> None:
    """One click or command for the open prompt."""
    state, prompt = transition.state, transition.state.prompt
    if prompt is None or event.prompt not in (None, prompt.id):
        why = Why.NOT_RUNNING if event.action is Action.STOP else Why.NOTHING_OPEN
        transition.emit(Refuse(why))
        return
    result = answer(prompt, event.action, event.span, state.rhythm, state.at)
    match result:
        case Why():
            transition.emit(Refuse(result))
        case Outcome():
            transition.close(prompt, result, by_guide=event.by_guide)
        case _ if event.action is Action.SNOOZE:
            transition.set(prompt=result)
            transition.note_snooze(prompt)
        case _ if event.action is Action.START:
            _start(transition, prompt)
        case _:
            _change(transition, prompt, event.action)


def _start(transition: Transition, prompt: Prompt) -> None:
    """The routine begins; its time is planned."""
    state = transition.state
    seconds = transition.routine(prompt.routine).seconds
    learn = learning(state.memory, prompt.routine)
    lead = Lead.STEPS if learn else Lead.CUE
    if state.guide_ready and state.settings.guide.open == GUIDE_ON_START:
        lead = Lead.GUIDE
    started_prompt = start(prompt, seconds * SECOND, state.at, lead)
    transition.set(
        prompt=started_prompt,
        holds=hold.clear_kept(state.holds),
        memory=started(state.memory, prompt.routine),
    )
    guide = lead is Lead.GUIDE
    transition.emit(
        StartRoutine(prompt.id, prompt.routine, prompt.easier, prompt.seated, learn, guide)
    )
    if lead is Lead.CUE:
        transition.emit(ShowCue(prompt.id, prompt.routine, prompt.easier))


def _change(transition: Transition, prompt: Prompt, action: Action) -> None:
    """Another routine for the same prompt, or one that can be done seated."""
    state = transition.state
    choice = rotation.change(
        state.catalogue,
        state.memory,
        state.settings,
        state.day,
        state.seed,
        seated=prompt.seated or action is Action.SEATED,
    )
    if choice is None:
        transition.emit(Refuse(Why.NOTHING_ELSE))
        return
    changes = prompt.changes + (action is Action.ANOTHER)
    seated = prompt.seated or action is Action.SEATED
    transition.set(prompt=replace(prompt, changes=changes, seated=seated))
    transition.show(prompt.reason, choice.routine.id)


def handle_wanted(transition: Transition, routine: str | None) -> None:
    """``now``: show the open or kept-back prompt, or a new one, whatever keeps it back."""
    state = transition.state
    if state.guiding:
        transition.emit(Refuse(Why.RUNNING))
        return
    if routine is not None and not _may_be_asked(transition, routine):
        return
    shown = transition.show(Cause.ASKED, routine)
    passes = frozenset(reason for reason, _ in state.holds.on)
    transition.set(prompt=replace(shown, passes=passes, off_hours=not state.working))


def _may_be_asked(transition: Transition, name: str) -> bool:
    """Whether a routine may be chosen by name; refuses it otherwise."""
    state = transition.state
    found = next((one for one in state.catalogue if one.id == name), None)
    if found is None:
        transition.emit(Refuse(Why.UNKNOWN_ROUTINE, name, name))
        return False
    bar = eligibility.refusal(found, state.settings, state.memory)
    if bar is not None:
        transition.emit(Refuse(Why.EXCLUDED, bar, name))
    return bar is None
