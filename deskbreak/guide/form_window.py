"""The window of the first questions (catalogue 5.2), in the look of the guide.

It fits the screen, can be made larger and smaller, and its buttons are always there: only what is
read scrolls. Keys: Y yes, N no, B or ← back, ↑ ↓ scroll, Return go on, Esc closes without changing
anything.
"""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QApplication, QDialog, QHBoxLayout, QVBoxLayout, QWidget

from deskbreak.content.model import Language
from deskbreak.content.strings import text
from deskbreak.guide import own_identity
from deskbreak.guide.form import Form, FormQuestion, Reply
from deskbreak.guide.form_pages import FormPage, plan_for
from deskbreak.guide.guide_words import FlowingWords
from deskbreak.guide.look import Look, Style
from deskbreak.guide.pill import Glyph, Pill
from deskbreak.guide.scroll import ScrollArea
from deskbreak.guide.start_window import look_of
from deskbreak.guide.step_bar import StepBar
from deskbreak.guide.window_room import largest, put_in_the_middle, room_now

WIDTHS = (520, 860)
"""Px: one column, or two where the screen is too low for one."""
LEAST = QSize(340, 360)
TALLEST, LOWEST = 860, 600
"""Px of height: no taller than this at first, and no lower if there is room."""
WIDEST_ROW = 480

