"""The file beside the ledger while rows wait: what lies in it, and when it is done with."""

import logging
import sqlite3
from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager
from pathlib import Path

from deskbreak.app.journal import Notes
from deskbreak.domain.machine.state import State
from deskbreak.domain.vocabulary.effects import Effect
from deskbreak.storage import unwritten_rows
from deskbreak.storage.row_values import Row, add_missing
from deskbreak.storage.step_rows import of_steps

log = logging.getLogger(__name__)


class RowsBeside:
    """Begins with writing what an earlier run left there.

    Args:
        ledger: the path of the database.
        transaction: begins one; all or nothing.
    """

    def __init__(
        self, ledger: Path, transaction: Callable[[], AbstractContextManager[sqlite3.Connection]]
    ) -> None:
        self._ledger, self._transaction = ledger, transaction
        self._steps = 0
        """How many of the waiting steps lie there."""
        self._has_owed = False
        self._has_older = not self._bring_in()

    def keep(
        self,
        owed: Iterable[Row] | None,
        waiting: Sequence[tuple[State, tuple[Effect, ...], Notes]],
    ) -> None:
        """Add the rows that are nowhere but in memory, each once.

        Args:
            owed: rows that were in a file which is gone; None if there are none.
            waiting: all steps that could not be written.
        """
        steps = waiting[self._steps :]
        rows = list(of_steps(steps))
        if owed is not None and not self._has_owed:
            rows = [*owed, *rows]
        if not rows:
            return
        try:
            unwritten_rows.keep(self._ledger, rows)
        except OSError as error:
            log.warning("%d rows could not be kept beside the ledger: %s", len(rows), error)
            return
        self._steps += len(steps)
        self._has_owed = owed is not None
        log.warning("%d rows wait beside the ledger", len(rows))

    def written(self) -> None:
        """Nothing waits any more: all of it is in the ledger."""
        if not (self._steps or self._has_owed):
            return
        self._steps, self._has_owed = 0, False
        if self._has_older:
            self._has_older = not self._bring_in()
            return
        try:
            unwritten_rows.forget(self._ledger)
        except OSError as error:  # the next start finds each row in the ledger
            log.warning("rows that are written lie beside the ledger still: %s", error)

    def _bring_in(self) -> bool:
        """Write what an earlier run could not. Whether nothing of it is left."""
        try:
            rows = unwritten_rows.take(self._ledger)
            if rows:
                with self._transaction() as to:
                    for row in rows:
                        add_missing(to, row, "unwritten")
                log.warning("%d rows of the last run were written now", len(rows))
            unwritten_rows.forget(self._ledger)
        except (sqlite3.Error, OSError) as error:
            log.warning("rows of the last run wait still: %s", error)
            return False
        return True
