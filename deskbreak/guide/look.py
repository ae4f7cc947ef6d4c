"""Faces and sizes of the guide window in its colours."""

from msgspec import Struct
from PySide6.QtGui import QColor, QFont

from deskbreak.content.model import Language
from deskbreak.guide.colours import DARK, LIGHT, Look

__all__ = ["DARK", "FACES", "HEIGHT", "LIGHT", "MARGIN", "WIDTH", "Look", "Style"]

WIDTH, HEIGHT = 432, 760
"""The window's size in px when the screen has room for it."""
MARGIN = 24
"""Px between the window and the edge of the screen."""

FACES: dict[Language, list[str]] = {
    "ja": [
        "Hiragino Sans",
        "Yu Gothic UI",
        "Meiryo UI",
        "Noto Sans CJK JP",
        "Noto Sans JP",
        "Source Han Sans JP",
        "IPAexGothic",
        "sans-serif",
    ],
    "en": [
        "SF Pro Text",
        "Segoe UI",
        "Inter",
        "Cantarell",
        "Noto Sans",
        "Noto Sans CJK JP",
        "DejaVu Sans",
        "sans-serif",
    ],
}
"""Faces by language, best first. Named ones, so that kanji never come in Chinese shapes."""


class Style(Struct, frozen=True):
    """A look in one language at one size."""

    look: Look
    language: Language
    scale: float = 1.0
    """Below 1 on a screen with too little room."""

    def px(self, length: float) -> int:
        """A length on this screen."""
        return round(length * self.scale)

    def font(self, pixels: float, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
        """A face of that height."""
        font = QFont()
        font.setFamilies(FACES[self.language])
        font.setPixelSize(max(round(pixels * self.scale), 9))
        font.setWeight(weight)
        font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
        return font

    def colour(self, name: str) -> QColor:
        """One of the look's colours."""
        return QColor(getattr(self.look, name))
