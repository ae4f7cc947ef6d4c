"""The programme over weeks: stages, weekly focus, and staying useful (catalogue 4.1, 4.2, 4.6).

Rules
- Stages: eight completed prompts on four working days in the present stage, with no routine
  resting, and the next one is proposed. After "stay" the count begins anew. Unlocking early and
  stepping back are always possible. There is no failing and no expiry.
- Weekly focus: its routines lead among what the rotation rules leave. It moves on after a week in
  which it was used; the fifth stays.
- Three prompts missed in a row: for the rest of that day they come at the larger of ``every`` and
  60 min, with the ceiling 15 min later. On the next working day one question about the rhythm.
- Less than a quarter completed over ten working days: once, quiet mode or fewer prompts.
- A proposal rides on the end of a prompt, at most one a day and each but once, and waits where the
  person may look for it: a stage until it is answered, the other two on the day they were made.
- Completed means done or stopped. Nothing is counted against anybody; a missed day changes nothing.
"""

from dataclasses import dataclass, replace
from datetime import date
from typing import TypeAlias, assert_never

from deskbreak.domain.choice.eligibility import eased, safety_paused
from deskbreak.domain.choice.memory import Memory, resting
from deskbreak.domain.choice.memory_updates import counted
from deskbreak.domain.time.units import HOUR, MINUTE
from deskbreak.domain.vocabulary.question_effects import Proposal
from deskbreak.domain.vocabulary.routine import Kind
from deskbreak.domain.vocabulary.settings import (
    CEILING_ABOVE,
    Keepable,
    Mode,
    Rhythm,
    Settings,
    slower,
)

ENOUGH_COMPLETED = 8
ENOUGH_DAYS = 4
LAST_STAGE = 3

MISSED_IN_ROW = 3
SLOW_EVERY = 60 * MINUTE
FEWEST_EVERY = 4 * HOUR
"""No prompt rarer than that (the range of ``rhythm.every``)."""

LOOK_BACK_WORKDAYS = 10
ONE_IN = 4
"""Fewer than one completed in so many is little."""


CHOICES: dict[Proposal, tuple[str, ...]] = {
    Proposal.STAGE: ("accept", "decline"),
    Proposal.RHYTHM: ("45", "60", "standing", "pause", "keep"),
    Proposal.QUIET: ("quiet", "fewer", "keep"),
}
"""What may be answered; ``decline`` is understood everywhere."""


@dataclass(frozen=True, slots=True)
class Keep:
    """A setting to be remembered: a dotted key of ``Settings`` and a value of its type there."""

    key: str
    value: Keepable


@dataclass(frozen=True, slots=True)
class PauseToday:
    """No more prompts today."""


Wish: TypeAlias = Keep | PauseToday


def completed(memory: Memory, stage: int, day: date) -> Memory:
    """A prompt was done or stopped while the person was in ``stage``."""
    if memory.stage != stage:
        memory = in_stage(memory, stage)
    new_day = memory.stage_day != day
    return replace(
        memory,
        stage_completed=memory.stage_completed + 1,
        stage_days=memory.stage_days + new_day,
        stage_day=day,
        missed_in_row=0,
        workdays=counted(memory.workdays, day, completed=1),
    )


def missed(memory: Memory, day: date) -> Memory:
    """A prompt went by without an answer."""
    in_row = memory.missed_in_row + 1
    if in_row < MISSED_IN_ROW:
        return replace(memory, missed_in_row=in_row)
    return replace(memory, missed_in_row=0, slow_on=day, rhythm_asked_on=None)


def answered(memory: Memory) -> Memory:
    """A prompt was skipped or taken: it was not missed."""
    return replace(memory, missed_in_row=0)


def in_stage(memory: Memory, stage: int) -> Memory:
    """The person is in this stage from now on, or stays in it: its count begins anew."""
    return replace(
        memory,
        stage=stage,
        stage_completed=0,
        stage_days=0,
        stage_day=None,
        stage_proposed=False,
    )


def rhythm_on(memory: Memory, rhythm: Rhythm, day: date) -> Rhythm:
    """The rhythm of this day: slower for its rest after three missed in a row."""
    if memory.slow_on != day:
        return rhythm
    return slower(rhythm, max(rhythm.every, SLOW_EVERY))


