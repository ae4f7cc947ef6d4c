"""A hand: its palm, four fingers that end apart, and a thumb."""

from deskbreak.figures import measures as m
from deskbreak.figures.limbs import Arm
from deskbreak.figures.outline import Ball
from deskbreak.figures.vector import Vec, add, scale

_FINGERS = ((0.0235, 0.148), (0.008, m.HAND), (-0.008, 0.157), (-0.0225, 0.132))
"""Metres from the middle line towards the thumb, and from the wrist to the tip: index to little."""
_SPREAD = 1.45
"""How much farther apart the tips are than the knuckles."""
_KNUCKLES = 0.078
"""Metres from the wrist."""
_THICK = 0.0105


def hand_parts(limb: Arm) -> tuple[tuple[Ball, ...], ...]:
    """The hulls of a hand, first drawn first: thumb, palm, fingers."""

    def at(along: float, aside: float) -> Vec:
        return add(limb.wrist, add(scale(limb.hand, along), scale(limb.across, aside)))

    thumb = ((at(0.030, 0.014), 0.017), (at(0.062, 0.042), 0.013), (at(0.092, 0.049), 0.010))
    palm = (
        (limb.wrist, 0.026),
        (at(_KNUCKLES, _FINGERS[0][0] * 0.75), 0.018),
        (at(_KNUCKLES - 0.006, _FINGERS[-1][0] * 0.75), 0.017),
    )
    fingers = tuple(
        ((at(_KNUCKLES, aside), _THICK), (at(tip - _THICK, aside * _SPREAD), _THICK * 0.86))
        for aside, tip in _FINGERS
    )
    return (thumb, palm, *fingers)
