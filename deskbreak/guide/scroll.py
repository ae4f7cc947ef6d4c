"""An area of lines that scrolls by wheel, keys and a slim bar, and shows where it goes on.

Where there is more, the last line is cut, fades into the ground and ends at a rule. Tab reaches it
where there is something to scroll, and the rule is then thick and dark, as a button's edge is.
"""

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import (
    QFocusEvent,
    QKeyEvent,
    QLinearGradient,
    QPainter,
    QPaintEvent,
    QPalette,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractSlider, QFrame, QScrollArea, QWidget

from deskbreak.guide.look import Style

_KEYS = {
    Qt.Key.Key_Up: QAbstractSlider.SliderAction.SliderSingleStepSub,
    Qt.Key.Key_Down: QAbstractSlider.SliderAction.SliderSingleStepAdd,
    Qt.Key.Key_PageUp: QAbstractSlider.SliderAction.SliderPageStepSub,
    Qt.Key.Key_PageDown: QAbstractSlider.SliderAction.SliderPageStepAdd,
    Qt.Key.Key_Home: QAbstractSlider.SliderAction.SliderToMinimum,
    Qt.Key.Key_End: QAbstractSlider.SliderAction.SliderToMaximum,
}


class Edge(QWidget):
    """The rule and the fading at one end of an area; shown while there is more beyond it."""

    def __init__(self, style: Style, area: QScrollArea, *, below: bool) -> None:
        super().__init__(area)
        self._style, self._area, self._below = style, area, below
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def paintEvent(self, _: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """From clear to the ground, then the rule."""
        painter = QPainter(self)
        ground, clear = self._style.colour("ground"), self._style.colour("ground")
        clear.setAlpha(0)
        fade = QLinearGradient(0, 0, 0, self.height())
        fade.setColorAt(0 if self._below else 1, clear)
        fade.setColorAt(1 if self._below else 0, ground)
        painter.fillRect(self.rect(), fade)
        thick, colour = (3, "ink") if self._area.hasFocus() else (1, "mute")
        at = self.height() - thick if self._below else 0
        painter.fillRect(0, at, self.width(), thick, self._style.colour(colour))
        painter.end()


class ScrollArea(QScrollArea):
    """The area around ``inner``, on the window's ground."""

    def __init__(self, style: Style, inner: QWidget) -> None:
        super().__init__()
        self._fade = style.px(22)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # until there is something to scroll
        bar = self.verticalScrollBar()
        bar.setSingleStep(style.px(30))
        bar.setStyleSheet(
            f"QScrollBar {{ width: {style.px(6)}px; background: transparent }}"
            f"QScrollBar::handle {{ background: {style.look.mute};"
            f" border-radius: {style.px(3)}px; min-height: 40px }}"
            "QScrollBar::add-line, QScrollBar::sub-line { height: 0 }"
            "QScrollBar::add-page, QScrollBar::sub-page { background: transparent }"
        )
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Window, style.colour("ground"))
        self.setPalette(palette)
        self.setWidget(inner)
        self._above = Edge(style, self, below=False)
        self._beyond = Edge(style, self, below=True)
        bar.valueChanged.connect(lambda _: self._look())
        bar.rangeChanged.connect(self._reach)

    def takes(self, event: QKeyEvent) -> bool:
        """Scroll by a key, if it is one that scrolls and there is anything to scroll."""
        action = _KEYS.get(Qt.Key(event.key()))
        if action is None or not self.verticalScrollBar().maximum():
            return False
        self.verticalScrollBar().triggerAction(action)
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """The keys that scroll; the others are the window's."""
        if not self.takes(event):
            event.ignore()

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        """Show that the keys are for the area."""
        super().focusInEvent(event)
        self._look()

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        """They are for something else."""
        super().focusOutEvent(event)
        self._look()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """The edges keep their places."""
        super().resizeEvent(event)
        self._look()

    def _reach(self, _low: int, high: int) -> None:
        policy = Qt.FocusPolicy.TabFocus if high else Qt.FocusPolicy.NoFocus
        self.setFocusPolicy(policy)
        self._look()

    def _look(self) -> None:
        bar, box = self.verticalScrollBar(), self.viewport().geometry()
        top = QRect(box.left(), box.top(), box.width(), self._fade)
        self._above.setGeometry(top)
        self._beyond.setGeometry(top.translated(0, box.height() - self._fade))
        self._above.setVisible(bar.value() > 0)
        self._beyond.setVisible(bar.value() < bar.maximum())
        for edge in (self._above, self._beyond):
            edge.update()
