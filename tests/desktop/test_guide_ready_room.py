"""On the ready page no lower button breaks its label, which would push the word into the ring."""

import sys

import pytest
from desk import Desk
from running import ROOT

from deskbreak.content.model import LANGUAGES, Language

pytestmark = pytest.mark.desktop

PAGE = """
import sys
from PySide6.QtWidgets import QApplication
from deskbreak.app.guide_protocol import GuideRequest
from deskbreak.content.strings import text
from deskbreak.guide.lesson import lesson_of
from deskbreak.guide.look import LIGHT
from deskbreak.guide.pill import Pill
from deskbreak.guide.window import Window

language = sys.argv[1]
app = QApplication([])
app.setStyle("Fusion")
lesson = lesson_of(GuideRequest("1", "sit-to-stand", language, codes=("KNEE",)))
window = Window(lesson, LIGHT, lambda _: None)
window.show()
for _ in range(20):
    app.processEvents()
labels = [text(language, f"guide.{key}") for key in ("easier", "not_for_me", "when_to_stop")]
lower = [pill for pill in window.findChildren(Pill) if pill.isVisible() and pill.text() in labels]
print(sorted(pill.text() for pill in lower) == sorted(labels))
needed = [(pill.heightForWidth(pill.width()), pill.sizeHint().height()) for pill in lower]
print([pair for pair in needed if pair[0] > pair[1]])
"""


@pytest.mark.parametrize("scale", ["1", "1.25", "1.5", "2"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_not_for_me_stands_on_one_line(desk: Desk, language: Language, scale: str) -> None:
    desk.env |= {"PYTHONPATH": str(ROOT), "QT_SCALE_FACTOR": scale}
    desk.display("1920x1080x24")
    desk.spawn("openbox")
    said = desk.run(sys.executable, "-c", PAGE, language)
    assert said.split() == ["True", "[]"]
