"""The journal's marks as a timeline: what was so from when to when.

Rules
- A mark holds until the next one. An absence that was noticed late is laid over what was written
  meanwhile.
- A mark that lies before the one above it for another reason (the clock was set back) begins where
  that one did.
- A prompt that was answered within the second in which it came is there for one second: whoever
  asks after it is not told that there was none.
"""

from collections.abc import Callable, Iterable

from msgspec import Struct
from msgspec.structs import replace

from deskbreak.app.journal_marks import (
    COUNTING,
    FULL,
    OFF_HOURS,
    PAUSED,
    RELOADED,
    Course,
    Mark,
    Where,
)


class Piece(Struct, frozen=True):
    """A stretch of time in which nothing changed; times are epoch seconds, lengths seconds."""

    start: int
    end: int
    where: Where | None
    """None: not kept."""
    course: Course
    off_hours: bool
    paused: bool
    sitting_s: int
    """At its start."""
    stretch_s: int
    every_s: int
    about: str

    @property
    def counts(self) -> bool:
        """Whether sitting grows in it."""
        here = self.where in COUNTING and not self.off_hours
        return here and self.course is not Course.STARTED

    def sitting_at(self, at: int) -> int:
        """Sitting at a moment in it."""
        return self.sitting_s + (at - self.start if self.counts else 0)

    def stretch_at(self, at: int) -> int:
        """Stretch at a moment in it: the smaller of sitting and the time since the last prompt."""
        return min(self.sitting_at(at), self.stretch_s + at - self.start)


class Timeline(Struct, frozen=True):
    """Pieces in order without gaps, and when other settings came into force."""

    pieces: tuple[Piece, ...]
    reloads: tuple[int, ...]

    def at(self, moment: int) -> int | None:
        """The number of the piece that holds a moment; None if there is none."""
        for number in range(len(self.pieces) - 1, -1, -1):
            if self.pieces[number].start <= moment:
                return number if moment < self.pieces[number].end else None
        return None

    def within(self, moment: int, last: int) -> int:
        """The moment that somebody means by a minute: a prompt came in it, or what is known begins.

        ``last``: the last second that counts; without either it is the moment itself.
        """
        number, before, begins = self.at(moment), None, moment
        if number is not None and self.pieces[number].course in (Course.SHOWN, Course.STARTED):
            return moment
        for piece in self.pieces:
            came = piece.course is Course.SHOWN and before is not Course.SHOWN
            if moment < piece.start <= last:
                if came:
                    return piece.start
                if before is None:
                    begins = piece.start
            before = piece.course
        return begins

    def run(self, number: int, same: Callable[[Piece], bool]) -> tuple[int, int]:
        """From when to when it was the same around a piece."""
        first = last = number
        while first > 0 and same(self.pieces[first - 1]):
            first -= 1
        while last + 1 < len(self.pieces) and same(self.pieces[last + 1]):
            last += 1
        return self.pieces[first].start, self.pieces[last].end


def timeline(marks: Iterable[Mark], end: int) -> Timeline:
    """The timeline of marks in the order in which they were written, up to ``end``."""
    pieces: list[Piece] = []
    reloads: list[int] = []
    for mark in marks:
        if mark.what == RELOADED:
            reloads.append(mark.at)
        elif pieces and mark.at < pieces[-1].start and mark.what[0] == Where.AWAY:
            _lay_over(pieces, mark)
        else:
            pieces.append(_piece(mark, _start(mark, pieces[-1]) if pieces else mark.at))
    ends = [*(piece.start for piece in pieces[1:]), end]
    whole = (replace(piece, end=stop) for piece, stop in zip(pieces, ends, strict=False))
    return Timeline(tuple(piece for piece in whole if piece.end > piece.start), tuple(reloads))


def _start(mark: Mark, before: Piece) -> int:
    """When the piece of a mark begins, after the one before it."""
    answered = before.course is Course.SHOWN and before.where == mark.what[0]
    return max(mark.at, before.start + answered)


def _piece(mark: Mark, start: int) -> Piece:
    letters = mark.what
    kept = letters != FULL
    return Piece(
        start,
        start,
        Where(letters[0]) if kept else None,
        Course(letters[1]) if kept else Course.NONE,
        OFF_HOURS in letters[2:],
        PAUSED in letters[2:],
        mark.sitting_s,
        mark.stretch_s,
        mark.every_s,
        mark.about or "",
    )


def _lay_over(pieces: list[Piece], mark: Mark) -> None:
    """The person had been away from ``mark.at`` on."""
    later = [number for number, piece in enumerate(pieces) if piece.start >= mark.at]
    for number in later:
        pieces[number] = replace(pieces[number], where=Where.AWAY, sitting_s=mark.sitting_s)
    before = later[0] - 1
    if before >= 0:
        first = replace(
            pieces[before],
            start=mark.at,
            where=Where.AWAY,
            sitting_s=mark.sitting_s,
            stretch_s=mark.stretch_s,
        )
        pieces.insert(later[0], first)
