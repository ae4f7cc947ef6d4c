"""The programme over weeks: stages, weekly focus, and staying useful (catalogue 4.1, 4.2, 4.6).

Rules
- Stages: eight completed prompts on four working days in the present stage, with no routine
  resting, and the next one is proposed: stage 2 from the third week of use on (ten working days
  with the program), stage 3 from the fifth (twenty). After "stay" not again for ten working days,
  after the second "stay" not again. Unlocking early and stepping back are always possible. There
  is no failing and no expiry.
- Weekly focus: its routines lead among what the rotation rules leave. It moves on after a week in
  which it was used; the fifth stays.
- A proposal rides on the end of a prompt, at most one a day and each but once, and waits where the
  person may look for it: a stage until it is answered, those of ``rhythm_help`` on their day.
- Completed means done or stopped. Nothing is counted against anybody; a missed day changes nothing.
"""

from datetime import date
from typing import TypeAlias

from msgspec import Struct
from msgspec.structs import replace

from deskbreak.domain.choice.eligibility import eased, safety_paused
from deskbreak.domain.choice.memory import Memory, resting, used_before
from deskbreak.domain.choice.memory_updates import counted
from deskbreak.domain.programme import rhythm_help
from deskbreak.domain.programme.rhythm_help import SLOW_EVERY
from deskbreak.domain.time.units import HOUR, MINUTE
from deskbreak.domain.vocabulary.question_effects import Proposal
from deskbreak.domain.vocabulary.routine import Kind
from deskbreak.domain.vocabulary.settings import (
    CEILING_ABOVE,
    Keepable,
    Mode,
    Rhythm,
    Settings,
)

ENOUGH_COMPLETED = 8
ENOUGH_DAYS = 4
LAST_STAGE = 3
USED_BEFORE = {0: 0, 1: 10, 2: 20}
"""Working days with the program before the stage after this one is proposed."""
STAY_RESTS = 10
"""Working days for which "stay" holds."""
MOST_STAYS = 2
"""After so many it is not proposed again."""

FEWEST_EVERY = 4 * HOUR
"""No prompt rarer than that (the range of ``rhythm.every``)."""


CHOICES: dict[Proposal, tuple[str, ...]] = {
    Proposal.STAGE: ("accept", "decline"),
    Proposal.RHYTHM: ("45", "60", "standing", "pause", "keep"),
    Proposal.QUIET: ("quiet", "fewer", "keep"),
}
"""What may be answered; ``decline`` is understood everywhere."""


class Keep(Struct, frozen=True):
    """A setting to be remembered: a dotted key of ``Settings`` and a value of its type there."""

    key: str
    value: Keepable


class PauseToday(Struct, frozen=True):
    """No more prompts today."""


Wish: TypeAlias = Keep | PauseToday


def completed(memory: Memory, stage: int, day: date) -> Memory:
    """A prompt was done or stopped while the person was in ``stage``."""
    if memory.stage != stage:
        memory = in_stage(memory, stage)
    new_day = memory.stage_day != day
    return replace(
        rhythm_help.heeded(memory),
        stage_completed=memory.stage_completed + 1,
        stage_days=memory.stage_days + new_day,
        stage_day=day,
        workdays=counted(memory.workdays, day, completed=1),
    )


def in_stage(memory: Memory, stage: int) -> Memory:
    """The person is in this stage from now on: its count begins anew."""
    return replace(
        memory,
        stage=stage,
        stage_completed=0,
        stage_days=0,
        stage_day=None,
        stage_proposed=False,
        stage_stays=0,
    )


def stayed(memory: Memory, day: date) -> Memory:
    """The person wishes to stay in the stage for now."""
    return replace(
        memory,
        stage_proposed=False,
        stage_stays=memory.stage_stays + 1,
        stage_stayed_at=used_before(memory, day),
    )


def pending(memory: Memory, settings: Settings, day: date) -> Proposal | None:
    """What may be answered now (``deskbreak offer``, the tray)."""
    if (proposal := rhythm_help.pending(memory, day)) is not None:
        return proposal
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
    if proposal is Proposal.STAGE:
        return replace(memory, stage_proposed=True)
    return rhythm_help.told(memory, proposal, day)


def answer(
    memory: Memory, settings: Settings, proposal: Proposal, choice: str, day: date
) -> tuple[Memory, tuple[Wish, ...]] | None:
    """The answer to a pending proposal and what it wishes for; None: no such choice."""
    if choice == "decline":
        choice = CHOICES[proposal][-1]
    if choice not in CHOICES[proposal]:
        return None
    if proposal is Proposal.STAGE:
        if choice != "accept":
            return stayed(memory, day), ()
        stage = settings.personal.stage + 1
        return in_stage(memory, stage), (Keep("personal.stage", stage),)
    memory = rhythm_help.answered(memory, proposal, day, keep=choice == "keep")
    if proposal is Proposal.RHYTHM:
        return memory, _rhythm_wishes(choice)
    return memory, _quiet_wishes(choice, settings.rhythm)


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


def _stays(memory: Memory, day: date) -> bool:
    """Whether the person's wish to stay holds."""
    recent = used_before(memory, day) - memory.stage_stayed_at < STAY_RESTS
    return memory.stage_stays >= MOST_STAYS or (memory.stage_stays > 0 and recent)


def _stage_pending(memory: Memory, settings: Settings, day: date) -> bool:
    """The conditions of the next stage hold."""
    uneasy = safety_paused(memory, settings) or eased(memory, day)
    return (
        memory.stage == settings.personal.stage < LAST_STAGE
        and memory.stage_completed >= ENOUGH_COMPLETED
        and memory.stage_days >= ENOUGH_DAYS
        and used_before(memory, day) >= USED_BEFORE[memory.stage]
        and not _stays(memory, day)
        and not uneasy
        and not any(resting(one, day) for one in memory.experiences)
    )
