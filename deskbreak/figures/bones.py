"""Pelvis and spine, drawn over the clothes as seen from the side."""

from collections.abc import Mapping
from itertools import pairwise

from deskbreak.figures.mark_shape import Mark, Shape, Sight
from deskbreak.figures.outline import silhouette
from deskbreak.figures.projection import Camera, Point
from deskbreak.figures.scene import Role
from deskbreak.figures.vector import Frame

_ILIUM = ((-0.060, 0.075, 0.026), (0.030, 0.070, 0.022), (-0.020, 0.020, 0.040))
_ISCHIUM = ((-0.010, 0.005, 0.032), (-0.020, -0.075, 0.020))
_PUBIS = ((-0.005, 0.000, 0.026), (0.060, -0.040, 0.014))
_SACRUM = ((-0.070, 0.070, 0.022), (-0.092, 0.000, 0.010))


def bones(_mark: Mark, sight: Sight, size: Mapping[str, float], _role: Role) -> list[Shape]:
    """Pelvis and spine through the clothes, as seen from the side."""
    pelvis = sight.body.spine.pelvis
    shapes: list[Shape] = []
    for bone in (_SACRUM, _ILIUM, _PUBIS, _ISCHIUM):
        balls = [(pelvis.at(x, y), r) for x, y, r in bone]
        shapes.append((silhouette(balls, sight.camera), Role.BONE))
    hip = pelvis.at(0.0, -0.020)
    shapes.append((silhouette([(hip, 0.016)], sight.camera), Role.TROUSERS))
    if size["spine"] > 0:
        joints = sight.body.spine.vertebrae
        for a, b in pairwise(joints):
            shapes += [(_vertebra(a, b, share, sight.camera), Role.BONE) for share in (0.25, 0.75)]
    return shapes


def _vertebra(a: Frame, b: Frame, share: float, camera: Camera) -> list[Point]:
    at = tuple(p + (q - p) * share for p, q in zip(a.origin, b.origin, strict=True))
    frame = Frame((at[0], at[1], at[2]), a.front, a.up, a.right)
    return silhouette([(frame.at(-0.052), 0.0095), (frame.at(-0.022), 0.0105)], camera)
