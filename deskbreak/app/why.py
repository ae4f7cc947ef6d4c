"""Why there was or was not a prompt at a moment, from what the journal keeps around it.

All times are epoch seconds, lengths seconds. An end of None: it lasts, or nobody knows.
"""

from collections.abc import Iterable
from typing import Any, Protocol

from deskbreak.app.journal_marks import Course, Where
from deskbreak.app.why_answer import Answer, Shown, Span
from deskbreak.app.why_timeline import Piece, Timeline


class Outcome(Protocol):
    """What became of a prompt."""

    @property
    def at(self) -> int: ...
    @property
    def outcome(self) -> str: ...
    @property
    def routine(self) -> str | None: ...


GONE = frozenset({Where.AWAY, Where.LOCKED, Where.ASLEEP, Where.STANDING})
UP = (Course.SHOWN, Course.STARTED, Course.SNOOZED)
WAITING = (Course.DUE, Course.HELD, Course.SETTLING)


def answer(
    lines: Timeline, outcomes: Iterable[Outcome], at: int, end: int, *, first: int | None
) -> Answer:
    """What was on at ``at``.

    Args:
        lines: the timeline around it, known up to ``end``.
        outcomes: what became of the prompts around it.
        at: the moment.
        end: now, or the last that is known.
        first: the first moment that is known at all.
    """
    if at > end:
        return Answer(at, "future", "unknown")
    number = lines.at(at)
    if number is None or first is None or at < first:
        return Answer(at, "no_record", "unknown")
    piece = lines.pieces[number]
    if piece.where is None:
        return Answer(at, "full", "unknown")
    look = _Look(lines, tuple(outcomes), number, end)
    spans = tuple(look.spans())
    waits = look.waits() if piece.course in WAITING else None
    return Answer(
        at,
        _reason(piece, look),
        _state(piece),
        piece.where.name.lower(),
        piece.sitting_at(at),
        piece.stretch_at(at),
        piece.every_s,
        look.shown(number) if piece.course in UP else None,
        piece.about if piece.course is Course.HELD else look.held_for(waits),
        waits,
        spans,
        look.next_shown(),
        tuple(one for one in lines.reloads if abs(one - at) < NEAR),
        lately=end - at < LATELY,
    )


LATELY = 3600
NEAR = 12 * 3600
"""Seconds around the moment in which other settings may explain something."""


class _Look:
    """Looks around from one piece of the timeline."""

    def __init__(
        self, lines: Timeline, outcomes: tuple[Outcome, ...], number: int, end: int
    ) -> None:
        self._lines, self._outcomes, self.number, self._end = lines, outcomes, number, end
        self.piece = lines.pieces[number]

    def _span(self, same: Any) -> Span:
        start, end = self._lines.run(self.number, same)
        return Span(start, None if end >= self._end else end)

    def spans(self) -> Any:
        """What lasted at that moment, by name."""
        piece = self.piece
        if piece.where is Where.DOWN:
            yield "down", self._span(lambda it: it.where is Where.DOWN)
        if piece.paused:
            yield "pause", self._span(lambda it: it.paused)
        if piece.off_hours:
            yield "off-hours", self._span(lambda it: it.off_hours)
        if piece.where in GONE:
            yield "absence", self._span(lambda it: it.where in GONE)

    def waits(self) -> Span:
        """Since when the prompt waits, and when it was shown or dropped."""
        return self._span(lambda it: it.course in WAITING and it.where is not Where.DOWN)

    def held_for(self, waits: Span | None) -> str | None:
        """What had kept back a prompt that is settling."""
        if waits is None or self.piece.course is not Course.SETTLING:
            return None
        pieces = self._lines.pieces
        held = [it.about for it in pieces[: self.number] if it.start >= waits.start and it.about]
        return held[-1] if held else None

    def shown(self, number: int) -> Shown:
        """The prompt that is up at a piece: since when, why, and what became of it."""
        pieces = self._lines.pieces
        first = number
        while first > 0 and pieces[first - 1].course in UP:
            first -= 1
        up = [it for it in pieces[first:] if it.about]
        cause, _, routine = (up[0].about if up else "").partition(" ")
        closed = next((it for it in self._outcomes if it.at >= pieces[number].start), None)
        if closed is None:
            return Shown(pieces[first].start, cause, routine)
        return Shown(
            pieces[first].start, cause, closed.routine or routine, closed.outcome, closed.at
        )

    def next_shown(self) -> Shown | None:
        """The next time a prompt came, within half a day."""
        pieces = self._lines.pieces
        for number in range(self.number + 1, len(pieces)):
            it = pieces[number]
            if it.start - self.piece.start > NEAR:
                return None
            new = pieces[number - 1].course is not Course.SHOWN
            if it.course is Course.SHOWN and new:
                cause, _, routine = it.about.partition(" ")
                return Shown(it.start, cause, routine)
        return None


def _state(piece: Piece) -> str:
    """The word of ``status``: the first that applies."""
    if piece.where is Where.DOWN:
        return "down"
    if piece.course is Course.STARTED:
        return "guiding"
    if piece.course is Course.SHOWN:
        return "prompting"
    if piece.paused:
        return "paused"
    if piece.off_hours:
        return "off-hours"
    if piece.where in GONE:
        return "away"
    return "held" if piece.course in (Course.HELD, Course.SETTLING) else "working"


def _reason(piece: Piece, look: _Look) -> str:
    """Which sentence says why."""
    if piece.where is Where.DOWN:
        return "down"
    match piece.course:
        case Course.SHOWN | Course.STARTED:
            return "shown" if look.shown(look.number).outcome else "shown_open"
        case Course.HELD:
            return "held" if piece.about != "pause" else "held_pause"
        case Course.SETTLING:
            return "settling"
        case Course.SNOOZED:
            return "snoozed"
        case _ if piece.off_hours:
            return "off_hours"
        case _ if piece.where is Where.STANDING:
            return "standing"
        case _ if piece.where in GONE:
            return "away"
        case Course.DUE:
            return "waiting"
        case _ if piece.paused:
            return "paused"
        case _:
            return "not_due" if piece.stretch_s == piece.sitting_s else "after_prompt"
