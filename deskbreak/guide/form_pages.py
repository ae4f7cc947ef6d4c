"""The pages of the first questions: what is read and answered, without head and buttons."""

from collections.abc import Sequence

from msgspec import Struct
from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from deskbreak.app.page_text import ITEM
from deskbreak.content.strings import text
from deskbreak.figures import library
from deskbreak.guide.figure_stage import Stage
from deskbreak.guide.form import Form, FormQuestion
from deskbreak.guide.frame_cache import polygons
from deskbreak.guide.guide_words import FlowingWords
from deskbreak.guide.look import Style
from deskbreak.guide.reading import reading

LOW = 100
"""Px of the picture in a window of little height."""
FEW = 6
"""Fewer lines than this are told beside a picture, more are read as a page."""


class Plan(Struct, frozen=True):
    """How a page makes use of its room: columns of a list, px of a picture (0: none)."""

    columns: int
    picture: int

    @property
    def low(self) -> bool:
        """Lines stand closer, so that the first page can be read at once."""
        return self.picture <= LOW


def plan_for(style: Style, width: int, height: int) -> Plan:
    """The plan for a window of that size."""
    sizes = ((640, 200), (540, 140), (470, 100))
    picture = next((size for least, size in sizes if height >= style.px(least)), 0)
    return Plan(columns=2 if width >= style.px(700) else 1, picture=picture)


class FormPage(QWidget):
    """One page. ``field`` is where an answer is typed; None: it is not typed."""

    def __init__(self, style: Style, plan: Plan) -> None:
        super().__init__()
        self.field: QLineEdit | None = None
        self._style, self._plan = style, plan
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(style.px(5 if plan.low else 10))

    def ask(self, form: Form, asked: FormQuestion) -> None:
        """A question."""
        if form.at == 0:
            self._words(text(self._style.language, "setup.intro"), 14, "mute")
        if asked.items or asked.picture:
            self._picture(asked.picture)
        else:
            self._column.addStretch(1)
        if asked.note:
            self._words(asked.note, 14, "mute")
        self._words(asked.heading, 19, weight=QFont.Weight.Bold)
        if asked.items:
            lines = [f"{ITEM}{item}" for item in asked.items]
            gap = 3 if self._plan.low else 7
            self._column.addWidget(reading(self._style, lines, columns=self._plan.columns, gap=gap))
        if asked.typed:
            self._add_field(form, asked)
        self._column.addStretch(1)

    def tell(self, asked: FormQuestion) -> None:
        """What follows from a yes."""
        self._picture(asked.picture)
        self._words(asked.after_yes, 18)
        self._column.addStretch(1)

    def end(self, lines: Sequence[str]) -> None:
        """What follows from all answers."""
        if len(lines) < FEW:
            self._column.addStretch(1)
            if self._plan.picture:
                saved = text(self._style.language, "setup.saved")
                stage = Stage(self._style, saved, self._plan.picture)
                stage.show_frame(None, None, tick=True)
                self._column.addWidget(stage, 0, Qt.AlignmentFlag.AlignHCenter)
            for line in lines:
                self._words(line, 17)
        else:
            marked = [line.replace("  - ", ITEM, 1) for line in lines]
            self._column.addWidget(reading(self._style, marked))
        self._column.addStretch(1)

    def _picture(self, routine: str) -> None:
        """The figure at rest."""
        if not routine or not self._plan.picture:
            return
        self._column.addStretch(1)
        movement = library.movement(routine)
        stage = Stage(self._style, "", self._plan.picture)
        stage.show_frame(polygons(movement.stills(0)[0], self._style.look.figure), None)
        self._column.addWidget(stage, 0, Qt.AlignmentFlag.AlignHCenter)

    def _words(
        self,
        words: str,
        size: float,
        colour: str = "ink",
        weight: QFont.Weight = QFont.Weight.Normal,
    ) -> None:
        label = FlowingWords(self._style, size, weight, colour)
        label.say(words)
        self._column.addWidget(label)

    def _add_field(self, form: Form, asked: FormQuestion) -> None:
        """Where an answer is typed."""
        look = self._style.look
        self.field = QLineEdit(form.words)
        self.field.setFont(self._style.font(17))
        self.field.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.field.setAccessibleName(asked.heading)
        self.field.setAccessibleDescription(asked.typed)
        self.field.setStyleSheet(
            f"QLineEdit {{ background: {look.card}; color: {look.ink}; border: 1.5px solid"
            f" {look.edge}; border-radius: 12px; padding: 9px }}"
            f"QLineEdit:focus {{ border-color: {look.ink} }}"
        )
        self._column.addWidget(self.field)
        self._words(form.wrong or asked.typed, 14, "hurts" if form.wrong else "mute")
