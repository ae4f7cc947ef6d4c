"""What the sensors and the person report about presence, in the past tense.

Rules
- Instants are on the core's clock; ``since`` in the future, or before the last input, is cut to it.
- A report that repeats what is known already changes nothing.
"""

from dataclasses import dataclass
from typing import TypeAlias

from deskbreak.domain.time.units import Instant, Millis


@dataclass(frozen=True, slots=True)
class CameBack:
    """Input: the person is present."""


@dataclass(frozen=True, slots=True)
class WentIdle:
    """No input from now on, or since ``since`` when the sensor reports late."""

    since: Instant | None = None


@dataclass(frozen=True, slots=True)
class Watched:
    """No input, but a video or a call keeps the screen on: still watching."""

    since: Instant | None = None


@dataclass(frozen=True, slots=True)
class Locked:
    """The session was locked."""


@dataclass(frozen=True, slots=True)
class Unlocked:
    """The session was unlocked: the person is present."""


@dataclass(frozen=True, slots=True)
class FellAsleep:
    """The machine was suspended."""


@dataclass(frozen=True, slots=True)
class WokeUp:
    """The machine was resumed; presence is what it was before."""


@dataclass(frozen=True, slots=True)
class StoodUp:
    """The person said: I am standing; ``span`` is how long, None until they sit."""

    span: Millis | None = None


@dataclass(frozen=True, slots=True)
class SatDown:
    """The person said: I am sitting again."""


@dataclass(frozen=True, slots=True)
class TypingBegan:
    """No natural pause from now on."""


@dataclass(frozen=True, slots=True)
class TypingEnded:
    """The last input was at ``since`` (None: now); a natural pause begins."""

    since: Instant | None = None


PresenceEvent: TypeAlias = (
    CameBack
    | WentIdle
    | Watched
    | Locked
    | Unlocked
    | FellAsleep
    | WokeUp
    | StoodUp
    | SatDown
    | TypingBegan
    | TypingEnded
)
