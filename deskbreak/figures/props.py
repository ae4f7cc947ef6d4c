"""Things around the person, by kind.

The place of a prop is on the floor under the middle of a chair, at the near edge of a desk, at the
face of a wall, in the middle under a parcel.
"""

from collections.abc import Callable, Mapping

from msgspec import Struct, field

from deskbreak.figures import furniture, things
from deskbreak.figures.flesh import Part
from deskbreak.figures.solids import Measures
from deskbreak.figures.vector import Vec, add


class Prop(Struct, frozen=True):
    """One thing in the picture.

    Args:
        kind: a key of ``KINDS``.
        at: its place.
        measures: its sizes, metres; what is missing has the kind's default.
        front: True: drawn over the person.
        pushed: True: moves along x by the pose's ``push``.
        passing: True: stands beside the way of a walker and comes round again.
        hides: True: drawn over the person while it is nearer to the eye.
        around: True: each of its parts for itself is drawn over the person while it is nearer.
        carried: True: in the hands while the pose carries.
    """

    kind: str
    at: Vec
    measures: Measures = field(default_factory=dict)
    front: bool = False
    pushed: bool = False
    passing: bool = False
    hides: bool = False
    around: bool = False
    carried: bool = False

    @property
    def middle(self) -> Vec:
        """Middle of its ground, metres."""
        depth = {**KINDS[self.kind][1], **self.measures}.get("depth", 0.0)
        return add(self.at, (depth / 2, 0.0, 0.0))

    def parts(self, shift: Vec = (0.0, 0.0, 0.0)) -> list[Part]:
        """Its parts, moved by ``shift``, first part first."""
        draw, defaults = KINDS[self.kind]
        return draw(add(self.at, shift), {**defaults, **self.measures})


KINDS: Mapping[str, tuple[Callable[[Vec, Measures], list[Part]], Measures]] = {
    "stool": (furniture.stool, {"height": 0.45, "width": 0.44, "depth": 0.42}),
    "chair": (
        furniture.chair,
        {
            "height": 0.45,
            "width": 0.44,
            "depth": 0.42,
            "back": 0.46,
            "panel": 0.24,
            "arms": 0.0,
            "turned": 0.0,
        },
    ),
    "office-chair": (furniture.office_chair, {"height": 0.46, "tilt": 0.0}),
    "desk": (furniture.desk, {"height": 0.72, "depth": 0.62, "width": 1.0}),
    "wall": (furniture.wall, {"height": 1.95, "width": 1.2, "thick": 0.05}),
    "side-wall": (furniture.side_wall, {"height": 1.95, "width": 1.2, "thick": 0.05}),
    "mat": (furniture.mat, {"length": 1.8, "width": 0.62}),
    "shelf": (furniture.shelf, {"height": 0.30, "depth": 0.40, "width": 0.50}),
    "box": (things.box, {"height": 0.22, "depth": 0.28, "width": 0.28}),
    "foot-rest": (things.foot_rest, {"depth": 0.34, "low": 0.05, "high": 0.14, "width": 0.42}),
    "towel-roll": (things.towel_roll, {"radius": 0.056, "width": 0.40}),
    "screen": (things.screen, {"height": 0.34, "width": 0.56, "lift": 0.10}),
    "keyboard": (things.keyboard, {"width": 0.42, "depth": 0.14}),
    "window": (things.window, {"width": 0.40, "height": 0.46}),
    "plant": (things.plant, {"height": 0.6}),
}
"""Every kind of prop: how it is drawn, and its default measures."""
