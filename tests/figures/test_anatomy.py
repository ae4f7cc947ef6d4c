"""No limb through another, and hands that rest on the body rest on it."""

from itertools import product

import pytest
from figures.catalogue import IDS
from figures.solid_body import above_head, above_thigh, above_trunk, limb, overlap, to_segment
from figures.walk import tracks

from deskbreak.figures.contacts import Wrist
from deskbreak.figures.label_words import Word
from deskbreak.figures.skeleton import Skeleton, solve

INTO = 0.065
"""Metres two limbs may be pressed into one another: flesh is soft, and the shapes are plump."""
FLOATING = 0.045
"""Most metres between the skin and the nearest part of the hand."""
SUNK = -0.05
HEAD_ON_MAT = 0.12
"""Metres from the floor to the middle of a head that lies on it."""
ARM = ("forearm", "hand")
PAIRS = [
    *(((a, "r"), (b, "l")) for a, b in product((*ARM, "upper_arm"), repeat=2)),
    *(((a, s), ("thigh", t)) for a, s, t in product(("forearm",), "rl", "rl")),
    *(((a, s), ("shank", t)) for a, s, t in product(ARM, "rl", "rl")),
    (("shank", "r"), ("shank", "l")),
    (("shank", "r"), ("thigh", "l")),
    (("shank", "l"), ("thigh", "r")),
]


@pytest.mark.parametrize("id_", IDS)
def test_no_limb_goes_through_another(id_: str) -> None:
    for step in tracks(id_):
        beats = len(step.segments) // step.repeat
        for segment in step.segments[: 2 * beats]:
            for i in range(5):
                at = segment.start + segment.move * i / 4
                body = solve(step.moment(at).pose)
                for one, other in PAIRS:
                    deep = overlap(body, one, other)
                    assert deep < INTO, (segment.name, round(at, 2), one, other, round(deep, 3))


def resting(body: Skeleton, place: str, side: str) -> list[float]:
    """Metres from fingers, palm and wrist to the skin, and of the hand to the other arm."""
    points = [body.joint(f"{name}_{side}") for name in ("fingers", "palm", "wrist")]
    surfaces = {"head": above_head, "thigh": above_thigh}
    measure = surfaces.get(place.partition("_")[0], above_trunk)
    other = limb(body, "forearm", {"r": "l", "l": "r"}[side])
    on_arm = min(to_segment(point, *other[:2]) - other[2] for point in points)
    away = [measure(body, point) for point in points]
    if place == "pelvis":  # fingertips in the creases of the hips
        away[0] = min(away[0], above_thigh(body, points[0]))
    return [*away, on_arm]


@pytest.mark.parametrize("id_", IDS)
def test_a_hand_on_the_body_lies_on_it(id_: str) -> None:
    for step in tracks(id_):
        for segment in step.segments:
            if segment.beat.word is Word.THREAD:
                continue  # the hand goes past the body
            for side, hands in zip("rl", segment.goal.hands, strict=True):
                hand = hands[0][0]
                if not isinstance(hand, Wrist) or hand.on in ("world", "shoulder"):
                    continue
                away = resting(solve(segment.goal), hand.on, side)
                assert min(away) < FLOATING, (segment.name, side, hand.on, away)
                assert away[1] > SUNK, (segment.name, side, hand.on, away)


LYING = ("diaphragmatic-breathing", "breathing-90-90", "glute-bridge", "dead-bug")
ON_THE_BACK = ("empty", "full", "down", "up", "home", "reach", "bent", "slide")


@pytest.mark.parametrize("id_", LYING)
def test_who_lies_on_the_back_rests_the_head_on_the_mat(id_: str) -> None:
    lying = [one for step in tracks(id_) for one in step.segments if one.name in ON_THE_BACK]
    assert lying
    for segment in lying:
        body = solve(segment.goal)
        assert body.spine.head.origin[1] < HEAD_ON_MAT, segment.name
        low = min(ring.frame.origin[1] - ring.half_depth for ring in body.spine.rings)
        assert low > -0.005, (segment.name, round(low, 3))
