"""How large a window may be on a screen, and where it goes."""

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QCursor, QGuiApplication
from PySide6.QtWidgets import QWidget

FRAME = QSize(16, 56)
"""Px that a desktop's frame and title take, and a little air."""


def room_now() -> QRect:
    """The part of the screen in use that panels leave free."""
    screen = QGuiApplication.screenAt(QCursor.pos()) or QGuiApplication.primaryScreen()
    return screen.availableGeometry()


def largest(room: QRect) -> QSize:
    """The largest window without its frame."""
    return QSize(room.width() - FRAME.width(), room.height() - FRAME.height())


def put_in_the_middle(window: QWidget, room: QRect) -> None:
    """Where the system lets a window place itself."""
    outer = window.size() + FRAME
    left = room.left() + max(room.width() - outer.width(), 0) // 2
    top = room.top() + max(room.height() - outer.height(), 0) // 2
    window.move(left, top)
