"""Colours, faces and sizes of the guide window; the figure brings its own colours."""

from dataclasses import dataclass

from PySide6.QtGui import QColor, QFont

from deskbreak.content.model import Language
from deskbreak.figures import theme

WIDTH, HEIGHT = 432, 720
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


@dataclass(frozen=True)
class Look:
    """Colours as ``#RRGGBB``; every pair of text and ground has a contrast of at least 4.5."""

    figure: theme.Theme
    ground: str
    card: str
    edge: str
    """Of the window and of quiet buttons."""
    ink: str
    mute: str
    track: str
    """The part of the ring that is still open."""
    accent: str
    """The part that closes now."""
    done: str
    """What is over; the main button."""
    on_done: str
    hurts: str
    hurts_edge: str


LIGHT = Look(
    figure=theme.LIGHT,
    ground="#FBF8F3",
    card="#FFFFFF",
    edge="#E4DED3",
    ink="#26304A",
    mute="#5D667C",
    track="#E0E8E4",
    accent="#F2704F",
    done="#17766C",
    on_done="#FFFFFF",
    hurts="#B83E20",
    hurts_edge="#F0BBAA",
)
DARK = Look(
    figure=theme.DARK,
    ground="#1D2331",
    card="#272F40",
    edge="#3B465B",
    ink="#F2F4F8",
    mute="#A9B3C6",
    track="#364257",
    accent="#FF8561",
    done="#3FC2B1",
    on_done="#0E1A20",
    hurts="#FF9F87",
    hurts_edge="#7A5149",
)


@dataclass(frozen=True)
class Style:
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
