"""The round stage: the figure on its disc, the ring that closes, the seconds."""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QPixmap,
    QPolygonF,
)
from PySide6.QtWidgets import QLabel

from deskbreak.guide.look import Style
from deskbreak.guide.reel import Frame, draw

_TOP = 90.0
_BADGE = 0.19
"""Width of the seconds beside the whole."""
_GAP = 2.6
"""Degrees between the arcs of two steps, beside the round ends."""


@dataclass(frozen=True, slots=True)
class Ring:
    """How far the ring has closed.

    Args:
        parts: seconds of each step; the arcs are in proportion.
        step: which one runs; as many as there are parts: all are over.
        share: how much of it is over, 0 to 1.
        calm: nothing runs yet, or the clock stands still.
    """

    parts: tuple[float, ...]
    step: int = 0
    share: float = 0.0
    calm: bool = False


class Stage(QLabel):
    """A square picture; a screen reader calls it a graphic and reads its name."""

    def __init__(self, style: Style, name: str, side: int) -> None:
        super().__init__()
        self._style = style
        self._frame: Frame | None = None
        self._drawn: Frame | None = None
        self._ring: Ring | None = None
        self._disc = QPixmap()
        self._badge = ""
        self._tick = False
        self.setAccessibleName(name)
        empty = QPixmap(1, 1)
        empty.fill(Qt.GlobalColor.transparent)
        self.setPixmap(empty)  # what makes a graphic of a label
        self.setFixedSize(style.px(side), style.px(side))

    def show_frame(
        self, frame: Frame | None, ring: Ring | None, badge: str = "", *, tick: bool = False
    ) -> None:
        """What to show.

        Args:
            frame: the figure, or None for a stage without one.
            ring: None for a plain disc.
            badge: the seconds, or nothing.
            tick: a large check mark in place of the figure.
        """
        self._frame, self._ring, self._badge, self._tick = frame, ring, badge, tick
        self.update()

    def badge_centre(self) -> QPointF:
        """The middle of the seconds, low on the right."""
        inset = self.width() * _BADGE / 2 + 1
        return QPointF(self.width() - inset, self.height() - inset)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Its fixed size."""
        return self.size()

    def paintEvent(self, _: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw the disc only when the figure moved, the ring always."""
        ratio = self.devicePixelRatioF()
        size = self.size() * ratio
        if self._disc.size() != size or self._drawn is not self._frame or self._frame is None:
            self._disc = QPixmap(size)
            self._disc.setDevicePixelRatio(ratio)
            self._disc.fill(Qt.GlobalColor.transparent)
            self._draw_disc()
            self._drawn = self._frame
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.drawPixmap(0, 0, self._disc)
        if self._ring is not None:
            self._draw_ring(painter, self._ring)
        if self._badge:
            self._draw_badge(painter)
        painter.end()

    def _box(self) -> QRectF:
        """Where the ring runs."""
        edge = self.width() * 0.022
        return QRectF(self.rect()).adjusted(edge, edge, -edge, -edge)

    def _draw_disc(self) -> None:
        painter = QPainter(self._disc)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        inset = self.width() * (0.036 if self._ring is not None else 0.0)
        disc = self._box().adjusted(inset, inset, -inset, -inset)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._style.look.figure.disc))
        painter.drawEllipse(disc)
        if self._tick:
            self._draw_tick(painter, disc)
        elif self._frame is not None:
            clip = QPainterPath()
            clip.addEllipse(disc)
            painter.setClipPath(clip)
            edge = disc.width() * (0.0 if self._ring is not None else 0.02)
            draw(painter, self._frame, disc.adjusted(edge, edge, -edge, -edge))
        elif self._badge:
            painter.setPen(self._style.colour("ink"))
            painter.setFont(self._style.font(96, QFont.Weight.Light))
            painter.drawText(disc, Qt.AlignmentFlag.AlignCenter, self._badge)
        painter.end()

    def _draw_tick(self, painter: QPainter, disc: QRectF) -> None:
        k, at = disc.width() / 300, disc.center()
        pen = QPen(self._style.colour("done"), 19 * k)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        marks = ((-58, 6), (-16, 48), (66, -44))
        painter.drawPolyline(QPolygonF([at + QPointF(x * k, y * k) for x, y in marks]))

    def _draw_ring(self, painter: QPainter, ring: Ring) -> None:
        """One arc for each step; a closed ring when all are over."""
        painter.setBrush(Qt.BrushStyle.NoBrush)
        box, wide = self._box(), self.width() * 0.026
        if ring.step >= len(ring.parts):
            painter.setPen(self._pen("done", wide))
            painter.drawEllipse(box)
            return
        total, begins = sum(ring.parts), 0.0
        several = len(ring.parts) > 1
        end = 360 * wide / (3.1416 * box.width()) + _GAP if several else 0.0
        for index, part in enumerate(ring.parts):
            length = 360 * part / total
            start, whole = begins + end / 2, max(length - end, 0.5)
            begins += length
            over = index < ring.step
            painter.setPen(self._pen("done" if over else "track", wide))
            self._arc(painter, box, start, whole)
            if index == ring.step and ring.share > 0:
                painter.setPen(self._pen("accent", wide))
                self._arc(painter, box, start, whole * min(ring.share, 1.0))

    def _arc(self, painter: QPainter, box: QRectF, start: float, length: float) -> None:
        """Clockwise from the top, degrees."""
        painter.drawArc(box, round((_TOP - start) * 16), round(-max(length, 0.1) * 16))

    def _pen(self, colour: str, wide: float) -> QPen:
        pen = QPen(self._style.colour(colour), wide)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        return pen

    def _draw_badge(self, painter: QPainter) -> None:
        """The seconds, low on the right."""
        if self._frame is None and not self._tick:
            return
        side, at = self.width() * _BADGE, self.badge_centre()
        box = QRectF(at.x() - side / 2, at.y() - side / 2, side, side)
        painter.setPen(QPen(self._style.colour("ground"), self.width() * 0.018))
        painter.setBrush(self._style.colour("card"))
        painter.drawEllipse(box)
        painter.setPen(self._style.colour("ink"))
        painter.setFont(self._style.font(29, QFont.Weight.DemiBold))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, self._badge)
