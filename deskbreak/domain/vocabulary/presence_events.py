"""What the sensors and the person report about presence, in the past tense.

Rules
- Instants are on the core's clock; ``since`` in the future, or before the last input, is cut to it.
- A report that repeats what is known already changes nothing.
"""

from typing import TypeAlias

from msgspec import Struct

from deskbreak.domain.time.units import Instant, Millis


class CameBack(Struct, frozen=True):
    """Input: the person is present."""


class WentIdle(Struct, frozen=True):
    """No input from now on, or since ``since`` when the sensor reports late."""

    since: Instant | None = None


class Watched(Struct, frozen=True):
    """No input, but a video or a call keeps the screen on: still watching."""

    since: Instant | None = None


class Locked(Struct, frozen=True):
    """The session was locked."""


class Unlocked(Struct, frozen=True):
    """The session was unlocked: the person is present."""


class FellAsleep(Struct, frozen=True):
    """The machine was suspended."""


class WokeUp(Struct, frozen=True):
    """The machine was resumed; presence is what it was before."""


class StoodUp(Struct, frozen=True):
    """The person said: I am standing; ``span`` is how long, None until they sit."""

    span: Millis | None = None


class SatDown(Struct, frozen=True):
    """The person said: I am sitting again."""


class TypingBegan(Struct, frozen=True):
    """No natural pause from now on."""


class TypingEnded(Struct, frozen=True):
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
