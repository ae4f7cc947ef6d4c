"""Whether a prompt wants to be shown, and whether this is a good moment.

Rules
- A prompt wants to be shown when it is due, when its snooze is over, or when a hold took it away.
- Nothing is shown, kept back or taken away before the gates have answered, or had their time.
- Stronger than all: holds, then ``hold.settle``; then nobody there and off hours.
- What was on the screen before a restart returns as soon as no hold is on.
- Then a natural pause of ``rhythm.pause``; at the ceiling it comes without one. A snoozed prompt
  needs no pause.
"""

from deskbreak.domain.machine.state import State
from deskbreak.domain.person.presence import (
    pause_begins,
)
from deskbreak.domain.person.sitting import stretch
from deskbreak.domain.programme import rhythm_help
from deskbreak.domain.prompt.life import Phase
from deskbreak.domain.time.units import SECOND, Millis
from deskbreak.domain.vocabulary.effects import Cause

GATE_LIMIT: Millis = SECOND
"""How long gates may take to answer; an unknown gate does not block."""


def is_due(state: State) -> bool:
    """Whether a new prompt is due by the stretch."""
    every = state.rhythm.every
    return state.prompt is None and state.working and stretch(state.sitting, state.at) >= every


def wants_showing(state: State) -> bool:
    """Whether something is waiting to be shown, or is shown and may be taken away by a hold."""
    prompt = state.prompt
    if prompt is None:
        return is_due(state)
    if prompt.phase is Phase.SNOOZED:
        return state.at >= prompt.back_at
    return prompt.phase is not Phase.STARTED


def wants_help(state: State) -> bool:
    """Whether the question about the rhythm comes by itself, at the first sitting of a day.

    That is for a person who only ignores prompts (catalogue 4.6).
    """
    nothing_open = state.prompt is None and state.asking is None
    there = state.working and state.presence.counts
    memory = state.memory
    due = rhythm_help.ignores(memory) and rhythm_help.untold(memory, state.day) is not None
    return nothing_open and there and due


def cause_now(state: State) -> Cause | None:
    """Why what wants to be shown is shown now; None: this is not a good moment.

    Asked when the gates have answered.
    """
    kept, prompt, presence = state.holds.kept, state.prompt, state.presence
    if kept is not None and (kept.settled_at is None or state.at < kept.settled_at):
        return None
    if prompt is not None and prompt.returns:
        return Cause.RESTORED
    if not _somebody_there(state):
        return None
    if prompt is not None and prompt.phase is Phase.SNOOZED:
        return Cause.RELEASED if kept is not None else Cause.SNOOZED
    rhythm = state.rhythm
    released = kept is not None or prompt is not None
    if pause_begins(presence, rhythm.pause, state.at) == state.at:
        return Cause.RELEASED if released else Cause.DUE
    if stretch(state.sitting, state.at) >= rhythm.ceiling:
        return Cause.RELEASED if released else Cause.CEILING
    return None


def gates_answered(state: State) -> bool:
    """Whether the gates have answered, or had their time."""
    since = state.watched_since
    return state.gates_known or (since is not None and state.at >= since + GATE_LIMIT)


def _somebody_there(state: State) -> bool:
    """Whether a person at the desk would see it, inside working hours."""
    hours_allow = state.working or (state.prompt is not None and state.prompt.off_hours)
    return hours_allow and state.presence.counts
