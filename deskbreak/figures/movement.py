"""A movement on its clock: which pose, which word and which scene at every moment.

Rules:
- A movement is a list of steps, as the catalogue times them. Each step begins in the pose in which
  the one before ended; only a step with ``from`` may cut to another.
- Inside a step every beat is a way to a pose (minimum jerk: soft at both ends) and a stay there.
- The easier form is a minute of its own: other steps, seconds and poses.
"""

from bisect import bisect_right
from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from deskbreak.figures.label_words import Word
from deskbreak.figures.montage import stacked
from deskbreak.figures.pose import Pose, blend
from deskbreak.figures.scene import Scene
from deskbreak.figures.scene_assembly import Moment, Stage
from deskbreak.figures.skeleton import settled
from deskbreak.figures.step_file import Beat


def minimum_jerk(s: float) -> float:
    """Share of the way after the share ``s`` of the time (Flash and Hogan 1985)."""
    return s * s * s * (s * (6 * s - 15) + 10)


class Segment(Struct, frozen=True):
    """A beat at its time: ``start`` is in seconds from the start of the step."""

    start: float
    origin: Pose
    goal: Pose
    beat: Beat

    @property
    def name(self) -> str:
        """Name of the pose it goes to."""
        return self.beat.to

    @property
    def move(self) -> float:
        """Seconds on the way."""
        return self.beat.move

    def moment(self, seconds: float) -> Moment:
        """The moment ``seconds`` after the start of the step."""
        gone = max(seconds - self.start, 0.0)
        if gone >= self.move:
            return Moment(self.goal, self.name)
        s = gone / self.move
        return Moment(
            blend(self.origin, self.goal, s if self.beat.even else minimum_jerk(s)), self.name, s
        )


class Step(Struct, frozen=True):
    """One step of a movement.

    ``cut`` is True when its first pose is not the last one of the step before.
    """

    seconds: float
    repeat: int
    segments: tuple[Segment, ...]
    stage: Stage
    stills: tuple[tuple[str, Pose], tuple[str, Pose]]
    """Two telling poses with their names, the second the more telling."""
    cut: bool = False
    pace: float = 0.0
    """Metres a second at which the ground passes."""

    @property
    def loop_seconds(self) -> float:
        """Length of one repetition, seconds."""
        return self.seconds / self.repeat

    def _segment(self, seconds: float) -> Segment:
        starts = [s.start for s in self.segments]
        return self.segments[max(bisect_right(starts, seconds) - 1, 0)]

    def moment(self, seconds: float) -> Moment:
        """The moment ``seconds`` into the step; before and after it stands still."""
        found = self._segment(seconds).moment(seconds)
        if not self.pace:
            return found
        return replace(found, travel=self.pace * min(max(seconds, 0.0), self.seconds))

    def word(self, seconds: float) -> Word | None:
        """The cue word at a moment."""
        segment = self._segment(seconds)
        moving = seconds - segment.start < segment.move
        return segment.beat.word if moving else segment.beat.hold_word


class Poster(Struct, frozen=True):
    """The most telling moment, over the ghost of where it started."""

    stage: Stage
    pose: Pose
    name: str
    ghost: Pose | None

    def draw(self) -> Scene:
        """The picture."""
        return self.stage.draw(Moment(self.pose, self.name, still=True), self.ghost)


class Flow(Struct, frozen=True):
    """The posters of the movements that follow one another, from the top down."""

    posters: tuple[Poster, ...]

    def draw(self) -> Scene:
        """The pictures, smaller, each a little to the right of the one above."""
        return stacked([poster.draw() for poster in self.posters])


class Movement(Struct, frozen=True):
    """The figure of one routine or check.

    Args:
        id: id of the routine or check in the catalogue.
        variant: ``full-90`` … or None for the scheduled form.
        steps: the standard form.
        easier_steps: the easier form.
        still: what the poster shows.
        easier_still: what the poster of the easier form shows.
    """

    id: str
    variant: str | None
    steps: tuple[Step, ...]
    easier_steps: tuple[Step, ...]
    still: Poster | Flow
    easier_still: Poster | Flow

    @property
    def seconds(self) -> float:
        """Length of the whole movement, seconds."""
        return sum(step.seconds for step in self.steps)

    def _step(self, step: int, easier: bool) -> Step:
        return (self.easier_steps if easier else self.steps)[step]

    def scene(self, step: int, seconds: float, *, easier: bool = False) -> Scene:
        """The picture ``seconds`` into a step (from 0); IndexError for a step that is not there."""
        found = self._step(step, easier)
        return found.stage.draw(found.moment(seconds))

    def word(self, step: int, seconds: float, *, easier: bool = False) -> Word | None:
        """The cue word ``seconds`` into a step, or None for silence."""
        return self._step(step, easier).word(seconds)

    def stills(self, step: int, *, easier: bool = False) -> tuple[Scene, Scene]:
        """Two pictures to alternate for those who want no motion; the second tells more."""
        return self.still_of(step, 0, easier=easier), self.still_of(step, 1, easier=easier)

    def still_of(self, step: int, which: int, *, easier: bool = False) -> Scene:
        """One of the two; the second tells more."""
        found = self._step(step, easier)
        name, pose = found.stills[which]
        return found.stage.draw(Moment(pose, name, still=True))

    def thumbnail(self, step: int, *, easier: bool = False) -> Scene:
        """The more telling still of a step."""
        return self.still_of(step, 1, easier=easier)

    def poster(self, *, easier: bool = False) -> Scene:
        """The most telling moment of the movement, over the ghost of its start."""
        return (self.easier_still if easier else self.still).draw()


def repetition(poses: Sequence[Pose], rest: Pose, size: float) -> list[Pose]:
    """The poses of one repetition at ``size`` (0 to 1) of the way from ``rest``."""
    return list(poses) if size >= 1 else [settled(blend(rest, pose, size)) for pose in poses]
