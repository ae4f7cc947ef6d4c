"""Puts body, props, marks and floor together into a scene."""

from functools import cached_property
from math import cos, pi, sin

from msgspec import Struct

from deskbreak.figures import mark_kinds as marks
from deskbreak.figures.flesh import clothe
from deskbreak.figures.mark_shape import Mark, Sight
from deskbreak.figures.outline import hull, silhouette
from deskbreak.figures.pose import Pose
from deskbreak.figures.projection import Camera, Point
from deskbreak.figures.props import Prop
from deskbreak.figures.scene import Polygon, Role, Scene
from deskbreak.figures.skeleton import Skeleton, solve
from deskbreak.figures.vector import Vec, mix

_FLAT = 2.0
"""Below this camera pitch (degrees) the floor is a line, above it a round rug."""
_BESIDE = 0.20
"""Metres by which a part of a prop that goes round the person must be nearer than the hips."""
_ROUND = 3.1
"""Metres after which a passing prop comes again."""
_NEARER = 0.34
"""Metres by which a hiding prop must be nearer than the hips to be drawn over the person."""
_TILE = 0.62
"""Metres between the lines of a floor that moves under a walker."""


class Moment(Struct, frozen=True):
    """One moment of a movement.

    ``name`` is the pose it goes to or rests in (with ``~`` when mirrored), ``progress`` 0 to 1 on
    the way and 1 at rest; ``still`` is True for a picture that stands alone.
    """

    pose: Pose
    name: str
    progress: float = 1.0
    still: bool = False
    travel: float = 0.0
    """Metres walked since the step began."""


class Stage(Struct, frozen=True, dict=True):
    """Everything around the body.

    Args:
        floor: ``line`` (or a rug when the camera looks down) or ``none``.
        rug: x of its middle and its radius, metres.
        props: in drawing order.
        marks: in drawing order.
        orbit: the camera of a mirrored pose is on the other side.
    """

    floor: str = "line"
    rug: tuple[float, float] = (0.05, 0.62)
    props: tuple[Prop, ...] = ()
    marks: tuple[Mark, ...] = ()
    orbit: bool = False

    @cached_property
    def _static(self) -> dict[tuple[float, float, int], list[tuple[list[Point], Role]]]:
        """Props that rest, as they were drawn from each side."""
        return {}

    def draw(self, moment: Moment, ghost: Pose | None = None) -> Scene:
        """The scene of a moment, over the pale ghost of another pose."""
        camera = camera_of(moment.pose)
        body = solve(moment.pose)
        shapes = self._floor(camera, moment.travel)
        shapes += self.things(camera, body, moment.travel, front=False)
        if ghost is not None:
            shapes += [(points, Role.GHOST) for points, _ in self._body(solve(ghost), camera)]
        sight = Sight(body, camera, moment.progress)
        shown = [m for m in self.marks if _shows(m, moment)]
        for mark in shown:
            if mark.under:
                shapes += marks.draw(mark, sight)
        shapes += self._body(body, camera)
        shapes += self.things(camera, body, moment.travel, front=True)
        for mark in shown:
            if not mark.under:
                shapes += marks.draw(mark, sight)
        framed = ((clipped([camera.frame(p) for p in points]), role) for points, role in shapes)
        return Scene(tuple(Polygon(tuple(p), role) for p, role in framed if len(p) > 2))

    def _body(self, body: Skeleton, camera: Camera) -> list[tuple[list[Point], Role]]:
        return [
            (silhouette(part.balls, camera), part.role)
            for group in clothe(body, camera)
            for part in group.parts
        ]

    def _floor(self, camera: Camera, travel: float) -> list[tuple[list[Point], Role]]:
        if self.floor == "none":
            return []
        if camera.pitch >= _FLAT:
            x, radius = self.rug
            ring = [
                (x + radius * cos(pi * i / 40), -0.004, radius * sin(pi * i / 40))
                for i in range(80)
            ]
            return [([camera.plane(p) for p in ring], Role.FLOOR)]
        (x, _), half = camera.centre, camera.size * 0.42
        line = (hull([(x - half, -0.010, 0.006), (x + half, -0.010, 0.006)]), Role.FLOOR)
        return [line, *self._tiles(x, half, travel)]

    def _tiles(self, x: float, half: float, travel: float) -> list[tuple[list[Point], Role]]:
        """Short dashes under the floor line that pass by while walking."""
        if not travel:
            return []
        first = (half - x - travel) % _TILE
        out = []
        for i in range(int(2 * half / _TILE) + 2):
            at = x - half + first + i * _TILE
            if x - half + 0.02 < at < x + half - 0.16:
                out.append((hull([(at, -0.045, 0.007), (at + 0.14, -0.045, 0.007)]), Role.FLOOR))
        return out

    def things(
        self, camera: Camera, body: Skeleton, travel: float, *, front: bool
    ) -> list[tuple[list[Point], Role]]:
        """What of the props is drawn over the person, or behind."""
        shapes: list[tuple[list[Point], Role]] = []
        for i, prop in enumerate(self.props):
            shift = shift_of(prop, body, travel)
            if prop.around:
                shapes += _around(prop, camera, body, front=front)
                continue
            if _in_front(prop, camera, body) != front:
                continue
            if shift is not None:
                shapes += [(silhouette(p.balls, camera), p.role) for p in prop.parts(shift)]
                continue
            key = (camera.yaw, camera.pitch, i)
            if key not in self._static:
                if len(self._static) > 64:
                    self._static.clear()
                self._static[key] = [(silhouette(p.balls, camera), p.role) for p in prop.parts()]
            shapes += self._static[key]
        return shapes


