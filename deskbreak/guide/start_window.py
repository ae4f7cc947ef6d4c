"""Starts Qt, shows the window, and returns when it is closed."""

import gc
import signal
from collections.abc import Callable

from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication, Qt
from PySide6.QtWidgets import QApplication

from deskbreak.app.guide_protocol import GuideReport, GuideRequest, Opened
from deskbreak.guide import own_identity
from deskbreak.guide.lesson import lesson_of
from deskbreak.guide.look import DARK, LIGHT, Look
from deskbreak.guide.window import Window

LOOKS_EACH = 1000
"""Ms between two looks whether anybody listens."""


def run(
    request: GuideRequest,
    tell: Callable[[GuideReport], None],
    look: Callable[[], str] = lambda: "",
) -> None:
    """Lead one routine; ``tell`` gets every report, ``look`` says what is to be said of who does.

    Raises:
        UnknownContentError, ContentFileError, FigureError: as ``lesson_of``.
    """
    own_identity.take_on()
    app = QApplication(["deskbreak"])
    app.setWindowIcon(own_identity.icon())
    app.setStyle("Fusion")
    window: Window | None = None

    def pass_on(report: GuideReport) -> None:
        tell(report)
        if isinstance(report, Opened) and window is not None and window.reel is not None:
            from deskbreak.guide import motion  # noqa: PLC0415 - asked once the window is there

            window.reel.still = motion.unwanted(request.reduced_motion)

    window = Window(
        lesson_of(request), look_of(request.theme), pass_on,
        easier=request.easier, still=request.reduced_motion == "on",
    )  # fmt: skip
    signal.signal(signal.SIGTERM, lambda *_: window.end())  # heard at the next tick at the latest
    window.open()
    looking = QTimer(window)
    looking.timeout.connect(lambda: window.say_of_listener(look()))
    looking.start(LOOKS_EACH)
    QTimer.singleShot(0, _keep_what_is_loaded)
    app.exec()
    window.deleteLater()


def _keep_what_is_loaded() -> None:
    """What is loaded by now stays until the end; from here on rubbish is looked for again."""
    gc.freeze()
    gc.enable()


def look_of(theme: str) -> Look:
    """The colours of a theme; ``auto`` as the desktop is."""
    if theme == "auto":
        scheme = QGuiApplication.styleHints().colorScheme()
        return DARK if scheme is Qt.ColorScheme.Dark else LIGHT
    return DARK if theme == "dark" else LIGHT
