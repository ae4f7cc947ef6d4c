"""Nobody goes through the furniture, and in the posters every limb hangs on a body that is seen."""

from collections.abc import Iterator
from itertools import product
from math import cos, hypot, pi, sin

import pytest
from figures.catalogue import IDS
from figures.sight import THING, View, posters, view
from figures.solid_body import CAPSULES, from_box, limb
from figures.walk import tracks

from deskbreak.figures.contacts import Wrist
from deskbreak.figures.movement import Poster
from deskbreak.figures.scene_assembly import Stage, shift_of
from deskbreak.figures.skeleton import Skeleton, solve
from deskbreak.figures.vector import Vec, mix

SOLID = frozenset(
    {"desk", "chair", "stool", "office-chair", "wall", "side-wall", "shelf", "screen", "foot-rest"}
)
INTO_A_SEAT = 0.05
"""Metres a thigh may be pressed into a seat: its flesh is soft, and so is the seat."""
INTO_THINGS = 0.034
"""Metres any other limb may: less than the bone of the thinnest."""
STILL: Vec = (0.0, 0.0, 0.0)
HAND = 0.02
"""From the middle of a hand that lies on the floor to the floor, metres."""
RESTS = 0.065
"""Metres between a hand and what it rests on: half a hand."""
SEEN = 0.40
"""Least share of a shank that is seen where its foot is."""
SEEN_ARM = 0.20
"""Of a forearm where its hand is: hands lie upon one another."""
FORESHORTENED = 0.15
"""Metres of drawn length under which a limb points at the eye."""


@pytest.mark.parametrize("id_", IDS)
def test_no_limb_goes_through_the_furniture(id_: str) -> None:
    for step in tracks(id_):
        beats = len(step.segments) // step.repeat
        for segment in step.segments[: 2 * beats]:
            for i in range(5):
                body = solve(step.moment(segment.start + segment.move * i / 4).pose)
                for kind, name, deep in sunk(step.stage, body):
                    assert deep <= (INTO_A_SEAT if name == "thigh" else INTO_THINGS), (
                        segment.name,
                        i,
                        kind,
                        name,
                        round(deep, 3),
                    )


def sunk(stage: Stage, body: Skeleton) -> Iterator[tuple[str, str, float]]:
    """Thing, limb and metres by which the limb is in it, for all that touch."""
    for prop in stage.props:
        if prop.kind not in SOLID:
            continue
        parts = [part for part in prop.parts(shift_of(prop, body) or STILL) if len(part.balls) > 1]
        for name, side in product(CAPSULES, "rl"):
            a, b, radius = limb(body, name, side)
            first = 2 if name == "thigh" else 0  # the hip itself sits in the seat
            points = [mix(a, b, k / 12) for k in range(first, 13)]
            deep = radius - min(from_box(p, part) for p in points for part in parts)
            if deep > 0:
                yield prop.kind, name, deep


POSTERS = [pytest.param(poster, id=f"{id_}-{form}") for id_ in IDS for form, poster in posters(id_)]


def grid(seen: View, name: str, side: str) -> tuple[list[str], float]:
    """What is uppermost at points spread over a limb, and its drawn length in metres."""
    a, b, radius = limb(seen.body, name, side)
    (ax, ay), (bx, by) = seen.camera.plane(a), seen.camera.plane(b)
    long = max(hypot(bx - ax, by - ay), 1e-9)
    out = (-(by - ay) / long * radius, (bx - ax) / long * radius)
    found = [
        seen.uppermost((ax + (bx - ax) * k + out[0] * w, ay + (by - ay) * k + out[1] * w))
        for k, w in product((0.2, 0.35, 0.5, 0.65, 0.8), (-0.7, -0.35, 0.0, 0.35, 0.7))
    ]
    return found, long


