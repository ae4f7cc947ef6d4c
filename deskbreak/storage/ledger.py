"""The one database: the ledger of outcomes and holds, and the state that survives a restart.

SQLite in WAL mode. Every step of the machine is one transaction, so that state and ledger agree
whenever the process is killed. A transaction that carries a record or an answer is flushed to the
disk (``synchronous=FULL``); the note "I am alive", once a minute, is not.
"""

import contextlib
import logging
import sqlite3
import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple

from msgspec import Struct

from deskbreak.app.journal import Notes
from deskbreak.app.ports.engine_ports import KeptFile, LedgerChange, OnChange
from deskbreak.domain.machine.state import State
from deskbreak.domain.time.units import Now
from deskbreak.domain.time.working_hours import wall_at
from deskbreak.domain.vocabulary.effects import Effect
from deskbreak.storage.database import SOMEBODY_WRITES, Database
from deskbreak.storage.file_reasons import may_be_damage, reason
from deskbreak.storage.journal_rows import JournalRows
from deskbreak.storage.ledger_schema import LedgerError
from deskbreak.storage.row_values import Row, add
from deskbreak.storage.rows_beside import RowsBeside
from deskbreak.storage.set_aside import kept_files
from deskbreak.storage.step_rows import rows_of

log = logging.getLogger(__name__)


class Step(NamedTuple):
    """What one step adds to the ledger."""

    state: State
    """The state after it."""
    effects: tuple[Effect, ...]
    """Of these some are rows."""
    notes: Notes = Notes()


STATE = "state"
SETTINGS = "settings"
LOOKS, BETWEEN_S = 5, 0.2
"""How often it is looked at the end whether somebody writes over the file still, and the waits."""


class Saved(Struct, frozen=True):
    """A saved value as it was found."""

    version: int
    body: bytes
    boot: str


