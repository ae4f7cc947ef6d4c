"""Texts on the window that wrap, and that a screen reader reads as texts."""

import math

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPalette, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy

from deskbreak.content.line_breaks import broken
from deskbreak.guide.look import Style


class Words(QLabel):
    """One text.

    Args:
        style: how it looks.
        size: height of the letters, px.
        weight: of the letters.
        colour: a name of the look.
        left: at the left edge; else in the middle.
        width: px in which the text has room; 0: it never wraps.
    """

    def __init__(
        self,
        style: Style,
        size: float,
        weight: QFont.Weight = QFont.Weight.Normal,
        colour: str = "ink",
        *,
        left: bool = False,
        width: int = 384,
    ) -> None:
        super().__init__()
        self._style, self._weight = style, weight
        self._width = style.px(width)
        self._said = ""
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setFont(style.font(size, weight))
        across = Qt.AlignmentFlag.AlignLeft if left else Qt.AlignmentFlag.AlignHCenter
        self.setAlignment(across | Qt.AlignmentFlag.AlignTop)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.WindowText, style.colour(colour))
        self.setPalette(palette)

    def say(self, words: str, size: float | None = None) -> None:
        """Show another text, in letters of another size if one is given."""
        if size is not None:
            self.setFont(self._style.font(size, self._weight))
        elif words == self._said:
            return
        self._said = words
        self.setAccessibleName(words)
        self.setText("\n".join(self.lines(words)))
        visible = bool(words) or not self._width
        if not visible or self.parentWidget() is not None:  # alone it would be a window of its own
            self.setVisible(visible)

    def lines(self, words: str) -> list[str]:
        """The lines into which a text is broken."""
        if not self._width:
            return [words]
        return broken(words, self._width, QFontMetricsF(self.font()).horizontalAdvance)

    def height_of(self, words: str) -> float:
        """Px that a text takes."""
        metrics = QFontMetricsF(self.font())
        return len(self.lines(words)) * metrics.lineSpacing() if words else 0.0


class FlowingWords(Words):
    """A text that takes whatever width the window gives it."""

    USUAL = 420
    """Px that it would like."""

    def __init__(
        self,
        style: Style,
        size: float,
        weight: QFont.Weight = QFont.Weight.Normal,
        colour: str = "ink",
        *,
        left: bool = False,
    ) -> None:
        super().__init__(style, size, weight, colour, left=left, width=self.USUAL)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def hasHeightForWidth(self) -> bool:  # noqa: N802 - Qt's name
        """A narrower text is higher."""
        return True

    def heightForWidth(self, width: int) -> int:  # noqa: N802 - Qt's name
        """Room for all its lines."""
        metrics = QFontMetricsF(self.font())
        lines = broken(self._said, max(width, 1), metrics.horizontalAdvance)
        return math.ceil(len(lines) * metrics.lineSpacing())

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """The usual width, or less for few words."""
        metrics = QFontMetricsF(self.font())
        width = min(
            math.ceil(metrics.horizontalAdvance(self._said)) + 2, self._style.px(self.USUAL)
        )
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """It may become quite narrow."""
        return QSize(self._style.px(80), math.ceil(QFontMetricsF(self.font()).lineSpacing()))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Break it anew."""
        super().resizeEvent(event)
        self._width = max(event.size().width(), 1)
        text = "\n".join(self.lines(self._said))
        if text != self.text():
            self.setText(text)
