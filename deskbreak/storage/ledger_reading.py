"""Opens the ledger for reading beside a running daemon, and says in one line why it cannot.

Rules
- No file: there is nothing to read, which is no error.
- A ledger of an older program is brought up to date first; one of a newer program, a damaged file,
  a foreign database and one that stays locked are each told in one line. None is changed.
- Rows that make no sense are not seen (``sound_rows``).
"""

import contextlib
import os
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from deskbreak.storage.file_reasons import reason
from deskbreak.storage.ledger_kind import says_foreign
from deskbreak.storage.ledger_schema import (
    MIGRATIONS,
    LedgerError,
    any_text,
    bring_up_to_date,
    has_tables,
    version_of,
)
from deskbreak.storage.sound_rows import see_only_sound

WAITS_S = 2.0
"""Seconds to wait for another program's lock."""


@contextlib.contextmanager
def reading(path: Path) -> Iterator[sqlite3.Connection | None]:
    """A connection that cannot write; None without a file. Raises LedgerError."""
    missing = not path.is_symlink() and not path.exists()
    if missing or (path.is_file() and path.stat().st_size == 0):
        yield None
        return
    with opened(path, write=False) as connection:
        see_only_sound(connection)
        yield connection


@contextlib.contextmanager
def opened(path: Path, *, write: bool) -> Iterator[sqlite3.Connection]:
    """A connection to a ledger of this version. Raises LedgerError."""
    try:
        with contextlib.closing(_connect(path, write=write)) as connection:
            yield connection
    except (sqlite3.Error, OSError) as error:
        raise LedgerError(f"{path}: {_why(path, error)}") from error


def _connect(path: Path, *, write: bool) -> sqlite3.Connection:
    connection = _open(path, write=write)
    try:
        version = _known_version(connection, path)
    except BaseException:
        connection.close()
        raise
    if version == len(MIGRATIONS):
        return connection
    connection.close()
    with contextlib.closing(_open(path, write=True)) as older:
        bring_up_to_date(older, path)
    return _open(path, write=write)


def _known_version(connection: sqlite3.Connection, path: Path) -> int:
    """The version of a ledger. Raises LedgerError if it is none, or a newer one."""
    foreign = says_foreign(connection)
    version = 0 if foreign else version_of(connection, path)
    if foreign or not has_tables(connection, version):
        raise LedgerError(
            f"{path} is a database, but not a ledger of deskbreak: move it away; "
            "nothing was changed"
        )
    return version


def _open(path: Path, *, write: bool) -> sqlite3.Connection:
    if path.exists() and not path.is_file():  # to open a pipe would wait for somebody to write
        raise LedgerError(f"{path}: {reason(path, OSError())}")
    mode = "rw" if write else "ro"
    connection = sqlite3.connect(
        f"{path.absolute().as_uri()}?mode={mode}", uri=True, timeout=WAITS_S, isolation_level=None
    )
    connection.text_factory = any_text
    return connection


def _why(path: Path, error: Exception) -> str:
    if isinstance(error, sqlite3.OperationalError) and "locked" in str(error):
        return "it is locked by another program: close that one and try again"
    if isinstance(error, sqlite3.DatabaseError) and not isinstance(
        error, sqlite3.OperationalError | sqlite3.IntegrityError
    ):
        return (
            "it is not a sound database: move it away, or start deskbreak, which keeps it beside "
            "a new one"
        )
    if path.exists() and not os.access(path, os.R_OK):
        return "it cannot be read: give yourself the right to"
    return reason(path, error)
