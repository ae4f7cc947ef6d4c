"""The life of a prompt, from its first showing to its one final outcome.

Rules
- At most one prompt is open: shown, withdrawn by a hold, snoozed, or started.
- Start, done and skip are accepted while it is shown, withdrawn or snoozed; done and stop while it
  is started. Whatever makes no sense changes nothing and is refused.
- Snooze takes one of ``rhythm.snooze``, at most ``max_snoozes`` times; then the button is gone.
- Unanswered for ``expires`` after a showing it is ``missed``; a started one has no such clock.
- Without a guide a started routine is ``done`` after its seconds. With one the guide tells the end;
  ten minutes past the planned end it is taken to hang, and the prompt is ``stopped``.
"""

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TypeAlias

from deskbreak.domain.time.units import MINUTE, SECOND, Instant, Millis
from deskbreak.domain.vocabulary.effects import Cause, Outcome, Proposal, ShowPrompt, Why
from deskbreak.domain.vocabulary.events import Action, Reason
from deskbreak.domain.vocabulary.settings import Rhythm

HANGS_AFTER: Millis = 10 * MINUTE
"""How long past its planned end a guide may stay silent."""

MAX_CHANGES = 2
"""How often ``another`` changes the routine of one prompt."""


class Phase(StrEnum):
    """Where an open prompt is in its life."""

    SHOWN = "shown"
    WITHDRAWN = "withdrawn"
    """Taken away by a hold; it returns when that ends."""
    SNOOZED = "snoozed"
    STARTED = "started"


@dataclass(frozen=True, slots=True)
class Prompt:
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
    guided: bool = False
    passes: frozenset[Reason] = frozenset()
    """Holds that were on when it was asked for: they do not keep it back."""
    returns: bool = False
    """It was on the screen before a restart, and returns when the gates have answered."""
    off_hours: bool = False
    """It was asked for off hours, so off hours do not keep it back."""


Answer: TypeAlias = Prompt | Outcome | Why
"""What an answer makes of a prompt: a changed one, its final outcome, or a refusal."""


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


def answer(it: Prompt, action: Action, span: Millis | None, rhythm: Rhythm, at: Instant) -> Answer:
    """Start, done, snooze, skip or stop; a change of routine is not made here."""
    match action:
        case Action.DONE:
            return Outcome.DONE
        case Action.STOP:
            return Outcome.STOPPED if it.phase is Phase.STARTED else Why.NOT_RUNNING
        case _ if it.phase is Phase.STARTED:
            return Why.RUNNING
        case Action.SKIP:
            return Outcome.SKIPPED
        case Action.SNOOZE:
            return snooze(it, span, rhythm, at)
        case _:
            return it


def start(it: Prompt, length: Millis, at: Instant) -> Prompt:
    """The person started; the routine takes ``length``."""
    return replace(it, phase=Phase.STARTED, ends_at=at + length, passes=frozenset())


def snooze(it: Prompt, span: Millis | None, rhythm: Rhythm, at: Instant) -> Answer:
    """Put it off by one of the offered lengths."""
    length = rhythm.snooze[0] if span is None else span
    if it.phase is Phase.SNOOZED:
        return Why.NOTHING_OPEN
    if length not in rhythm.snooze:
        return Why.NOT_OFFERED
    if not snoozes_left(it, rhythm):
        return Why.NO_SNOOZE_LEFT
    return replace(
        it,
        phase=Phase.SNOOZED,
        snoozes=it.snoozes + 1,
        back_at=at + length,
        passes=frozenset(),
    )


def ends(it: Prompt) -> Instant:
    """When a started routine is over by itself."""
    return it.ends_at + HANGS_AFTER if it.guided else it.ends_at


def ended(it: Prompt) -> Outcome:
    """What it means that a started routine is over by itself."""
    return Outcome.STOPPED if it.guided else Outcome.DONE
