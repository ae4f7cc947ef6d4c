"""Keeps the state and the ledger through bad times: a full disk costs nothing that was counted.

What cannot be written is kept in memory and written together with the next step that can; until
then it lies in a file beside the ledger as well, should the program be killed.
"""

import logging
from collections.abc import Callable

from deskbreak.app import codec
from deskbreak.app.journal import Journal
from deskbreak.app.ports.engine_ports import KeptFile, OnChange
from deskbreak.domain.machine.state import State
from deskbreak.domain.time.working_hours import wall_at
from deskbreak.domain.vocabulary.effects import Effect, HoldPrompt, Record
from deskbreak.domain.vocabulary.settings import Settings
from deskbreak.storage.ledger import SETTINGS, STATE, Ledger, Saved, Step
from deskbreak.storage.ledger_schema import LedgerError
from deskbreak.storage.row_values import Value, record_shown
from deskbreak.storage.step_rows import rows_of

log = logging.getLogger(__name__)

MOST_WAITING = 10_000
"""Steps with rows that are kept in memory at most; years of a broken disk."""


class Store:
    """The engine's store, on the database.

    ``trouble`` is told in one line when writing begins to fail, or fails for another reason, and
    with None when it works again; ``changed`` is told what somebody did to the file while it was in
    use, each time.
    """

    def __init__(
        self,
        ledger: Ledger,
        boot: str,
        trouble: Callable[[str | None], None],
        changed: OnChange = lambda _what, _file: None,
    ) -> None:
        self._ledger = ledger
        self._boot = boot
        self._trouble = trouble
        self._waiting: list[Step] = []
        self._state: Saved | None = None
        """The newest state, while it is not written."""
        self._settings: bytes | None = None
        """Settings in force that are not written yet."""
        self._failing = ""
        """Why writing fails, as it was told."""
        self._held = True
        """A hold's row may still be open."""
        self._known: bytes | None = None
        """The settings in force, for a file that is begun anew."""
        saved = ledger.load(STATE)
        self._journal = Journal(None if saved is None else codec.saved_at(saved.body))
        self.has_settings = ledger.load(SETTINGS) is not None
        ledger.replaced = self._begun_anew
        ledger.changed = changed
        ledger.waiting = lambda: self._waiting

    def commit(self, state: State, effects: tuple[Effect, ...], *, durable: bool) -> None:
        """Write one step, and whatever waited."""
        rows = tuple(effect for effect in effects if isinstance(effect, Record | HoldPrompt))
        notes = self._journal.notes(state, effects)
        held = state.holds.kept is not None
        if rows or any(notes) or held != self._held:
            self._waiting.append(Step(state, rows, notes))
            del self._waiting[:-MOST_WAITING]
        self._held = held
        self._state = Saved(codec.VERSION, codec.encode(state), self._boot)
        self._write(durable=durable)

    def keep_settings(self, settings: Settings) -> None:
        """Keep the settings in force for a start at which the files cannot be read."""
        self._settings = self._known = codec.encode_settings(settings)
        self._write(durable=True)

    def flush(self) -> bool:
        """Write what waits, if anything does; whether nothing waits any more."""
        if self._failing:
            self._write(durable=True)
        return not self._failing

    def unwritten(self) -> list[tuple[Value, ...]]:
        """The records that wait, as ``history`` shows them."""
        return [
            record_shown(values)
            for state, effects, _ in self._waiting
            for table, values in rows_of(state, effects, wall_at(state.zone, state.epoch))
            if table == "record"
        ]

    def kept_files(self) -> tuple[KeptFile, ...]:
        """What lies beside the ledger and could not be used."""
        return self._ledger.kept_files()

    def _begun_anew(self) -> None:
        """The file was taken away: what is in force goes into the new one as well."""
        self._settings = self._known

    def look(self) -> None:
        """See whether somebody did something to the file; what is found is told."""
        try:
            self._ledger.look()
        except LedgerError as error:
            self._fails(error)

    def _fails(self, error: LedgerError) -> None:
        if self._failing != str(error):
            self._failing = str(error)
            self._trouble(self._failing)
        self._ledger.keep_waiting()

    def _write(self, *, durable: bool) -> None:
        try:
            self._ledger.look()
            if self._state is not None:
                self._ledger.commit(self._waiting, self._state, durable=durable)
                self._waiting.clear()
                self._state = None
            if self._settings is not None:
                self._ledger.save(SETTINGS, codec.VERSION, self._settings, self._boot)
                self._settings = None
                self.has_settings = True
        except LedgerError as error:
            self._fails(error)
            return
        if self._failing:
            self._failing = ""
            self._trouble(None)
