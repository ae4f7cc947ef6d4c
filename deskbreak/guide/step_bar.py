"""How far the questions have come: one short bar each."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from deskbreak.guide.look import Style


class StepBar(QWidget):
    """A row of bars: over, now, to come."""

    def __init__(self, style: Style, of: int) -> None:
        super().__init__()
        self._style, self._of, self._at = style, of, 0
        self.setFixedHeight(style.px(8))

    def show_step(self, at: int, name: str) -> None:
        """Which question is asked, and how a screen reader says that."""
        self._at = at
        self.setAccessibleName(name)
        self.update()

    def paintEvent(self, _: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Over, now, to come."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        gap = self._style.px(5)
        wide = (self.width() - gap * (self._of - 1)) / self._of
        for index in range(self._of):
            over, now = index < self._at, index == self._at
            painter.setBrush(self._style.colour("done" if over else "accent" if now else "track"))
            left = round(index * (wide + gap))
            painter.drawRoundedRect(left, 1, round(wide), self._style.px(5), 2.5, 2.5)
        painter.end()
