"""The whole screen at one moment of the minute."""

from collections.abc import Sequence

from deskbreak.content.columns import columns, fitted
from deskbreak.content.strings import text
from deskbreak.guide.lesson import Lesson
from deskbreak.guide.minute import Minute
from deskbreak.guide.page import Page
from deskbreak.guide.pages import page_of, stop_page
from deskbreak.guide.terminal.canvas import Canvas
from deskbreak.guide.terminal.colour import Depth
from deskbreak.guide.terminal.figure_frames import Film
from deskbreak.guide.terminal.hints import hint_row, hints_of
from deskbreak.guide.terminal.ink import Ink, Row
from deskbreak.guide.terminal.layout import Place, placed
from deskbreak.guide.terminal.moving import MovingWords
from deskbreak.guide.terminal.question_words import AskingWords


class View:
    """Draws the minute.

    Args:
        lesson: what is shown.
        ink: its colours.
        still: two alternating poses in place of motion.
    """

    def __init__(self, lesson: Lesson, ink: Ink, *, still: bool = False) -> None:
        self._lesson, self._ink = lesson, ink
        self._film = Film(lesson, ink, still=still)
        self._words = MovingWords(lesson, ink)
        self._place: tuple[tuple[int, int], Place] | None = None
        self.scroll = 0
        """Rows of a long page that are above the first one shown."""
        self.further = False
        """Whether there is more of the page below."""

    def draw(self, it: Minute, now: float, size: tuple[int, int]) -> Canvas:
        """The screen of so many columns and rows."""
        canvas = Canvas(size, self._ink.style(), self._ink.depth)
        self.further = False
        reading = "reading" in it.stops
        if not it.on_page:
            self._draw_moving(canvas, it, now, size)
        else:
            page = stop_page(self._lesson) if reading else page_of(it, self._lesson)
            self._draw_page(canvas, page, size)
        self._draw_head(canvas, it)
        hints = hints_of(it, more=self.further)
        row = hint_row(hints, self._lesson.language, canvas.columns, self._ink)
        _put(canvas, 0, canvas.rows - 1, row)
        return canvas

    def _draw_head(self, canvas: Canvas, it: Minute) -> None:
        """The routine's name, and which step of how many it is."""
        lesson, ink = self._lesson, self._ink
        number, total = it.step + 1, len(it.seconds)
        count = text(lesson.language, "guide.step_of", number=number, total=total)
        said = count if it.running and total > 1 else ""
        right = canvas.columns - 1 - columns(said)
        name = fitted(lesson.title, right - 2)
        canvas.write(1, 0, name, ink.style("mute", bold=ink.depth is Depth.NONE))
        canvas.write(right, 0, said, ink.style("mute"))

    def _draw_moving(self, canvas: Canvas, it: Minute, now: float, size: tuple[int, int]) -> None:
        place = self._moving_place(size)
        if place.side:
            frame = self._film.frame(it.step, it.elapsed(now) if it.card == "step" else 0.0,
                                     place.side, easier=it.easier)  # fmt: skip
            if frame is not None:
                canvas.paint(*place.picture, frame)
        rows = self._words.rows(it, now, place.width, place.room, centred=place.centred)
        self._put_all(canvas, place, rows[: place.room])

    def _moving_place(self, size: tuple[int, int]) -> Place:
        """The same place for all steps."""
        if self._place is None or self._place[0] != size:
            picture = self._lesson.movement is not None
            self._place = (size, placed(size, self._words.height, picture=picture))
        return self._place[1]

    def _draw_page(self, canvas: Canvas, page: Page, size: tuple[int, int]) -> None:
        words = AskingWords(page, self._ink)
        place = placed(size, words.height, picture=self._film.shows(page.shows))
        if place.side and page.shows is not None:
            frame = self._film.picture(page.shows, place.side)
            if frame is not None:
                canvas.paint(*place.picture, frame)
        told = words.told(place.width, centred=place.centred)
        spaced = words.height(place.width) <= place.room
        choices = words.choices(place.width, spaced=spaced)
        room = max(place.room - len(choices), 1)
        self.scroll = max(min(self.scroll, len(told) - room), 0)
        self.further = self.scroll + room < len(told)
        self._put_all(canvas, place, [*told[self.scroll :][:room], *choices])

    def _put_all(self, canvas: Canvas, place: Place, rows: Sequence[Row]) -> None:
        column, top = place.words
        for index, row in enumerate(rows):
            _put(canvas, column, top + index, row)


def _put(canvas: Canvas, column: int, row: int, spans: Row) -> None:
    for at, said, style in spans:
        canvas.write(column + at, row, said, style)
