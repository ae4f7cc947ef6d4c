"""One SQLite file: opened, brought up to date, and found again when it is taken away.

Rules
- A file that is no sound database, or lacks what its version promises, is renamed; so is another
  program's. A new one is begun in its place. That holds while it is open as well.
- A file from a newer program is left as it is.
- Nothing of an open file is written over another that somebody copied into its place: it is looked
  at before each write and at the end. What changes it without SQLite has written over it. A ledger
  put there so is gone on with, and gets the rows of this run.
- Waiting for another program's lock never takes longer than ``BUSY_MS``, once the file is open.
- If the path no longer names the open file, a new file is begun there, in a folder of the owner.
"""

import contextlib
import logging
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path

from deskbreak.app.ports.engine_ports import LedgerChange
from deskbreak.domain.time.units import Now
from deskbreak.storage.file_place import (
    Looks,
    beside,
    close_overwritten,
    is_deleted,
    looks_of,
    part_from_log,
    put_back,
    same_file,
)
from deskbreak.storage.file_reasons import reason
from deskbreak.storage.ledger_kind import OPENING_S, Kind, is_sound_alone, kind_of
from deskbreak.storage.ledger_schema import (
    MIGRATIONS,
    LedgerError,
    any_text,
    bring_up_to_date,
    has_tables,
    version_of,
)
from deskbreak.storage.row_values import RowsOfThisRun, add_missing
from deskbreak.storage.set_aside import DAMAGED, FOREIGN, set_aside, set_log_aside

log = logging.getLogger(__name__)

BUSY_MS = 100
"""Milliseconds that each statement waits for a lock: the event loop waits meanwhile."""
SETTLED_S = 2.0
"""Seconds without a change after which a file that somebody wrote over is finished."""
SOMEBODY_WRITES = "another program writes over it"


