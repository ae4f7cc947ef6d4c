"""Texts on the window that wrap, and that a screen reader reads as texts."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QPalette
from PySide6.QtWidgets import QLabel, QSizePolicy

from deskbreak.guide.look import Style


class Words(QLabel):
    """One text.

    Args:
        style: how it looks.
        size: height of the letters, px.
        weight: of the letters.
        colour: a name of the look.
        wraps: whether it may take several lines.
        left: at the left edge, not in the middle.
    """

    def __init__(
        self,
        style: Style,
        size: float,
        weight: QFont.Weight = QFont.Weight.Normal,
        colour: str = "ink",
        *,
        wraps: bool = True,
        left: bool = False,
    ) -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setFont(style.font(size, weight))
        self.setWordWrap(wraps)
        across = Qt.AlignmentFlag.AlignLeft if left else Qt.AlignmentFlag.AlignHCenter
        self.setAlignment(across | Qt.AlignmentFlag.AlignTop)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.WindowText, style.colour(colour))
        self.setPalette(palette)

    def say(self, words: str) -> None:
        """Show another text."""
        if words != self.text():
            self.setText(words)
