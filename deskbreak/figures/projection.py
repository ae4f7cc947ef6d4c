"""An orthographic camera that looks at the figure."""

from functools import cached_property
from math import cos, radians, sin
from typing import TypeAlias

from msgspec import Struct

from deskbreak.figures.vector import Vec, dot

Point: TypeAlias = tuple[float, float]


class Camera(Struct, frozen=True, dict=True):
    """Looks at a square of the world and maps it to the unit square of a scene.

    Args:
        yaw: degrees; 0 sees the person's right side (looking to the right of the picture),
            90 the front.
        pitch: degrees from above.
        centre: middle of the square in the camera's own plane, metres.
        size: side of the square, metres.
    """

    yaw: float
    pitch: float
    centre: Point
    size: float

    @cached_property
    def right(self) -> Vec:
        """World direction that points to the right of the picture."""
        return (cos(radians(self.yaw)), 0.0, -sin(radians(self.yaw)))

    @cached_property
    def up(self) -> Vec:
        """World direction that points up in the picture."""
        y, p = radians(self.yaw), radians(self.pitch)
        return (-sin(y) * sin(p), cos(p), -cos(y) * sin(p))

    @cached_property
    def toward(self) -> Vec:
        """World direction from the scene to the eye; larger means nearer."""
        y, p = radians(self.yaw), radians(self.pitch)
        return (sin(y) * cos(p), sin(p), cos(y) * cos(p))

    def plane(self, p: Vec) -> Point:
        """Metres in the camera's plane: right and up."""
        return (dot(p, self.right), dot(p, self.up))

    def depth(self, p: Vec) -> float:
        """Metres towards the eye."""
        return dot(p, self.toward)

    def frame(self, p: Point) -> Point:
        """A point of the camera's plane in the unit square: x to the right, y down."""
        return (
            (p[0] - self.centre[0]) / self.size + 0.5,
            0.5 - (p[1] - self.centre[1]) / self.size,
        )
