"""Vectors and frames in space.

World axes: x is where the person looks, y is up, z is the person's right. Lengths are metres,
angles degrees.
"""

from math import acos, cos, radians, sin, sqrt
from typing import TypeAlias

from msgspec import Struct

Vec: TypeAlias = tuple[float, float, float]

TINY = 1e-9


def add(a: Vec, b: Vec) -> Vec:
    """Sum."""
    return (a[0] + b[0], a[1] + b[1], a[2] + b[2])


def sub(a: Vec, b: Vec) -> Vec:
    """The way from ``b`` to ``a``."""
    return (a[0] - b[0], a[1] - b[1], a[2] - b[2])


def scale(a: Vec, k: float) -> Vec:
    """``k`` times as long."""
    return (a[0] * k, a[1] * k, a[2] * k)


def dot(a: Vec, b: Vec) -> float:
    """Scalar product."""
    return a[0] * b[0] + a[1] * b[1] + a[2] * b[2]


def cross(a: Vec, b: Vec) -> Vec:
    """Vector product, right-handed."""
    return (
        a[1] * b[2] - a[2] * b[1],
        a[2] * b[0] - a[0] * b[2],
        a[0] * b[1] - a[1] * b[0],
    )


def length(a: Vec) -> float:
    """Length in metres."""
    return sqrt(dot(a, a))


def distance(a: Vec, b: Vec) -> float:
    """Metres between two points."""
    return length(sub(a, b))


def unit(a: Vec) -> Vec:
    """The same direction with length 1; straight down when there is no direction."""
    n = length(a)
    return scale(a, 1 / n) if n > TINY else (0.0, -1.0, 0.0)


def mix(a: Vec, b: Vec, s: float) -> Vec:
    """The point ``s`` (0 to 1) of the straight way from ``a`` to ``b``."""
    return (a[0] + (b[0] - a[0]) * s, a[1] + (b[1] - a[1]) * s, a[2] + (b[2] - a[2]) * s)


def swing(a: Vec, b: Vec, s: float) -> Vec:
    """The vector ``s`` (0 to 1) of the way from ``a`` to ``b`` on an arc around the origin.

    A limb that swings keeps its length; opposite vectors fall back to the straight way.
    """
    ua, ub = unit(a), unit(b)
    angle = acos(max(-1.0, min(1.0, dot(ua, ub))))
    sine = sin(angle)
    if sine < 1e-6:
        return mix(a, b, s)
    way = add(scale(ua, sin((1 - s) * angle) / sine), scale(ub, sin(s * angle) / sine))
    return scale(way, length(a) + (length(b) - length(a)) * s)


class Frame(Struct, frozen=True):
    """A place with three axes of its own: front, up and right."""

    origin: Vec
    front: Vec = (1.0, 0.0, 0.0)
    up: Vec = (0.0, 1.0, 0.0)
    right: Vec = (0.0, 0.0, 1.0)

    def along(self, x: float = 0.0, y: float = 0.0, z: float = 0.0) -> Vec:
        """The direction x to the front, y up and z to the right, in world axes."""
        f, u, r = self.front, self.up, self.right
        return (
            f[0] * x + u[0] * y + r[0] * z,
            f[1] * x + u[1] * y + r[1] * z,
            f[2] * x + u[2] * y + r[2] * z,
        )

    def at(self, x: float = 0.0, y: float = 0.0, z: float = 0.0) -> Vec:
        """The point x to the front, y up and z to the right of the origin."""
        return add(self.origin, self.along(x, y, z))

    def local(self, direction: Vec) -> Vec:
        """A world direction in this frame's own axes."""
        return (dot(direction, self.front), dot(direction, self.up), dot(direction, self.right))

    def moved(self, x: float = 0.0, y: float = 0.0, z: float = 0.0) -> "Frame":
        """The same axes at another place."""
        return Frame(self.at(x, y, z), self.front, self.up, self.right)

    def turned(self, pitch: float = 0.0, yaw: float = 0.0, lean: float = 0.0) -> "Frame":
        """Bow forward by ``pitch``, then turn left by ``yaw``, then lean right by ``lean``."""
        f, u, r = self.front, self.up, self.right
        if pitch:
            c, s = cos(radians(pitch)), sin(radians(pitch))
            f, u = sub(scale(f, c), scale(u, s)), add(scale(u, c), scale(f, s))
        if yaw:
            c, s = cos(radians(yaw)), sin(radians(yaw))
            f, r = sub(scale(f, c), scale(r, s)), add(scale(r, c), scale(f, s))
        if lean:
            c, s = cos(radians(lean)), sin(radians(lean))
            u, r = add(scale(u, c), scale(r, s)), sub(scale(r, c), scale(u, s))
        return Frame(self.origin, f, u, r)
