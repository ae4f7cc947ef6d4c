"""What the word under the figure says, the body does."""

from itertools import pairwise

import pytest
from figures.catalogue import IDS
from figures.walk import POINTS

from deskbreak.figures.label_words import Word
from deskbreak.figures.library import READABLE, movement, variants
from deskbreak.figures.movement import Segment, Step
from deskbreak.figures.skeleton import Skeleton, solve
from deskbreak.figures.vector import distance, dot, sub, unit

STILL = frozenset(
    {Word.SETTLE, Word.HOLD, Word.REST, Word.TALL, Word.LOOK, Word.FEEL, Word.MIDDLE, Word.STAND}
)
"""Words that may stand under a body that does not move."""
BREATHS = frozenset({Word.IN, Word.OUT})
LEAST = 0.012
"""Metres the farthest joint moves in a beat with a word of movement."""
LEAST_BREATH = 0.006
SHRINKING = 0.25
"""The pelvis rolls grow smaller down to this share."""
EVERYTHING = (*POINTS, "belly", "breastbone", "back", "waist")


def tracks(id_: str) -> list[Step]:
    figures = [movement(id_), *(movement(id_, name) for name in variants(id_))]
    return [step for figure in figures for step in (*figure.steps, *figure.easier_steps)]


def moved(segment: Segment) -> float:
    """Metres the farthest point of the body goes on the way of a beat."""
    before, after = solve(segment.origin), solve(segment.goal)
    return max(distance(before.joint(name), after.joint(name)) for name in EVERYTHING)


@pytest.mark.parametrize("id_", IDS)
def test_a_word_of_movement_moves_the_body(id_: str) -> None:
    for step in tracks(id_):
        for segment in step.segments:
            word = segment.beat.word
            if word is None or word in STILL:
                continue
            least = LEAST_BREATH if word in BREATHS else LEAST
            share = SHRINKING if id_ == "seated-pelvis-reset" else 1.0
            assert segment.move > 0, (segment.name, word)
            assert moved(segment) > least * share, (segment.name, word)


@pytest.mark.parametrize("id_", IDS)
def test_a_rest_changes_the_pose(id_: str) -> None:
    for step in tracks(id_):
        for segment in step.segments:
            if Word.REST in (segment.beat.word, segment.beat.hold_word):
                assert moved(segment) > LEAST, segment.name


def words(step: Step) -> list[tuple[float, Word | None]]:
    """Every change of the word in a step, with its second."""
    found: list[tuple[float, Word | None]] = []
    for segment in step.segments:
        beat = segment.beat
        parts = [(segment.start, beat.word)] if beat.move else []
        parts += [(segment.start + beat.move, beat.hold_word)] if beat.hold else []
        for at, word in parts:
            if not found or found[-1][1] != word:
                found.append((at, word))
    return found


@pytest.mark.parametrize("id_", IDS)
def test_the_word_changes_at_most_once_a_second(id_: str) -> None:
    figures = [movement(id_), *(movement(id_, name) for name in variants(id_))]
    for figure in figures:
        for steps in (figure.steps, figure.easier_steps):
            at = 0.0
            times: list[float] = []
            last: Word | None = None
            for step in steps:
                for second, word in words(step):
                    if word != last:
                        times.append(at + second)
                    last = word
                at += step.seconds
            assert all(b - a > READABLE - 1e-6 for a, b in pairwise(times))


SIDED = ("march-at-desk", "stand-one-minute", "foot-rocker", "seat-on-sit-bones", "weight-even")


@pytest.mark.parametrize("id_", SIDED)
def test_right_and_left_are_the_sides_of_the_person(id_: str) -> None:
    """The weight goes to the side that is named, or its heel rises."""
    figure = movement(id_)
    for step in (*figure.steps, *figure.easier_steps):
        for segment in step.segments:
            side = {Word.RIGHT: 1, Word.LEFT: -1}.get(segment.beat.word)  # type: ignore[arg-type]  # None finds nothing
            if side is None or segment.name == "stand":
                continue
            load = segment.goal.get("load_side")
            lifted = solve(segment.goal)
            heels = lifted.joint("heel_r")[1] - lifted.joint("heel_l")[1]
            assert (load or heels) * side > 0, segment.name


def gaze(body: Skeleton, target: str) -> float:
    """Cosine between where the face looks and where a point is."""
    head = body.spine.head
    return dot(head.front, unit(sub(body.joint(target), head.origin)))


def test_the_head_follows_the_hand() -> None:
    figure = movement("worlds-greatest-stretch")
    for step, hand in ((figure.steps[1], "fingers_r"), (figure.steps[3], "fingers_l")):
        for at in (3.5, 5.5, 7.5):
            assert gaze(solve(step.moment(at).pose), hand) > 0.4, at
