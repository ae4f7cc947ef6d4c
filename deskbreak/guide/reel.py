"""The figure as polygons that Qt draws, frame by frame; what comes again is kept.

A step that repeats one movement is drawn from one repetition: the first comes from where the step
before ended, all others are alike; a walk comes again when the ground does, too. A step that never
comes again is worked out as it runs, and shown a little less often, for it moves slowly. A figure
that rests is the same frame.
"""

from typing import TypeAlias

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QPainter, QPolygonF, Qt

from deskbreak.figures.movement import Movement, Step
from deskbreak.figures.scene import Scene
from deskbreak.figures.stage import Moment
from deskbreak.figures.theme import Theme

FRAMES, LIVE = 30, 18
"""Frames a second: of what comes again, and of what does not."""
LONGEST = 12.0
"""Seconds that are kept at most."""
GROUND = 3.1
"""Metres after which everything that passes a walker comes again (``figures.stage``)."""
SLOWEST = 2.0
"""Seconds for which a still stays at least where motion is not wanted."""

Frame: TypeAlias = list[tuple[QPolygonF, QColor]]


def polygons(scene: Scene, theme: Theme) -> Frame:
    """A scene for Qt, in the unit square."""
    colours = {role: QColor(colour) for role, colour in theme.colours.items()}
    return [
        (QPolygonF([QPointF(x, y) for x, y in polygon.points]), colours[polygon.role])
        for polygon in scene.polygons
    ]


def draw(painter: QPainter, frame: Frame, box: QRectF) -> None:
    """Draw a frame into a square."""
    painter.save()
    painter.translate(box.topLeft())
    painter.scale(box.width(), box.height())
    painter.setPen(Qt.PenStyle.NoPen)
    for polygon, colour in frame:
        painter.setBrush(colour)
        painter.drawPolygon(polygon)
    painter.restore()


class Reel:
    """The frames of one movement in one theme.

    Args:
        movement: what is shown.
        theme: its colours.
        still: two alternating poses in place of motion.
    """

    def __init__(self, movement: Movement, theme: Theme, *, still: bool = False) -> None:
        self._movement, self._theme = movement, theme
        self.still = still
        self._of: tuple[int, bool] | None = None
        self._period: float | None = None
        self._kept: dict[float, Frame] = {}
        self._last: tuple[Moment, Frame] | None = None

    def frame(self, step: int, seconds: float, *, easier: bool) -> Frame:
        """The frame ``seconds`` into a step; the same object while nothing moves."""
        track = self._movement.easier_steps if easier else self._movement.steps
        found = track[step]
        if self._of != (step, easier):
            self._of = (step, easier)
            self._period = period(found)
            self._kept.clear()
            self._last = None
        if self.still:
            return self._still(found, step, seconds, easier=easier)
        at = round(self._fold(found, seconds) * self.rate) / self.rate
        if at in self._kept:
            return self._kept[at]
        return self._live(found, at)

    @property
    def rate(self) -> int:
        """Frames a second of the step that is shown."""
        return LIVE if self._period is None else FRAMES

    def word(self, step: int, seconds: float, *, easier: bool) -> str | None:
        """The cue word at that time."""
        return self._movement.word(step, seconds, easier=easier)

    def thumbnail(self, step: int) -> Frame:
        """The more telling still of a step."""
        return polygons(self._movement.thumbnail(step), self._theme)

    def _fold(self, step: Step, seconds: float) -> float:
        """The same moment in the second repetition."""
        first = step.loop_seconds
        if self._period is not None and seconds > first:
            return first + (seconds - first) % self._period
        return min(seconds, step.seconds)

    def _live(self, step: Step, at: float) -> Frame:
        """A frame that is not kept yet."""
        moment = step.moment(at)
        if self._last is not None and _same(self._last[0], moment):
            frame = self._last[1]
        else:
            frame = polygons(step.stage.draw(moment), self._theme)
        self._last = (moment, frame)
        if self._period is not None:
            self._kept[at] = frame
        return frame

    def _still(self, step: Step, index: int, seconds: float, *, easier: bool) -> Frame:
        """One of two poses: the one that the body is on its way to."""
        if step.loop_seconds < 2 * SLOWEST:
            second = int(seconds / SLOWEST) % 2 == 1
        else:
            second = step.moment(self._fold(step, seconds)).name == step.stills[1][0]
        key = float(second)
        if key not in self._kept:
            scene = self._movement.stills(index, easier=easier)[second]
            self._kept[key] = polygons(scene, self._theme)
        return self._kept[key]


def period(step: Step) -> float | None:
    """Seconds after which a step is as before, from its second repetition on; None: never.

    Not longer than ``LONGEST``, and not the whole rest of the step.
    """
    size, once = len(step.segments) // step.repeat, step.loop_seconds
    goals = [(one.goal, one.beat) for one in step.segments]
    if any(goals[at] != goals[at - size] for at in range(size, len(goals))):
        return None
    longest = min(LONGEST, (step.seconds - once) / 2)
    for times in range(1, int(longest / once) + 1):
        past = step.pace * times * once / GROUND
        if abs(past - round(past)) < 1e-3:
            return times * once
    return None


def _same(one: Moment, other: Moment) -> bool:
    """Whether two moments look the same."""
    return one.pose is other.pose and one.progress == other.progress and one.travel == other.travel
