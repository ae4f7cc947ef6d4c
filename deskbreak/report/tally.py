"""Everything the report counts, in one pass over the records.

Lengths are seconds. A record's hour is that of its own local time.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import datetime, timedelta
from heapq import nlargest
from typing import NamedTuple

from msgspec import Struct, field

from deskbreak.app.ledger_rows import DayRow, FeltRow, RecordRow

RESETS = frozenset({"done", "taken", "stopped", "break"})
"""Outcomes after which sitting begins anew: its length before them is that of one sitting."""
UP = frozenset({"done", "taken", "break"})
"""The person got up."""
ANSWERED = ("done", "taken", "stopped")
PROMPT = ("done", "taken", "stopped", "skipped", "missed")
"""Final outcomes, in the order in which they are shown."""
LONGEST = 8
"""So many of the longest sittings are listed."""


class Longest(NamedTuple):
    """One sitting, and when it was over."""

    sitting_s: int
    at: str


class Look(NamedTuple):
    """A set-up check was answered."""

    day: str
    answer: str


class Tally(Struct):
    """Counts over some days."""

    days: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    """Outcomes by day."""
    outcomes: Counter[str] = field(default_factory=Counter)
    hours: dict[int, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    """Final outcomes by hour of the day."""
    up_hours: Counter[int] = field(default_factory=Counter)
    """Getting up by hour of the day."""
    routines: Counter[str] = field(default_factory=Counter)
    """Done or stopped, by routine."""
    checks: dict[str, list[Look]] = field(default_factory=lambda: defaultdict(list))
    longest: list[Longest] = field(default_factory=list)
    sitting: dict[str, int] = field(default_factory=dict)
    longest_of: dict[str, int] = field(default_factory=dict)
    felt: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))

    @property
    def up(self) -> int:
        """How often the person got up."""
        return sum(self.outcomes[name] for name in UP)

    @property
    def prompts(self) -> int:
        """How many prompts got a final outcome."""
        return sum(self.outcomes[name] for name in PROMPT)

    @property
    def sitting_s(self) -> int:
        """Sitting in all."""
        return sum(self.sitting.values())


def tally(
    records: Iterable[RecordRow], days: Iterable[DayRow], felt: Iterable[FeltRow] = ()
) -> Tally:
    """Count records, and take over what the days came to."""
    made = Tally()
    sittings: list[Longest] = []
    for row in records:
        outcome = row.outcome
        made.days[row.day][outcome] += 1
        if outcome == "check":
            made.checks[row.prompt or ""].append(Look(row.day, row.detail or "none"))
            continue
        made.outcomes[outcome] += 1
        hour = int(row.at[11:13])
        if outcome in PROMPT:
            made.hours[hour][outcome] += 1
        if outcome in UP:
            made.up_hours[left_at(row).hour if row.away_s else hour] += 1
        if outcome in ("done", "stopped") and row.routine:
            made.routines[row.routine] += 1
        if outcome in RESETS:
            sittings.append(Longest(row.sitting_s, row.at))
    made.longest = nlargest(LONGEST, sittings)
    for day in days:
        made.sitting[day.day] = day.sitting_s
        made.longest_of[day.day] = day.longest_s
    for one in felt:
        made.felt[one.routine][one.answer] += 1
    return made


def left_at(row: RecordRow) -> datetime:
    """When the person left, of a record that is written on their return."""
    return datetime.fromisoformat(row.at) - timedelta(seconds=row.away_s or 0)