Finish = Callable[[Mapping[str, Reply]], Sequence[str]]
"""Takes the answers; returns what is to be read at the end, ``# `` before a heading."""


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
        self._told: Sequence[str] = ()
        self._style = Style(look, language)
        self.setWindowTitle(text(language, "form.window"))
        self.setMinimumSize(LEAST)
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Window, self._style.colour("ground"))
        self.setPalette(palette)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(28, 20, 28, 20)
        self._column.setSpacing(12)
        self._head()
        self._area: ScrollArea | None = None
        self._page: FormPage | None = None
        self._foot: QWidget | None = None
        room = room_now()
        self.resize(self._first_size(largest(room)))
        put_in_the_middle(self, room)
        self._show()

    def _first_size(self, most: QSize) -> QSize:
        """As narrow as all of the first page can be read at once."""
        width, height = WIDTHS[0], LOWEST
        for width in WIDTHS:
            width = min(width, most.width())  # noqa: PLW2901 - a screen may be narrower
            self.resize(width, min(TALLEST, most.height()))
            self._show()
            assert self._page is not None  # noqa: S101 - just shown
            inner = width - 56
            self._page.adjustSize()
            layout = self._page.layout()
            needed = 0 if layout is None else layout.heightForWidth(inner)
            foot = 0 if self._foot is None else self._foot.sizeHint().height()
            height = needed + foot + 36 + 40 + 2 * 12 + 8
            if height <= most.height():
                break
        return QSize(width, min(max(height, LOWEST), most.height()))

    def _head(self) -> None:
        """Back, how far it is."""
        row = QHBoxLayout()
        row.setSpacing(14)
        back = text(self._style.language, "form.back")
        self._back = Glyph(self._style, "back", back, self.go_back, size=36)
        self._steps = StepBar(self._style, len(self.form.questions))
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
        """The question before; what stands in the field is kept."""
        if not self.over:
            self._take(self._noted().back())

    def go_on(self) -> None:
        """What stands in the field, or after a note."""
        field = self._page.field if self._page is not None else None
        if self.over:
            self.accept()
        elif self.form.noted:
            self._take(self.form.go_on())
        elif field is not None:
            self._take(self.form.type(field.text()))

    def _type_shortcut(self) -> None:
        """The answer that has a button."""
        asked = self.form.question
        if asked is not None:
            self._take(self.form.type(asked.shortcut))

    def _noted(self) -> Form:
        """The form with what stands in the field."""
        field = self._page.field if self._page is not None else None
        return self.form if field is None else self.form.note(field.text())

    def _take(self, form: Form) -> None:
        self.form = form
        self._show()

    # Pages.

    def _show(self) -> None:
        """Bring the window up to the form."""
        asked, count = self.form.question, len(self.form.questions)
        numbers = {"number": min(self.form.at + 1, count), "total": count}
        self._steps.show_step(self.form.at, text(self._style.language, "setup.count", **numbers))
        self._back.setVisible(asked is not None)
        self._back.setEnabled(self.form.at > 0 or self.form.noted)
        self._plan = plan_for(self._style, self.width(), self.height())
        page = FormPage(self._style, self._plan)
        if asked is None:
            if not self.over:
                self.over = True
                self._told = self._finish(dict(self.form.answers))
            page.end(self._told)
        elif self.form.noted:
            page.tell(asked)
        else:
            page.ask(self.form, asked)
        self._put(page, self._foot_of(asked))
        if page.field is not None:
            page.field.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _put(self, page: FormPage, foot: QWidget) -> None:
        """This page in place of the last one."""
        for old in (self._area, self._foot):
            if old is not None:
                self._column.removeWidget(old)
                old.hide()
                old.deleteLater()
        self._page, self._area, self._foot = page, ScrollArea(self._style, page), foot
        self._column.addWidget(self._area, 1)
        self._column.addWidget(foot, 0)
        self._area.show()  # at once: keys that are on their way must find the new page
        foot.show()

    def _foot_of(self, asked: FormQuestion | None) -> QWidget:
        """What was answered before, and the buttons."""
        foot = QWidget()
        column = QVBoxLayout(foot)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        if asked is None:
            self._add_row(column, ("guide.close", "main", self.go_on))
            return foot
        if self.form.noted:
            self._add_row(column, ("form.go_on", "main", self.go_on))
            return foot
        before = FlowingWords(self._style, 14, colour="mute")
        before.say(self._before(asked))
        column.addWidget(before)
        if asked.typed:
            keep = ("form.keep", "plain", lambda: self._take(self._noted().keep()))
            on = ("form.go_on", "main", self.go_on)
            always = ("setup.hours.always_button", "plain", self._type_shortcut)
            self._add_row(
                column,
                *([keep] if asked.present is not None else []),
                *([always] if asked.shortcut not in ("", asked.present) else []),
                on,
            )
        else:
            chosen = self.form.reply
            yes = ("form.yes", "main" if chosen is True else "plain", lambda: self.answer(True))  # noqa: FBT003 - the answer itself
            no = ("form.no", "main" if chosen is False else "plain", lambda: self.answer(False))  # noqa: FBT003 - the same
            self._add_row(column, yes, no)
        return foot

    def _before(self, asked: FormQuestion) -> str:
        """The answer of this round, or the one as it is now; empty: there is none."""
        language, reply = self._style.language, self.form.reply
        if isinstance(reply, bool):
            word = text(language, f"setup.{'yes' if reply else 'no'}")
            return text(language, "form.answered", answer=word)
        if reply is not None:
            return text(language, "form.answered", answer=self.form.words)
        return "" if asked.present is None else text(language, "form.now", answer=asked.present)

    def _add_row(self, column: QVBoxLayout, *buttons: tuple[str, str, Callable[[], None]]) -> None:
        inner = QWidget()
        inner.setMaximumWidth(WIDEST_ROW)
        row = QHBoxLayout(inner)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        for key, kind, does in buttons:
            label = text(self._style.language, key)
            row.addWidget(Pill(self._style, label, kind, does, height=50))
        across = QHBoxLayout()
        across.addStretch(1)
        across.addWidget(inner, 100)
        across.addStretch(1)
        column.addLayout(across)

    # What Qt calls.

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """The keys of the questions; in a field they are letters."""
        key, asked = event.key(), self.form.question
        may_answer = asked is not None and not asked.typed and not self.form.noted
        typing = self._page is not None and self._page.field is not None
        if key == Qt.Key.Key_Escape:
            self.reject()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.go_on()
        elif may_answer and key in (Qt.Key.Key_Y, Qt.Key.Key_N):
            self.answer(key == Qt.Key.Key_Y)
        elif key in (Qt.Key.Key_B, Qt.Key.Key_Left) and not typing:
            self.go_back()
        elif self._area is None or not self._area.takes(event):
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Another size may have room for a picture, or for two columns."""
        super().resizeEvent(event)
        if self._page is not None and self._plan != plan_for(
            self._style, event.size().width(), event.size().height()
        ):
            self.form = self._noted()
            QTimer.singleShot(0, self._show)


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
