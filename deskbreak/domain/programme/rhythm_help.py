"""Help with the rhythm for those who complete little (catalogue 4.6).

Rules
- Three prompts missed in a row: for the rest of that day they come at the larger of ``every`` and
  60 min, with the ceiling 15 min later.
- Three missed or skipped in a row: on the next working day one question about the rhythm; told
  once, it is not told again for twenty working days unless it was answered with a change.
- Less than a quarter completed over ten working days: once, quiet mode or fewer prompts.
- The first prompt of the day carries the question. Who only ignores prompts gets it as one notice
  at the first sitting of the day. It may be answered for the rest of that day.
- After "keep" nothing of this is asked for twenty working days.
- Nothing is counted against anybody; a missed day changes nothing.
"""

from datetime import date

from msgspec.structs import replace

from deskbreak.domain.choice.memory import Memory, used_before
from deskbreak.domain.time.units import MINUTE
from deskbreak.domain.vocabulary.question_effects import Proposal
from deskbreak.domain.vocabulary.settings import Rhythm, slower

IN_ROW = 3
SLOW_EVERY = 60 * MINUTE
LOOK_BACK_WORKDAYS = 10
ONE_IN = 4
"""Fewer than one completed in so many is little."""
RESTS = 20
"""Working days without a question."""


def missed(memory: Memory, day: date) -> Memory:
    """A prompt went by without an answer."""
    in_row = memory.missed_in_row + 1
    memory = _unheeded(replace(memory, missed_in_row=in_row), day)
    return memory if in_row % IN_ROW else replace(memory, slow_on=day)


def skipped(memory: Memory, day: date) -> Memory:
    """A prompt was declined: it was seen, but not done."""
    return _unheeded(replace(memory, missed_in_row=0), day)


def heeded(memory: Memory) -> Memory:
    """A prompt was done or taken."""
    return replace(memory, missed_in_row=0, unheeded=0)


def rhythm_on(memory: Memory, rhythm: Rhythm, day: date) -> Rhythm:
    """The rhythm of this day: slower for its rest after three missed in a row."""
    if memory.slow_on != day:
        return rhythm
    return slower(rhythm, max(rhythm.every, SLOW_EVERY))


def pending(memory: Memory, day: date) -> Proposal | None:
    """What may be answered on this day."""
    if _rhythm_pending(memory, day):
        return Proposal.RHYTHM
    return Proposal.QUIET if _quiet_pending(memory, day) else None


def untold(memory: Memory, day: date) -> Proposal | None:
    """What is still to be told on this day; only before its first prompt."""
    if any(one.day == day for one in memory.workdays):
        return None
    proposal = pending(memory, day)
    told = memory.rhythm_asked_on if proposal is Proposal.RHYTHM else memory.quiet_proposed_on
    return None if told == day else proposal


def ignores(memory: Memory) -> bool:
    """Whether the last prompts were neither done nor declined."""
    return memory.missed_in_row >= IN_ROW


def told(memory: Memory, proposal: Proposal, day: date) -> Memory:
    """The question was shown."""
    if proposal is Proposal.QUIET:
        return replace(memory, quiet_proposed_on=day)
    return replace(memory, rhythm_asked_on=day, rhythm_told_at=used_before(memory, day))


def answered(memory: Memory, proposal: Proposal, day: date, *, keep: bool) -> Memory:
    """The question was answered; ``keep``: with no change."""
    if proposal is Proposal.QUIET:
        memory = replace(memory, quiet_answered=True)
    else:
        memory = replace(memory, slow_on=None, help_on=None)
    if keep:
        return replace(memory, kept_at=used_before(memory, day))
    return replace(memory, rhythm_told_at=None)


def _unheeded(memory: Memory, day: date) -> Memory:
    """One more in a row that was not done; the third asks for help on a later day."""
    in_row = memory.unheeded + 1
    memory = replace(memory, unheeded=in_row)
    rests = _rests(memory, memory.rhythm_told_at, day) or _rests(memory, memory.kept_at, day)
    if in_row % IN_ROW or rests:
        return memory
    return replace(memory, help_on=day, rhythm_asked_on=None)


def _rests(memory: Memory, since: int | None, day: date) -> bool:
    """Whether twenty working days have not yet gone by."""
    return since is not None and used_before(memory, day) - since < RESTS


def _rhythm_pending(memory: Memory, day: date) -> bool:
    """The question of the next working day; it lapses with that day."""
    later = memory.help_on is not None and memory.help_on != day
    return later and memory.rhythm_asked_on in (None, day)


def _quiet_pending(memory: Memory, day: date) -> bool:
    """Little was completed over ten finished working days; that is said once."""
    said = memory.quiet_answered or memory.quiet_proposed_on not in (None, day)
    if said or _rests(memory, memory.kept_at, day):
        return False
    last = [one for one in memory.workdays if one.day != day][-LOOK_BACK_WORKDAYS:]
    done = sum(one.completed for one in last)
    return len(last) == LOOK_BACK_WORKDAYS and done * ONE_IN < sum(one.shown for one in last)
