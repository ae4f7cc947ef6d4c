"""A ledger that travels: written as JSON lines, and read back so that nothing is there twice.

Rules
- A record that is there already, in every field, is passed over: importing twice changes nothing.
- Days belong to the machine they were sat at. Another machine's are added beside one's own; this
  machine's own come back only where the ledger here knows nothing of that day.
- What the program remembers is taken over only by a ledger that has never been run.
- The journal behind ``why`` stays where it was written.
- All or nothing: a wrong line is named, and nothing is imported.
"""

import sqlite3
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple, assert_never

import msgspec

from deskbreak.app.journal import DayTotal
from deskbreak.domain.time.units import Now
from deskbreak.storage.database import Database
from deskbreak.storage.journal_rows import put_day
from deskbreak.storage.ledger_schema import LedgerError
from deskbreak.storage.reading import opened, reading
from deskbreak.storage.travel_lines import (
    FORMAT,
    AnyLine,
    DayLine,
    FeltLine,
    Head,
    HoldLine,
    RecordLine,
    StateLine,
)

RECORD = "at, epoch, day, outcome, prompt, routine, sitting_s, away_s, detail"
HOLD, FELT = "reason, since, until", "at, day, routine, answer"


class Imported(NamedTuple):
    """What an import came to."""

    records: int = 0
    """New ones."""
    known: int = 0
    """Those that were there already."""
    state: bool = False
    """What the program remembers was taken over."""


def export(path: Path) -> Iterator[bytes]:
    """The lines of a ledger; none without a file. Raises LedgerError."""
    encode = msgspec.json.Encoder().encode
    with reading(path) as connection:
        if connection is None:
            return
        connection.execute("BEGIN")
        for line in _lines(connection):
            yield encode(line) + b"\n"


def _lines(connection: sqlite3.Connection) -> Iterator[AnyLine]:
    (origin,) = connection.execute("SELECT origin FROM identity").fetchone()
    yield Head(FORMAT, origin)
    for row in connection.execute(f"SELECT {RECORD} FROM record ORDER BY number"):  # noqa: S608 - fixed
        yield RecordLine(*row)
    for row in connection.execute(f"SELECT {HOLD} FROM hold ORDER BY number"):  # noqa: S608 - fixed
        yield HoldLine(*row)
    for day, whose, sitting, longest in connection.execute("SELECT * FROM day ORDER BY day"):
        yield DayLine(day, whose or origin, sitting, longest)
    for row in connection.execute(f"SELECT {FELT} FROM comfort ORDER BY number"):  # noqa: S608 - fixed
        yield FeltLine(*row)
    state = "SELECT version, body FROM state WHERE name = 'state'"
    for version, body in connection.execute(state):
        yield StateLine(version, msgspec.Raw(body))


def bring_in(path: Path, lines: Iterable[bytes], name: str, now: Now) -> Imported:
    """Add an exported ledger to the one at ``path``. ``name`` is the file's, for what is wrong.

    Raises LedgerError.
    """
    Database(path, now).close()
    with opened(path, write=True) as connection:
        connection.execute("BEGIN IMMEDIATE")
        try:
            done = _Import(connection).take(_decoded(lines, name))
            connection.execute("COMMIT")
        except BaseException:
            connection.execute("ROLLBACK")
            raise
        return done


def _decoded(lines: Iterable[bytes], name: str) -> Iterator[AnyLine]:
    decode = msgspec.json.Decoder(AnyLine).decode
    begun = False
    for number, raw in enumerate(lines, 1):
        if not raw.strip():
            continue
        try:
            line: AnyLine = decode(raw)
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            raise LedgerError(f"{name}:{number}: {error}; nothing was imported") from None
        if isinstance(line, Head) and line.format > FORMAT:
            raise LedgerError(
                f"{name}:{number}: written by a newer deskbreak (format {line.format}, this one "
                f"knows {FORMAT}): update deskbreak; nothing was imported"
            )
        if not begun and not isinstance(line, Head):
            raise LedgerError(f"{name}:{number}: no exported ledger; nothing was imported")
        begun = True
        yield line
    if not begun:
        raise LedgerError(f"{name}: it is empty; nothing was imported")


class _Import:
    """One import, inside its transaction."""

    def __init__(self, to: sqlite3.Connection) -> None:
        self._to = to
        (self._own,) = to.execute("SELECT origin FROM identity").fetchone()
        self._records = _all(to, f"SELECT {RECORD} FROM record")  # noqa: S608 - fixed
        self._holds = _all(to, f"SELECT {HOLD} FROM hold")  # noqa: S608 - fixed
        self._felt = _all(to, f"SELECT {FELT} FROM comfort")  # noqa: S608 - fixed
        self._origin = ""
        self._new = self._known = 0
        self._state = False

    def take(self, lines: Iterable[AnyLine]) -> Imported:
        for line in lines:
            match line:
                case Head():
                    self._origin = line.origin
                case RecordLine():
                    self._record(line)
                case HoldLine():
                    self._row(self._holds, "hold", HOLD, msgspec.structs.astuple(line))
                case FeltLine():
                    self._row(self._felt, "comfort", FELT, msgspec.structs.astuple(line))
                case DayLine():
                    self._day(line)
                case StateLine():
                    self._take_state(line)
                case _:
                    assert_never(line)
        return Imported(self._new, self._known, self._state)

    def _record(self, line: RecordLine) -> None:
        row = msgspec.structs.astuple(line)
        other = (*row[:4], f"{line.prompt}~{self._origin[:4]}", *row[5:])
        if row in self._records or other in self._records:
            self._known += 1
            return
        try:
            self._row(self._records, "record", RECORD, row)
        except sqlite3.IntegrityError:  # two machines gave two prompts the same id
            self._row(self._records, "record", RECORD, other)
        self._new += 1

    def _row(self, known: set[tuple[object, ...]], table: str, columns: str, row: object) -> None:
        assert isinstance(row, tuple)  # noqa: S101 - astuple's type says less
        if row in known:
            return
        marks = ", ".join("?" * len(row))
        self._to.execute(f"INSERT INTO {table} ({columns}) VALUES ({marks})", row)  # noqa: S608 - fixed
        known.add(row)

    def _day(self, line: DayLine) -> None:
        total = DayTotal(line.day, line.sitting_s, line.longest_s)
        if line.origin != self._own:
            put_day(self._to, total, line.origin)
            return
        here = self._to.execute("SELECT 1 FROM day WHERE day = ? AND origin = ''", (line.day,))
        if here.fetchone() is None:
            put_day(self._to, total)

    def _take_state(self, line: StateLine) -> None:
        if self._to.execute("SELECT 1 FROM state WHERE name = 'state'").fetchone() is None:
            self._to.execute(
                "INSERT INTO state (name, version, body, boot) VALUES ('state', ?, ?, '')",
                (line.version, bytes(line.body)),
            )
            self._state = True


def _all(of: sqlite3.Connection, query: str) -> set[tuple[object, ...]]:
    return set(of.execute(query))