def clipped(points: list[Point]) -> list[Point]:
    """What of a polygon lies in the unit square (Sutherland and Hodgman)."""
    for axis in (0, 1):
        for edge, sign in ((0.0, 1.0), (1.0, -1.0)):
            if not points:
                return []
            inside = [(p[axis] - edge) * sign >= 0 for p in points]
            if all(inside):
                continue
            out: list[Point] = []
            for i, (p, here) in enumerate(zip(points, inside, strict=True)):
                before, there = points[i - 1], inside[i - 1]
                if here != there:
                    k = (edge - before[axis]) / (p[axis] - before[axis])
                    at = (before[0] + (p[0] - before[0]) * k, before[1] + (p[1] - before[1]) * k)
                    out.append((edge, at[1]) if axis == 0 else (at[0], edge))
                if here:
                    out.append(p)
            points = out
    return points


def camera_of(pose: Pose) -> Camera:
    """The camera a pose asks for; the square is 2 m wide when it says nothing."""
    return Camera(
        pose.get("yaw"),
        pose.get("pitch"),
        (pose.get("view_x"), pose.get("view_y")),
        pose.get("view_size") or 2.0,
    )


def _in_front(prop: Prop, camera: Camera, body: Skeleton) -> bool:
    """Whether a prop is drawn over the person."""
    if not prop.hides:
        return prop.front
    hips, middle = body.spine.pelvis.origin, prop.middle
    toward = camera.toward
    return (middle[0] - hips[0]) * toward[0] + (middle[2] - hips[2]) * toward[2] > _NEARER


def _around(
    prop: Prop, camera: Camera, body: Skeleton, *, front: bool
) -> list[tuple[list[Point], Role]]:
    """The parts of a prop on one side of the person: the near arm-rest lies before the hips."""
    hips = camera.depth(body.spine.pelvis.origin)
    shapes = []
    for part in prop.parts():
        middle = sum(camera.depth(at) for at, _ in part.balls) / len(part.balls)
        if (middle - hips > _BESIDE) == front:
            shapes.append((silhouette(part.balls, camera), part.role))
    return shapes


def shift_of(prop: Prop, body: Skeleton, travel: float = 0.0) -> Vec | None:
    """How far a prop is from its place, or None when it stands still."""
    if prop.passing:
        return (_ROUND / 2 - (travel + _ROUND / 2 - prop.at[0]) % _ROUND - prop.at[0], 0.0, 0.0)
    if prop.pushed:
        return (body.pose.get("push"), 0.0, 0.0)
    if prop.carried and body.pose.carries:
        x, y, z = mix(body.joint("palm_r"), body.joint("palm_l"), 0.5)
        return (x - prop.at[0], y - prop.at[1] - 0.10, z - prop.at[2])
    return None


def _shows(mark: Mark, moment: Moment) -> bool:
    return (not mark.still or moment.still) and (not mark.when or moment.name in mark.when)
