"""The life of a prompt, from its first showing to its one final outcome.

Rules
- At most one prompt is open: shown, withdrawn by a hold, snoozed, or started.
- What it accepts in each phase is in ``answers``.
- Unanswered for ``expires`` after a showing it is ``missed``; a started one has no such clock.
- Without a guide a started routine is ``done`` after its seconds. With one the guide reports
  the end; ten minutes past the planned end it is taken to hang, and the prompt is ``stopped``.
"""

from enum import StrEnum
from itertools import accumulate

from msgspec import Struct
from msgspec.structs import replace

from deskbreak.domain.time.units import MINUTE, SECOND, Instant, Millis
from deskbreak.domain.vocabulary.effects import Cause, Outcome, ShowPrompt
from deskbreak.domain.vocabulary.events import Reason
from deskbreak.domain.vocabulary.question_effects import Proposal
from deskbreak.domain.vocabulary.settings import Rhythm

HANGS_AFTER: Millis = 10 * MINUTE
"""How long past its planned end a guide may stay silent."""


class Phase(StrEnum):
    """Where an open prompt is in its life."""

    SHOWN = "shown"
    WITHDRAWN = "withdrawn"
    """Taken away by a hold; it returns when that ends."""
    SNOOZED = "snoozed"
    STARTED = "started"


class Lead(StrEnum):
    """What leads through a started routine."""

    GUIDE = "guide"
    """A guide of its own; the notification shows nothing meanwhile."""
    STEPS = "steps"
    """The notification, step by step, each at its time."""
    CUE = "cue"
    """The notification, by the routine's cue alone."""
    STOP_RULE = "stop-rule"
    """Nothing any more: when to stop stands there."""


class Prompt(Struct, frozen=True):
    """The open prompt."""

    id: str
    routine: str
    phase: Phase
    reason: Cause
    shown_at: Instant
    """The last showing."""
    expires_at: Instant
    easier: bool = False
    seated: bool = False
    """Its closing step is the seated one: no standing is wanted today, or for this prompt."""
    worked: Millis = 0
    """It carries the profile's suggestion of a longer pause, after so long at work; 0: no."""
    caution: bool = False
    """It carries the routine's caution: the first questions are not answered."""
    carries: Proposal | None = None
    """The question about the rhythm that it carries."""
    snoozes: int = 0
    changes: int = 0
    back_at: Instant = 0
    """When a snooze is over."""
    ends_at: Instant = 0
    """Planned end of a started routine."""
    lead: Lead = Lead.CUE
    """What leads through it while it is started."""
    step: int = 0
    """The step that the notification shows; 0: none yet."""
    guided: bool = False
    """A guide has opened and reports the end."""
    passes: frozenset[Reason] = frozenset()
    """Holds that were on when it was asked for: they do not keep it back."""
    returns: bool = False
    """It was on the screen before a restart, and returns when the gates have answered."""
    off_hours: bool = False
    """It was asked for off hours, so off hours do not keep it back."""


def snoozes_left(it: Prompt, rhythm: Rhythm) -> int:
    """How often it may still be put off."""
    return max(0, rhythm.max_snoozes - it.snoozes)


def shown(it: Prompt, reason: Cause, rhythm: Rhythm, at: Instant) -> Prompt:
    """It is shown (again): its time to expire begins anew, but goes on over a restart."""
    restored = max(it.expires_at, at + SECOND)  # it may have passed while the gates were asked
    expires_at = restored if it.returns else at + rhythm.expires
    return replace(
        it, phase=Phase.SHOWN, reason=reason, shown_at=at, expires_at=expires_at, returns=False
    )


def shows(it: Prompt, rhythm: Rhythm) -> ShowPrompt:
    """What is to be shown of it."""
    left = snoozes_left(it, rhythm)
    return ShowPrompt(
        it.id, it.routine, it.reason, left, it.easier, it.worked, it.caution, it.carries
    )


def start(it: Prompt, length: Millis, at: Instant, lead: Lead = Lead.CUE) -> Prompt:
    """The person started; the routine takes ``length``."""
    return replace(
        it, phase=Phase.STARTED, ends_at=at + length, passes=frozenset(), lead=lead, step=0
    )


def step_ends(it: Prompt, steps: tuple[int, ...], seconds: int) -> tuple[Instant, ...]:
    """When each step of a started routine ends; its ``steps`` are lengths in seconds.

    A routine whose steps are not known has one.
    """
    lengths = steps or (seconds,)
    begins = it.ends_at - sum(lengths) * SECOND
    return tuple(begins + so_far * SECOND for so_far in accumulate(lengths))


def step_at(ends: tuple[Instant, ...], at: Instant) -> int:
    """The number of the step that is on; the last one stays until the routine ends."""
    return min(len(ends), 1 + sum(end <= at for end in ends))


def ends(it: Prompt) -> Instant:
    """When a started routine is over by itself."""
    return it.ends_at + HANGS_AFTER if it.guided else it.ends_at


def ended(it: Prompt) -> Outcome:
    """What it means that a started routine is over by itself."""
    return Outcome.STOPPED if it.guided else Outcome.DONE
