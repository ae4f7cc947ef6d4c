"""Hands end in fingers, lie flat on what they rest on, and do not flicker while they turn."""

from itertools import pairwise
from math import cos, radians, sin

import pytest
from figures.catalogue import IDS
from figures.walk import tracks

from deskbreak.figures.hands import hand_parts
from deskbreak.figures.limbs import Arm
from deskbreak.figures.measures import HAND
from deskbreak.figures.palms import between, free, resting
from deskbreak.figures.skeleton import solve
from deskbreak.figures.vector import Frame, Vec, distance, dot, sub

TURN = 32.0
"""Most degrees by which a hand turns about itself between two of the 24 pictures of a way."""
IN_ONE_GO = {
    ("diaphragmatic-breathing", "side"): "leaves the belly while the body rolls over",
    ("seated-thread-the-needle", "open"): "comes out from under the other arm",
    ("wall-dead-bug", "lean"): "from the wall overhead down to the thigh",
    ("wall-side-plank", "raise"): "from hanging up to the wall",
    ("wall-side-plank", "full"): "from the wall down again",
    ("wall-side-plank", "stand_l"): "the same",
    ("worlds-greatest-stretch", "half_up"): "leaves the floor",
}
"""Ways on which a hand turns over faster, and what it does there."""
ORIGIN: Vec = (0.0, 0.0, 0.0)
UPRIGHT = Frame(ORIGIN)
DOWN: Vec = (0.0, -1.0, 0.0)
AHEAD: Vec = (1.0, 0.0, 0.0)
UP: Vec = (0.0, 1.0, 0.0)


def test_four_fingers_end_apart_and_one_is_as_long_as_the_hand() -> None:
    limb = Arm(ORIGIN, ORIGIN, (0.25, 0.0, 0.0), AHEAD, UP, 0.0)
    thumb, _, *fingers = hand_parts(limb)
    assert len(fingers) == 4
    tips = [finger[-1] for finger in fingers]
    for (one, r), (other, q) in pairwise(tips):
        assert distance(one, other) > r + q, "the ends of two fingers touch"
    reach = max(dot(sub(at, limb.wrist), limb.hand) + r for at, r in tips)
    assert reach == pytest.approx(HAND, abs=0.004)
    assert distance(thumb[-1][0], tips[0][0]) > 0.03


@pytest.mark.parametrize(("hand", "thumb"), [(DOWN, AHEAD), (AHEAD, UP), (UP, (-1.0, 0.0, 0.0))])
@pytest.mark.parametrize("side", [1, -1])
def test_a_free_hand_is_half_turned(hand: Vec, thumb: Vec, side: int) -> None:
    found = free(hand, UPRIGHT, side)
    assert dot(found, thumb) > 0.85
    assert found[2] * side < 0, "the thumb is a little inward"


@pytest.mark.parametrize("side", [1, -1])
def test_an_arm_held_aside_shows_its_thumb_above(side: int) -> None:
    assert free((0.0, 0.0, 1.0 * side), UPRIGHT, side)[1] > 0.99


@pytest.mark.parametrize("side", [1, -1])
def test_the_palm_of_a_bent_wrist_lies_flat_with_the_thumb_inside(side: int) -> None:
    found = resting(DOWN, AHEAD, UPRIGHT, side)
    assert abs(found[1]) < 1e-6
    assert found[2] * side < -0.9


@pytest.mark.parametrize("side", [1, -1])
def test_a_palm_on_a_wall_turns_about_the_bend_of_its_wrist(side: int) -> None:
    found = resting(AHEAD, UP, UPRIGHT, side)
    assert abs(found[0]) < 1e-6
    assert found[2] * side < -0.99


@pytest.mark.parametrize("side", [1, -1])
@pytest.mark.parametrize("degrees", range(0, 360, 15))
def test_a_hand_that_rests_has_its_palm_down(side: int, degrees: int) -> None:
    way = (cos(radians(degrees)), 0.0, sin(radians(degrees)))
    assert abs(resting(way, way, UPRIGHT, side)[1]) < 1e-6


@pytest.mark.parametrize("side", [1, -1])
def test_on_its_way_a_hand_turns_evenly_about_itself(side: int) -> None:
    lines = [between((AHEAD, UP), (AHEAD, (0.0, 0.0, -1.0)), AHEAD, side, i / 3) for i in range(4)]
    assert lines[0] == pytest.approx(UP)
    assert lines[3] == pytest.approx((0.0, 0.0, -1.0))
    for before, after in pairwise(lines):
        assert dot(before, after) == pytest.approx(cos(radians(30)))


@pytest.mark.parametrize("id_", IDS)
def test_no_hand_flips_over_on_the_way(id_: str) -> None:
    for step in tracks(id_):
        for segment in step.segments[: len(step.segments) // step.repeat]:
            if (id_, segment.name.rstrip("~")) in IN_ONE_GO:
                continue
            times = (segment.start + segment.move * i / 24 for i in range(25))
            way = [solve(step.moment(at).pose).arms for at in times]
            for before, after in pairwise(way):
                for was, now in zip(before, after, strict=True):
                    assert dot(was.across, now.across) > cos(radians(TURN)), segment.name
                    assert abs(dot(now.across, now.hand)) < 1e-6, segment.name
