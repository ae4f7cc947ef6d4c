"""A past week's strips: from the journal's pieces, else from the records alone."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Protocol

from msgspec import Struct

from deskbreak.app.ledger_rows import HoldRow, RecordRow
from deskbreak.report.day_strip import Bar, Mark, Strip
from deskbreak.report.tally import RESETS, UP, Tally, left_at
from deskbreak.report.week_sentences import held_s
from deskbreak.report.words import Words

DAYS = 7
MERGE = timedelta(minutes=1)
"""Shorter gaps in sitting are not drawn."""


class Piece(Protocol):
    """A stretch of the journal; times are epoch seconds."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...
    @property
    def counts(self) -> bool: ...


class Week(Struct, frozen=True):
    """The rows of seven days."""

    monday: date
    records: Sequence[RecordRow]
    holds: Sequence[HoldRow]
    pieces: Sequence[Piece]
    tally: Tally

    @property
    def days(self) -> list[date]:
        """Monday to Sunday."""
        return [self.monday + timedelta(days=number) for number in range(DAYS)]


def strips(
    week: Week, words: Words, wall: Callable[[int], datetime], begins: Callable[[date], datetime]
) -> list[Strip]:
    """The seven days; ``wall`` is the local time of epoch seconds, ``begins`` a day's begin."""
    sat = [Bar("sit", wall(piece.start), wall(piece.end)) for piece in week.pieces if piece.counts]
    return [_strip(day, week, words, _joined(sat), begins) for day in week.days]


def _strip(
    day: date,
    week: Week,
    words: Words,
    sat: Sequence[Bar],
    begins: Callable[[date], datetime],
) -> Strip:
    records = [row for row in week.records if row.day == day.isoformat()]
    holds = [hold for hold in week.holds if _on(hold, day, begins)]
    counts: Mapping[str, int] = week.tally.days.get(day.isoformat(), {})
    sitting = week.tally.sitting.get(day.isoformat(), 0)
    if not records and not sitting and not holds:
        label = words.say("week.day_empty", day=words.day(day))
        return Strip(day, words.short_day(day), label, "–")
    start, end = begins(day), begins(day + timedelta(days=1))
    bars = [cut for bar in sat if (cut := _cut(bar, start, end)) is not None]
    if not bars:
        bars = [cut for row in records if (cut := _sat_before(row, start)) is not None]
    bars = [_told(bar, words) for bar in bars]
    bars += [_hold_bar(hold, words, end) for hold in holds]
    label = words.say(
        "week.day_label",
        day=words.day(day),
        sitting=words.length(sitting),
        up=sum(counts.get(name, 0) for name in UP),
        done=counts.get("done", 0),
        skipped=counts.get("skipped", 0),
        missed=counts.get("missed", 0),
        held=words.length(sum(map(held_s, holds))),
    )
    marks = tuple(mark for row in records for mark in _marks(row, words, start))
    return Strip(day, words.short_day(day), label, words.length(sitting), tuple(bars), marks)


def _on(hold: HoldRow, day: date, begins: Callable[[date], datetime]) -> bool:
    since = datetime.fromisoformat(hold.since)
    return begins(day) <= since < begins(day + timedelta(days=1))


def _joined(bars: Iterable[Bar]) -> list[Bar]:
    """Bars that touch are one."""
    joined: list[Bar] = []
    for bar in bars:
        if joined and bar.start - joined[-1].end < MERGE:
            joined[-1] = Bar(bar.kind, joined[-1].start, max(joined[-1].end, bar.end))
        else:
            joined.append(bar)
    return joined


def _cut(bar: Bar, start: datetime, end: datetime) -> Bar | None:
    """The part of a bar within a day."""
    first, last = max(bar.start, start), min(bar.end, end)
    return Bar(bar.kind, first, last) if first < last else None


def _sat_before(row: RecordRow, start: datetime) -> Bar | None:
    """The sitting that a record ended, as far as the record tells."""
    if row.outcome not in RESETS or row.sitting_s <= 0:
        return None
    end = left_at(row)
    return _cut(Bar("sit", end - timedelta(seconds=row.sitting_s), end), start, end)


def _told(bar: Bar, words: Words) -> Bar:
    length = words.length(int((bar.end - bar.start).total_seconds()))
    title = f"{words.say('legend.sit')} {_times(bar.start, bar.end, words)}, {length}"
    return Bar(bar.kind, bar.start, bar.end, title)


def _hold_bar(hold: HoldRow, words: Words, day_ends: datetime) -> Bar:
    since = datetime.fromisoformat(hold.since)
    until = since if hold.until is None else datetime.fromisoformat(hold.until)
    until = min(until, day_ends)
    reason = words.name("hold", hold.reason)
    return Bar("hold", since, until, f"{_times(since, until, words)} {reason}")


def _times(start: datetime, end: datetime, words: Words) -> str:
    return f"{words.clock(start)}–{words.clock(end)}"


def _marks(row: RecordRow, words: Words, start: datetime) -> list[Mark]:
    """What a record shows: the outcome of a prompt, or getting up at the start of a break."""
    at = datetime.fromisoformat(row.at)
    if row.outcome == "check":
        return []
    if row.outcome == "break":
        left = left_at(row)
        if left < start:
            return []
        title = f"{_times(left, at, words)} {words.name('outcome', 'break')}"
        return [Mark("up", left, title)]
    kind = "up" if row.outcome == "taken" else row.outcome
    routine = "" if row.routine is None else words.names.routine(row.routine)
    outcome = words.name("outcome", row.outcome)
    return [Mark(kind, at, f"{words.clock(at)} {routine}: {outcome}")]