class Database:
    """An open file. Raises LedgerError when it cannot be used at all.

    ``renamed`` is where a file that could not be used is now; ``rows`` are those of this run.
    """

    def __init__(self, path: Path, now: Now, clock: Callable[[], Now] | None = None) -> None:
        self.path = path
        self.renamed: Path | None = None
        self.rows = RowsOfThisRun()
        self.owes = False
        """The rows of this run were in a file that was overwritten, and are not written yet."""
        self._seen: Looks | None = None
        self._strange: Looks | None = None
        self._untold: LedgerChange | None = None
        self._version = 0
        self._log: Looks | None = None
        self._is_open = False
        self._now = clock or (lambda: now)
        try:
            self.connection = self._open()
        except (sqlite3.Error, OSError) as error:
            raise LedgerError(f"{path}: {reason(path, error)}") from error

    def _open(self) -> sqlite3.Connection:
        put_back(self.path)
        if self.path.is_symlink() or self.path.exists():
            self._make_way()
        else:
            self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        connection = self._up_to_date()
        if not has_tables(connection, len(MIGRATIONS)):
            connection.close()
            self._set_aside(DAMAGED)
            connection = self._up_to_date()
        connection.execute(f"PRAGMA busy_timeout={BUSY_MS}")
        connection.execute("PRAGMA wal_checkpoint(PASSIVE)")  # the file has all that was before
        self._is_open, self._strange = True, None
        self._log = looks_of(beside(self.path, "-wal"))
        self._remember(connection)
        return connection

    def _make_way(self) -> None:
        """Rename what stands at the place, if it cannot be used."""
        if not self.path.is_file():
            raise OSError  # what it is is told by ``reason``
        match kind_of(self.path):
            case Kind.FOREIGN:
                self._set_aside(FOREIGN)
            case Kind.DAMAGED if beside(self.path, "-wal").exists() and is_sound_alone(self.path):
                self._set_aside(DAMAGED, log_alone=True)
            case Kind.DAMAGED:
                self._set_aside(DAMAGED)
            case _:
                pass

    def _remember(self, connection: sqlite3.Connection) -> None:
        """What the file looks like after what we wrote."""
        self._seen = looks_of(self.path)
        (self._version,) = connection.execute("PRAGMA data_version").fetchone()

    def _up_to_date(self) -> sqlite3.Connection:
        self.path.touch(mode=0o600)
        with contextlib.suppress(OSError):  # somebody else's, that may be written all the same
            self.path.chmod(0o600)
        connection = sqlite3.connect(self.path, isolation_level=None, timeout=OPENING_S)
        connection.text_factory = any_text
        try:
            version_of(connection, self.path)
            connection.execute("PRAGMA journal_mode=WAL")
            connection.execute("PRAGMA cache_size=-256")
            bring_up_to_date(connection, self.path)
        except BaseException:
            connection.close()
            raise
        return connection

    def _set_aside(self, why: str, *, log_alone: bool = False) -> None:
        """Rename what cannot be used, with its companions, or these alone."""
        rename = set_log_aside if log_alone else set_aside
        aside = rename(self.path, why, self._now().wall)
        self.renamed = aside
        log.warning(
            "%s is %s; it was renamed to %s and a new one was begun",
            self.path,
            "another program's database" if why == FOREIGN else "not a sound database",
            aside,
        )

    def look(self) -> LedgerChange | None:
        """What somebody did to the file since the last time; one to write to is open afterwards.

        Raises OSError, sqlite3.Error or LedgerError if there is none now; what was done is then
        told later.
        """
        self._untold = self._found() or self._untold
        self._pay()
        told, self._untold = self._untold, None
        return told

    def _found(self) -> LedgerChange | None:
        if self._is_open:
            looks = looks_of(self.path)
            if looks == self._seen:
                return None
            if looks is not None and same_file(looks, self._seen):
                return self._changed_in_place(looks)
        self.owes, other = self.owes or is_deleted(self._seen), self.path.exists()
        part_from_log(self.path, self.connection, self._log)
        old, self.connection = self.connection, self._open()
        old.close()
        return LedgerChange.REPLACED if other and self.owes else LedgerChange.TAKEN_AWAY

    def _changed_in_place(self, looks: Looks) -> LedgerChange | None:
        if self._written_by_sqlite():
            self.write_log()
            self.rows.clear()
            self._seen = looks_of(self.path)
            return None
        quiet_s = self._now().wall.timestamp() - looks.changed_ns / 1e9
        if looks != self._strange and quiet_s < SETTLED_S:  # whoever copies may not be finished
            self._strange = looks
            raise LedgerError(f"{self.path}: {SOMEBODY_WRITES}")
        before = self.renamed
        self._part_from_overwritten()
        if not looks.size:  # not a fresh one: somebody emptied it
            self._set_aside(DAMAGED)
        self.connection = self._open()
        if self.renamed in (None, before):
            return LedgerChange.REPLACED
        foreign = f".{FOREIGN}-" in self.renamed.name
        return LedgerChange.FOREIGN if foreign else LedgerChange.DAMAGED

    def _written_by_sqlite(self) -> bool:
        """Whether another program has committed something to the file."""
        try:
            (version,) = self.connection.execute("PRAGMA data_version").fetchone()
        except sqlite3.Error:
            return False
        before, self._version = self._version, version
        return bool(version != before)

    def _part_from_overwritten(self) -> None:
        self._is_open, self.owes = False, True
        close_overwritten(self.path, self.connection)

    def _pay(self) -> None:
        """Write the rows of this run into a file that has them not. Raises sqlite3.Error."""
        if not self.owes:
            return
        with self.transaction(durable=True) as to:
            for row in self.rows:
                add_missing(to, row, f"{self._now().wall:%H%M%S}")
        self.owes = False

    def begin_anew(self) -> Path | None:
        """After ``may_be_damage``: where the file is now; None if it was sound after all.

        Raises OSError, sqlite3.Error or LedgerError if none can be begun.
        """
        self.connection.close()  # before its file is renamed: closing removes files by their names
        before, self._is_open = self.renamed, False  # if this fails, ``look`` tries again
        self.owes = True
        self.connection = self._open()
        self._pay()
        return None if self.renamed == before else self.renamed

    def write_log(self) -> bool:
        """Write the log into the file; whether all of it is there now."""
        try:
            busy, pages, written = self.connection.execute("PRAGMA wal_checkpoint").fetchone()
        except sqlite3.Error:
            return False
        self._seen = looks_of(self.path)
        return not busy and pages == written

    @contextlib.contextmanager
    def transaction(self, *, durable: bool) -> Iterator[sqlite3.Connection]:
        """All or nothing; ``durable`` waits for the disk. Raises sqlite3.Error."""
        self.connection.execute(f"PRAGMA synchronous={'FULL' if durable else 'NORMAL'}")
        self.connection.execute("BEGIN IMMEDIATE")
        try:
            yield self.connection
            self.connection.execute("COMMIT")
        except BaseException:
            with contextlib.suppress(sqlite3.Error):
                self.connection.execute("ROLLBACK")
            raise
        self._seen = looks_of(self.path)  # the log may have been written into it

    def close(self) -> None:
        """Write the log back into the file and close it; not into one that was overwritten."""
        looks = looks_of(self.path)
        other = looks != self._seen and same_file(looks, self._seen)
        if self._is_open and other and not self._written_by_sqlite():
            self._part_from_overwritten()
        self.connection.close()
