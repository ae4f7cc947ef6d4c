"""A page of text in a window of our own: ``python -m deskbreak.guide.page_window``.

The page is one JSON object on standard input: ``title``, ``lines``, ``language``, ``theme``. When
it is on the screen, ``shown`` is written to standard output. Exit codes: 0 it was closed; 1 no
window can be shown, with the reason in one line; 2 the page makes no sense. Keys: ↑ ↓ scroll, Esc
and Return close.
"""

import json
import signal
import sys
from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QFont, QKeyEvent, QPalette
from PySide6.QtWidgets import QApplication, QDialog, QVBoxLayout

from deskbreak.content.model import Language
from deskbreak.content.strings import text
from deskbreak.guide import own_identity
from deskbreak.guide.guide_words import FlowingWords
from deskbreak.guide.look import Look, Style
from deskbreak.guide.pill import Pill
from deskbreak.guide.reading import reading
from deskbreak.guide.scroll import ScrollArea
from deskbreak.guide.start_window import look_of
from deskbreak.guide.window_room import largest, put_in_the_middle, room_now

SIZE, LEAST = QSize(620, 720), QSize(320, 300)
LARGEST = 100_000
"""Bytes of a page."""
LOOKS_EVERY = 200
"""Ms after which a signal is heard."""


class PageWindow(QDialog):
    """Shows lines as ``reading`` does, and a button that closes."""

    def __init__(self, title: str, lines: Sequence[str], language: Language, look: Look) -> None:
        super().__init__()
        style = Style(look, language)
        self.setWindowTitle(f"deskbreak: {title}" if language == "en" else f"deskbreak：{title}")
        self.setMinimumSize(LEAST)
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Window, style.colour("ground"))
        self.setPalette(palette)
        column = QVBoxLayout(self)
        column.setContentsMargins(28, 24, 28, 20)
        column.setSpacing(14)
        head = FlowingWords(style, 20, QFont.Weight.Bold)
        head.say(title)
        column.addWidget(head)
        self._area = ScrollArea(style, reading(style, lines))
        column.addWidget(self._area, 1)
        close = Pill(style, text(language, "guide.close"), "main", self.accept, height=46)
        column.addWidget(close)
        room = room_now()
        self.resize(SIZE.boundedTo(largest(room)))
        put_in_the_middle(self, room)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Esc and Return close, the others scroll."""
        if event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.accept()
        elif not self._area.takes(event):
            super().keyPressEvent(event)


def main() -> int:
    """Show one page; the exit code."""
    try:
        page = json.loads(sys.stdin.buffer.readline(LARGEST))
        title, lines = str(page["title"]), [str(line) for line in page["lines"]]
        language: Language = "ja" if page["language"] == "ja" else "en"
        theme = str(page["theme"])
    except (ValueError, KeyError, TypeError) as error:
        sys.stderr.write(f"the page: {error}\n")
        return 2
    own_identity.take_on()
    app = QApplication(["deskbreak"])
    app.setStyle("Fusion")
    app.setWindowIcon(own_identity.icon())
    window = PageWindow(title, lines, language, look_of(theme))
    signal.signal(signal.SIGTERM, lambda *_: window.reject())
    awake = QTimer()
    awake.timeout.connect(lambda: None)  # lets Python hear of signals
    awake.start(LOOKS_EVERY)
    window.show()
    QTimer.singleShot(0, lambda: print("shown", flush=True))  # noqa: T201 - the protocol
    app.exec()
    return 0


if __name__ == "__main__":
    sys.exit(main())
