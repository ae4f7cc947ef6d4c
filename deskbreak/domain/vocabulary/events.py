"""What happened, in the past tense. Every event comes with the reading of the clocks at that time.

Rules
- An event that makes no sense now changes nothing; none is ever an error.
- What happened earlier than it is reported carries its own instant (``since``).
"""

from dataclasses import dataclass
from datetime import time
from enum import StrEnum
from typing import TypeAlias

from deskbreak.domain.time.units import Instant, Millis
from deskbreak.domain.vocabulary.lead_events import LeadEvent
from deskbreak.domain.vocabulary.presence_events import PresenceEvent
from deskbreak.domain.vocabulary.routine import Code
from deskbreak.domain.vocabulary.settings import Settings


class Override(StrEnum):
    """``deskbreak today``: what is different today."""

    SEATED = "seated"
    ELSEWHERE = "elsewhere"


class Reason(StrEnum):
    """Why a prompt is kept back (``hold``)."""

    CALL = "call"
    SCREEN_SHARE = "screen-share"
    FULLSCREEN = "fullscreen"
    DO_NOT_DISTURB = "do-not-disturb"
    CALENDAR = "calendar"
    PAUSE = "pause"


class Action(StrEnum):
    """What a person may answer to a prompt."""

    START = "start"
    DONE = "done"
    SNOOZE = "snooze"
    SKIP = "skip"
    ANOTHER = "another"
    SEATED = "seated"
    STOP = "stop"


class Comfort(StrEnum):
    """How a routine felt (catalogue 4.5)."""

    GOOD = "good"
    HARD = "hard"
    HURTS = "hurts"


class Until(StrEnum):
    """The end of a pause that is not a length of time."""

    TODAY = "today"


@dataclass(frozen=True, slots=True)
class Ticked:
    """Look at the time: an alarm went off, or a clock was stepped. Early or doubled is harmless."""


@dataclass(frozen=True, slots=True)
class GateClosed:
    """Something forbids a prompt: a call, a shared screen, a meeting."""

    reason: Reason
    since: Instant | None = None
    """Since when, if that is known; None: now."""


@dataclass(frozen=True, slots=True)
class GateOpened:
    """It no longer does; None: no gate does."""

    reason: Reason | None = None


@dataclass(frozen=True, slots=True)
class GatesAsked:
    """Every gate and the input sensor have answered ``Watch`` (or ran into their limit)."""


@dataclass(frozen=True, slots=True)
class Answered:
    """One click or command; ``prompt`` None means the open one."""

    action: Action
    prompt: str | None = None
    span: Millis | None = None
    """Length of a snooze; None is the first of ``rhythm.snooze``."""
    by_guide: bool = False
    """The guide that leads the routine reports its end; it asks how it felt by itself."""


@dataclass(frozen=True, slots=True)
class PromptWanted:
    """``deskbreak now``: raise a prompt at once, of this routine id if given."""

    routine: str | None = None


@dataclass(frozen=True, slots=True)
class FeedbackGiven:
    """Comfort of the last routine; ``kind`` is a, b or c and only for ``hurts``."""

    value: Comfort
    kind: str | None = None


@dataclass(frozen=True, slots=True)
class HurtNow:
    """It hurts: a running routine stops, and what it is like is asked."""

    prompt: str | None = None


@dataclass(frozen=True, slots=True)
class CheckAnswered:
    """yes, no or fix to the check that is being asked, or to one that was asked by hand."""

    value: str
    check: str | None = None
    """Id of a check that the person asked for; None: the one that rides on the prompt."""


@dataclass(frozen=True, slots=True)
class OfferAnswered:
    """accept, decline or a choice, to what the programme proposes."""

    choice: str


@dataclass(frozen=True, slots=True)
class StageChosen:
    """The person moves to this stage, early or back, without being asked."""

    stage: int


@dataclass(frozen=True, slots=True)
class RoutineHidden:
    """Never offer this routine (by id) again, or (``hidden`` False) offer it again."""

    routine: str
    hidden: bool = True


@dataclass(frozen=True, slots=True)
class TodayChanged:
    """``deskbreak today``: what is different today; None: nothing."""

    override: Override | None


@dataclass(frozen=True, slots=True)
class SafetyDismissed:
    """The person had it looked at, or none of the signs applies."""


@dataclass(frozen=True, slots=True)
class NotForMe:
    """The routine does not suit the person; ``routine`` None: that of the open prompt.

    ``code`` is what applies; None: no code does, it is just not wanted, and is hidden.
    """

    code: Code | None
    routine: str | None = None


@dataclass(frozen=True, slots=True)
class Paused:
    """A manual hold: a length, a wall-clock time, or until the next working day."""

    until: Millis | time | Until


@dataclass(frozen=True, slots=True)
class Resumed:
    """The manual hold ended by hand."""


@dataclass(frozen=True, slots=True)
class Configured:
    """New settings are in force."""

    settings: Settings


@dataclass(frozen=True, slots=True)
class Restarted:
    """The daemon is back; what lies between the state and now was down time."""


@dataclass(frozen=True, slots=True)
class NotifierChanged:
    """The notification server came or went."""

    up: bool


Event: TypeAlias = (
    Ticked
    | PresenceEvent
    | GateClosed
    | GateOpened
    | GatesAsked
    | Answered
    | PromptWanted
    | FeedbackGiven
    | HurtNow
    | CheckAnswered
    | OfferAnswered
    | StageChosen
    | RoutineHidden
    | TodayChanged
    | SafetyDismissed
    | NotForMe
    | Paused
    | Resumed
    | Configured
    | Restarted
    | NotifierChanged
    | LeadEvent
)
