"""Writes a simulated run into a ledger of its own, just as the daemon would have written it."""

from pathlib import Path

from deskbreak.app import codec
from deskbreak.app.journal import Journal
from deskbreak.domain.machine.state import State
from deskbreak.domain.time.units import Now
from deskbreak.domain.vocabulary.effects import Effect, HoldPrompt, Record
from deskbreak.domain.vocabulary.events import Event, Restarted
from deskbreak.storage.ledger import Ledger, Saved, Step
from deskbreak.storage.ledger_schema import LedgerError

AT_ONCE = 5000
"""Steps that are written in one transaction."""


class Recorder:
    """Takes every step of a run. Raises LedgerError if there is a file already."""

    def __init__(self, path: Path, now: Now) -> None:
        if path.exists():
            raise LedgerError(f"{path} exists already: name a file that does not")
        self._ledger = Ledger(path, now)
        self._journal = Journal(None)
        self._waiting: list[Step] = []
        self._state: State | None = None
        self._held = True

    def step(self, state: State, event: Event, effects: tuple[Effect, ...]) -> None:
        """One step of the machine."""
        if isinstance(event, Restarted) and self._state is not None:
            self._journal = Journal(self._state.epoch)
        rows = tuple(effect for effect in effects if isinstance(effect, Record | HoldPrompt))
        notes = self._journal.notes(state, effects)
        held = state.holds.kept is not None
        if rows or any(notes) or held != self._held:
            self._waiting.append(Step(state, rows, notes))
        self._state, self._held = state, held
        if len(self._waiting) >= AT_ONCE:
            self._write()

    def close(self) -> None:
        """Write what waits."""
        self._write()
        self._ledger.close()

    def _write(self) -> None:
        if self._state is not None:
            saved = Saved(codec.VERSION, codec.encode(self._state), "")
            self._ledger.commit(self._waiting, saved, durable=False)
            self._waiting.clear()
