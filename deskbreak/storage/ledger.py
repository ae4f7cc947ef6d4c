"""The one database: the ledger of outcomes and holds, and the state that survives a restart.

SQLite in WAL mode. Every step of the machine is one transaction, so that state and ledger agree
whenever the process is killed. A transaction that carries a record or an answer is flushed to the
disk (``synchronous=FULL``); the note "I am alive", once a minute, is not.
"""

import contextlib
import logging
import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TypeAlias

from deskbreak.domain.machine.state import State
from deskbreak.domain.time.units import SECOND, Now
from deskbreak.domain.time.working_hours import day_at, wall_at
from deskbreak.domain.vocabulary.effects import Effect, HoldPrompt, Record

log = logging.getLogger(__name__)

MIGRATIONS = (
    """
    CREATE TABLE record (
        number INTEGER PRIMARY KEY,
        at TEXT NOT NULL,
        epoch INTEGER NOT NULL,
        day TEXT NOT NULL,
        outcome TEXT NOT NULL,
        prompt TEXT,
        routine TEXT,
        sitting_s INTEGER NOT NULL,
        away_s INTEGER,
        detail TEXT
    );
    CREATE INDEX record_day ON record (day);
    CREATE UNIQUE INDEX one_final_outcome ON record (prompt)
        WHERE outcome IN ('done', 'taken', 'skipped', 'missed', 'stopped');
    CREATE TABLE hold (
        number INTEGER PRIMARY KEY,
        reason TEXT NOT NULL,
        since TEXT NOT NULL,
        until TEXT
    );
    CREATE TABLE state (
        name TEXT PRIMARY KEY,
        version INTEGER NOT NULL,
        body BLOB NOT NULL,
        boot TEXT NOT NULL
    );
    CREATE TABLE set_aside (
        number INTEGER PRIMARY KEY,
        at TEXT NOT NULL,
        name TEXT NOT NULL,
        version INTEGER NOT NULL,
        body BLOB NOT NULL,
        why TEXT NOT NULL
    );
    """,
)
"""Scripts from each ``user_version`` to the next."""

Step: TypeAlias = tuple[State, tuple[Effect, ...]]
"""The state after a step, and the effects of which some are rows."""

STATE = "state"
SETTINGS = "settings"


class LedgerError(Exception):
    """The database cannot be used; the text says why and what to do, in one line."""


