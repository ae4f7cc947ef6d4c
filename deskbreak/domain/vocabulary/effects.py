"""What is to be done, as imperatives. The core returns them; the engine does them, in order.

Rules
- Every prompt that was shown gets exactly one record with a final outcome.
- An effect is complete: whoever carries it out needs the state for words and settings only.
"""

from datetime import date
from enum import StrEnum
from typing import TypeAlias

from msgspec import Struct

from deskbreak.domain.time.units import Millis
from deskbreak.domain.vocabulary.events import Reason
from deskbreak.domain.vocabulary.question_effects import Proposal, QuestionEffect
from deskbreak.domain.vocabulary.settings import Keepable


class Cause(StrEnum):
    """Why a prompt is shown now."""

    DUE = "due"
    CEILING = "ceiling"
    RELEASED = "released"
    SNOOZED = "snoozed"
    ASKED = "asked"
    RESTORED = "restored"


class Outcome(StrEnum):
    """What became of a prompt, or of the time without one (``break``)."""

    DONE = "done"
    TAKEN = "taken"
    SNOOZED = "snoozed"
    SKIPPED = "skipped"
    MISSED = "missed"
    STOPPED = "stopped"
    BREAK = "break"
    CHECK = "check"


FINAL = frozenset({Outcome.DONE, Outcome.TAKEN, Outcome.SKIPPED, Outcome.MISSED, Outcome.STOPPED})
"""Outcomes that close a prompt; every prompt that was shown gets exactly one."""


class Why(StrEnum):
    """Why an answer or a wish was refused."""

    NOTHING_OPEN = "nothing-open"
    NOT_RUNNING = "not-running"
    RUNNING = "running"
    NOT_OFFERED = "not-offered"
    NO_SNOOZE_LEFT = "no-snooze-left"
    NO_CHANGE_LEFT = "no-change-left"
    NOTHING_ELSE = "nothing-else"
    UNKNOWN_ROUTINE = "unknown-routine"
    EXCLUDED = "excluded"
    BAD_TIME = "bad-time"
    NOTHING_TO_FEEL = "nothing-to-feel"
    """No routine was done, or its comfort was reported already."""
    NO_CHECK = "no-check"
    UNKNOWN_CHECK = "unknown-check"
    NO_OFFER = "no-offer"
    NOT_A_CHOICE = "not-a-choice"
    NO_STAGE = "no-stage"


class ShowPrompt(Struct, frozen=True):
    """Show the open prompt, in place of what was shown under its id."""

    id: str
    routine: str
    reason: Cause
    snoozes_left: int
    easier: bool = False
    worked: Millis = 0
    """The rhythm profile suggests a longer pause, after so long at work; 0: it does not."""
    caution: bool = False
    """Say for whom it is not: the first questions are not answered."""
    carries: Proposal | None = None
    """Ask this too: it is the first prompt of the day."""


class RepeatNotice(Struct, frozen=True):
    """The notification server came back: send the open prompt's notification again."""

    id: str


class WithdrawPrompt(Struct, frozen=True):
    """Take the prompt's notification away."""

    id: str


class StartRoutine(Struct, frozen=True):
    """The person started: lead through the routine."""

    id: str
    routine: str
    easier: bool = False
    seated: bool = False
    """The closing step is the seated one."""
    learn: bool = False
    """One of the first times: all steps are shown."""
    guide: bool = False
    """A guide is to lead; until it has gone nothing else shows the steps."""


class ShowCue(Struct, frozen=True):
    """In the notification: the running routine by its cue alone."""

    id: str
    routine: str
    easier: bool = False


class ShowStep(Struct, frozen=True):
    """In the notification: the step of the running routine that is on; the first is 1."""

    id: str
    routine: str
    number: int
    easier: bool = False
    seated: bool = False
    """The closing step is the seated one."""


class ShowStopRule(Struct, frozen=True):
    """In the notification: when to stop, until the routine ends."""

    id: str
    routine: str


class ShowSafety(Struct, frozen=True):
    """The safety page: when to see a doctor."""


class Remember(Struct, frozen=True):
    """A setting that the person chose, to be kept in the profile: a key of ``Settings``."""

    key: str
    value: Keepable


class HoldPrompt(Struct, frozen=True):
    """A prompt is kept back, for the reason that is shown."""

    reason: Reason


class ReleasePrompt(Struct, frozen=True):
    """The last reason ended; the prompt comes after it has settled."""


class Record(Struct, frozen=True):
    """One row of the ledger. ``sitting`` is that before the reset."""

    outcome: Outcome
    sitting: Millis
    id: str | None = None
    routine: str | None = None
    away: Millis | None = None
    detail: str | None = None


class EndDay(Struct, frozen=True):
    """A day is over: what it came to, to be kept. ``longest`` is the longest sitting."""

    day: date
    sitting: Millis
    longest: Millis


class Refuse(Struct, frozen=True):
    """An answer or a wish changes nothing; ``detail`` names what was wrong with it."""

    why: Why
    detail: str = ""
    routine: str = ""


class WatchGates(Struct, frozen=True):
    """Ask every gate and the input sensor now, and report changes until ``UnwatchGates``."""


class UnwatchGates(Struct, frozen=True):
    """No prompt is due or open: let the gates rest."""


Effect: TypeAlias = (
    ShowPrompt
    | RepeatNotice
    | WithdrawPrompt
    | StartRoutine
    | ShowCue
    | ShowStep
    | ShowStopRule
    | QuestionEffect
    | ShowSafety
    | Remember
    | HoldPrompt
    | ReleasePrompt
    | Record
    | EndDay
    | Refuse
    | WatchGates
    | UnwatchGates
)
