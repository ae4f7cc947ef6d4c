"""A page that asks or tells one thing: a picture, a heading, some lines, and what can be chosen."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from deskbreak.guide.figure_stage import Stage
from deskbreak.guide.guide_words import Words
from deskbreak.guide.lesson import Lesson
from deskbreak.guide.look import Style
from deskbreak.guide.minute import Act
from deskbreak.guide.moving_page import Do
from deskbreak.guide.page import Page
from deskbreak.guide.pictures import picture_of
from deskbreak.guide.pill import Pill
from deskbreak.guide.scroll import ScrollArea

_ROOM = 380
"""Px in which lines have room."""


class CardPage(QWidget):
    """Shows a page."""

    def __init__(self, style: Style, page: Page, lesson: Lesson, do: Do) -> None:
        super().__init__()
        self._style = style
        self.buttons: list[Pill] = []
        self.said = " ".join((page.heading, *page.lines))
        """What a screen reader announces."""
        px = style.px
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(10))
        picture = picture_of(page.shows, lesson, style.look.figure)
        if picture is not None:
            stage = Stage(style, picture.name, picture.side)
            stage.show_frame(picture.frame, picture.ring, tick=picture.tick)
            column.addStretch(1)
            column.addWidget(stage, 0, Qt.AlignmentFlag.AlignHCenter)
            column.addSpacing(px(8))
        elif not page.long:
            column.addStretch(1)
        heading = Words(style, 25, QFont.Weight.Bold, left=page.long)
        heading.say(page.heading)
        column.addWidget(heading)
        if page.long:
            column.addWidget(self._scrolling(page), 1)
        else:
            self._add_lines(column, page, left=False)
            column.addStretch(1)
        self._add_choices(column, page, do)

    def _add_lines(self, column: QVBoxLayout, page: Page, *, left: bool) -> None:
        for text in page.lines:
            column.addLayout(self._line(text, page.size, left=left))
        for text in page.notes:
            words = Words(self._style, 14, colour="mute", left=left, width=_ROOM)
            words.say(text)
            column.addWidget(words)

    def _line(self, text: str, size: float, *, left: bool) -> QHBoxLayout:
        """A line, a heading or an item with its point before it."""
        row = QHBoxLayout()
        row.setSpacing(self._style.px(8))
        mark, _, rest = text.partition(" ")
        if mark == "•":
            point = Words(self._style, size, colour="mute", left=True)
            point.say(mark)
            row.addWidget(point, 0, Qt.AlignmentFlag.AlignTop)
        heading = mark == "#"
        weight = QFont.Weight.DemiBold if heading else QFont.Weight.Normal
        room = _ROOM - (20 if mark == "•" else 0) - (16 if left else 0)
        words = Words(self._style, size, weight, left=left, width=room)
        words.say(rest.strip() if mark in ("#", "•") else text)
        row.addWidget(words, 1)
        return row

    def _scrolling(self, page: Page) -> ScrollArea:
        """The lines in an area that scrolls by wheel, keys and bar."""
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, self._style.px(8), 0)
        column.setSpacing(self._style.px(10))
        self._add_lines(column, page, left=True)
        column.addStretch(1)
        return ScrollArea(self._style, inner)

    def _add_choices(self, column: QVBoxLayout, page: Page, do: Do) -> None:
        box: QHBoxLayout | QVBoxLayout = QHBoxLayout() if page.in_row else QVBoxLayout()
        box.setSpacing(self._style.px(8))
        for choice in page.choices:

            def press(act: Act = choice.act) -> None:
                do(act)

            button = Pill(self._style, choice.label, choice.kind, press, height=50)
            self.buttons.append(button)
            box.addWidget(button)
        column.addLayout(box)
