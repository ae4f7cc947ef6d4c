"""The steps of the routine as small pictures: which are over, which runs, which are to come."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPointF, QRectF, Qt, QTimer
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QPen, QPixmap, QPolygonF
from PySide6.QtWidgets import QHBoxLayout, QLabel

from deskbreak.content.strings import text
from deskbreak.guide.frame_cache import Frame, draw
from deskbreak.guide.look import Style

SIDE, NARROW = 56, 46
"""Px; narrow when there are more than five."""

Picture = Callable[[int], Frame | None]
"""Draws the picture of a step, by its number from 0."""


class Thumb(QLabel):
    """One step; a screen reader reads its number and what to do."""

    def __init__(self, style: Style, number: int, of: int, words: str) -> None:
        super().__init__()
        self._style = style
        self._frame: Frame | None = None
        self._number, self._of, self._words = number, of, words
        self._state = ""
        self._drawn = False
        side = style.px(SIDE if of <= 5 else NARROW)
        self.setFixedSize(side, side)
        empty = QPixmap(1, 1)
        empty.fill(Qt.GlobalColor.transparent)
        self.setPixmap(empty)  # what makes a graphic of a label
        self.set_state("next")

    def draw_frame(self, frame: Frame | None) -> None:
        """Its picture; None: its number stands in its place."""
        self._frame, self._drawn = frame, True
        self.update()

    def set_state(self, state: str) -> None:
        """``next``, ``now`` or ``over``."""
        if state == self._state:
            return
        self._state = state
        name = text(
            self._style.language,
            "minute.step_done" if state == "over" else "minute.step",
            number=self._number,
            total=self._of,
            text=self._words,
        )
        self.setAccessibleName(name)
        self.setToolTip(self._words)
        self.update()

    def paintEvent(self, _: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """A small stage with a frame that tells the state."""
        look, now = self._style, self._state == "now"
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(2, 2, -2, -2)
        radius = box.width() * 0.27
        edge = QPen(look.colour("accent" if now else "edge"), 2.6 if now else 1.4)
        painter.setPen(edge)
        disc = QColor(look.look.figure.disc)
        painter.setBrush(disc if now else look.colour("card"))
        painter.drawRoundedRect(box, radius, radius)
        painter.setOpacity({"now": 1.0, "next": 0.72, "over": 0.38}[self._state])
        inset = box.width() * 0.09
        inner = box.adjusted(inset, inset, -inset, -inset)
        if self._frame is not None:
            draw(painter, self._frame, inner)
        elif self._drawn:
            painter.setPen(look.colour("ink"))
            painter.setFont(look.font(18, QFont.Weight.DemiBold))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, str(self._number))
        painter.setOpacity(1.0)
        if self._state == "over":
            self._draw_tick(painter, box)
        painter.end()

    def _draw_tick(self, painter: QPainter, box: QRectF) -> None:
        """Over: a small check mark low on the right."""
        side = box.width() * 0.36
        at = QRectF(box.right() - side, box.bottom() - side, side, side)
        painter.setPen(QPen(self._style.colour("ground"), 2))
        painter.setBrush(self._style.colour("done"))
        painter.drawEllipse(at)
        pen = QPen(self._style.colour("on_done"), side * 0.12)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        marks = ((0.28, 0.53), (0.44, 0.69), (0.73, 0.35))
        corner = at.topLeft()
        painter.drawPolyline(QPolygonF([corner + QPointF(x * side, y * side) for x, y in marks]))


class ThumbRow(QHBoxLayout):
    """All steps.

    Their pictures take as long to work out as the rest of the window, so the first ones are drawn
    after it is on the screen (``draw_later``).
    """

    def __init__(self, style: Style) -> None:
        super().__init__()
        self._style = style
        self._thumbs: list[Thumb] = []
        self._picture: Picture = lambda _: None
        self._waiting: list[int] = []
        self.setSpacing(style.px(6))

    def fill(self, steps: Sequence[str], picture: Picture) -> None:
        """Other steps; ``picture`` draws the one of a number."""
        for thumb in self._thumbs:
            self.removeWidget(thumb)
            thumb.hide()
            thumb.deleteLater()
        count = len(steps)
        self._thumbs = [Thumb(self._style, at + 1, count, words) for at, words in enumerate(steps)]
        self._picture, self._waiting = picture, list(range(count))
        for thumb in self._thumbs:
            self.addWidget(thumb, 0, Qt.AlignmentFlag.AlignTop)

    def show_step(self, step: int, *, running: bool, done: bool) -> None:
        """Which step is over, which runs."""
        for index, thumb in enumerate(self._thumbs):
            now = index == step and running
            thumb.set_state("over" if done or index < step else "now" if now else "next")

    def draw(self) -> None:
        """All pictures that are not there yet."""
        while self._waiting:
            self._draw_next()

    def draw_later(self) -> None:
        """One after another, between what else goes on."""
        if self._waiting:
            self._draw_next()
            QTimer.singleShot(0, self.draw_later)

    def _draw_next(self) -> None:
        number = self._waiting.pop(0)
        self._thumbs[number].draw_frame(self._picture(number))
