"""Lines to be read: headings, items of a list and plain text, in one column or two."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from deskbreak.app.page_text import HEADING, ITEM
from deskbreak.guide.guide_words import FlowingWords, Words
from deskbreak.guide.look import Style


def reading(style: Style, lines: Sequence[str], *, columns: int = 1, gap: int = 7) -> QWidget:
    """The lines, shared out evenly among the columns from the left, ``gap`` px apart."""
    whole = QWidget()
    row = QHBoxLayout(whole)
    row.setContentsMargins(0, 0, style.px(8), 0)
    row.setSpacing(style.px(24))
    lines = [line for line in lines if line]
    size = -(-len(lines) // columns)
    for start in range(0, len(lines), max(size, 1)):
        column = QVBoxLayout()
        column.setSpacing(style.px(gap))
        for line in lines[start : start + size]:
            column.addLayout(_line(style, line))
        column.addStretch(1)
        row.addLayout(column, 1)
    return whole


def _line(style: Style, line: str) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(style.px(6))
    if line.startswith(ITEM):
        point = Words(style, 15, colour="mute", left=True, width=0)
        point.say(ITEM.strip())
        row.addWidget(point, 0, Qt.AlignmentFlag.AlignTop)
    heading = line.startswith(HEADING)
    weight = QFont.Weight.DemiBold if heading else QFont.Weight.Normal
    words = FlowingWords(style, 15, weight, left=True)
    words.say(line.removeprefix(HEADING if heading else ITEM))
    row.addWidget(words, 1)
    return row
