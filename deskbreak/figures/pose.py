"""One pose as plain values, the blend of two, and the mirror image.

Rules:
- A pose is numbers (angles in degrees, lengths in metres) and contacts. A number that is not given
  is 0; all zeros with the feet on the floor is relaxed upright standing.
- ``arms`` lets the solver turn the pelvis; a blend keeps it only while both poses have it.
- A blend of two poses keeps a contact that both share exactly, so planted feet and hands stay.
- Contacts that differ are kept side by side with their weights; the solver places the limb for
  each and goes between.
"""

from collections.abc import Mapping
from typing import TypeAlias, TypeVar

from msgspec import Struct, field

from deskbreak.figures.contacts import (
    Anchor,
    Foot,
    Hand,
    Hang,
    Sole,
    mirrored_anchor,
    mirrored_hand,
    same_kind,
)
from deskbreak.figures.measures import STANDING_HIP

NUMBERS: Mapping[str, int] = {
    # the pelvis in the world: heading left, bow forward, roll about the spine, lean right
    "heading": -1,
    "pelvis": 1,
    "roll": -1,
    "lean": -1,
    # bends forward, turns to the left, bends to the right
    "lumbar": 1,
    "lumbar_turn": -1,
    "lumbar_side": -1,
    "thoracic": 1,
    "thoracic_turn": -1,
    "thoracic_side": -1,
    "neck": 1,
    "neck_turn": -1,
    "neck_side": -1,
    # 0 to 1: how far belly and ribs are filled
    "belly": 1,
    "ribs": 1,
    # metres both shoulders are lifted or brought forward
    "shrug": 1,
    "reach": 1,
    # 0 to 1: pelvis turns until the arms are this straight between shoulder and planted wrist
    "arms": 1,
    # the camera
    "yaw": 1,
    "pitch": 1,
    "view_x": 1,
    "view_y": 1,
    "view_size": 1,
    # a prop that is pushed in, metres; how much of the hour on the clock is gone, 0 to 1
    "push": 1,
    "hour": 1,
    # where the weight is: -1 left or heels, 1 right or toes
    "load_side": -1,
    "load_fore": 1,
}
"""Every number of a pose, with its sign in the mirror image."""

T = TypeVar("T")
Weighted: TypeAlias = tuple[tuple[T, float], ...]


def one(contact: T) -> Weighted[T]:
    """A single contact with all the weight."""
    return ((contact, 1.0),)


_STANDING: Weighted[Anchor] = one(Anchor("hips", (0.0, STANDING_HIP, 0.0)))
_FOOT: Weighted[Foot] = one(Sole((0.0, 0.0, 0.095)))
_HAND: Weighted[Hand] = one(Hang())


class Pose(Struct, frozen=True):
    """Numbers and contacts; see the rules at the top."""

    numbers: Mapping[str, float] = field(default_factory=dict)
    anchor: Weighted[Anchor] = _STANDING
    feet: tuple[Weighted[Foot], Weighted[Foot]] = (_FOOT, _FOOT)
    """Right, left."""
    hands: tuple[Weighted[Hand], Weighted[Hand]] = (_HAND, _HAND)
    """Right, left."""
    carries: bool = False
    """The hands hold the object."""
    over: tuple[str, ...] = ()
    """Body groups drawn in front of all others, nearest last."""
    under: tuple[str, ...] = ()
    """Body groups drawn behind all others, farthest first."""

    def get(self, name: str) -> float:
        """A number of the pose."""
        return self.numbers.get(name, 0.0)


def _joined(a: Weighted[T], b: Weighted[T], s: float) -> Weighted[T]:
    """Both with their weights; equal contacts are added up."""
    if a == b:
        return a
    total: list[tuple[T, float]] = []
    for contact, weight in [(c, w * (1 - s)) for c, w in a] + [(c, w * s) for c, w in b]:
        for i, (known, known_weight) in enumerate(total):
            if known == contact:
                total[i] = (known, known_weight + weight)
                break
        else:
            total.append((contact, weight))
    return tuple((c, w) for c, w in total if w > 0)


def _joined_feet(a: Weighted[Foot], b: Weighted[Foot], s: float) -> Weighted[Foot]:
    if a != b and len(a) == 1 and len(b) == 1:
        between = same_kind(a[0][0], b[0][0], s)
        if between is not None:
            return one(between)
    return _joined(a, b, s)


def blend(a: Pose, b: Pose, s: float) -> Pose:
    """The pose ``s`` (0 to 1) of the way from ``a`` to ``b``.

    What cannot be half (the object in the hands, the drawing order) is that of the goal ``b``.
    """
    if s <= 0 and a.carries == b.carries and (a.over, a.under) == (b.over, b.under):
        return a
    if s >= 1:
        return b
    numbers = {
        name: a.get(name) + (b.get(name) - a.get(name)) * s
        for name in a.numbers.keys() | b.numbers.keys()
    }
    if not (a.get("arms") and b.get("arms")):
        numbers.pop("arms", None)
    return Pose(
        numbers,
        _joined(a.anchor, b.anchor, s),
        (_joined_feet(a.feet[0], b.feet[0], s), _joined_feet(a.feet[1], b.feet[1], s)),
        (_joined(a.hands[0], b.hands[0], s), _joined(a.hands[1], b.hands[1], s)),
        b.carries,
        b.over,
        b.under,
    )


def _other_side(group: str) -> str:
    return group[:-1] + {"r": "l", "l": "r"}.get(group[-1], group[-1]) if "_" in group else group


def mirrored(pose: Pose, *, orbit: bool = False) -> Pose:
    """Left and right exchanged; with ``orbit`` the camera goes round to the other side too."""
    numbers = {name: value * NUMBERS[name] for name, value in pose.numbers.items()}
    if orbit:
        numbers["yaw"] = 180 - pose.get("yaw")
        numbers["view_x"] = -pose.get("view_x")
    return Pose(
        numbers,
        tuple((mirrored_anchor(c), w) for c, w in pose.anchor),
        (pose.feet[1], pose.feet[0]),
        (
            tuple((mirrored_hand(c), w) for c, w in pose.hands[1]),
            tuple((mirrored_hand(c), w) for c, w in pose.hands[0]),
        ),
        pose.carries,
        tuple(_other_side(g) for g in pose.over),
        tuple(_other_side(g) for g in pose.under),
    )
