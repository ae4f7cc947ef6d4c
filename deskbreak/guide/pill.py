"""The guide's buttons: round, large enough for any hand, and readable in both themes."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QEnterEvent,
    QFocusEvent,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPolygonF,
)
from PySide6.QtWidgets import QPushButton, QSizePolicy

from deskbreak.content.line_breaks import broken
from deskbreak.guide.look import Style

_BY_KEY = (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason)
_SIDE = 10
"""Px at the left and the right of a label."""


class Pill(QPushButton):
    """One button.

    Args:
        style: how it looks.
        label: what it says; wraps where there is no room.
        kind: ``main`` (filled), ``plain``, ``hurts`` or ``bare`` (without an edge).
        does: called when it is pressed.
    """

    def __init__(
        self,
        style: Style,
        label: str,
        kind: str,
        does: Callable[[], None],
        *,
        height: int = 46,
        size: float = 16,
    ) -> None:
        super().__init__(label)
        self._style, self._kind = style, kind
        self._height = style.px(height)
        self._by_key = False
        self.setFont(style.font(size, QFont.Weight.DemiBold))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click leaves the space bar to the pause
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.setAutoDefault(False)
        self.clicked.connect(lambda _checked: does())

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """As wide as the label in one line, at most as wide as the window lets it be."""
        text = QFontMetrics(self.font()).horizontalAdvance(self.text())
        return QSize(text + self._style.px(28), self._height)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """It may be narrower than its label, which wraps then."""
        return QSize(self._style.px(56), self._height)

    def hasHeightForWidth(self) -> bool:  # noqa: N802 - Qt's name
        """A long label takes more lines."""
        return True

    def heightForWidth(self, width: int) -> int:  # noqa: N802 - Qt's name
        """Room for the whole label."""
        high = len(self._lines(width)) * QFontMetrics(self.font()).lineSpacing()
        return max(self._height, high + self._style.px(18))

    def _lines(self, width: int) -> list[str]:
        """The label as it breaks in that width."""
        inner = max(width - 2 * self._style.px(_SIDE), 1)
        return broken(self.text(), inner, QFontMetrics(self.font()).horizontalAdvance)

    def paintEvent(self, _: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw it."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if not self.isEnabled():
            painter.setOpacity(0.45)
        look, over = self._style, self.underMouse() or self.isDown()
        box = QRectF(self.rect()).adjusted(2.5, 2.5, -2.5, -2.5)
        radius = min(box.height(), self._height) / 2
        edge = {"hurts": "hurts_edge", "main": "done"}.get(self._kind, "edge")
        pen = QPen(look.colour("mute" if over and self._kind != "main" else edge), 1.5)
        painter.setPen(pen if self._kind != "bare" or over else Qt.PenStyle.NoPen)
        fill = look.colour("done" if self._kind == "main" else "card")
        if self._kind == "main" and over:
            fill = fill.darker(108)
        painter.setBrush(fill if self._kind != "bare" else Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(box, radius, radius)
        if self._by_key and self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(look.colour("ink"), 2.5))
            box = QRectF(self.rect()).adjusted(1.5, 1.5, -1.5, -1.5)
            painter.drawRoundedRect(box, radius, radius)
        ink = {"main": "on_done", "hurts": "hurts", "bare": "mute"}.get(self._kind, "ink")
        painter.setPen(look.colour(ink))
        self.paint_label(painter, self.rect().toRectF())
        painter.end()

    def paint_label(self, painter: QPainter, box: QRectF) -> None:
        """What stands on it."""
        painter.setFont(self.font())
        text = "\n".join(self._lines(self.width()))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Return presses it, like the space bar, if it is seen to have the focus."""
        if self._by_key and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        elif event.key() == Qt.Key.Key_Space:
            super().keyPressEvent(event)
        else:
            event.ignore()

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        """Show the focus to who came by the keyboard."""
        self._by_key = event.reason() in _BY_KEY
        super().focusInEvent(event)
        self.update()

    def enterEvent(self, event: QEnterEvent) -> None:  # noqa: N802 - Qt's name
        """The pointer is over it."""
        super().enterEvent(event)
        self.update()

    def leaveEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """The pointer left."""
        super().leaveEvent(event)
        self.update()


class Glyph(Pill):
    """A round button with a drawn sign: ``close``, ``back``, ``pause`` or ``play``."""

    def __init__(
        self, style: Style, sign: str, name: str, does: Callable[[], None], *, size: int
    ) -> None:
        super().__init__(style, "", "plain", does, height=size)
        self.setFixedSize(style.px(size), style.px(size))
        self.show_sign(sign, name)

    def show_sign(self, sign: str, name: str) -> None:
        """Another sign, and what it means to who cannot see it."""
        self._sign = sign
        self.setAccessibleName(name)
        self.setToolTip(name)
        self.update()

    def heightForWidth(self, _: int) -> int:  # noqa: N802 - Qt's name
        """Always round."""
        return self.height()

    def paint_label(self, painter: QPainter, box: QRectF) -> None:
        """Draw the sign."""
        at, k = box.center(), self.width() / 46
        ink = self._style.colour("mute" if self._sign in ("close", "back") else "ink")
        pen = QPen(ink, 2.2 * k)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        painter.translate(at)
        painter.scale(k, k)
        match self._sign:
            case "close":
                painter.drawLine(QPointF(-5.5, -5.5), QPointF(5.5, 5.5))
                painter.drawLine(QPointF(5.5, -5.5), QPointF(-5.5, 5.5))
            case "back":
                corners = ((2.5, -6.5), (-4.0, 0.0), (2.5, 6.5))
                painter.drawPolyline(QPolygonF([QPointF(x, y) for x, y in corners]))
            case "pause":
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(ink)
                for x in (-6.5, 1.7):
                    painter.drawRoundedRect(QRectF(x, -8, 4.8, 16), 1.6, 1.6)
            case _:
                painter.setBrush(ink)
                corners = ((-4.5, -7.0), (7.5, 0.0), (-4.5, 7.0))
                painter.drawPolygon(QPolygonF([QPointF(x, y) for x, y in corners]))
