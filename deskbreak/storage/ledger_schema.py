"""The tables of the ledger, version by version, and what a file must have to be one."""

import sqlite3
from pathlib import Path

from deskbreak.errors import FileUnusableError

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
    """
    CREATE TABLE journal (
        number INTEGER PRIMARY KEY,
        at INTEGER NOT NULL,
        what TEXT NOT NULL,
        sitting_s INTEGER NOT NULL,
        stretch_s INTEGER NOT NULL,
        every_s INTEGER NOT NULL,
        about TEXT
    );
    CREATE TABLE day (
        day TEXT NOT NULL,
        origin TEXT NOT NULL DEFAULT '',
        sitting_s INTEGER NOT NULL,
        longest_s INTEGER NOT NULL,
        PRIMARY KEY (day, origin)
    ) WITHOUT ROWID;
    CREATE TABLE comfort (
        number INTEGER PRIMARY KEY,
        at TEXT NOT NULL,
        day TEXT NOT NULL,
        routine TEXT NOT NULL,
        answer TEXT NOT NULL
    );
    CREATE TABLE identity (origin TEXT NOT NULL);
    INSERT INTO identity VALUES (lower(hex(randomblob(8))));
    INSERT INTO day (day, sitting_s, longest_s)
        SELECT day, sum(sitting_s), max(sitting_s) FROM record
        WHERE outcome IN ('done', 'taken', 'stopped', 'break') GROUP BY day;
    """,
)
"""Scripts from each ``user_version`` to the next."""

TABLES = {
    "record": "at epoch day outcome prompt routine sitting_s away_s detail",
    "hold": "reason since until",
    "state": "name version body boot",
    "set_aside": "at name version body why",
    "journal": "at what sitting_s stretch_s every_s about",
    "day": "day origin sitting_s longest_s",
    "comfort": "at day routine answer",
    "identity": "origin",
}
"""Columns that each table must have, in the order in which the versions brought the tables."""

TABLES_AT = (1, 4, 8)
"""How many of them there are at each version; a file without a version has no table of ours."""

APPLICATION = 0x64736B62
"""In the header of the file: it is a ledger of deskbreak, whatever its version."""


class LedgerError(FileUnusableError):
    """The database cannot be used; the text says which, why and what to do, in one line."""


def bring_up_to_date(connection: sqlite3.Connection, path: Path) -> None:
    """Bring the schema up to date; one from a newer program is left as it is.

    Raises LedgerError and sqlite3.Error.
    """
    version = version_of(connection, path)
    for number, script in enumerate(MIGRATIONS[version:], version + 1):
        connection.executescript(f"BEGIN IMMEDIATE; {script} PRAGMA user_version={number}; COMMIT;")
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    if application != APPLICATION:
        connection.execute(f"PRAGMA application_id={APPLICATION}")


def version_of(connection: sqlite3.Connection, path: Path) -> int:
    """The version of the schema. Raises LedgerError if this program does not know it."""
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if version > len(MIGRATIONS):
        raise LedgerError(
            f"{path} was written by a newer deskbreak (schema {version}, this one knows "
            f"{len(MIGRATIONS)}): update deskbreak; nothing was changed"
        )
    return int(version)


def has_tables(connection: sqlite3.Connection, version: int) -> bool:
    """Whether every table of a version has the columns that are written and read."""
    tables = dict(list(TABLES.items())[: TABLES_AT[version]])
    for table, columns in tables.items():
        found = {row[1] for row in connection.execute(f"PRAGMA table_info({table})")}
        if not found.issuperset(columns.split()):
            return False
    return True


def any_text(raw: bytes) -> str:
    """A text of the file; one that is no UTF-8 hides nothing but itself."""
    return raw.decode("utf-8", "replace")
