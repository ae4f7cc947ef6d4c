"""The frames of the figure: kept ones are those that would be drawn."""

from itertools import pairwise
from math import ceil, floor

import pytest

from deskbreak.figures import library
from deskbreak.figures.theme import LIGHT
from deskbreak.guide.frame_cache import FRAMES, KEYS, Frame, Reel, period, polygons

pytestmark = pytest.mark.desktop  # Qt needs libraries of the desktop

ROUTINES = [one for one in library.ids() if library.movement(one).seconds >= 60]


def edges(frame: Frame) -> list[float]:
    """Left, top, right and bottom of every polygon."""
    boxes = [polygon.boundingRect() for polygon, _ in frame]
    return [edge for box in boxes for edge in (box.left(), box.top(), box.right(), box.bottom())]


def most_apart(one: Frame, other: Frame) -> float:
    """How far the edges of the polygons of two frames differ at most."""
    assert [colour.name() for _, colour in one] == [colour.name() for _, colour in other]
    return max(abs(a - b) for a, b in zip(edges(one), edges(other), strict=True))


@pytest.mark.parametrize("routine", ROUTINES)
def test_a_frame_that_comes_again_is_like_a_new_one(routine: str) -> None:
    movement = library.movement(routine)
    for index, step in enumerate(movement.steps):
        if period(step) is None:
            continue
        reel = Reel(movement, LIGHT)
        for share in (0.37, 0.62, 0.9):
            at = round(step.seconds * share * 30) / 30
            live = polygons(movement.scene(index, at), LIGHT)
            kept = reel.frame(index, at, easier=False)
            assert kept is not None
            assert most_apart(kept, live) < 0.01, (index, at)


def test_most_steps_of_many_repetitions_come_again() -> None:
    found = {
        routine
        for routine in ROUTINES
        for step in library.movement(routine).steps
        if step.repeat >= 3 and period(step) is None
    }
    assert found == {"seated-pelvis-reset"}, "which gets smaller every time"
    assert period(library.movement("walk-one-minute").steps[1]) == pytest.approx(10.0)


def spans(routine: str, *, rests: bool) -> list[tuple[int, float, float]]:
    """Where a step that never comes again rests, or moves: its number, first and last second.

    They are taken from the movement itself, each short of one worked-out frame at either end.
    """
    found = []
    for index, step in enumerate(library.movement(routine).steps):
        for segment in step.segments if period(step) is None else ():
            turns = segment.start + segment.move
            begin, end = (turns, turns + segment.beat.hold) if rests else (segment.start, turns)
            if end - begin >= 3 / KEYS:
                found.append((index, begin + 1 / KEYS, min(end, step.seconds) - 1 / KEYS))
    return found


def shown(reel: Reel, span: tuple[int, float, float], *, most: int = 200) -> list[Frame]:
    """Every frame of a span, all kept, so that none can be taken for another."""
    index, begin, end = span
    first, last = ceil(begin * FRAMES), floor(end * FRAMES)
    found = [reel.frame(index, at / FRAMES, easier=False) for at in range(first, last + 1)[:most]]
    return [frame for frame in found if frame is not None]


SLOW = ["side-plank", "breathing-90-90", "stand-one-minute"]
"""With steps that never come again."""


@pytest.mark.parametrize("routine", SLOW)
def test_a_figure_that_rests_is_the_same_frame(routine: str) -> None:
    reel, rests = Reel(library.movement(routine), LIGHT), spans(routine, rests=True)
    assert rests
    for span in rests:
        first, *others = shown(reel, span)
        assert all(frame is first for frame in others), span


@pytest.mark.parametrize("routine", ["seated-cat-cow", "walk-one-minute", "seated-breathing"])
def test_without_motion_two_poses_alternate_calmly(routine: str) -> None:
    movement = library.movement(routine)
    reel = Reel(movement, LIGHT, still=True)
    shown = [id(reel.frame(1, at / 10, easier=False)) for at in range(400)]
    assert len(set(shown)) == 2
    changes = [at for at in range(1, 400) if shown[at] != shown[at - 1]]
    assert min(b - a for a, b in pairwise(changes)) >= 15, "1.5 s at least"


@pytest.mark.parametrize("routine", ["side-plank", "bird-dog", "thread-the-needle", "cat-cow"])
def test_a_frame_between_two_is_near_the_real_one(routine: str) -> None:
    movement, compared = library.movement(routine), 0
    for index, step in enumerate(movement.steps):
        if period(step) is not None:
            continue
        reel = Reel(movement, LIGHT)
        for at in range(int(step.seconds * 30)):
            frame = reel.frame(index, at / 30, easier=False)
            assert frame is not None
            if at % 7:
                continue
            live = polygons(movement.scene(index, at / 30), LIGHT)
            if [colour for _, colour in frame] == [colour for _, colour in live]:
                compared += 1
                assert most_apart(frame, live) < 0.02, (index, at)
    assert compared > 20


@pytest.mark.parametrize("routine", SLOW)
def test_a_slow_step_moves_on_between_the_frames_that_are_worked_out(routine: str) -> None:
    reel, moves = Reel(library.movement(routine), LIGHT), spans(routine, rests=False)
    assert moves
    for span in moves:
        frames = shown(reel, span)
        new = len({id(frame) for frame in frames})
        assert new >= 2 * KEYS * len(frames) / FRAMES, (span, new, len(frames))
