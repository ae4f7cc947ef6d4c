"""The window of the first questions (catalogue 5.2), in the look of the guide.

Keys: Y yes, N no, B or ← back, Return go on, Esc closes without changing anything.
"""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QFont, QKeyEvent, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from deskbreak.content.model import Language
from deskbreak.content.strings import text
from deskbreak.figures import library
from deskbreak.guide import own_identity
from deskbreak.guide.figure_stage import Stage
from deskbreak.guide.form import Form, FormQuestion, Reply
from deskbreak.guide.frame_cache import polygons
from deskbreak.guide.guide_words import Words
from deskbreak.guide.look import Look, Style
from deskbreak.guide.pill import Glyph, Pill
from deskbreak.guide.scroll import scrolling
from deskbreak.guide.start_window import look_of

WIDTH, HEIGHT = 480, 660
_ROOM, _PICTURE = 416, 200

Finish = Callable[[Mapping[str, Reply]], Sequence[str]]
"""Takes the answers; returns what is to be read at the end, ``# `` before a heading."""


class Steps(QWidget):
    """How far the questions have come: one short bar each."""

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


class FormWindow(QDialog):
    """Asks, and at the end tells what follows.

    Args:
        questions: in their order.
        language: of everything.
        look: the colours.
        finish: called once, with all answers, when the last one is given.
    """

    def __init__(
        self, questions: Sequence[FormQuestion], language: Language, look: Look, finish: Finish
    ) -> None:
        super().__init__()
        self.form = Form(tuple(questions))
        self.over = False
        """Everything is answered."""
        self._finish = finish
        self._style = Style(look, language)
        self.setWindowTitle(text(language, "form.window"))
        self.setFixedSize(WIDTH, HEIGHT)
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Window, self._style.colour("ground"))
        self.setPalette(palette)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(32, 26, 32, 26)
        self._column.setSpacing(14)
        self._head()
        self._page: QWidget | None = None
        self._field: QLineEdit | None = None
        self._show()

    def _head(self) -> None:
        """Back, how far it is."""
        row = QHBoxLayout()
        row.setSpacing(14)
        back = text(self._style.language, "form.back")
        self._back = Glyph(self._style, "back", back, self.go_back, size=36)
        self._steps = Steps(self._style, len(self.form.questions))
        policy = self._back.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self._back.setSizePolicy(policy)
        row.addWidget(self._back)
        row.addWidget(self._steps, 1)
        self._column.addLayout(row)

    # What a person does.

    def answer(self, reply: Reply) -> None:
        """Yes or no."""
        self._take(self.form.answer(reply))

    def go_back(self) -> None:
        """The question before."""
        if not self.over:
            self._take(self.form.back())

    def go_on(self) -> None:
        """What stands in the field, or after a note."""
        if self.over:
            self.accept()
        elif self.form.noted:
            self._take(self.form.go_on())
        elif self._field is not None:
            self._take(self.form.type(self._field.text()))

    def _take(self, form: Form) -> None:
        self.form = form
        self._show()

    # Pages.

    def _show(self) -> None:
        """Bring the window up to the form."""
        asked, count = self.form.question, len(self.form.questions)
        typed = self._field.text() if self._field is not None and self.form.wrong else ""
        self._field = None
        numbers = {"number": min(self.form.at + 1, count), "total": count}
        self._steps.show_step(self.form.at, text(self._style.language, "setup.count", **numbers))
        self._back.setVisible(asked is not None)
        self._back.setEnabled(self.form.at > 0 or self.form.noted)
        if asked is None:
            lines: Sequence[str] = ()
            if not self.over:
                self.over = True
                lines = self._finish(dict(self.form.answers))
            page = self._last_page(lines)
        elif self.form.noted:
            page = self._note_page(asked)
        else:
            page = self._question_page(asked)
        if self._page is not None:
            self._column.removeWidget(self._page)
            self._page.hide()
            self._page.deleteLater()
        self._page = page
        self._column.addWidget(page, 1)
        page.show()
        if self._field is not None:
            self._field.setText(typed)
            QTimer.singleShot(0, self._field.setFocus)
        else:
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _question_page(self, asked: FormQuestion) -> QWidget:
        page, column = self._new_page()
        if self.form.at == 0:
            self._words(column, text(self._style.language, "setup.intro"), 14, "mute")
        self._picture(column, asked.picture)
        if asked.note:
            self._words(column, asked.note, 14, "mute")
        self._words(column, asked.heading, 20, weight=QFont.Weight.Bold)
        if asked.items:
            column.addWidget(self._scrolling([f"• {item}" for item in asked.items]), 1)
        else:
            if asked.typed:
                self._add_field(column, asked)
            column.addStretch(1)
        if asked.present is not None:
            now = text(self._style.language, "form.now", answer=asked.present)
            self._words(column, now, 14, "mute")
        self._add_buttons(column, asked)
        return page

    def _note_page(self, asked: FormQuestion) -> QWidget:
        page, column = self._new_page()
        self._picture(column, asked.picture)
        self._words(column, asked.after_yes, 18)
        column.addStretch(1)
        self._add_row(column, ("form.go_on", "main", self.go_on))
        return page

    def _last_page(self, lines: Sequence[str]) -> QWidget:
        page, column = self._new_page()
        if len(lines) < 6:
            stage = Stage(self._style, text(self._style.language, "setup.saved"), _PICTURE)
            stage.show_frame(None, None, tick=True)
            column.addStretch(1)
            column.addWidget(stage, 0, Qt.AlignmentFlag.AlignHCenter)
            column.addSpacing(10)
            for line in lines:
                self._words(column, line, 17)
            column.addStretch(1)
        else:
            column.addWidget(self._scrolling(lines), 1)
        self._add_row(column, ("guide.close", "main", self.go_on))
        return page

    def _new_page(self) -> tuple[QWidget, QVBoxLayout]:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        return page, column

    def _picture(self, column: QVBoxLayout, routine: str) -> None:
        """The figure at rest."""
        if not routine:
            return
        column.addStretch(1)
        theme = self._style.look.figure
        movement = library.movement(routine)
        stage = Stage(self._style, "", _PICTURE)
        stage.show_frame(polygons(movement.stills(0)[0], theme), None)
        column.addWidget(stage, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addSpacing(8)

    def _words(
        self,
        column: QVBoxLayout,
        words: str,
        size: float,
        colour: str = "ink",
        weight: QFont.Weight = QFont.Weight.Normal,
    ) -> None:
        label = Words(self._style, size, weight, colour, width=_ROOM)
        label.say(words)
        column.addWidget(label)

    def _scrolling(self, lines: Sequence[str]) -> QScrollArea:
        """Lines that may not all fit."""
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(9)
        for line in lines:
            mark, _, rest = line.partition(" ")
            row = QHBoxLayout()
            if mark == "•":
                point = Words(self._style, 15, colour="mute", left=True)
                point.say(mark)
                row.addWidget(point, 0, Qt.AlignmentFlag.AlignTop)
            weight = QFont.Weight.DemiBold if mark == "#" else QFont.Weight.Normal
            words = Words(self._style, 15, weight, left=True, width=_ROOM - 36)
            words.say(rest if mark in ("•", "#") else line)
            row.addWidget(words, 1)
            column.addLayout(row)
        column.addStretch(1)
        return scrolling(self._style, inner)

    def _add_field(self, column: QVBoxLayout, asked: FormQuestion) -> None:
        """Where an answer is typed."""
        look = self._style.look
        self._field = QLineEdit()
        self._field.setFont(self._style.font(17))
        self._field.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._field.setAccessibleName(asked.heading)
        self._field.setAccessibleDescription(asked.typed)
        self._field.setStyleSheet(
            f"QLineEdit {{ background: {look.card}; color: {look.ink}; border: 1.5px solid"
            f" {look.edge}; border-radius: 12px; padding: 9px }}"
            f"QLineEdit:focus {{ border-color: {look.ink} }}"
        )
        column.addWidget(self._field)
        wrong = self.form.wrong
        self._words(column, wrong or asked.typed, 14, "hurts" if wrong else "mute")

    def _add_buttons(self, column: QVBoxLayout, asked: FormQuestion) -> None:
        if asked.typed:
            keep = ("form.keep", "plain", lambda: self._take(self.form.keep()))
            on = ("form.go_on", "main", self.go_on)
            self._add_row(column, *([keep] if asked.present is not None else []), on)
        else:
            yes = ("form.yes", "plain", lambda: self.answer(True))  # noqa: FBT003 - the answer itself
            no = ("form.no", "plain", lambda: self.answer(False))  # noqa: FBT003 - the same
            self._add_row(column, yes, no)

    def _add_row(self, column: QVBoxLayout, *buttons: tuple[str, str, Callable[[], None]]) -> None:
        row = QHBoxLayout()
        row.setSpacing(10)
        for key, kind, does in buttons:
            label = text(self._style.language, key)
            row.addWidget(Pill(self._style, label, kind, does, height=50))
        column.addLayout(row)

    # What Qt calls.

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """The keys of the questions; in a field they are letters."""
        key, asked = event.key(), self.form.question
        may_answer = asked is not None and not asked.typed
        if key == Qt.Key.Key_Escape:
            self.reject()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.go_on()
        elif may_answer and key in (Qt.Key.Key_Y, Qt.Key.Key_N):
            self.answer(key == Qt.Key.Key_Y)
        elif key in (Qt.Key.Key_B, Qt.Key.Key_Left) and self._field is None:
            self.go_back()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """The ground."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._style.colour("ground"))
        painter.setPen(QPen(self._style.colour("edge"), 1))
        painter.end()


def hold(questions: Sequence[FormQuestion], language: Language, theme: str, finish: Finish) -> bool:
    """Show the window and wait; False if it was closed before the last answer.

    ``finish`` is as for ``FormWindow``; it says itself what went wrong.
    """
    own_identity.take_on()
    app = QApplication(["deskbreak"])
    app.setWindowIcon(own_identity.icon())
    app.setStyle("Fusion")
    window = FormWindow(questions, language, look_of(theme), finish)
    window.exec()
    return window.over
