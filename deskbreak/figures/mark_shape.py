"""What a mark is and what it may see: see ``marks`` for the kinds."""

from collections.abc import Mapping
from typing import TypeAlias

from msgspec import Struct, field
from msgspec.structs import replace

from deskbreak.figures.projection import Camera, Point
from deskbreak.figures.scene import Role
from deskbreak.figures.skeleton import Skeleton

Shape: TypeAlias = tuple[list[Point], Role]


class Spot(Struct, frozen=True):
    """A point of the picture: an offset in metres from a joint, or from the origin."""

    x: float
    y: float
    joint: str = ""


class Mark(Struct, frozen=True):
    """One mark.

    Args:
        kind: a key of ``KINDS``.
        spots: where it is; how many depends on the kind.
        measures: sizes in metres, angles in degrees; what is missing has the kind's default.
        when: names of the poses towards which, or in which, it shows; empty: always.
        under: True: drawn behind the body.
        still: True: only in stills (posters and reduced motion).
        accent: True: in the role of arrows, False: in that of quiet marks, None: as usual.
    """

    kind: str
    spots: tuple[Spot, ...]
    measures: Mapping[str, float] = field(default_factory=dict)
    when: tuple[str, ...] = ()
    under: bool = False
    still: bool = False
    accent: bool | None = None


def mirrored_mark(mark: Mark) -> Mark:
    """The mark for the mirrored poses, seen by a camera on the other side."""
    swap = {"_r": "_l", "_l": "_r"}
    spots = tuple(
        Spot(-s.x, s.y, s.joint[:-2] + swap[s.joint[-2:]] if s.joint[-2:] in swap else s.joint)
        for s in mark.spots
    )
    measures = dict(mark.measures)
    if mark.kind == "air":
        measures["angle"] = 180 - measures.get("angle", 0)
    return replace(mark, spots=spots, measures=measures, when=tuple(f"{n}~" for n in mark.when))


class Sight(Struct, frozen=True):
    """What a mark needs to know: the body, the camera and how far the movement has come.

    ``progress`` is 0 to 1 on the way to the pose and 1 while it is held.
    """

    body: Skeleton
    camera: Camera
    progress: float

    def point(self, spot: Spot) -> Point:
        """A spot in the camera's plane, metres."""
        if not spot.joint:
            return (spot.x, spot.y)
        x, y = self.camera.plane(self.body.joint(spot.joint))
        return (x + spot.x, y + spot.y)