class Ledger:
    """Writes the database. Raises LedgerError when it cannot be used.

    If its file is taken away, overwritten or damaged while it is open, another one is gone on with:
    ``changed`` is told what happened to it, and ``replaced`` that it may know no settings.
    """

    def __init__(self, path: Path, now: Now, clock: Callable[[], Now] | None = None) -> None:
        self.path = path
        self.replaced: Callable[[], None] = lambda: None
        self.changed: OnChange = lambda _what, _file: None
        self.waiting: Callable[[], Sequence[Step]] = lambda: ()
        """Steps that somebody keeps who could not write them."""
        self._database = Database(path, now, clock)
        self._journal = JournalRows()
        self._saved: dict[str, Saved] = {}
        self._kept = kept_files(path)
        self._beside = RowsBeside(path, partial(self._database.transaction, durable=True))

    @property
    def renamed(self) -> Path | None:
        """Where a file that could not be used is now."""
        return self._database.renamed

    @property
    def renamed_is_foreign(self) -> bool:
        """Whether that is another program's."""
        return any(one.foreign for one in self._kept if one.file == self.renamed)

    def kept_files(self) -> tuple[KeptFile, ...]:
        """What was set aside beside it, now or earlier."""
        return tuple(one for one in self._kept if one.file.exists())

    def load(self, name: str) -> Saved | None:
        """A saved value, or None if there is none."""
        found = self._database.connection.execute(
            "SELECT version, body, boot FROM state WHERE name = ?", (name,)
        ).fetchone()
        return Saved(*found) if found else None

    def set_aside(self, name: str, why: str, now: Now) -> None:
        """Move a saved value that cannot be read out of the way, inside the database."""
        log.warning(
            "%s: the saved %s could not be read and was set aside inside the database: %s",
            self.path,
            name,
            why,
        )
        with self._whole(durable=True) as to:
            to.execute(
                "INSERT INTO set_aside (at, name, version, body, why) "
                "SELECT ?, name, version, body, ? FROM state WHERE name = ?",
                (now.wall.isoformat(timespec="seconds"), why, name),
            )
            to.execute("DELETE FROM state WHERE name = ?", (name,))

    def save(self, name: str, version: int, body: bytes, boot: str) -> None:
        """Keep a value, durably. Raises LedgerError."""
        saved = Saved(version, body, boot)
        with self._whole(durable=True) as to:
            _put(to, name, saved)
        self._saved[name] = saved

    def commit(self, steps: Sequence[Step], saved: Saved, *, durable: bool) -> None:
        """Rows of one or more steps and the state after them, all or nothing.

        Raises LedgerError.
        """
        with self._whole(durable=durable) as to:
            written = [row for step in steps for row in self._rows(to, step) if add(to, row)]
            _put(to, STATE, saved)
        self._saved[STATE] = saved
        self._database.rows.add(written)
        self._database.rows.trim(self._database.write_log)
        self._beside.written()

    def _rows(self, to: sqlite3.Connection, step: Step) -> Iterator[Row]:
        state = step.state
        yield from rows_of(state, step.effects, wall_at(state.zone, state.epoch))
        yield from self._journal.rows(to, step.notes, state)

    def look(self) -> None:
        """See whether somebody did something to the file. Raises LedgerError."""
        with self._told():
            self._look()

    @contextlib.contextmanager
    def _whole(self, *, durable: bool) -> Iterator[sqlite3.Connection]:
        """A transaction on the file that the path names now; every failure is a LedgerError."""
        with self._told():
            self._look()
            with self._database.transaction(durable=durable) as to:
                yield to

    @contextlib.contextmanager
    def _told(self) -> Iterator[None]:
        """Every failure is a LedgerError."""
        try:
            yield
        except (sqlite3.Error, OSError) as error:
            why = self._begun_anew() if may_be_damage(error) else None
            raise LedgerError(f"{self.path}: {why or reason(self.path, error)}") from error

    def _look(self) -> None:
        """See that the open file is the one at the path, as we left it."""
        change = self._database.look()
        if change is None:
            return
        file = self.path
        if change in (LedgerChange.DAMAGED, LedgerChange.FOREIGN) and self.renamed is not None:
            file = self.renamed
        if change is LedgerChange.TAKEN_AWAY:
            log.warning("%s was taken away; the one in its place is used now", file)
        else:
            log.warning("%s was written over while it was in use: %s, %s", self.path, change, file)
        self._kept = kept_files(self.path)
        self._journal = JournalRows()
        self.changed(change, file)
        self.replaced()
        if change is not LedgerChange.TAKEN_AWAY:
            with self._database.transaction(durable=True) as to:
                for name, saved in self._saved.items():
                    _put(to, name, saved)

    def _begun_anew(self) -> str | None:
        """Begin a new file in place of a damaged one; what is to be said of it, if it was damaged.

        What was to be written is still with the caller, and finds the new file the next time.
        """
        try:
            kept = self._database.begin_anew()
        except LedgerError as error:
            return str(error).removeprefix(f"{self.path}: ")
        except (sqlite3.Error, OSError) as error:
            return f"it is no sound database, and no other can be begun: {reason(self.path, error)}"
        if kept is None:
            return None
        self._kept = kept_files(self.path)
        self.replaced()
        return (
            f"it was no sound database any more: it is kept as {kept.name}, and a new one is begun"
        )

    def close(self) -> None:
        """Write the log back into the file and close it; what could not be written is kept."""
        for _ in range(LOOKS):
            try:
                self._look()
                break
            except (LedgerError, sqlite3.Error, OSError) as error:
                why = str(error)
            if not why.endswith(SOMEBODY_WRITES):
                log.warning("the ledger at the end: %s", why)
                break
            time.sleep(BETWEEN_S)
        self.keep_waiting()
        self._database.close()

    def keep_waiting(self) -> None:
        """Rows that are nowhere but in memory go into a file beside the ledger, each once."""
        owed = self._database.rows if self._database.owes else None
        self._beside.keep(owed, self.waiting())


def _put(to: sqlite3.Connection, name: str, saved: Saved) -> None:
    to.execute(
        "INSERT INTO state (name, version, body, boot) VALUES (?, ?, ?, ?) "
        "ON CONFLICT (name) DO UPDATE SET version = excluded.version, body = excluded.body, "
        "boot = excluded.boot",
        (name, saved.version, saved.body, saved.boot),
    )
