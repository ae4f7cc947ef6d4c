"""What changes by itself, and when: the edges that accounting goes along.

Rules
- Nothing is shown at an edge; showing is decided for now alone.
- While the daemon is down only hours, a manual pause and the expiry of a prompt go on.
- Edges at the same instant are crossed in the order of ``What``.
"""

from collections.abc import Iterator
from enum import Enum, auto

from msgspec import Struct

from deskbreak.domain.machine.state import State
from deskbreak.domain.person.presence import Activity
from deskbreak.domain.prompt.life import Phase, ends
from deskbreak.domain.time import working_hours
from deskbreak.domain.time.units import Instant


class What(Enum):
    """What changes by itself at an edge."""

    HOURS = auto()
    AWAY = auto()
    WATCHED_ENOUGH = auto()
    STOOD_ENOUGH = auto()
    PAUSE_OVER = auto()
    ROUTINE_OVER = auto()
    EXPIRED = auto()
    QUESTION_OVER = auto()
    STATEMENT_OVER = auto()


class Edge(Struct, frozen=True):
    """An instant at which something changes by itself, without anything being shown."""

    at: Instant
    what: What


DOWN_EDGES = frozenset({What.HOURS, What.PAUSE_OVER, What.EXPIRED})
"""What goes on while the daemon is down."""


def edges(state: State) -> Iterator[Edge]:
    """The edges ahead of a state, or just missed, in no order."""
    edge = working_hours.next_edge(state.settings.hours, state.zone, state.epoch)
    if edge is not None:
        yield Edge(state.instant(edge), What.HOURS)
    presence, prompt, settings = state.presence, state.prompt, state.rhythm
    if presence.absence is not None and not presence.absence.away:
        yield Edge(presence.absence.since + settings.away_after, What.AWAY)
    if presence.kind == Activity.WATCHING:
        yield Edge(presence.input_at + settings.every, What.WATCHED_ENOUGH)
    if presence.stand_until is not None:
        yield Edge(presence.stand_until, What.STOOD_ENOUGH)
    if state.holds.pause_until is not None:
        yield Edge(state.holds.pause_until, What.PAUSE_OVER)
    if prompt is not None and prompt.phase is Phase.STARTED:
        yield Edge(ends(prompt), What.ROUTINE_OVER)
    if prompt is not None and prompt.phase is Phase.SHOWN:
        yield Edge(prompt.expires_at, What.EXPIRED)
    if state.asking is not None and state.asking.until is not None:
        yield Edge(state.asking.until, What.QUESTION_OVER)
    if state.statement is not None:
        yield Edge(state.statement.until, What.STATEMENT_OVER)
