"""The rows of the journal: bounded, so that a flickering sensor cannot fill a disk.

Rules
- At most ``A_YEAR`` marks in 365 days (about 1 MB) and ``A_DAY`` in one; what is beyond is left
  out, and one mark says so.
- What a day came to replaces what it came to before.
"""

import sqlite3

from deskbreak.app.journal import DayTotal, Felt, Notes
from deskbreak.app.journal_marks import FULL, Mark
from deskbreak.domain.machine.state import State
from deskbreak.domain.time.working_hours import wall_at

A_YEAR, A_DAY = 30_000, 400
YEAR_S, DAY_S = 365 * 86_400, 86_400


class JournalRows:
    """Writes notes of steps, and counts how many marks there still is room for."""

    def __init__(self) -> None:
        self._day = -1
        self._room = 0

    def write(self, to: sqlite3.Connection, notes: Notes, state: State) -> None:
        """The rows of one step. Raises sqlite3.Error."""
        for mark in notes.marks:
            self._mark(to, mark)
        for total in notes.days:
            put_day(to, total)
        for felt in notes.felt:
            _put_felt(to, felt, state)

    def _mark(self, to: sqlite3.Connection, mark: Mark) -> None:
        day = mark.at // DAY_S
        if day != self._day:
            self._day, self._room = day, _room(to, mark.at)
        self._room -= 1
        if self._room >= 0:
            kept = mark if self._room else mark._replace(what=FULL, about=None)
            to.execute(
                "INSERT INTO journal (at, what, sitting_s, stretch_s, every_s, about) "
                "VALUES (?, ?, ?, ?, ?, ?)",
                kept,
            )


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


def _put_felt(to: sqlite3.Connection, felt: Felt, state: State) -> None:
    to.execute(
        "INSERT INTO comfort (at, day, routine, answer) VALUES (?, ?, ?, ?)",
        (
            wall_at(state.zone, state.epoch).isoformat(timespec="seconds"),
            state.day.isoformat(),
            felt.routine,
            felt.answer,
        ),
    )
