"""Which rows of the journal are written: bounded, so that a flickering sensor cannot fill a disk.

Rules
- At most ``A_YEAR`` marks in 365 days (about 1 MB) and ``A_DAY`` in one; what is beyond is left
  out, and one mark says so.
- What a day came to replaces what it came to before (``row_values``).
"""

import sqlite3
from collections.abc import Iterator

from deskbreak.app.journal import DayTotal, Notes
from deskbreak.app.journal_marks import FULL, Mark
from deskbreak.domain.machine.state import State
from deskbreak.domain.time.working_hours import wall_at
from deskbreak.storage.row_values import Row

A_YEAR, A_DAY = 30_000, 400
YEAR_S, DAY_S = 365 * 86_400, 86_400


class JournalRows:
    """Makes rows of notes, and counts how many marks there still is room for."""

    def __init__(self) -> None:
        self._day = -1
        self._room = 0

    def rows(self, to: sqlite3.Connection, notes: Notes, state: State) -> Iterator[Row]:
        """The rows of one step. Raises sqlite3.Error."""
        for mark in notes.marks:
            yield from self._mark(to, mark)
        yield from self.all_rows(notes._replace(marks=()), state)

    @staticmethod
    def all_rows(notes: Notes, state: State) -> Iterator[Row]:
        """The same, however many there are already."""
        for mark in notes.marks:
            yield "journal", mark
        for total in notes.days:
            yield "day", total
        for felt in notes.felt:
            at = wall_at(state.zone, state.epoch).isoformat(timespec="seconds")
            yield "comfort", (at, state.day.isoformat(), felt.routine, felt.answer)

    def _mark(self, to: sqlite3.Connection, mark: Mark) -> Iterator[Row]:
        day = mark.at // DAY_S
        if day != self._day:
            self._day, self._room = day, _room(to, mark.at)
        self._room -= 1
        if self._room >= 0:
            yield "journal", mark if self._room else mark._replace(what=FULL, about=None)


def _room(to: sqlite3.Connection, at: int) -> int:
    """How many marks may still be written on the day of ``at``."""
    day = at // DAY_S * DAY_S
    year, today = to.execute(
        "SELECT count(*), count(CASE WHEN at >= ? THEN 1 END) FROM journal WHERE at > ?",
        (day, at - YEAR_S),
    ).fetchone()
    return max(0, min(A_YEAR - int(year), A_DAY - int(today)))


def put_day(to: sqlite3.Connection, total: DayTotal, origin: str = "") -> None:
    """What a day came to at one machine; ``origin`` is empty for this one."""
    to.execute(
        "INSERT INTO day (day, origin, sitting_s, longest_s) VALUES (?, ?, ?, ?) "
        "ON CONFLICT (day, origin) DO UPDATE SET sitting_s = excluded.sitting_s, "
        "longest_s = excluded.longest_s",
        (total.day, origin, total.sitting_s, total.longest_s),
    )
