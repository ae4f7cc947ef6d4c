"""The one database: the ledger of outcomes and holds, and the state that survives a restart.

SQLite in WAL mode. Every step of the machine is one transaction, so that state and ledger agree
whenever the process is killed. A transaction that carries a record or an answer is flushed to the
disk (``synchronous=FULL``); the note "I am alive", once a minute, is not.
"""

import contextlib
import logging
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from msgspec import Struct

from deskbreak.app.journal import Notes
from deskbreak.domain.machine.state import State
from deskbreak.domain.time.units import SECOND, Now
from deskbreak.domain.time.working_hours import day_at, wall_at
from deskbreak.domain.vocabulary.effects import Effect, HoldPrompt, Record
from deskbreak.storage.database import Database, may_be_damage, reason
from deskbreak.storage.journal_rows import JournalRows
from deskbreak.storage.ledger_schema import LedgerError

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


class Saved(Struct, frozen=True):
    """A saved value as it was found."""

    version: int
    body: bytes
    boot: str


class Ledger:
    """Writes the database. Raises LedgerError when it cannot be used.

    If its file is taken away or damaged while it is open, a new one is begun, and ``replaced`` is
    called; before that ``taken_away``, if it was not damaged.
    """

    def __init__(self, path: Path, now: Now) -> None:
        self.path = path
        self.replaced: Callable[[], None] = lambda: None
        self.taken_away: Callable[[], None] = lambda: None
        self._database = Database(path, now)
        self._journal = JournalRows()

    @property
    def renamed(self) -> Path | None:
        """Where a file that was no sound database is now."""
        return self._database.renamed

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
                (_text(now.wall), why, name),
            )
            to.execute("DELETE FROM state WHERE name = ?", (name,))

    def save(self, name: str, version: int, body: bytes, boot: str) -> None:
        """Keep a value, durably. Raises LedgerError."""
        with self._whole(durable=True) as to:
            _put(to, name, Saved(version, body, boot))

    def commit(self, steps: Sequence[Step], saved: Saved, *, durable: bool) -> None:
        """Rows of one or more steps and the state after them, all or nothing.

        Raises LedgerError.
        """
        with self._whole(durable=durable) as to:
            for step in steps:
                _write(to, step)
                self._journal.write(to, step.notes, step.state)
            _put(to, STATE, saved)

    @contextlib.contextmanager
    def _whole(self, *, durable: bool) -> Iterator[sqlite3.Connection]:
        """A transaction on the file that the path names now; every failure is a LedgerError."""
        try:
            if self._database.reopened():
                log.warning("%s was taken away; the one in its place is used now", self.path)
                self.taken_away()
                self.replaced()
            with self._database.transaction(durable=durable) as to:
                yield to
        except (sqlite3.Error, OSError) as error:
            why = self._begun_anew() if may_be_damage(error) else None
            raise LedgerError(f"{self.path}: {why or reason(self.path, error)}") from error

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
        self.replaced()
        return (
            f"it was no sound database any more: it is kept as {kept.name}, and a new one is begun"
        )

    def close(self) -> None:
        """Write the log back into the file and close it."""
        self._database.close()


def _put(to: sqlite3.Connection, name: str, saved: Saved) -> None:
    to.execute(
        "INSERT INTO state (name, version, body, boot) VALUES (?, ?, ?, ?) "
        "ON CONFLICT (name) DO UPDATE SET version = excluded.version, body = excluded.body, "
        "boot = excluded.boot",
        (name, saved.version, saved.body, saved.boot),
    )


def _write(to: sqlite3.Connection, step: Step) -> None:
    """The rows of one step."""
    state, effects = step.state, step.effects
    wall = wall_at(state.zone, state.epoch)
    for effect in effects:
        match effect:
            case Record():
                _insert(to, effect, state, wall)
            case HoldPrompt(reason):
                _end_hold(to, wall)
                to.execute(
                    "INSERT INTO hold (reason, since) VALUES (?, ?)", (reason.value, _text(wall))
                )
            case _:
                pass
    kept = state.holds.kept
    if kept is None or kept.settled_at is not None:
        _end_hold(to, wall)


def _end_hold(to: sqlite3.Connection, wall: datetime) -> None:
    """Nothing is kept back for the reason of the last row any more."""
    to.execute("UPDATE hold SET until = ? WHERE until IS NULL", (_text(wall),))


def _insert(to: sqlite3.Connection, record: Record, state: State, wall: datetime) -> None:
    to.execute(
        "INSERT INTO record (at, epoch, day, outcome, prompt, routine, sitting_s, away_s, detail) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            _text(wall),
            state.epoch,
            day_at(state.settings.hours, state.zone, state.epoch).isoformat(),
            record.outcome.value,
            record.id,
            record.routine,
            record.sitting // SECOND,
            None if record.away is None else record.away // SECOND,
            record.detail,
        ),
    )


def _text(wall: datetime) -> str:
    return wall.isoformat(timespec="seconds")
