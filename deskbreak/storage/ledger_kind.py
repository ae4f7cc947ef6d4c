"""Whose database a file is, told without changing it.

Rules
- A ledger carries ``APPLICATION`` in its header. One of an earlier program carries nothing there,
  and has tables of ours.
- What belongs to another program is never written, not even by a look at it: closing the last
  connection to a file would write its log into it.
"""

import contextlib
import sqlite3
from collections.abc import Iterable
from enum import Enum, auto
from pathlib import Path

from deskbreak.storage.ledger_schema import APPLICATION, TABLES

MAGIC = b"SQLite format 3\0"
OPENING_S = 2.0
"""Seconds to wait for another program's lock at the start."""
KNOWN = 2
"""Tables of our names that make a file ours, where its header does not say whose it is."""


class Kind(Enum):
    """What stands at the ledger's place."""

    FRESH = auto()
    """Nothing is in it yet; or only its log has something."""
    LEDGER = auto()
    """Ours, of any version, without damage."""
    FOREIGN = auto()
    """Another program's database."""
    DAMAGED = auto()


def kind_of(path: Path) -> Kind:
    """Raises OSError or sqlite3.OperationalError if it cannot be told: that is no damage."""
    with path.open("rb") as file:
        head = file.read(100)
    if not head:
        return Kind.FRESH
    if not head.startswith(MAGIC):
        return Kind.DAMAGED
    application = int.from_bytes(head[68:72], "big")
    tables = _tables_alone(path)
    if is_foreign(application, tables):
        return Kind.FOREIGN
    if not _is_sound(path):
        return Kind.DAMAGED
    return Kind.LEDGER if tables else Kind.FRESH


def is_foreign(application: int, tables: Iterable[str]) -> bool:
    """Whether a database with these tables belongs to another program."""
    found = set(tables)
    if application:
        return application != APPLICATION
    return bool(found) and len(found & set(TABLES)) < KNOWN


def says_foreign(connection: sqlite3.Connection) -> bool:
    """The same of an open one. Raises sqlite3.Error."""
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    return is_foreign(application, _names(connection))


def is_sound_alone(path: Path) -> bool:
    """Whether the file is a ledger without damage, if its log is left out."""
    try:
        with contextlib.closing(_read_only(path, "&immutable=1")) as connection:
            return _check(connection, "quick_check") and not says_foreign(connection)
    except sqlite3.Error:
        return False


def _tables_alone(path: Path) -> set[str]:
    """The tables as the file has them without its log; none if it cannot be read so."""
    try:
        with contextlib.closing(_read_only(path, "&immutable=1")) as connection:
            return _names(connection)
    except sqlite3.Error:
        return set()


def _names(connection: sqlite3.Connection) -> set[str]:
    query = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT GLOB 'sqlite*'"
    return {name for (name,) in connection.execute(query)}


def _is_sound(path: Path) -> bool:
    """Whether it is a database without damage, its log included.

    A log that was left by a kill may be that of another file that stood here: then it is looked at
    more closely, and nothing of it is written into this one.
    """
    left = path.with_name(f"{path.name}-wal")
    try:
        if left.exists() and left.stat().st_size:
            with contextlib.closing(_read_only(path)) as connection:
                return _check(connection, "integrity_check")
        with contextlib.closing(sqlite3.connect(path, timeout=OPENING_S)) as connection:
            return _check(connection, "quick_check")
    except sqlite3.OperationalError:
        raise  # locked, unreadable, no room: not the file's fault
    except sqlite3.DatabaseError:
        return False


def _check(connection: sqlite3.Connection, how: str) -> bool:
    (said,) = connection.execute(f"PRAGMA {how}(1)").fetchone()
    return bool(said == "ok")


def _read_only(path: Path, more: str = "") -> sqlite3.Connection:
    return sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro{more}", uri=True, timeout=OPENING_S)
