"""Draws windows side by side: ``guide_sheets.py minute|form ja|en light|dark FILE``.

A program of its own, because Qt wants its platform and its fonts set before it starts.
"""

import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from PIL import Image
from PySide6.QtWidgets import QApplication, QWidget

from deskbreak.app.guide_protocol import AskedCheck, GuideRequest
from deskbreak.content.checks import check_card
from deskbreak.content.model import Language
from deskbreak.content.strings import items, text
from deskbreak.guide.form import Form, FormQuestion
from deskbreak.guide.form_window import FormWindow
from deskbreak.guide.lesson import lesson_of
from deskbreak.guide.minute import Act
from deskbreak.guide.start_window import look_of
from deskbreak.guide.window import Window

SETTLES = 20
"""Rounds of the event loop before a picture is taken."""
MOMENTS: tuple[tuple[float, list[Act]], ...] = (
    (14.0, []),
    (64.0, []),
    (64.0, [Act.GOOD]),
    (20.0, [Act.READ]),
    (20.0, [Act.HURTS]),
)
"""Seconds after the window opened, and what was pressed then."""


def minutes(language: Language, theme: str) -> Iterator[QWidget]:
    """The guided minute at some moments."""
    texts = check_card("screen-height").texts()
    check = AskedCheck(
        "screen-height",
        texts.question.of(language),
        texts.look.of(language),
        texts.fix.of(language),
    )
    lesson = lesson_of(GuideRequest("1", "seated-cat-cow", language, check=check))
    for at, acts in MOMENTS:
        now = [0.0]
        window = Window(lesson, look_of(theme), lambda _: None, now=partial(now.__getitem__, 0))
        now[0] = at
        window._tick()
        for act in acts:
            window.do(act)
        yield window


def forms(language: Language, theme: str) -> Iterator[QWidget]:
    """Some of the first questions."""

    def asked(name: str) -> str:
        return text(language, f"setup.questions.{name}")

    questions = (
        FormQuestion("red_flag", asked("red_flags"), items(language, "safety.now.signs")),
        FormQuestion(
            "SURG",
            asked("surg"),
            after_yes=text(language, "setup.ask_clinician"),
            picture="stand-one-minute",
        ),
        FormQuestion(
            "hours",
            asked("hours"),
            typed=text(language, "setup.hours.form_window"),
            shortcut=text(language, "setup.hours.always"),
            wrong=lambda word: text(language, "setup.hours.wrong", text=word),
            present="09:00-17:00",
            picture="seated-pelvis-reset",
        ),
    )
    first = Form(questions)
    third = first.answer(False).answer(False)
    for form in (first, first.answer(False), third, third.type("9"), third.keep()):
        window = FormWindow(
            questions, language, look_of(theme), lambda _: [text(language, "setup.saved")]
        )
        window._take(form)
        yield window


def main(what: str, language: str, theme: str, file: str) -> None:
    """Draw one sheet."""
    app = QApplication([])
    app.setStyle("Fusion")
    windows = (minutes if what == "minute" else forms)("ja" if language == "ja" else "en", theme)
    pictures = []
    for window in windows:
        window.show()
        for _ in range(SETTLES):  # the small pictures are drawn one after another
            app.processEvents()
        part = f"{file}.part.png"
        window.grab().save(part)
        window.hide()
        with Image.open(part) as picture:
            pictures.append(picture.convert("RGBA"))
        Path(part).unlink()
    wide, high = pictures[0].size
    sheet = Image.new("RGBA", (wide * len(pictures), high), "#7B8595")
    for index, each in enumerate(pictures):
        sheet.alpha_composite(each, (index * wide, 0))
    few = sheet.convert("RGB").quantize(160, dither=Image.Dither.NONE)
    few.save(file, optimize=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