@pytest.mark.parametrize("poster", POSTERS)
@pytest.mark.parametrize(
    ("end", "group", "name", "least"),
    [("ball", "leg", "shank", SEEN), ("palm", "arm", "forearm", SEEN_ARM)],
)
def test_a_foot_or_hand_that_is_seen_hangs_on_a_limb_that_is_seen(
    poster: Poster, end: str, group: str, name: str, least: float
) -> None:
    seen = view(poster)
    for side in "rl":
        own = f"{group}_{side}"
        if seen.at(seen.body.joint(f"{end}_{side}")) != own:
            continue
        found, long = grid(seen, name, side)
        share = found.count(own) / len(found)
        assert long < FORESHORTENED or share >= least, (side, share, sorted(set(found)))


@pytest.mark.parametrize("poster", POSTERS)
def test_no_leg_begins_under_a_thing(poster: Poster) -> None:
    """What is seen below a seat is seen above it, too; else the legs are stumps."""
    seen = view(poster)
    for side in "rl":
        hip, knee, _ = limb(seen.body, "thigh", side)
        ankle = seen.body.joint(f"ankle_{side}")
        line = [mix(hip, knee, i / 6) for i in range(1, 6)] + [
            mix(knee, ankle, i / 6) for i in range(6)
        ]
        names = [seen.at(p) for p in line]
        if THING in names and f"leg_{side}" in names[names.index(THING) :]:
            assert f"leg_{side}" in names[: names.index(THING)], (side, names)


@pytest.mark.parametrize("poster", POSTERS)
def test_what_a_hand_rests_on_is_seen_at_the_hand(poster: Poster) -> None:
    """A hand on an arm-rest that the body hides seems to hang before the belly."""
    seen = view(poster)
    things = [part for prop in poster.stage.props if prop.kind in SOLID for part in prop.parts()]
    for side, hands in zip("rl", poster.pose.hands, strict=True):
        hand = hands[0][0]
        if not isinstance(hand, Wrist) or hand.on != "world":
            continue
        points = [seen.body.joint(f"{name}_{side}") for name in ("wrist", "palm", "fingers")]
        if min((from_box(p, part) for p in points for part in things), default=9.0) > RESTS:
            continue
        assert THING in around(seen, points), side


def around(seen: View, points: list[Vec]) -> set[str]:
    """What is seen within 7 cm of points, in the picture."""
    found = set()
    for point in points:
        x, y = seen.camera.plane(point)
        for k, r in product(range(16), (0.03, 0.05, 0.07)):
            found.add(seen.uppermost((x + r * cos(k * pi / 8), y + r * sin(k * pi / 8))))
    return found


IN_THE_AIR = {
    ("towel-thoracic-extension", "wide"): "on the way round to the head",
    ("thoracic-mobility-flow", "wide"): "the same",
    ("chair-back-extension", "wide"): "the same",
    ("worlds-greatest-stretch", "elbow"): "the elbow goes towards the floor, the hand with it",
}
"""Hands that a pose places in the room without a thing or a floor under them."""


@pytest.mark.parametrize("id_", IDS)
def test_a_hand_at_a_place_of_the_room_touches_something(id_: str) -> None:
    for step in tracks(id_):
        for segment in step.segments:
            body = solve(segment.goal)
            for side, hands in zip("rl", segment.goal.hands, strict=True):
                hand = hands[0][0]
                if not isinstance(hand, Wrist) or hand.on != "world" or segment.goal.carries:
                    continue
                points = [body.joint(f"{n}_{side}") for n in ("wrist", "palm", "fingers")]
                parts = [
                    part
                    for prop in step.stage.props
                    for part in prop.parts(shift_of(prop, body) or STILL)
                ]
                near = min((from_box(p, part) for p in points for part in parts), default=9.0)
                near = min(near, min(p[1] for p in points) - HAND)
                assert near <= RESTS or (id_, segment.name.rstrip("~")) in IN_THE_AIR, (
                    segment.name,
                    side,
                    round(near, 3),
                )
