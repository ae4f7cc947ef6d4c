"""A hand: its palm, four fingers that end apart, and a thumb.

Rules:
- A wrist bends far more towards palm or back of the hand than aside, so the line across a bent hand
  is the axis of that bend: palms that rest on something lie flat on it.
- A hand in line with its forearm is half turned: the thumb points to the front when the arm hangs,
  up when it is held forward or aside, back when it is held overhead.
- A hand that rests on something level lies with its palm down.
- Between these the hand turns gradually, or it would flicker while it moves.
"""

from deskbreak.figures import measures as m
from deskbreak.figures.limbs import Arm
from deskbreak.figures.outline import Ball
from deskbreak.figures.vector import Frame, Vec, add, cross, dot, length, mix, scale, sub, unit

_STRAIGHT = 0.20
"""Sine of the bend at the wrist below which the hand counts as straight …"""
_BENT = 0.50
"""… and above which its bend alone says how it is turned."""
_FINGERS = ((0.0235, 0.148), (0.008, m.HAND), (-0.008, 0.157), (-0.0225, 0.132))
"""Metres from the middle line towards the thumb, and from the wrist to the tip: index to little."""
_SPREAD = 1.45
"""How much farther apart the tips are than the knuckles."""
_KNUCKLES = 0.078
"""Metres from the wrist."""
_THICK = 0.0105


def _across(limb: Arm, trunk: Frame, side: int) -> Vec:
    """Unit vector from the little finger to the thumb."""
    ahead, up, out = trunk.local(limb.hand)
    hint = trunk.along(-up, ahead + out * out, -0.4 * side)
    found = unit(sub(hint, scale(limb.hand, dot(hint, limb.hand))))
    inward = trunk.along(0.3, 0.0, -1.0 * side)
    bend = cross(unit(sub(limb.wrist, limb.elbow)), limb.hand)
    share = (length(bend) - _STRAIGHT) / (_BENT - _STRAIGHT)
    found = _towards(found, bend, inward, min(max(share, 0.0), 1.0))
    level = cross(limb.hand, (0.0, 1.0, 0.0))
    return _towards(found, level, inward, limb.rests * dot(level, level))


def _towards(found: Vec, line: Vec, inward: Vec, share: float) -> Vec:
    """``found`` turned by ``share`` (0 to 1) into a line, to that end of it that is inward."""
    if share <= 0:
        return found
    end = scale(unit(line), 1.0 if dot(line, inward) >= 0 else -1.0)
    between = mix(found, end, share)
    return unit(between) if length(between) > 1e-6 else end


def hand_parts(limb: Arm, trunk: Frame, side: int) -> tuple[tuple[Ball, ...], ...]:
    """The hulls of a hand, first drawn first: thumb, palm, fingers.

    Args:
        limb: the arm it hangs on.
        trunk: axes of the upper trunk; they say how a straight hand is turned.
        side: 1 right, -1 left.
    """
    across = _across(limb, trunk, side)

    def at(along: float, aside: float) -> Vec:
        return add(limb.wrist, add(scale(limb.hand, along), scale(across, aside)))

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
