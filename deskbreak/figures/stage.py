"""Puts body, props, marks and floor together into a scene."""

from dataclasses import dataclass, field
from functools import cached_property
from math import cos, pi, sin

from deskbreak.figures import marks
from deskbreak.figures.camera import Camera, Point
from deskbreak.figures.flesh import clothe
from deskbreak.figures.marks import Mark, Sight
from deskbreak.figures.outline import hull, silhouette
from deskbreak.figures.pose import Pose
from deskbreak.figures.props import Prop
from deskbreak.figures.scene import Polygon, Role, Scene
from deskbreak.figures.skeleton import Skeleton, solve
from deskbreak.figures.vector import Vec, mix

_FLAT = 2.0
"""Below this camera pitch (degrees) the floor is a line, above it a round rug."""
_TILE = 0.62
"""Metres between the lines of a floor that moves under a walker."""


@dataclass(frozen=True, slots=True)
class Moment:
    """One moment of a movement.

    ``name`` is the pose it goes to or rests in (with ``~`` when mirrored), ``progress`` 0 to 1 on
    the way and 1 at rest; ``still`` is True for a picture that stands alone.
    """

    pose: Pose
    name: str
    progress: float = 1.0
    still: bool = False


@dataclass(frozen=True)
class Stage:
    """Everything around the body.

    Args:
        floor: ``line`` (or a rug when the camera looks down) or ``none``.
        rug: x of its middle and its radius, metres.
        props: in drawing order.
        marks: in drawing order.
    """

    floor: str = "line"
    rug: tuple[float, float] = (0.05, 0.62)
    props: tuple[Prop, ...] = ()
    marks: tuple[Mark, ...] = ()
    _static: dict[tuple[float, float, int], list[tuple[list[Point], Role]]] = field(
        default_factory=dict, compare=False, repr=False
    )

    @cached_property
    def _front(self) -> tuple[Prop, ...]:
        return tuple(p for p in self.props if p.front)

    def draw(self, moment: Moment, ghost: Pose | None = None) -> Scene:
        """The scene of a moment, over the pale ghost of another pose."""
        camera = camera_of(moment.pose)
        body = solve(moment.pose)
        shapes = self._floor(camera, moment.pose)
        shapes += self._props(camera, body, front=False)
        if ghost is not None:
            shapes += [(points, Role.GHOST) for points, _ in self._body(solve(ghost), camera)]
        sight = Sight(body, camera, moment.progress)
        shown = [m for m in self.marks if _shows(m, moment)]
        for mark in shown:
            if mark.under:
                shapes += marks.draw(mark, sight)
        shapes += self._body(body, camera)
        shapes += self._props(camera, body, front=True)
        for mark in shown:
            if not mark.under:
                shapes += marks.draw(mark, sight)
        return Scene(
            tuple(Polygon(tuple(camera.frame(p) for p in points), role) for points, role in shapes)
        )

    def _body(self, body: Skeleton, camera: Camera) -> list[tuple[list[Point], Role]]:
        return [
            (silhouette(part.balls, camera), part.role)
            for group in clothe(body, camera)
            for part in group.parts
        ]

    def _floor(self, camera: Camera, pose: Pose) -> list[tuple[list[Point], Role]]:
        if self.floor == "none":
            return []
        if camera.pitch >= _FLAT:
            x, radius = self.rug
            ring = [(x + radius * cos(pi * i / 40), -0.004, radius * sin(pi * i / 40)) for i in range(80)]
            return [([camera.plane(p) for p in ring], Role.FLOOR)]
        (x, _), half = camera.centre, camera.size * 0.42
        line = (hull([(x - half, -0.010, 0.006), (x + half, -0.010, 0.006)]), Role.FLOOR)
        return [line, *self._tiles(x, half, pose.get("travel"))]

    def _tiles(self, x: float, half: float, travel: float) -> list[tuple[list[Point], Role]]:
        """Short dashes under the floor line that pass by while walking."""
        if not travel:
            return []
        first = -((travel + half - x) % _TILE)
        out = []
        for i in range(int(2 * half / _TILE) + 2):
            at = x - half + (first % _TILE) + i * _TILE
            if x - half + 0.02 < at < x + half - 0.16:
                out.append((hull([(at, -0.045, 0.007), (at + 0.14, -0.045, 0.007)]), Role.FLOOR))
        return out

    def _props(self, camera: Camera, body: Skeleton, *, front: bool) -> list[tuple[list[Point], Role]]:
        shapes: list[tuple[list[Point], Role]] = []
        for i, prop in enumerate(self.props):
            if prop.front != front:
                continue
            shift = _shift(prop, body)
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


def camera_of(pose: Pose) -> Camera:
    """The camera a pose asks for; the square is 2 m wide when it says nothing."""
    return Camera(
        pose.get("yaw"),
        pose.get("pitch"),
        (pose.get("view_x"), pose.get("view_y")),
        pose.get("view_size") or 2.0,
    )


def _shift(prop: Prop, body: Skeleton) -> Vec | None:
    """How far a prop is from its place, or None when it stands still."""
    if prop.pushed:
        return (body.pose.get("push"), 0.0, 0.0)
    if prop.carried and body.pose.carries:
        x, y, z = mix(body.joint("palm_r"), body.joint("palm_l"), 0.5)
        return (x - prop.at[0], y - prop.at[1] - 0.10, z - prop.at[2])
    return None


def _shows(mark: Mark, moment: Moment) -> bool:
    return (not mark.still or moment.still) and (not mark.when or moment.name in mark.when)
