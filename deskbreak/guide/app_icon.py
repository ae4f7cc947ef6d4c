"""The program's own icon, for title bars and task lists: the ring of the tray, drawn by Qt.

Drawn rather than read from a file, so that a window has it wherever the program was started from.
"""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPen, QPixmap

SIZES = (16, 24, 32, 48, 64, 128)
GREEN, TRACK, OUTLINE = "#4CD08E", "#D8D8D8", "#101014"
FULL, FILLED = 360 * 16, 270 * 16
"""Sixteenths of a degree, as Qt counts."""
TOP = 90 * 16


def app_icon() -> QIcon:
    """The icon in every size; there must be an application."""
    icon = QIcon()
    for size in SIZES:
        icon.addPixmap(_drawn(size))
    return icon


def _drawn(size: int) -> QPixmap:
    picture = QPixmap(size, size)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    edge, wide = max(1.0, size / 18), max(3.0, size * 0.2)
    middle = wide / 2 + edge
    box = QRectF(middle, middle, size - 2 * middle, size - 2 * middle)
    for colour, width, length in (
        (OUTLINE, wide + 2 * edge, FULL),
        (TRACK, wide, FULL),
        (GREEN, wide, FILLED),
    ):
        pen = QPen(QColor(colour), width)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        painter.setPen(pen)
        painter.drawArc(box, TOP, -length)
    painter.end()
    return picture
