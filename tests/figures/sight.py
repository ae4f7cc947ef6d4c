"""What the eye sees of a body among things: which group or thing lies uppermost at a point."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from deskbreak.figures.flesh import clothe
from deskbreak.figures.library import movement
from deskbreak.figures.movement import Flow, Poster
from deskbreak.figures.outline import silhouette
from deskbreak.figures.projection import Camera, Point
from deskbreak.figures.scene_assembly import camera_of
from deskbreak.figures.skeleton import Skeleton, solve
from deskbreak.figures.vector import Vec

THING = "thing"


def covers(points: list[Point], at: Point) -> bool:
    """Whether an outline covers a point (even and odd crossings)."""
    x, y = at
    found = False
    for (ax, ay), (bx, by) in pairwise([*points, points[0]]):
        if (ay > y) != (by > y) and x < (bx - ax) * (y - ay) / (by - ay) + ax:
            found = not found
    return found


@dataclass(frozen=True)
class View:
    """A poster taken apart: outlines with the name of their group, from the back to the front."""

    body: Skeleton
    camera: Camera
    layers: tuple[tuple[str, list[Point]], ...]

    def uppermost(self, point: Point) -> str:
        """The group (``leg_r`` …) or ``thing`` at a point of the camera's plane; else nothing."""
        names = [name for name, outline in self.layers if covers(outline, point)]
        return names[-1] if names else ""

    def at(self, p: Vec) -> str:
        return self.uppermost(self.camera.plane(p))


def view(poster: Poster) -> View:
    """The layers of a poster without floor, ghost and marks."""
    body, camera = solve(poster.pose), camera_of(poster.pose)
    groups = [
        (group.name, silhouette(part.balls, camera))
        for group in clothe(body, camera)
        for part in group.parts
    ]
    things = {
        front: [
            (THING, points) for points, _ in poster.stage.things(camera, body, 0.0, front=front)
        ]
        for front in (False, True)
    }
    return View(body, camera, (*things[False], *groups, *things[True]))


def posters(id_: str) -> Iterator[tuple[str, Poster]]:
    """The posters of both forms; those of a flow belong to other movements."""
    figure = movement(id_)
    for name, still in (("usual", figure.still), ("easier", figure.easier_still)):
        if not isinstance(still, Flow):
            yield name, still
