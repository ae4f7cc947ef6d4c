"""Rows of the ledger as values: written, kept for a while, written again where they are missing.

Rules
- The newest ``LEAST`` rows of this run stay in memory; none leaves it before the database has
  written its log into its file (``RowsOfThisRun.trim``).
- ``add_missing`` writes a row only where there is none like it, so that doing it twice is harmless.
"""

import sqlite3
from collections import deque
from collections.abc import Callable, Iterator
from typing import TypeAlias

import msgspec

LEAST, MOST = 128, 256
"""Rows in memory after and before they are trimmed; about 100 bytes each."""
RECENT = 2000
"""Among so many of the last rows of a table one is looked for that may be there already."""

Value: TypeAlias = str | int | None
Row: TypeAlias = tuple[str, tuple[Value, ...]]
"""A table with its values, or what happened to the rows that are there."""

END_HOLD = "end_hold"
COLUMNS = {
    "record": (
        "at", "epoch", "day", "outcome", "prompt", "routine", "sitting_s", "away_s", "detail"
    ),
    "hold": ("reason", "since"),
    "journal": ("at", "what", "sitting_s", "stretch_s", "every_s", "about"),
    "day": ("day", "sitting_s", "longest_s"),
    "comfort": ("at", "day", "routine", "answer"),
}  # fmt: skip
_encode = msgspec.msgpack.Encoder().encode
_decode = msgspec.msgpack.Decoder(Row).decode


def add(to: sqlite3.Connection, row: Row) -> bool:
    """Write a row. Whether anything is different now. Raises sqlite3.Error."""
    table, values = row
    if table == END_HOLD:  # nothing is kept back for the reason of the last row any more
        return to.execute("UPDATE hold SET until = ? WHERE until IS NULL", values).rowcount > 0
    names = COLUMNS[table]
    query = f"INSERT INTO {table} ({', '.join(names)}) VALUES ({', '.join('?' * len(names))})"  # noqa: S608 - ours
    if table == "day":
        query += (
            " ON CONFLICT (day, origin) DO UPDATE SET sitting_s = excluded.sitting_s,"
            " longest_s = excluded.longest_s"
        )
    to.execute(query, values)
    return True


def add_missing(to: sqlite3.Connection, row: Row, mark: str) -> None:
    """Write a row unless it is there. Raises sqlite3.Error.

    ``mark`` tells a prompt from another machine's that has the same id.
    """
    table, values = row
    if table in ("record", "hold", "journal", "comfort"):
        same = " AND ".join(f"{name} IS ?" for name in COLUMNS[table])
        recent = f"number > (SELECT coalesce(max(number), 0) FROM {table}) - {RECENT}"  # noqa: S608
        query = f"SELECT 1 FROM {table} WHERE {recent} AND {same}"  # noqa: S608 - ours
        if to.execute(query, values).fetchone() is not None:
            return
    try:
        add(to, row)
    except sqlite3.IntegrityError:  # one final outcome a prompt, and it is another one's
        if table != "record":
            raise
        add(to, (table, (*values[:4], f"{values[4]}~{mark}", *values[5:])))


def record_shown(values: tuple[Value, ...]) -> tuple[Value, ...]:
    """A record without the moment by which it is sorted."""
    return values[0], *values[2:]


class RowsOfThisRun:
    """The newest rows that this program has written."""

    def __init__(self) -> None:
        self._kept: deque[bytes] = deque()

    def __iter__(self) -> Iterator[Row]:
        """Oldest first."""
        return map(_decode, self._kept)

    def __len__(self) -> int:
        return len(self._kept)

    def add(self, rows: list[Row]) -> None:
        """They were committed."""
        self._kept.extend(map(_encode, rows))

    def trim(self, written: Callable[[], bool]) -> None:
        """Let go of old ones, if ``written`` says that the file has all of them."""
        if len(self._kept) > MOST and written():
            while len(self._kept) > LEAST:
                self._kept.popleft()

    def clear(self) -> None:
        """Another program has written the file since, and may have deleted some on purpose."""
        self._kept.clear()
