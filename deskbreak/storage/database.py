"""One SQLite file: opened, brought up to date, and found again when it is taken away.

Rules
- A file that is no sound database, or lacks what its version promises, is renamed; a new one is
  begun beside it. That holds while it is open as well: another program may write over it.
- A file from a newer program is left as it is.
- Waiting for another program's lock never takes longer than ``BUSY_MS``, once the file is open.
- If the path no longer names the open file, a new file is begun there, in a folder of the owner.
"""

import contextlib
import logging
import os
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from deskbreak.domain.time.units import Now
from deskbreak.storage.ledger_schema import (
    MIGRATIONS,
    LedgerError,
    any_text,
    bring_up_to_date,
    has_tables,
)

log = logging.getLogger(__name__)

OPENING_S = 2.0
"""Seconds to wait for another program's lock at the start."""
BUSY_MS = 100
"""The same for each statement later: the event loop waits meanwhile."""


class Database:
    """An open file. Raises LedgerError when it cannot be used at all.

    ``renamed`` is where a file that was no sound database is now.
    """

    def __init__(self, path: Path, now: Now) -> None:
        self.path = path
        self.renamed: Path | None = None
        self._inode: tuple[int, int] | None = None
        self._log: tuple[int, int] | None = None
        self._is_open = False
        self._opened = now.wall
        try:
            self.connection = self._open()
        except (sqlite3.Error, OSError) as error:
            raise LedgerError(f"{path}: {reason(path, error)}") from error

    def _open(self) -> sqlite3.Connection:
        if self.path.is_symlink() or self.path.exists():
            if not _is_sound(self.path):
                self._set_aside()
        else:
            self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        connection = self._up_to_date()
        if not has_tables(connection, len(MIGRATIONS)):
            connection.close()
            self._set_aside()
            connection = self._up_to_date()
        connection.execute(f"PRAGMA busy_timeout={BUSY_MS}")
        self._inode, self._is_open = _inode(self.path), True
        self._log = _inode(self._beside("-wal"))
        return connection

    def _beside(self, tail: str) -> Path:
        return self.path.with_name(self.path.name + tail)

    def _up_to_date(self) -> sqlite3.Connection:
        self.path.touch(mode=0o600)
        with contextlib.suppress(OSError):  # somebody else's, that may be written all the same
            self.path.chmod(0o600)
        connection = sqlite3.connect(self.path, isolation_level=None, timeout=OPENING_S)
        connection.text_factory = any_text
        try:
            connection.execute("PRAGMA journal_mode=WAL")
            connection.execute("PRAGMA cache_size=-256")
            bring_up_to_date(connection, self.path)
        except BaseException:
            connection.close()
            raise
        return connection

    def _set_aside(self) -> None:
        """Rename what is no database of ours, with its companions."""
        aside = _free(self.path.with_name(f"{self.path.name}.damaged-{self._opened:%Y%m%dT%H%M%S}"))
        for tail in ("-wal", "-shm"):
            with contextlib.suppress(FileNotFoundError):
                self._beside(tail).rename(f"{aside}{tail}")
        self.path.rename(aside)
        self.renamed = aside
        log.warning(
            "%s is not a sound database; it was renamed to %s and a new one was begun",
            self.path,
            aside,
        )

    def reopened(self) -> bool:
        """Whether the file had been taken away, and a new one was begun in its place.

        Raises OSError or sqlite3.Error if none can be begun; then the old one is still in use.
        """
        if self._is_open and _inode(self.path) == self._inode:
            return False
        self._part_from_log()
        fresh = self._open()
        self.connection.close()
        self.connection = fresh
        return True

    def _part_from_log(self) -> None:
        """SQLite would write the log of the file that was open over the one in its place."""
        if self._log is None or _inode(self._beside("-wal")) != self._log:
            return
        with contextlib.suppress(sqlite3.Error):  # into the file it belongs to, wherever that is
            self.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        for tail in ("-wal", "-shm"):
            self._beside(tail).unlink(missing_ok=True)

    def begin_anew(self) -> Path | None:
        """After ``may_be_damage``: where the file is now; None if it was sound after all.

        Raises OSError, sqlite3.Error or LedgerError if none can be begun.
        """
        self.connection.close()  # before its file is renamed: closing removes files by their names
        before, self._is_open = self.renamed, False  # if this fails, ``reopened`` tries again
        self.connection = self._open()
        return None if self.renamed == before else self.renamed

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

    def close(self) -> None:
        """Write the log back into the file and close it."""
        self.connection.close()


def reason(path: Path, error: Exception) -> str:
    """Why a file cannot be used, more exactly than SQLite says it."""
    if path.is_symlink() and not path.exists():
        return "it is a link that leads nowhere: mend or remove the link"
    if path.exists() and not path.is_file():
        return "it is no file: move it away"
    folder = path.parent
    if folder.exists() and not os.access(folder, os.W_OK):
        return f"the folder {folder} cannot be written to: give yourself the right to"
    if path.exists() and not os.access(path, os.W_OK):
        return "it cannot be written to: give yourself the right to"
    if isinstance(error, OSError):
        return str(error.strerror or error)
    return str(error)


def may_be_damage(error: Exception) -> bool:
    """Whether the file may be at fault: no database, a contradiction, a table that is gone."""
    code = getattr(error, "sqlite_errorcode", 0)
    return code & 0xFF in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_ERROR)


def _free(path: Path) -> Path:
    """The path, or one like it that nothing has."""
    names = (path.with_name(f"{path.name}-{number}") for number in range(2, 1000))
    return next(each for each in (path, *names) if not each.exists())


def _inode(path: Path) -> tuple[int, int] | None:
    """What names the file as long as it stands there; None where there is none."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def _is_sound(path: Path) -> bool:
    """Whether a file is a database without damage. An empty one is a fresh one."""
    try:
        with contextlib.closing(sqlite3.connect(path, timeout=OPENING_S)) as connection:
            (said,) = connection.execute("PRAGMA quick_check(1)").fetchone()
            return bool(said == "ok")
    except sqlite3.OperationalError:
        raise  # locked, unreadable, no room: not the file's fault
    except sqlite3.DatabaseError:
        return False
