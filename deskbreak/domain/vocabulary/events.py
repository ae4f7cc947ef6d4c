"""What happened, in the past tense. Every event comes with the reading of the clocks at that time.

Rules
- An event that makes no sense now changes nothing; none is ever an error.
- What happened earlier than it is reported carries its own instant (``since``).
"""

from datetime import time
from enum import StrEnum
from typing import TypeAlias

from msgspec import Struct

from deskbreak.domain.time.units import Instant, Millis
from deskbreak.domain.vocabulary.lead_events import LeadEvent
from deskbreak.domain.vocabulary.presence_events import PresenceEvent
from deskbreak.domain.vocabulary.routine import Code, Comfort
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


class Until(StrEnum):
    """The end of a pause that is not a length of time."""

    TODAY = "today"


class Ticked(Struct, frozen=True):
    """Look at the time: an alarm went off, or a clock was stepped. Early or doubled is harmless."""


class GateClosed(Struct, frozen=True):
    """Something forbids a prompt: a call, a shared screen, a meeting."""

    reason: Reason
    since: Instant | None = None
    """Since when, if that is known; None: now."""


class GateOpened(Struct, frozen=True):
    """It no longer does; None: no gate does."""

    reason: Reason | None = None


class GatesAsked(Struct, frozen=True):
    """Every gate and the input sensor have answered ``Watch`` (or ran into their limit)."""


class Answered(Struct, frozen=True):
    """One click or command; ``prompt`` None means the open one."""

    action: Action
    prompt: str | None = None
    span: Millis | None = None
    """Length of a snooze; None is the first of ``rhythm.snooze``."""
    by_guide: bool = False
    """The guide that leads the routine reports its end; it asks how it felt by itself."""


class PromptWanted(Struct, frozen=True):
    """``deskbreak now``: raise a prompt at once, of this routine id if given."""

    routine: str | None = None


class FeedbackGiven(Struct, frozen=True):
    """Comfort of the last routine; ``kind`` is a, b or c and only for ``hurts``."""

    value: Comfort
    kind: str | None = None


class HurtNow(Struct, frozen=True):
    """It hurts: a running routine stops, and what it is like is asked."""

    prompt: str | None = None


class CheckAnswered(Struct, frozen=True):
    """yes, no or fix to the check that is being asked, or to one that was asked by hand."""

    value: str
    check: str | None = None
    """Id of a check that the person asked for; None: the one that rides on the prompt."""


class OfferAnswered(Struct, frozen=True):
    """accept, decline or a choice, to what the programme proposes."""

    choice: str


class StageChosen(Struct, frozen=True):
    """The person moves to this stage, early or back, without being asked."""

    stage: int


class RoutineHidden(Struct, frozen=True):
    """Never offer this routine (by id) again, or (``hidden`` False) offer it again."""

    routine: str
    hidden: bool = True


class TodayChanged(Struct, frozen=True):
    """``deskbreak today``: what is different today; None: nothing."""

    override: Override | None


class SafetyDismissed(Struct, frozen=True):
    """The person had it looked at, or none of the signs applies."""


class NotForMe(Struct, frozen=True):
    """The routine does not suit the person; ``routine`` None: that of the open prompt.

    ``code`` is what applies; None: no code does, it is just not wanted, and is hidden.
    """

    code: Code | None
    routine: str | None = None


class Paused(Struct, frozen=True):
    """A manual hold: a length, a wall-clock time, or until the next working day."""

    until: Millis | time | Until


class Resumed(Struct, frozen=True):
    """The manual hold ended by hand."""


class Configured(Struct, frozen=True):
    """New settings are in force."""

    settings: Settings


class Restarted(Struct, frozen=True):
    """The daemon is back; what lies between the state and now was down time."""


class NotifierChanged(Struct, frozen=True):
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
