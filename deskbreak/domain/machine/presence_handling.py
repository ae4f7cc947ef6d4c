"""What follows when the sensors, or the person, report where the person is.

Rules
- A report that repeats what is known changes nothing.
- An idleness that is reported after a lock or a sleep began before them: both are one absence.
"""

from typing import assert_never

from msgspec.structs import replace

from deskbreak.domain.machine.transition import Transition
from deskbreak.domain.person.presence import (
    Presence,
    came_back,
    locked,
    paused_typing,
    sat_down,
    stood_up,
    typed,
    unlocked,
    watched,
    went_idle,
)
from deskbreak.domain.vocabulary.presence_events import (
    CameBack,
    FellAsleep,
    Locked,
    PresenceEvent,
    SatDown,
    StoodUp,
    TypingBegan,
    TypingEnded,
    Unlocked,
    Watched,
    WentIdle,
    WokeUp,
)


def handle_presence(transition: Transition, event: PresenceEvent) -> None:
    """The person or the machine moved."""
    it, at = transition.state.presence, transition.state.at
    match event:
        case CameBack():
            it = came_back(it, at)
        case WentIdle(since):
            _went_idle(transition, went_idle(it, since, at))
            return
        case Watched(since):
            it = watched(it, since, at)
        case Locked():
            it = locked(it)
        case Unlocked():
            it = unlocked(it, at)
        case FellAsleep():
            it = replace(it, asleep=True)
        case WokeUp():
            it = replace(it, asleep=False)
        case StoodUp(span):
            it = stood_up(it, span, at)
        case SatDown():
            it = sat_down(it, at)
        case TypingBegan():
            it = typed(it, at)
        case TypingEnded(since):
            it = paused_typing(it, since, at)
        case _:
            assert_never(event)
    transition.move(it)


def _went_idle(transition: Transition, it: Presence) -> None:
    """The input stopped. Told after a lock or a sleep, the absence began before them."""
    if it is not transition.state.presence:
        transition.move(it)
        transition.reach_back(it.idle_since)
