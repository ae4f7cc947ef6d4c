"""What a text says is touched, the figure touches; a limb named left is the left one."""

import re
from collections.abc import Callable, Iterator

import pytest
from figures.catalogue import CARDS
from figures.solid_body import above_head, above_thigh, above_trunk, from_props

from deskbreak.content.model import Step as Told
from deskbreak.figures.library import movement
from deskbreak.figures.movement import Step
from deskbreak.figures.scene_assembly import Stage
from deskbreak.figures.skeleton import Skeleton, solve
from deskbreak.figures.vector import Vec, distance, mix

NEAR = 0.065
"""Metres from a joint to what it touches: half a hand, and the softness of the skin."""

TOUCH = re.compile(
    r"(?P<which>both|one|left|right)?\s*(?P<limb>hands?|forearms?|palms?)"
    r"(?: stays?)? (?:on|touch|hold) (?:the |a )"
    r"(?P<place>desk|wall|arm-rests|floor|chest|belly|thighs?|hip|seat|head)",
    re.IGNORECASE,
)
LEAN = re.compile(
    r"(?P<limb>back|calves|soles|hips)(?: and both palms)?(?: for 2 s until they tap| on) "
    r"(?:the |a )(?P<place>wall|chair)",
    re.IGNORECASE,
)
PROPS = {
    "desk": ("desk",),
    "wall": ("wall", "side-wall"),
    "arm-rests": ("chair",),
    "seat": ("chair",),
    "chair": ("stool", "chair"),
}
FLESH: dict[str, Callable[[Skeleton, Vec], float]] = {
    "chest": above_trunk,
    "belly": above_trunk,
    "hip": above_trunk,
    "head": above_head,
    "thigh": above_thigh,
    "thighs": above_thigh,
}
POINTS = {
    "hand": ("wrist", "palm", "fingers"),
    "palm": ("wrist", "palm", "fingers"),
    "forearm": ("forearm",),
}
THICK = {"back": 0.12, "hips": 0.15, "calves": 0.06, "soles": 0.09}
"""Metres from a joint to the skin that touches."""


def places(body: Skeleton, limb: str, side: str) -> list[Vec]:
    if limb == "forearm":
        return [mix(body.joint(f"elbow_{side}"), body.joint(f"wrist_{side}"), 0.7)]
    return [body.joint(f"{name}_{side}") for name in POINTS[limb]]


def away(body: Skeleton, stage: Stage, limb: str, side: str, place: str) -> float:
    """Metres from a hand or forearm to what it should touch."""
    points = places(body, limb, side)
    if place == "floor":
        return min(point[1] for point in points)
    if place in FLESH:
        return min(abs(FLESH[place](body, point)) for point in points)
    return min(from_props(stage, PROPS[place], point) for point in points)


def told() -> Iterator[tuple[str, bool, int, Told, Step]]:
    for id_, card in CARDS.items():
        figure = movement(id_)
        for easier in (False, True):
            steps = card.easier.steps if easier else card.steps
            drawn = figure.easier_steps if easier else figure.steps
            for i, (text, step) in enumerate(zip(steps, drawn, strict=False)):
                yield id_, easier, i, text, step


CASES = [
    pytest.param(step, found, id=f"{id_}-{'easier' if easier else 'usual'}-{i + 1}-{n}")
    for id_, easier, i, text, step in told()
    for n, found in enumerate(TOUCH.finditer(text.text.en))
]


@pytest.mark.parametrize(("step", "found"), CASES)
def test_a_hand_is_where_the_text_puts_it(step: Step, found: re.Match[str]) -> None:
    limb = found["limb"].lower().rstrip("s")
    place, which = found["place"].lower(), (found["which"] or "").lower()
    plural = found["limb"].lower().endswith("s")
    bodies = [solve(segment.goal) for segment in step.segments]
    reached = [
        {side: away(body, step.stage, limb, side, place) < NEAR for side in "rl"} for body in bodies
    ]
    touching = [
        at[which[0]]
        if which in ("left", "right")
        else all(at.values())
        if plural or which == "both"
        else any(at.values())
        for at in reached
    ]
    assert any(touching)


@pytest.mark.parametrize(
    ("id_", "step", "text", "easier"),
    [
        pytest.param(id_, step, found, easier, id=f"{id_}-{easier}-{i}")
        for id_, easier, i, text, step in told()
        for found in LEAN.finditer(text.text.en)
    ],
)
def test_what_leans_is_held(id_: str, step: Step, text: re.Match[str], easier: bool) -> None:
    name, place = text["limb"].lower(), text["place"].lower()
    joint = {"back": "chest", "hips": "hips", "calves": "ankle_r", "soles": "ball_r"}[name]
    nearest = min(
        from_props(step.stage, PROPS[place], solve(segment.goal).joint(joint))
        for segment in step.segments
    )
    assert nearest < THICK[name] + 0.02


MOVES = re.compile(
    r"\b(?P<side>right|left) (?P<limb>hand|arm|elbow|heel|foot|knee|leg)\b", re.IGNORECASE
)
ENDS = {
    "hand": "wrist",
    "arm": "wrist",
    "elbow": "elbow",
    "heel": "heel",
    "foot": "ankle",
    "knee": "knee",
    "leg": "ankle",
}


def first_named() -> Iterator[tuple[str, Step, str, str]]:
    """Repeated steps and the limb that their text names first."""
    for id_, easier, i, text, step in told():
        found = MOVES.search(text.text.en)
        if text.reps and found and step.repeat > 1:
            yield f"{id_}-{easier}-{i}", step, found["limb"].lower(), found["side"].lower()[0]


@pytest.mark.parametrize(
    ("step", "limb", "side"), [pytest.param(*rest, id=name) for name, *rest in first_named()]
)
def test_the_limb_that_is_named_is_the_one_that_moves(step: Step, limb: str, side: str) -> None:
    if step.segments[0].name in ("right", "heels", "squeeze", "sink"):
        return  # the weight moves, or the trunk; the sides are those of test_beats
    start, end = solve(step.segments[0].origin), solve(step.segments[0].goal)
    other = {"r": "l", "l": "r"}[side]
    ways = {
        s: distance(start.joint(f"{ENDS[limb]}_{s}"), end.joint(f"{ENDS[limb]}_{s}")) for s in "rl"
    }
    assert ways[side] > ways[other]
