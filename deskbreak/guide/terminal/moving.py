"""The words of the running minute: the bar that fills, the one large word, what to do, its cue."""

from math import ceil

from deskbreak.content.columns import columns, fitted
from deskbreak.content.strings import text
from deskbreak.guide.lesson import Lesson, Telling
from deskbreak.guide.minute import Card, Minute
from deskbreak.guide.progress import progress
from deskbreak.guide.terminal.colour import Depth
from deskbreak.guide.terminal.ink import Ink, Row, Span

FULL, OPEN = "━", "─"
_LINES = 6
"""Rows of the bar, the word and the progress, with their gaps."""


class MovingWords:
    """Rows for a moment of the minute."""

    def __init__(self, lesson: Lesson, ink: Ink) -> None:
        self._lesson, self._ink = lesson, ink

    def height(self, width: int) -> int:
        """Rows that the longest step needs in so many columns."""
        lesson = self._lesson
        whats = [self._telling(what, cue, width, centred=False) for what, cue in self._tellings()]
        return _LINES + max(map(len, whats), default=0) + (1 if lesson.usual.steps else 0)

    def rows(self, it: Minute, now: float, width: int, room: int, *, centred: bool) -> list[Row]:
        """What is shown in so many columns and rows."""
        telling = self._telling(*self._told(it), width, centred=centred)
        telling += self._ink.lines(
            fitted(progress(self._lesson, it, now).line, width), width, self._ink.style("mute"),
            centred=centred,
        )  # fmt: skip
        bar = self._bar(it, now, width)
        word, plate = self._word(it, now), self._plate(it)
        if len(telling) + 2 + _LINES - 2 <= room:
            return [bar, [], *self._large(word, plate, width), [], *telling]
        return [bar, self._large(word, plate, width)[1], *telling]

    def word(self, it: Minute, now: float) -> str:
        """The one large word."""
        return self._word(it, now)

    def _tellings(self) -> list[tuple[str, str]]:
        """All that is told in the course of the minute."""
        forms = (self._lesson.usual, self._lesson.easier)
        steps = [(step, form.cue) for form in forms for step in form.steps]
        return [*steps, *(_before(form) for form in forms if form.before)]

    def _told(self, it: Minute) -> tuple[str, str]:
        """What to do now, and its cue."""
        told = self._lesson.told(easier=it.easier)
        if it.card is Card.STEP or not told.before:
            return told.steps[it.step], told.cue
        return _before(told)

    def _telling(self, what: str, cue: str, width: int, *, centred: bool) -> list[Row]:
        ink = self._ink
        rows = ink.lines(what, width, ink.style("ink", bold=True), centred=centred)
        notes = ink.lines(cue, width, ink.style("mute"), centred=centred)
        return [*rows, *([[], *notes] if notes else [])]

    def _word(self, it: Minute, now: float) -> str:
        lesson = self._lesson
        language = lesson.language
        if it.stops:
            return text(language, "minute.paused")
        if it.card is not Card.STEP:
            return text(language, "guide.get_ready")
        if lesson.movement is None or (it.easier and not lesson.movement.easier_steps):
            return ""
        word = lesson.movement.word(it.step, it.elapsed(now), easier=it.easier)
        return text(language, f"minute.words.{word}") if word else ""

    def _plate(self, it: Minute) -> str:
        """Colour of the plate on which the word is."""
        return "done" if it.card is Card.STEP and not it.stops else "track"

    def _large(self, word: str, plate: str, width: int) -> list[Row]:
        """The word on its plate; nothing where there is no word."""
        ink = self._ink
        if not word:
            return [[], [], []]
        word = fitted(word, width)
        on = "on_done" if plate == "done" else "ink"
        style = ink.style(on, plate, bold=True)
        left = (width - columns(word)) // 2
        edge: Row = [(0, " " * width, style)]
        return [edge, [*edge, (left, word, style)], edge]

    def _bar(self, it: Minute, now: float, width: int) -> Row:
        """A line for each step, as long as the step; the seconds left beside it."""
        ink, parts = self._ink, it.seconds
        left = ceil(it.left(now) - 1e-6)
        said = text(self._lesson.language, "guide.remaining", seconds=left) if left else ""
        longest = text(self._lesson.language, "guide.remaining", seconds=ceil(max(parts)))
        room = width - columns(longest) - 2
        seconds: Span = (width - columns(said), said, ink.style("ink", bold=True))
        if room < 2 * len(parts):
            return [seconds]
        line = room - (len(parts) - 1)
        rest = OPEN if ink.depth is Depth.NONE else FULL
        spans: list[Span] = []
        at, gone = 0, 0.0
        for index, part in enumerate(parts):
            begins = round(line * gone / sum(parts))
            gone += part
            length = max(round(line * gone / sum(parts)) - begins, 1)
            share = it.elapsed(now) / part if it.card is Card.STEP and index == it.step else 0.0
            over = it.card is Card.STEP and index < it.step
            full = length if over else min(int(length * share), length)
            spans += [
                (at, FULL * full, ink.style("done" if over else "accent")),
                (at + full, rest * (length - full), ink.style("edge")),
            ]
            at += length + 1
        return [*spans, seconds]


def _before(told: Telling) -> tuple[str, str]:
    """What to read while getting ready."""
    return told.before[0], "\n".join(told.before[1:])
