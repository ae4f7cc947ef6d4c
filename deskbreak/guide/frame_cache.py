"""The figure as polygons that Qt draws, frame by frame; what comes again is kept.

A step that repeats one movement is drawn from one repetition: the first comes from where the step
before ended, all others are alike; a walk comes again when the ground does, too. A step that never
comes again is worked out as it runs, six times a second, for it moves slowly; in the frames between
two of those every point is on the straight way. A figure that rests is the same frame.
"""

from typing import TypeAlias

from msgspec import Struct
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QPainter, QPolygonF, Qt

from deskbreak.figures.movement import Movement, Step
from deskbreak.figures.scene import Polygon, Scene
from deskbreak.figures.scene_assembly import Moment
from deskbreak.figures.theme import Theme

FRAMES = 30
"""Frames a second."""
KEYS = 6
"""Frames a second that are worked out of a step that never comes again."""
HALF = 0.5
FAR = 0.06
"""No corner goes so far from one of those to the next, beside the whole picture."""
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


class Key(Struct, frozen=True):
    """A frame that was worked out, with its points."""

    moment: Moment
    scene: Scene
    frame: Frame


class Way:
    """The frames between two that were worked out.

    A polygon whose corners are not the same ones, or that changed its place in the order of
    drawing, is taken from the nearer of the two.
    """

    def __init__(self, one: Key, two: Key) -> None:
        self._one, self._two = one, two
        before, after = one.scene.polygons, two.scene.polygons
        self._alike = len(before) == len(after)
        self._moves = [_moves(a, b) for a, b in zip(before, after, strict=False)]

    def at(self, share: float) -> Frame:
        """The frame at a share of the way, 0 to 1."""
        near = self._one.frame if share < HALF else self._two.frame
        if not self._alike or share == 0:
            return near
        return [
            kept
            if moves is None
            else (
                QPolygonF([QPointF(x + p * share, y + q * share) for x, y, p, q in moves]),
                kept[1],
            )
            for moves, kept in zip(self._moves, near, strict=True)
        ]


def _moved(moves: list[tuple[float, float, float, float]], share: float) -> QPolygonF:
    """A polygon at a share of its way."""
    return QPolygonF([QPointF(x + a * share, y + b * share) for x, y, a, b in moves])


def _moves(one: Polygon, two: Polygon) -> list[tuple[float, float, float, float]] | None:
    """Each corner and how far it goes; None: the polygon is not the same one, or rests."""
    if one.role is not two.role or len(one.points) != len(two.points) or one.points == two.points:
        return None
    pairs = zip(one.points, two.points, strict=True)
    moves = [(x, y, z - x, w - y) for (x, y), (z, w) in pairs]
    return None if any(abs(a) + abs(b) > FAR for _, _, a, b in moves) else moves


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
        self._keys: dict[int, Key] = {}
        """The last two that were worked out of a step that never comes again, by number."""
        self._way: tuple[int, Way] | None = None

    def frame(self, step: int, seconds: float, *, easier: bool) -> Frame | None:
        """The frame ``seconds`` into a step; the same object while nothing moves.

        None where the easier form has no figure.
        """
        track = self._movement.easier_steps if easier else self._movement.steps
        if not track:
            return None
        found = track[step]
        if self._of != (step, easier):
            self._of = (step, easier)
            self._period = period(found)
            self._kept.clear()
            self._keys.clear()
            self._way = None
        if self.still:
            return self._still(found, step, seconds, easier=easier)
        at = round(self._fold(found, seconds) * FRAMES) / FRAMES
        if self._period is None:
            return self._between(found, at)
        if at not in self._kept:
            self._kept[at] = polygons(found.stage.draw(found.moment(at)), self._theme)
        return self._kept[at]

    def word(self, step: int, seconds: float, *, easier: bool) -> str | None:
        """The cue word at that time."""
        if easier and not self._movement.easier_steps:
            return None
        return self._movement.word(step, seconds, easier=easier)

    def thumbnail(self, step: int, *, easier: bool) -> Frame | None:
        """The more telling still of a step; None where the easier form has no figure."""
        if easier and not self._movement.easier_steps:
            return None
        return polygons(self._movement.thumbnail(step, easier=easier), self._theme)

    def _fold(self, step: Step, seconds: float) -> float:
        """The same moment in the second repetition."""
        first = step.loop_seconds
        if self._period is not None and seconds > first:
            return first + (seconds - first) % self._period
        return min(seconds, step.seconds)

    def _between(self, step: Step, at: float) -> Frame:
        """A frame of a step that never comes again; the same one while the figure rests."""
        number = int(at * KEYS)
        before = self._keys[number] = self._key(step, number)
        after = self._key(step, number + 1)
        self._keys = {number: before, number + 1: after}
        if after.frame is before.frame:
            return before.frame
        if self._way is None or self._way[0] != number:
            self._way = number, Way(before, after)
        return self._way[1].at(at * KEYS - number)

    def _key(self, step: Step, number: int) -> Key:
        """One that is worked out; where nothing moves it is the frame before it."""
        if number in self._keys:
            return self._keys[number]
        moment = step.moment(min(number / KEYS, step.seconds))
        last = self._keys.get(number - 1)
        if last is not None and _same(last.moment, moment):
            return Key(moment, last.scene, last.frame)
        scene = step.stage.draw(moment)
        return Key(moment, scene, polygons(scene, self._theme))

    def _still(self, step: Step, index: int, seconds: float, *, easier: bool) -> Frame:
        """One of two poses: the one that the body is on its way to."""
        if step.loop_seconds < 2 * SLOWEST:
            second = int(seconds / SLOWEST) % 2 == 1
        else:
            second = step.moment(self._fold(step, seconds)).name == step.stills[1][0]
        key = float(second)
        if key not in self._kept:
            scene = self._movement.still_of(index, second, easier=easier)
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
