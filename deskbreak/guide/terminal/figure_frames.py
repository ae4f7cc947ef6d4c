"""The figure of one routine as pixels, moment by moment."""

from deskbreak.figures import library
from deskbreak.figures.movement import Movement, Step
from deskbreak.figures.scene import Role, Scene
from deskbreak.figures.scene_assembly import Moment
from deskbreak.guide.lesson import Lesson
from deskbreak.guide.page import Shows
from deskbreak.guide.terminal.colour import SHADES, Depth, number
from deskbreak.guide.terminal.ink import Ink
from deskbreak.guide.terminal.raster import Pixels, Raster

SLOWEST = 2.0
"""Seconds for which a still stays at least where motion is not wanted."""
_TICK = ((0.28, 0.53), (0.33, 0.48), (0.45, 0.60), (0.68, 0.33), (0.735, 0.375), (0.455, 0.69))
"""Corners of a check mark in the unit square."""


class Film:
    """Pictures of a lesson.

    Args:
        lesson: what is shown.
        ink: the colours.
        still: two alternating poses in place of motion.
    """

    def __init__(self, lesson: Lesson, ink: Ink, *, still: bool) -> None:
        self._lesson, self._ink, self._still = lesson, ink, still
        self._raster: Raster | None = None
        self._side = 0
        self._last: tuple[Moment, int, Pixels] | None = None

    def frame(self, step: int, seconds: float, side: int, *, easier: bool) -> Pixels | None:
        """The figure ``seconds`` into a step; the same object while nothing moves."""
        movement = self._lesson.movement
        track = () if movement is None else movement.easier_steps if easier else movement.steps
        if not track:
            return None
        found = track[step]
        moment = _still(found, seconds) if self._still else found.moment(seconds)
        if self._last is not None and self._last[1] == side and _same(self._last[0], moment):
            return self._last[2]
        pixels = self._drawn(found.stage.draw(moment), side)
        self._last = (moment, side, pixels)
        return pixels

    def picture(self, shows: Shows, side: int) -> Pixels | None:
        """The picture of a page; None if there is none."""
        match shows:
            case Shows.OVER:
                return self._tick(side)
            case Shows.AT_REST:
                movement = self._lesson.movement
                return None if movement is None else self._drawn(movement.stills(0)[0], side)
            case Shows.CHECK:
                poster = _poster(self._lesson)
                return None if poster is None else self._drawn(poster.poster(), side)

    def shows(self, shows: Shows | None) -> bool:
        """Whether there is a picture for a page."""
        known = {
            Shows.AT_REST: self._lesson.movement is not None,
            Shows.CHECK: _poster(self._lesson) is not None,
        }
        return shows is not None and known.get(shows, True)

    def _drawn(self, scene: Scene, side: int) -> Pixels:
        if self._raster is None or self._side != side:
            look = self._ink.look
            if self._ink.depth is Depth.NONE:
                self._raster = Raster(side, 0, 0, SHADES)
            else:
                colours = {role: number(hue) for role, hue in look.figure.colours.items()}
                disc = number(look.figure.disc)
                self._raster = Raster(side, number(look.ground), disc, colours)
            self._side = side
        return self._raster.scene(scene)

    def _tick(self, side: int) -> Pixels:
        look = self._ink.look
        if self._ink.depth is Depth.NONE:
            return Raster(side, 0, 0, {Role.MARK: 0xFFFFFF}).shapes([(_TICK, Role.MARK)])
        ground, disc = number(look.ground), number(look.figure.disc)
        return Raster(side, ground, disc, {Role.MARK: number(look.done)}).shapes(
            [(_TICK, Role.MARK)]
        )


def _poster(lesson: Lesson) -> Movement | None:
    """The picture of the set-up check."""
    if lesson.check is None or lesson.check.id not in library.ids():
        return None
    return library.movement(lesson.check.id)


def _still(step: Step, seconds: float) -> Moment:
    """One of two poses: the one that the body is on its way to."""
    if step.loop_seconds < 2 * SLOWEST:
        second = int(seconds / SLOWEST) % 2 == 1
    else:
        second = step.moment(seconds).name == step.stills[1][0]
    name, pose = step.stills[second]
    return Moment(pose, name, still=True)


def _same(one: Moment, other: Moment) -> bool:
    """Whether two moments look the same."""
    return one.pose is other.pose and one.progress == other.progress and one.travel == other.travel
