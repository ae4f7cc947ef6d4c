"""What follows when something keeps prompts back, or no longer does.

Rules
- A gate may report since when it has been closed; never later than now.
- A prompt that was asked for passes what gates report as already on when it was asked for.
- A pause that would end in the past is refused.
"""

from datetime import time
from typing import TypeAlias, assert_never

from msgspec.structs import replace

from deskbreak.domain.machine.state import State
from deskbreak.domain.machine.transition import Transition
from deskbreak.domain.prompt import hold
from deskbreak.domain.prompt.life import Phase, Prompt
from deskbreak.domain.time import working_hours
from deskbreak.domain.time.units import Instant
from deskbreak.domain.vocabulary.effects import Cause, Refuse, Why
from deskbreak.domain.vocabulary.events import (
    GateClosed,
    GateOpened,
    GatesAsked,
    Paused,
    Reason,
    Resumed,
    Until,
)

HoldEvent: TypeAlias = GateClosed | GateOpened | GatesAsked | Paused | Resumed


def handle_hold(transition: Transition, event: HoldEvent) -> None:
    """Something keeps prompts back, or no longer does."""
    state, prompt = transition.state, transition.state.prompt
    match event:
        case GateClosed(reason, since):
            known = state.at if since is None else min(since, state.at)
            transition.set(holds=hold.begin(state.holds, reason, known))
            if prompt is not None and _just_asked(state, prompt):
                transition.set(prompt=replace(prompt, passes=prompt.passes | {reason}))
        case GateOpened(reason):
            transition.set(holds=hold.end(state.holds, reason))
            if prompt is not None:
                gone = {reason} if reason is not None else prompt.passes - {Reason.PAUSE}
                transition.set(prompt=replace(prompt, passes=prompt.passes - gone))
        case GatesAsked():
            transition.set(gates_known=state.watched_since is not None)
        case Paused(until):
            end = _pause_end(transition, until)
            if end <= state.at:
                transition.emit(Refuse(Why.BAD_TIME))
            else:
                transition.set(holds=hold.pause(state.holds, end, state.at))
        case Resumed():
            transition.end_pause()
        case _:
            assert_never(event)


def _just_asked(state: State, prompt: Prompt) -> bool:
    """Whether gates report only now what was on when a prompt was asked for."""
    shown = prompt.phase is Phase.SHOWN and prompt.reason is Cause.ASKED
    return shown and not state.gates_known


def _pause_end(transition: Transition, until: int | time | Until) -> Instant:
    """When a manual hold ends."""
    state = transition.state
    if isinstance(until, int):
        return state.at + until
    if isinstance(until, time):
        return state.instant(
            working_hours.next_time(state.zone, state.epoch, until.hour, until.minute)
        )
    return state.instant(
        working_hours.start_after_day(state.settings.hours, state.zone, state.epoch)
    )
