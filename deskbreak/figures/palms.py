"""How a hand is turned about itself: the line from its little finger to its thumb.

Rules:
- A free hand is half turned: the thumb points to the front when the arm hangs, up when it is held
  forward or aside, back when it is held overhead, and always a little inward.
- A hand that rests on something lies flat. Wrists bend far more towards palm or back of the hand
  than aside, so the line across a bent hand is the axis of that bend; on something level the palm
  is down.
- On the way from one hold to the next the hand turns evenly, or it would flicker.
"""

from math import atan2, cos, pi, sin

from deskbreak.figures.vector import Frame, Vec, add, cross, dot, length, mix, scale, sub, unit

_STRAIGHT = 0.20
"""Sine of the bend at the wrist below which the hand counts as straight …"""
_BENT = 0.50
"""… and above which its bend alone says how it is turned."""
_OVER = 5 * pi / 6
"""Radians by which a hand turns at most outward on its way; what is farther turns inward."""


def free(hand: Vec, trunk: Frame, side: int) -> Vec:
    """Unit vector from the little finger to the thumb of a hand that touches nothing.

    Args:
        hand: unit vector along the fingers.
        trunk: axes of the upper trunk.
        side: 1 right, -1 left.
    """
    ahead, up, out = trunk.local(hand)
    return _square(trunk.along(-up, ahead + out * out, -0.4 * side * (1.0 - out * out)), hand)


def resting(forearm: Vec, hand: Vec, trunk: Frame, side: int) -> Vec:
    """The same for a hand that lies on something; ``forearm`` is a unit vector towards the hand."""
    inward = (0.3, 0.0, -1.0 * side)
    bend = cross(forearm, hand)
    share = (length(bend) - _STRAIGHT) / (_BENT - _STRAIGHT)
    found = _towards(free(hand, trunk, side), bend, inward, min(max(share, 0.0), 1.0))
    level = cross(hand, (0.0, 1.0, 0.0))
    return _towards(found, level, inward, dot(level, level))


def between(before: tuple[Vec, Vec], after: tuple[Vec, Vec], hand: Vec, side: int, s: float) -> Vec:
    """The line across a hand on its way.

    Args:
        before: the hand it comes from and the line across that.
        after: the hand it goes to and the line across that.
        hand: where it points now.
        side: 1 right, -1 left.
        s: 0 to 1, how far it has come.
    """
    start, goal = _carried(*before, hand), _carried(*after, hand)
    angle = atan2(dot(cross(start, goal), hand), dot(start, goal)) * side
    if angle > _OVER:
        angle -= 2 * pi
    angle *= side * s
    return add(scale(start, cos(angle)), scale(cross(hand, start), sin(angle)))


def _square(line: Vec, hand: Vec) -> Vec:
    """The unit vector square to the hand that is nearest to a line."""
    return unit(sub(line, scale(hand, dot(line, hand))))


def _towards(found: Vec, line: Vec, inward: Vec, share: float) -> Vec:
    """``found`` turned by ``share`` (0 to 1) into a line, to that end of it that is inward."""
    if share <= 0:
        return found
    end = scale(unit(line), 1.0 if dot(line, inward) >= 0 else -1.0)
    mixed = mix(found, end, share)
    return unit(mixed) if length(mixed) > 1e-6 else end


def _carried(was: Vec, line: Vec, now: Vec) -> Vec:
    """A line across a hand that now points elsewhere, without turning it about itself."""
    axis, same = cross(was, now), 1.0 + dot(was, now)
    if same < 1e-6:
        return _square(line, now)
    part = add(line, cross(axis, line))
    return _square(add(part, scale(axis, dot(axis, line) / same)), now)
