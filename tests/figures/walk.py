"""Walks through movements moment by moment."""

from collections.abc import Iterator

from deskbreak.figures.library import movement
from deskbreak.figures.movement import Step
from deskbreak.figures.skeleton import Skeleton, solve
from deskbreak.figures.vector import Vec

PARTS = ("hip", "knee", "ankle", "shoulder", "elbow", "wrist", "heel", "ball", "fingers")
POINTS = ("hips", "chest", "head", "crown", *(f"{part}_{side}" for part in PARTS for side in "rl"))


def tracks(id_: str, variant: str | None = None) -> Iterator[Step]:
    """Every step of the standard and of the easier form."""
    figure = movement(id_, variant)
    yield from figure.steps
    yield from figure.easier_steps


def moments(step: Step, parts: int = 8) -> Iterator[float]:
    """Seconds on the way through the first two repetitions."""
    beats = len(step.segments) // step.repeat
    for segment in step.segments[: beats * 2]:
        for i in range(parts + 1):
            yield segment.start + segment.move * i / parts


def bodies(step: Step) -> Iterator[tuple[float, Skeleton]]:
    for seconds in moments(step):
        yield seconds, solve(step.moment(seconds).pose)


def joints(body: Skeleton) -> dict[str, Vec]:
    return {name: body.joint(name) for name in POINTS}
