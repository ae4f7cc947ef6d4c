"""The machine: what follows from an event at a time.

Rules
- ``step`` first accounts for the time since the last step, then handles the event, then decides
  what is to be shown. It never raises, reads no clock, and returns what is to be done.
- An event may report something past: an idleness reported late, a shorter ``away_after``. What
  follows from that follows at once, before anything is shown.
- Accounting goes from edge to edge: an idleness that becomes an absence, the end of working hours,
  a routine that ends, a prompt that expires. So a late step comes to the same counts as a punctual
  one. Nothing is *shown* for a time that is past: showing is decided for now alone, so that any
  jump of any clock shows one prompt at most.
- ``deadline`` is when the next edge or decision is due. A step before that, or two of them, change
  nothing.
- ``heartbeat`` is when the next full minute of sitting is reached: the daemon then notes that it is
  alive.
"""

from collections.abc import Iterator
from datetime import date, timedelta

from deskbreak.domain.machine.edges import edges
from deskbreak.domain.machine.event_handling import handle_event
from deskbreak.domain.machine.showing import GATE_LIMIT, is_due, wants_showing
from deskbreak.domain.machine.state import State
from deskbreak.domain.machine.transition import Transition
from deskbreak.domain.person.presence import (
    pause_begins,
)
from deskbreak.domain.person.sitting import next_full_minute, reaches
from deskbreak.domain.prompt.life import Phase
from deskbreak.domain.time import working_hours
from deskbreak.domain.time.units import Instant, Now
from deskbreak.domain.vocabulary.effects import Effect
from deskbreak.domain.vocabulary.events import Event, Restarted


def step(state: State, event: Event, now: Now) -> tuple[State, tuple[Effect, ...]]:
    """The state after an event at ``now``, and what is to be done, in order."""
    transition = Transition(state)
    transition.advance(now, down=isinstance(event, Restarted))
    handle_event(transition, event)
    transition.catch_up()
    transition.decide()
    transition.lead()
    transition.ask()
    return transition.state, tuple(transition.effects)


def deadline(state: State) -> Instant | None:
    """The next instant at which a step may change something; always after ``state.at``."""
    return min((when for when in _waited_for(state) if when > state.at), default=None)


def heartbeat(state: State) -> Instant | None:
    """When sitting reaches its next full minute; None while it does not grow."""
    return next_full_minute(state.sitting, state.at) if state.counts else None


def next_prompt(state: State) -> Instant | None:
    """When the next prompt comes if the person stays; None when held or without a next span."""
    if state.holds.kept is not None:
        return None
    due = _after_pause(state, _next_due(state))
    settings = state.settings
    if settings.hours.week is None:
        return due
    for start, end in working_hours.spans_ahead(settings.hours, state.zone, state.epoch):
        if start > state.epoch:
            due = _after_pause(state, state.instant(start) + state.rhythm_at(start).every)
        if due < state.instant(end):
            return due
    return None


def _tomorrow(state: State) -> date:
    """The day after the present one."""
    return state.day + timedelta(days=1)


def _next_due(state: State) -> Instant:
    """When a prompt is due next, whatever the hours and a pause say."""
    every, prompt = state.rhythm.every, state.prompt
    if prompt is not None and prompt.phase is Phase.STARTED:
        return max(prompt.ends_at, state.at) + every
    if prompt is not None:
        return max(prompt.back_at, state.at) if prompt.phase is Phase.SNOOZED else state.at
    absence = state.presence.absence
    if absence is not None and absence.away:
        return state.at + every
    return max(state.at, reaches(state.sitting, every, state.at))


def _after_pause(state: State, due: Instant) -> Instant:
    """A manual pause keeps back what is due before its end; then that settles."""
    until = state.holds.pause_until
    if until is None or due >= until:
        return due
    return until + state.settings.hold.settle


def _waited_for(state: State) -> Iterator[Instant]:
    """Every instant at which something may change, past ones included."""
    for edge in edges(state):
        yield edge.at
    rhythm, holds = state.rhythm, state.holds
    if state.memory.slow_on == state.day:
        yield state.instant(
            working_hours.day_begins(state.settings.hours, state.zone, _tomorrow(state))
        )
    if holds.kept is not None:
        yield holds.kept.since + state.settings.hold.max
        if holds.kept.settled_at is not None:
            yield holds.kept.settled_at
    if state.watched_since is not None and not state.gates_known:
        yield state.watched_since + GATE_LIMIT
    if state.prompt is not None and state.prompt.phase is Phase.SNOOZED:
        yield state.prompt.back_at
    yield from state.step_ends
    if wants_showing(state):
        pause = pause_begins(state.presence, rhythm.pause, state.at)
        if pause is not None:
            yield pause
    if state.counts and (state.prompt is None or state.prompt.phase is Phase.WITHDRAWN):
        threshold = rhythm.ceiling if is_due(state) or state.prompt else rhythm.every
        yield reaches(state.sitting, threshold, state.at)
