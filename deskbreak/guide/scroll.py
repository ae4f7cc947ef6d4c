"""An area of lines that scrolls by wheel, keys and a slim bar."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from deskbreak.guide.look import Style


def scrolling(style: Style, inner: QWidget) -> QScrollArea:
    """The area around ``inner``, on the window's ground."""
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    area.verticalScrollBar().setStyleSheet(
        f"QScrollBar {{ width: {style.px(6)}px; background: transparent }}"
        f"QScrollBar::handle {{ background: {style.look.edge};"
        f" border-radius: {style.px(3)}px; min-height: 40px }}"
        "QScrollBar::add-line, QScrollBar::sub-line { height: 0 }"
        "QScrollBar::add-page, QScrollBar::sub-page { background: transparent }"
    )
    palette = area.palette()
    palette.setColor(QPalette.ColorRole.Window, style.colour("ground"))
    area.setPalette(palette)
    area.setWidget(inner)
    return area
