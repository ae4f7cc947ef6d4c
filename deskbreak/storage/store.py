"""Keeps the state and the ledger through bad times: a full disk costs nothing that was counted.

What cannot be written is kept in memory and written together with the next step that can.
"""

import logging
from collections.abc import Callable

from deskbreak.app import codec
from deskbreak.domain.machine.state import State
from deskbreak.domain.vocabulary.effects import Effect, HoldPrompt, Record
from deskbreak.storage.ledger import Ledger, LedgerError, Saved, Step

log = logging.getLogger(__name__)

MOST_WAITING = 10_000
"""Steps with rows that are kept in memory at most; years of a broken disk."""


class Store:
    """The engine's store, on the database.

    ``trouble`` is told once, in one line, when writing begins to fail, and with None when it works
    again.
    """

    def __init__(self, ledger: Ledger, boot: str, trouble: Callable[[str | None], None]) -> None:
        self._ledger = ledger
        self._boot = boot
        self._trouble = trouble
        self._waiting: list[Step] = []
        self._failing = False
        self._held = True
        """A hold's row may still be open."""

    def commit(self, state: State, effects: tuple[Effect, ...], *, durable: bool) -> None:
        """Write one step, and those that waited."""
        rows = tuple(effect for effect in effects if isinstance(effect, Record | HoldPrompt))
        held = state.holds.kept is not None
        if rows or held != self._held:
            self._waiting.append((state, rows))
            del self._waiting[:-MOST_WAITING]
        self._held = held
        saved = Saved(codec.VERSION, codec.encode(state), self._boot)
        try:
            self._ledger.commit(self._waiting, saved, durable=durable)
        except LedgerError as error:
            if not self._failing:
                self._trouble(str(error))
            self._failing = True
            return
        self._waiting.clear()
        if self._failing:
            self._trouble(None)
        self._failing = False
