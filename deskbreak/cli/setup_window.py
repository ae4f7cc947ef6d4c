"""The first questions in a window: the same questions, the same answers as in the terminal."""

import os
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence

from deskbreak.cli.dialogue import Answer, Question
from deskbreak.content.model import Language
from deskbreak.guide.form import FormQuestion
from deskbreak.guide_host.guide_process import GuideProcess

PATIENCE = 10.0
PICTURES = {
    "OST": "stand-one-minute",
    "SURG": "stand-one-minute",
    "PREG": "seated-breathing",
    "DIZZY": "stand-one-minute",
    "WRIST": "desk-cat-cow",
    "SHOULDER": "seated-thread-the-needle",
    "KNEE": "sit-to-stand",
    "floor": "diaphragmatic-breathing",
    "hours": "seated-pelvis-reset",
    "autostart": "seated-breathing",
}
"""The routine whose figure, at rest, goes with a question."""

PROBE = "from PySide6.QtWidgets import QApplication; QApplication([])"

Finish = Callable[[Mapping[str, Answer]], Sequence[str]]


def no_window() -> str | None:
    """Why no window can be shown; None: one can. Qt would end a process that tries in vain."""
    why = GuideProcess().viable()
    if why is not None:
        return why
    try:
        done = subprocess.run(  # noqa: S603 - this interpreter with fixed words
            [sys.executable, "-P", "-c", PROBE],
            capture_output=True,
            timeout=PATIENCE,
            check=False,
            env=dict(os.environ),
        )
    except (OSError, subprocess.TimeoutExpired):
        return "Qt does not start"
    return None if done.returncode == 0 else "Qt cannot use the display"


def hold(questions: Sequence[Question], language: Language, theme: str, finish: Finish) -> bool:
    """Ask all of them; ``finish`` gets the answers and returns what is to be read at the end.

    False if the window was closed before.
    """
    from deskbreak.guide import form_window  # noqa: PLC0415 - PySide6 may be missing

    return form_window.hold([as_form(one) for one in questions], language, theme, finish)


def as_form(question: Question) -> FormQuestion:
    """A question of the terminal for the window."""
    plain = [line for line in question.lines if not line.startswith("  - ")]
    items = [line[4:] for line in question.lines if line.startswith("  - ")]
    typed = question.read("y") is not True
    return FormQuestion(
        key=question.key,
        heading=plain[-1],
        items=tuple(items),
        note=" ".join(plain[:-1]),
        typed=(question.in_window or question.form) if typed else "",
        shortcut=question.shortcut,
        read=question.read,
        wrong=question.wrong,
        present=question.present,
        after_yes=question.after_yes,
        picture=PICTURES.get(question.key, ""),
    )
