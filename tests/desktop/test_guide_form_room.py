"""Every warning sign can be read at once on the first page, from the smallest screen on."""

import sys

import pytest
from desk import Desk
from running import ROOT

from deskbreak.content.model import LANGUAGES, Language

pytestmark = pytest.mark.desktop
SCREENS = (
    ("1366x768", "1"), ("1366x768", "1.25"), ("1920x1080", "1"), ("1920x1080", "1.5"),
    ("1920x1080", "2"), ("3840x2160", "2"),
)  # fmt: skip

PAGE = """
import sys
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from deskbreak.content.strings import items, text
from deskbreak.guide.form import FormQuestion
from deskbreak.guide.form_window import FormWindow
from deskbreak.guide.look import LIGHT
from deskbreak.guide.scroll import ScrollArea

language = sys.argv[1]
app = QApplication([])
app.setStyle("Fusion")
signs = [sign for soon in ("now", "soon") for sign in items(language, f"safety.{soon}.signs")]
asked = FormQuestion(key="red_flag", heading=text(language, "setup.questions.red_flags"),
    items=tuple(signs), note="", typed="", read=str, wrong="", present=None, after_yes="",
    picture="")
window = FormWindow([asked] * 11, language, LIGHT, lambda answers: [])
window.show()
for _ in range(20):
    app.processEvents()
room = app.primaryScreen().availableGeometry()
(area,) = [one for one in window.findChildren(ScrollArea) if one.isVisible()]
print(len(signs), area.verticalScrollBar().maximum(), room.contains(window.geometry()))
"""

REACHED = (
    PAGE
    + """
def dark():
    image = area.grab().toImage()
    rows = [{image.pixelColor(x, y).lightness() < 90 for x in (1, 2, 3)} for y in
        range(image.height() - 3, image.height())]
    return rows == [{True}] * 3
print(area.focusPolicy() == Qt.FocusPolicy.NoFocus)
window.resize(420, 380)
window.activateWindow()
for _ in range(40):
    app.processEvents()
(area,) = [one for one in window.findChildren(ScrollArea) if one.isVisible()]
print(area.focusPolicy() == Qt.FocusPolicy.TabFocus, dark())
area.setFocus(Qt.FocusReason.TabFocusReason)
for _ in range(20):
    app.processEvents()
print(area.hasFocus(), dark())
"""
)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("size", "scale"), SCREENS)
def test_the_first_page_needs_no_scrolling(
    desk: Desk, size: str, scale: str, language: Language
) -> None:
    desk.env |= {"PYTHONPATH": str(ROOT), "QT_SCALE_FACTOR": scale}
    desk.display(f"{size}x24")
    desk.spawn("openbox")
    said = desk.run(sys.executable, "-c", PAGE, language)
    assert said.split() == ["14", "0", "True"]


def test_tab_reaches_what_scrolls_and_shows_it(desk: Desk) -> None:
    """What does not scroll is passed over: the focus would be on something that looks the same."""
    desk.env |= {"PYTHONPATH": str(ROOT)}
    desk.display("1366x768x24")
    desk.spawn("openbox")
    said = desk.run(sys.executable, "-c", REACHED, "en")
    assert said.split()[3:] == ["True", "True", "False", "True", "True"]