@dataclass(frozen=True, slots=True)
class Saved:
    """A saved value as it was found."""

    version: int
    body: bytes
    boot: str


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the ledger."""

    at: str
    day: str
    outcome: str
    prompt: str | None
    routine: str | None
    sitting_s: int
    away_s: int | None
    detail: str | None


class Ledger:
    """Opens, migrates and writes the database. Raises LedgerError when it cannot be used."""

    def __init__(self, path: Path, now: Now) -> None:
        self.path = path
        self.renamed: Path | None = None
        """Where a file that was no sound database is now."""
        try:
            self._connection = self._open(now)
            self._migrate()
        except sqlite3.Error as error:
            raise LedgerError(f"{path}: {error}") from error

    def _open(self, now: Now) -> sqlite3.Connection:
        """A connection to a sound database; a file that is none is renamed first."""
        if self.path.exists() and not _is_sound(self.path):
            aside = self.path.with_name(f"{self.path.name}.damaged-{now.wall:%Y%m%dT%H%M%S}")
            for tail in ("-wal", "-shm"):
                with contextlib.suppress(FileNotFoundError):
                    self.path.with_name(self.path.name + tail).rename(f"{aside}{tail}")
            self.path.rename(aside)
            self.renamed = aside
            log.warning(
                "%s is not a sound database; it was renamed to %s and a new one was begun",
                self.path,
                aside,
            )
        self.path.touch(mode=0o600)
        connection = sqlite3.connect(self.path, isolation_level=None, timeout=2)
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA cache_size=-256")
        return connection

    def _migrate(self) -> None:
        """Bring the schema up to date; one from a newer program is left as it is."""
        (version,) = self._connection.execute("PRAGMA user_version").fetchone()
        if version > len(MIGRATIONS):
            raise LedgerError(
                f"{self.path} was written by a newer deskbreak (schema {version}, this one knows "
                f"{len(MIGRATIONS)}): update deskbreak; nothing was changed"
            )
        for number, script in enumerate(MIGRATIONS[version:], version + 1):
            self._connection.executescript(
                f"BEGIN IMMEDIATE; {script} PRAGMA user_version={number}; COMMIT;"
            )

    def load(self, name: str) -> Saved | None:
        """A saved value, or None if there is none."""
        found = self._connection.execute(
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
        with self._transaction(durable=True) as to:
            to.execute(
                "INSERT INTO set_aside (at, name, version, body, why) "
                "SELECT ?, name, version, body, ? FROM state WHERE name = ?",
                (_text(now.wall), why, name),
            )
            to.execute("DELETE FROM state WHERE name = ?", (name,))

    def save(self, name: str, version: int, body: bytes, boot: str) -> None:
        """Keep a value, durably."""
        with self._transaction(durable=True) as to:
            _put(to, name, Saved(version, body, boot))

    def commit(self, steps: Sequence[Step], saved: Saved, *, durable: bool) -> None:
        """Rows of one or more steps and the state after them, all or nothing.

        Raises LedgerError.
        """
        try:
            with self._transaction(durable=durable) as to:
                for step in steps:
                    _write(to, step)
                _put(to, STATE, saved)
        except sqlite3.Error as error:
            raise LedgerError(f"{self.path}: {error}") from error

    @contextlib.contextmanager
    def _transaction(self, *, durable: bool) -> Iterator[sqlite3.Connection]:
        """All or nothing; ``durable`` waits for the disk."""
        self._connection.execute(f"PRAGMA synchronous={'FULL' if durable else 'NORMAL'}")
        self._connection.execute("BEGIN IMMEDIATE")
        try:
            yield self._connection
            self._connection.execute("COMMIT")
        except BaseException:
            with contextlib.suppress(sqlite3.Error):
                self._connection.execute("ROLLBACK")
            raise

    def close(self) -> None:
        """Fold the log back into the file and let go of it."""
        self._connection.close()


def _is_sound(path: Path) -> bool:
    """Whether a file is a database without damage. An empty one is a fresh one."""
    try:
        with contextlib.closing(sqlite3.connect(path, timeout=2)) as connection:
            (said,) = connection.execute("PRAGMA quick_check(1)").fetchone()
            return bool(said == "ok")
    except sqlite3.OperationalError:
        raise  # locked, unreadable, no room: not the file's fault
    except sqlite3.DatabaseError:
        return False


def _put(to: sqlite3.Connection, name: str, saved: Saved) -> None:
    to.execute(
        "INSERT INTO state (name, version, body, boot) VALUES (?, ?, ?, ?) "
        "ON CONFLICT (name) DO UPDATE SET version = excluded.version, body = excluded.body, "
        "boot = excluded.boot",
        (name, saved.version, saved.body, saved.boot),
    )


def _write(to: sqlite3.Connection, step: Step) -> None:
    """The rows of one step."""
    state, effects = step
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


def history(path: Path, since: str | None = None) -> list[Row]:
    """The rows from a day (ISO date) on, oldest first; without a file there are none.

    Opens the file for reading only, so that it may be called beside a running daemon. Raises
    LedgerError.
    """
    if not path.exists():
        return []
    try:
        with contextlib.closing(_reading(path)) as connection:
            found = connection.execute(
                "SELECT at, day, outcome, prompt, routine, sitting_s, away_s, detail FROM record "
                "WHERE day >= ? ORDER BY number",
                (since or "",),
            )
            return [Row(*row) for row in found]
    except sqlite3.Error as error:
        raise LedgerError(f"{path}: {error}") from error


def forget(path: Path, before: str | None = None) -> int:
    """Delete rows for good, all or those of days before one; returns how many.

    Raises LedgerError.
    """
    if not path.exists():
        return 0
    try:
        with contextlib.closing(sqlite3.connect(path, timeout=5)) as connection:
            connection.execute("PRAGMA secure_delete=ON")
            limit = before or "9999"
            deleted = connection.execute("DELETE FROM record WHERE day < ?", (limit,)).rowcount
            connection.execute("DELETE FROM hold WHERE substr(since, 1, 10) < ?", (limit,))
            connection.commit()
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            connection.execute("VACUUM")
            return deleted
    except sqlite3.Error as error:
        raise LedgerError(f"{path}: {error}") from error


def _reading(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, timeout=5)
