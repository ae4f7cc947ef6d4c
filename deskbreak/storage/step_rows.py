"""What a step of the machine adds to the ledger, as rows."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from deskbreak.app.journal import Notes
from deskbreak.domain.machine.state import State
from deskbreak.domain.time.units import SECOND
from deskbreak.domain.time.working_hours import day_at, wall_at
from deskbreak.domain.vocabulary.effects import Effect, HoldPrompt, Record
from deskbreak.storage.journal_rows import JournalRows
from deskbreak.storage.row_values import END_HOLD, Row


def rows_of(state: State, effects: tuple[Effect, ...], wall: datetime) -> Iterator[Row]:
    """What a step's effects add."""
    now = wall.isoformat(timespec="seconds")
    for effect in effects:
        match effect:
            case Record():
                yield (
                    "record",
                    (
                        now,
                        state.epoch,
                        day_at(state.settings.hours, state.zone, state.epoch).isoformat(),
                        effect.outcome.value,
                        effect.id,
                        effect.routine,
                        effect.sitting // SECOND,
                        None if effect.away is None else effect.away // SECOND,
                        effect.detail,
                    ),
                )
            case HoldPrompt(reason):
                yield END_HOLD, (now,)
                yield "hold", (reason.value, now)
            case _:
                pass
    kept = state.holds.kept
    if kept is None or kept.settled_at is not None:
        yield END_HOLD, (now,)


def of_steps(steps: Iterable[tuple[State, tuple[Effect, ...], Notes]]) -> Iterator[Row]:
    """What steps would have added to the ledger."""
    for state, effects, notes in steps:
        yield from rows_of(state, effects, wall_at(state.zone, state.epoch))
        yield from JournalRows.all_rows(notes, state)
