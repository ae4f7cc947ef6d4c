"""The rows of the ledger, read as a stream, and deleted for good."""

from collections.abc import Iterator
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

import msgspec
from msgspec import Struct

from deskbreak.domain.time.units import DAY_STARTS
from deskbreak.storage import unwritten_rows
from deskbreak.storage.ledger_reading import opened, reading
from deskbreak.storage.ledger_schema import LedgerError
from deskbreak.storage.row_values import record_shown
from deskbreak.storage.sound_rows import unseen


class Row(NamedTuple):
    """One row of the ledger."""

    at: str
    """Local time with its offset, ISO 8601."""
    day: str
    outcome: str
    prompt: str | None
    """The prompt's id; the id of a set-up check."""
    routine: str | None
    sitting_s: int
    """Sitting before it, seconds."""
    away_s: int | None
    detail: str | None
    """The answer to a set-up check."""


class Within(Struct, frozen=True):
    """Days from ``since`` up to and including ``until``, ISO dates; None: no limit."""

    since: str | None = None
    until: str | None = None

    @property
    def limits(self) -> tuple[str, str]:
        """The same as texts to compare with."""
        return self.since or "", self.until or "9999"


ALWAYS = Within()
"""Every day."""


class HoldRow(NamedTuple):
    """A prompt was kept back."""

    reason: str
    since: str
    until: str | None


class DayRow(NamedTuple):
    """What a day came to, at all machines together."""

    day: str
    sitting_s: int
    longest_s: int


class FeltRow(NamedTuple):
    """How a routine felt."""

    day: str
    routine: str
    answer: str


DAYS = """
    WITH saved AS (
        SELECT CAST(body AS TEXT) AS text FROM state WHERE name = 'state'
    ), now AS (
        SELECT json_extract(text, '$.today.day') AS day,
            (json_extract(text, '$.today.sitting') + json_extract(text, '$.sitting.unsure')) / 1000
                AS sitting_s,
            json_extract(text, '$.today.longest') / 1000 AS longest_s
        FROM saved WHERE json_valid(text)
    ), sound AS (
        SELECT day, sitting_s, longest_s FROM now WHERE date(day, '+0 days') = day
            AND typeof(sitting_s) = 'integer' AND typeof(longest_s) = 'integer'
    ), latest AS (
        SELECT day, sitting_s, longest_s FROM day
            WHERE origin <> '' OR day NOT IN (SELECT day FROM sound)
        UNION ALL
        SELECT day, sitting_s, longest_s FROM sound WHERE sitting_s > 0
    )
    SELECT day, sum(sitting_s), max(longest_s) FROM latest
    WHERE day >= ? AND day <= ? GROUP BY day ORDER BY day
"""
"""What days came to; the present one as the state was last saved, which is once a minute."""


def history(path: Path, within: Within = ALWAYS) -> Iterator[Row]:
    """The rows of some days, oldest first, as they are read. Raises LedgerError."""
    query = (
        "SELECT at, day, outcome, prompt, routine, sitting_s, away_s, detail FROM record "
        "WHERE day >= ? AND day <= ? ORDER BY epoch, number"
    )
    with reading(path) as connection:
        if connection is not None:
            yield from map(Row._make, connection.execute(query, within.limits))


def holds(path: Path, within: Within = ALWAYS) -> list[HoldRow]:
    """What was kept back on some days. Raises LedgerError."""
    since, until = within.limits
    with reading(path) as connection:
        if connection is None:
            return []
        found = connection.execute(
            "SELECT reason, since, until FROM hold "
            "WHERE substr(since, 1, 10) >= ? AND substr(since, 1, 10) <= ? ORDER BY since",
            (since, until),
        )
        return [HoldRow(*row) for row in found]


def days(path: Path, within: Within = ALWAYS) -> list[DayRow]:
    """What each day came to. Raises LedgerError."""
    with reading(path) as connection:
        if connection is None:
            return []
        found = connection.execute(DAYS, within.limits)
        return [DayRow(*row) for row in found]


def felt(path: Path, within: Within = ALWAYS) -> list[FeltRow]:
    """How routines felt. Raises LedgerError."""
    with reading(path) as connection:
        if connection is None:
            return []
        found = connection.execute(
            "SELECT day, routine, answer FROM comfort WHERE day >= ? AND day <= ? ORDER BY number",
            within.limits,
        )
        return [FeltRow(*row) for row in found]


def unwritten(path: Path) -> list[Row]:
    """The records that a run could not write until its end. Raises LedgerError."""
    try:
        rows = unwritten_rows.take(path)
    except OSError as error:
        raise LedgerError(f"{path}: {error.strerror or error}") from error
    found = (as_row(record_shown(values)) for table, values in rows if table == "record")
    return [row for row in found if row is not None]


def as_row(values: object) -> Row | None:
    """One that was not read from the ledger; None if it is none."""
    try:
        return msgspec.convert(values, Row)
    except msgspec.ValidationError:
        return None


def count(path: Path, before: str | None = None) -> int:
    """How many records there are, or of days before one. Raises LedgerError."""
    with reading(path) as connection:
        if connection is None:
            return 0
        if before is None:
            (found,) = connection.execute("SELECT count(*) FROM main.record").fetchone()
        else:
            (found,) = connection.execute(
                "SELECT count(*) FROM record WHERE day < ?", (before,)
            ).fetchone()
        return int(found)


def left_out(path: Path) -> int:
    """How many records there are that cannot be read. Raises LedgerError."""
    with reading(path) as connection:
        return 0 if connection is None else unseen(connection)


def forget(path: Path, before: str | None = None) -> int:
    """Delete for good, all or what is of days before one; returns how many records that was.

    Raises LedgerError.
    """
    if before is None:
        try:
            unwritten_rows.forget(path)
        except OSError as error:
            raise LedgerError(f"{path}: {error.strerror or error}") from error
    if not path.exists():
        return 0
    with opened(path, write=True) as connection:
        connection.execute("PRAGMA secure_delete=ON")
        connection.execute("BEGIN IMMEDIATE")
        (deleted,) = connection.execute("SELECT count(*) FROM record").fetchone()
        if before is None:  # whatever stands in a row, and whatever was set aside of the state
            for table in ("record", "hold", "comfort", "day", "journal", "set_aside"):
                connection.execute(f"DELETE FROM {table}")  # noqa: S608 - ours
        else:
            connection.execute("DELETE FROM record WHERE day < ?", (before,))
            connection.execute("DELETE FROM hold WHERE substr(since, 1, 10) < ?", (before,))
            connection.execute("DELETE FROM comfort WHERE day < ?", (before,))
            connection.execute("DELETE FROM day WHERE day < ?", (before,))
            connection.execute("DELETE FROM journal WHERE at < ?", (_begins(before),))
        (left,) = connection.execute("SELECT count(*) FROM record").fetchone()
        connection.execute("COMMIT")
        with closing(connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")):
            pass
        connection.execute("VACUUM")
        return int(deleted - left)


def _begins(day: str) -> int:
    """Epoch seconds at which a day begins here."""
    morning = datetime.fromisoformat(day) + DAY_STARTS
    return int(morning.astimezone().timestamp())
