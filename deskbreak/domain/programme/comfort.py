"""What follows from how a routine felt (catalogue 4.5).

Rules
- No answer is neutral. Answers are asked once a routine and never as a score.
- Good: the routine weighs more; one less is due until it returns in its standard form.
- Too hard: its next two appearances are in the easier variant. It stays in rotation.
- It hurt, a (usual, has settled): as too hard, and not offered again today.
- It hurt, b (sharp, new or lasting): it rests until tomorrow, then comes in its easier variant
  until it has felt good three times. The next prompt takes another region and effort 1. A second b
  within seven days rests it for seven days, and its counterpart stands in. An unspecified "it hurt"
  is b.
- It hurt, c (numbness, weakness, another worrying sign): the safety page. Only the plain standing
  reminder remains until that is dismissed. The routine itself rests and returns as after b.
- b on three routines within three working days: for three working days, today included, only
  walking, standing and quiet breathing. That is said once.
- Every rest has an end date. Only the person can hide a routine for good.
"""

from datetime import date, timedelta

from msgspec.structs import replace

from deskbreak.domain.choice.eligibility import eased
from deskbreak.domain.choice.memory import LONGEST_REST, Experience, Memory, apart, experience
from deskbreak.domain.choice.memory_updates import with_experience
from deskbreak.domain.time.working_days import is_workday, workday
from deskbreak.domain.time.working_hours import Hours
from deskbreak.domain.vocabulary.events import FeedbackGiven
from deskbreak.domain.vocabulary.question_effects import Reply
from deskbreak.domain.vocabulary.routine import Comfort

EASIER_TIMES = 2
"""Appearances in the easier variant after "too hard"."""

GOODS = 3
"""How often a routine that hurt has to feel good before its standard form returns."""

AGAIN_WITHIN = 7
"""Days within which a second b makes a long rest."""

MANY = 3
"""Routines that hurt within, and working days of, whole-program easing."""


def felt(
    memory: Memory, routine: str, answer: FeedbackGiven, day: date, hours: Hours
) -> tuple[Memory, tuple[Reply, ...]]:
    """The answer about a routine (by id); called once for each routine that was done.

    The end of a rest, for the reply, is ``experience(memory, routine).rests_until``.
    """
    known = experience(memory, routine)
    tomorrow = day + timedelta(days=1)
    match answer.value, answer.kind:
        case Comfort.GOOD, _:
            due = max(0, known.goods_due - 1)
            better = replace(known, good=known.good + 1, goods_due=due)
            return with_experience(memory, better), (Reply.THANKS,)
        case Comfort.HARD, _:
            harder = replace(known, easier_left=EASIER_TIMES)
            return with_experience(memory, harder), (Reply.HARD,)
        case Comfort.HURTS, "a":
            settled = replace(_rest(known, tomorrow), easier_left=EASIER_TIMES)
            return with_experience(memory, settled), (Reply.SETTLED,)
        case Comfort.HURTS, "c":
            worrying = replace(_rest(known, tomorrow), goods_due=GOODS)
            return flagged(with_experience(memory, worrying)), (Reply.SAFETY,)
        case _:
            return _sharp(memory, known, day, hours)


def flagged(memory: Memory) -> Memory:
    """A worrying sign, after a routine or among the first questions: exercise pauses (S9)."""
    return replace(memory, safety_pause=True)


def dismissed(memory: Memory) -> Memory:
    """The person had it looked at, or none of it applies: exercise goes on."""
    return replace(memory, safety_pause=False)


def _sharp(
    memory: Memory, known: Experience, day: date, hours: Hours
) -> tuple[Memory, tuple[Reply, ...]]:
    """Answer b."""
    second = known.hurt_on is not None and apart(known.hurt_on, day) <= AGAIN_WITHIN
    rest = timedelta(days=LONGEST_REST if second else 1)
    hurt = replace(_rest(known, day + rest), goods_due=GOODS, hurt_on=day)
    memory = replace(
        with_experience(memory, hurt),
        gentle_prompt=memory.prompts + 1,
        gentle_after=known.routine,
    )
    if eased(memory, day) or not _much_hurts(memory, day, hours):
        return memory, (Reply.RESTS,)
    days = MANY if is_workday(hours, day) else MANY + 1  # a day off is not one of them
    memory = replace(memory, eased_until=workday(hours, day, days))
    return memory, (Reply.RESTS, Reply.EASING)


def _much_hurts(memory: Memory, day: date, hours: Hours) -> bool:
    """Whether enough routines hurt (b) in the last three working days, this one included."""
    since = workday(hours, day, 1 - MANY)
    hurt = [one for one in memory.experiences if one.hurt_on and since <= one.hurt_on <= day]
    return len(hurt) >= MANY


def _rest(known: Experience, until: date) -> Experience:
    """It rests until a day, or longer if it does already."""
    longest = until if known.rests_until is None else max(until, known.rests_until)
    return replace(known, rests_until=longest)
