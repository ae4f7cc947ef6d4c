"""The round stage: the figure on its disc, the ring that closes, the seconds."""

from collections.abc import Callable
from math import pi

from msgspec import Struct
from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
    QPolygonF,
)
from PySide6.QtWidgets import QLabel

from deskbreak.guide.frame_cache import Frame, draw
from deskbreak.guide.look import Style

_TOP = 90.0
_BADGE = 0.19
"""Width of the seconds beside the whole."""
_WIDE = 0.026
"""Of the ring, beside the whole."""
_GAP = 2.6
"""Degrees between the arcs of two steps, beside the round ends."""


class Ring(Struct, frozen=True):
    """How far the ring has closed.

    Args:
        parts: seconds of each step; the arcs are in proportion.
        step: which one runs; as many as there are parts: all are over.
        share: how much of it is over, 0 to 1.
    """

    parts: tuple[float, ...]
    step: int = 0
    share: float = 0.0


class Stage(QLabel):
    """A square picture; a screen reader calls it a graphic and reads its name.

    What stays the same is drawn once: the disc below the figure, and above it the ground around
    the disc with the ring as far as it is over. A figure that rests is kept, too.
    """

    def __init__(self, style: Style, name: str, side: int) -> None:
        super().__init__()
        self._style = style
        self._frame: Frame | None = None
        self._drawn: Frame | None = None
        self._ring: Ring | None = None
        self._badge = ""
        self._tick = False
        self._below, self._above, self._rest = QPixmap(), QPixmap(), QPixmap()
        self._of: object = None
        self._small = style.font(29, QFont.Weight.DemiBold)
        self._large = style.font(96, QFont.Weight.Light)
        self.setAccessibleName(name)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
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
        """Draw what is between the two that stay."""
        self._prepare()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._frame is not None and self._frame is self._drawn:
            if self._rest.isNull():
                self._rest = self._sheet(Qt.GlobalColor.transparent)
                self._paint(self._rest, self._draw_figure)
            painter.drawPixmap(0, 0, self._rest)
        else:
            self._rest = QPixmap()
            self._draw_figure(painter)
        self._drawn = self._frame
        painter.drawPixmap(0, 0, self._above)
        self._draw_moving(painter)
        painter.end()

    def _prepare(self) -> None:
        """Draw anew what stays, when it has changed."""
        ring = None if self._ring is None else (self._ring.parts, self._ring.step)
        of = (self.devicePixelRatioF(), ring, bool(self._badge), self._tick)
        if of == self._of:
            return
        self._of, self._rest = of, QPixmap()
        self._below = self._sheet(self._style.colour("ground"))
        self._above = self._sheet(Qt.GlobalColor.transparent)
        self._paint(self._below, self._draw_disc)
        self._paint(self._above, self._draw_around)

    def _sheet(self, colour: QColor | Qt.GlobalColor) -> QPixmap:
        """An empty picture as large as the stage."""
        ratio = self.devicePixelRatioF()
        sheet = QPixmap(self.size() * ratio)
        sheet.setDevicePixelRatio(ratio)
        sheet.fill(colour)
        return sheet

    @staticmethod
    def _paint(sheet: QPixmap, draws: Callable[[QPainter], None]) -> None:
        painter = QPainter(sheet)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        draws(painter)
        painter.end()

    def _box(self) -> QRectF:
        """Where the ring runs."""
        edge = self.width() * 0.022
        return QRectF(self.rect()).adjusted(edge, edge, -edge, -edge)

    def _disc(self) -> QRectF:
        """Where the figure stands."""
        inset = self.width() * (0.036 if self._ring is not None else 0.0)
        return self._box().adjusted(inset, inset, -inset, -inset)

    def _draw_disc(self, painter: QPainter) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._style.look.figure.disc))
        painter.drawEllipse(self._disc())

    def _draw_figure(self, painter: QPainter) -> None:
        """The figure on its disc; what sticks out is covered afterwards."""
        painter.drawPixmap(0, 0, self._below)
        if self._frame is None:
            return
        disc = self._disc()
        edge = disc.width() * (0.0 if self._ring is not None else 0.02)
        draw(painter, self._frame, disc.adjusted(edge, edge, -edge, -edge))

    def _draw_around(self, painter: QPainter) -> None:
        """The ground with a hole for the disc, the ring, the place of the seconds."""
        painter.fillRect(self.rect(), self._style.colour("ground"))
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Clear)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(Qt.GlobalColor.black)
        painter.drawEllipse(self._disc())
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)
        if self._ring is not None:
            self._draw_ring(painter, self._ring)
        if self._tick:
            self._draw_tick(painter)
        if self._badge and self._frame is not None:
            painter.setPen(QPen(self._style.colour("ground"), self.width() * 0.018))
            painter.setBrush(self._style.colour("card"))
            painter.drawEllipse(self._badge_box())

    def _draw_moving(self, painter: QPainter) -> None:
        """The arc that closes, and the seconds."""
        ring = self._ring
        if ring is not None and ring.step < len(ring.parts) and ring.share > 0:
            start, length = self._spans(ring)[ring.step]
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(self._pen("accent"))
            self._arc(painter, start, length * min(ring.share, 1.0))
        if self._badge:
            there = self._frame is not None
            painter.setPen(self._style.colour("ink"))
            painter.setFont(self._small if there else self._large)
            box = self._badge_box() if there else self._disc()
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, self._badge)

    def _badge_box(self) -> QRectF:
        side, at = self.width() * _BADGE, self.badge_centre()
        return QRectF(at.x() - side / 2, at.y() - side / 2, side, side)

    def _draw_tick(self, painter: QPainter) -> None:
        disc = self._disc()
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
        if ring.step >= len(ring.parts):
            painter.setPen(self._pen("done"))
            painter.drawEllipse(self._box())
            return
        for index, (start, length) in enumerate(self._spans(ring)):
            painter.setPen(self._pen("done" if index < ring.step else "track"))
            self._arc(painter, start, length)

    def _spans(self, ring: Ring) -> list[tuple[float, float]]:
        """Where each step's arc starts and how long it is, degrees; clear of its round ends."""
        total, several = sum(ring.parts), len(ring.parts) > 1
        ends = 360 * _WIDE / (pi * (1 - 2 * 0.022)) + _GAP if several else 0.0
        spans, begins = [], 0.0
        for part in ring.parts:
            length = 360 * part / total
            spans.append((begins + ends / 2, max(length - ends, 0.5)))
            begins += length
        return spans

    def _pen(self, colour: str) -> QPen:
        pen = QPen(self._style.colour(colour), self.width() * _WIDE)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        return pen

    def _arc(self, painter: QPainter, start: float, length: float) -> None:
        """Clockwise from the top, degrees."""
        across = (round((_TOP - start) * 16), round(-max(length, 0.1) * 16))
        painter.drawArc(self._box(), *across)