def pending(memory: Memory, settings: Settings, day: date) -> Proposal | None:
    """What may be answered now (``deskbreak offer``, the tray)."""
    if _rhythm_pending(memory, day):
        return Proposal.RHYTHM
    if _quiet_pending(memory, day):
        return Proposal.QUIET
    return Proposal.STAGE if _stage_pending(memory, settings, day) else None


def riding(memory: Memory, settings: Settings, day: date) -> Proposal | None:
    """What is to be proposed at the end of a prompt now; then call ``proposed``."""
    if memory.proposed_on == day:
        return None
    proposal = pending(memory, settings, day)
    return None if proposal is Proposal.STAGE and memory.stage_proposed else proposal


def proposed(memory: Memory, proposal: Proposal, day: date) -> Memory:
    """It was proposed."""
    memory = replace(memory, proposed_on=day)
    match proposal:
        case Proposal.RHYTHM:
            return replace(memory, rhythm_asked_on=day)
        case Proposal.QUIET:
            return replace(memory, quiet_proposed_on=day)
        case Proposal.STAGE:
            return replace(memory, stage_proposed=True)
        case _:
            assert_never(proposal)


def answer(
    memory: Memory, settings: Settings, proposal: Proposal, choice: str
) -> tuple[Memory, tuple[Wish, ...]] | None:
    """The answer to a pending proposal and what it wishes for; None: no such choice."""
    if choice == "decline":
        choice = CHOICES[proposal][-1]
    if choice not in CHOICES[proposal]:
        return None
    match proposal:
        case Proposal.STAGE:
            stage = settings.personal.stage + (choice == "accept")
            wishes = (Keep("personal.stage", stage),) if choice == "accept" else ()
            return in_stage(memory, stage), wishes
        case Proposal.RHYTHM:
            return replace(memory, slow_on=None), _rhythm_wishes(choice)
        case Proposal.QUIET:
            return replace(memory, quiet_answered=True), _quiet_wishes(choice, settings.rhythm)
        case _:
            assert_never(proposal)


def _rhythm_wishes(choice: str) -> tuple[Wish, ...]:
    """45, 60, only standing, pause for today, or nothing."""
    match choice:
        case "standing":
            return (Keep("routines.kinds", frozenset({Kind.STAND_UP})),)
        case "pause":
            return (PauseToday(),)
        case "keep":
            return ()
        case minutes:
            return (Keep("rhythm.every", int(minutes) * MINUTE),)


def _quiet_wishes(choice: str, rhythm: Rhythm) -> tuple[Wish, ...]:
    """Quiet mode, fewer prompts, or nothing."""
    match choice:
        case "quiet":
            return (Keep("routines.mode", Mode.QUIET),)
        case "fewer":
            every = min(FEWEST_EVERY, max(SLOW_EVERY, rhythm.every + CEILING_ABOVE))
            return (Keep("rhythm.every", every),)
        case _:
            return ()


def _rhythm_pending(memory: Memory, day: date) -> bool:
    """The question of the next morning; it lapses with that day."""
    later = memory.slow_on is not None and memory.slow_on != day
    return later and memory.rhythm_asked_on in (None, day)


def _quiet_pending(memory: Memory, day: date) -> bool:
    """Little was completed over ten finished working days; that is said once."""
    if memory.quiet_answered or memory.quiet_proposed_on not in (None, day):
        return False
    last = [one for one in memory.workdays if one.day != day][-LOOK_BACK_WORKDAYS:]
    done = sum(one.completed for one in last)
    return len(last) == LOOK_BACK_WORKDAYS and done * ONE_IN < sum(one.shown for one in last)


def _stage_pending(memory: Memory, settings: Settings, day: date) -> bool:
    """The conditions of the next stage hold."""
    uneasy = safety_paused(memory, settings) or eased(memory, day)
    return (
        memory.stage == settings.personal.stage < LAST_STAGE
        and memory.stage_completed >= ENOUGH_COMPLETED
        and memory.stage_days >= ENOUGH_DAYS
        and not uneasy
        and not any(resting(one, day) for one in memory.experiences)
    )
