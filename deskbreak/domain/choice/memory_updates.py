"""What changes in the memory when something is offered, changed, started or overridden.

Rules
- A prompt is one offer, followed by those the person changed it to. A showing again of the same
  prompt (snoozed, released, restored) is not an offer.
- Offers are trimmed when the next one is added, not as days pass: what the rules may still look at
  stays, the rest goes. Working days are cut to ``KEEP_WORKDAYS`` in the same way.
- An appearance in the easier variant is used up when the routine is offered.
"""

from datetime import date

from msgspec.structs import replace

from deskbreak.domain.choice.memory import (
    KEEP_DAYS,
    KEEP_PROMPTS,
    KEEP_WORKDAYS,
    LEARN_TIMES,
    MOST_OFFERS,
    Experience,
    Memory,
    Offer,
    Workday,
    apart,
    experience,
    focus_week,
)
from deskbreak.domain.vocabulary.events import Override


def with_experience(memory: Memory, new: Experience) -> Memory:
    """The memory with one routine's entry replaced."""
    others = tuple(one for one in memory.experiences if one.routine != new.routine)
    return replace(memory, experiences=(*others, new))


def offered(memory: Memory, routine: str, day: date) -> Memory:
    """A new prompt offers this routine, chosen or named."""
    week = focus_week(memory, day)
    fresh = week != memory.focus_week or memory.focus_since is None
    memory = replace(
        memory,
        prompts=memory.prompts + 1,
        workdays=counted(memory.workdays, day, shown=1),
        used_days=memory.used_days + (day not in {one.day for one in memory.workdays}),
        focus_week=week,
        focus_since=day if fresh else memory.focus_since,
    )
    return _appeared(memory, Offer(routine, day))


def changed(memory: Memory, routine: str) -> Memory:
    """The person changed the open prompt to this routine (another, seated, or by name)."""
    if not memory.offers or memory.offers[-1].routine == routine:
        return memory
    opened = max(place for place, offer in enumerate(memory.offers) if offer.first)
    again = Offer(routine, memory.offers[-1].day, first=False)
    once = tuple(offer for offer in memory.offers[opened:] if offer != again)
    memory = replace(memory, offers=(*memory.offers[:opened], *once))
    return _appeared(memory, again)


def started(memory: Memory, routine: str) -> Memory:
    """A routine began: one of the first times, when all its steps are shown."""
    known = experience(memory, routine)
    if known.seen >= LEARN_TIMES:
        return memory
    return with_experience(memory, replace(known, seen=known.seen + 1))


def cautioned(memory: Memory, routine: str) -> Memory:
    """A routine was offered with its caution."""
    known = experience(memory, routine)
    return with_experience(memory, replace(known, cautioned=known.cautioned + 1))


def overridden(memory: Memory, override: Override | None, day: date) -> Memory:
    """``deskbreak today``: seated, elsewhere, or normal again (None)."""
    return replace(memory, override=override, override_on=day)


def counted(
    days: tuple[Workday, ...], day: date, *, shown: int = 0, completed: int = 0
) -> tuple[Workday, ...]:
    """The working days with more prompts shown or completed on this one."""
    last = next((one for one in days if one.day == day), Workday(day))
    new = replace(last, shown=last.shown + shown, completed=last.completed + completed)
    earlier = tuple(one for one in days if one.day != day)
    return (*earlier, new)[-KEEP_WORKDAYS:]


def _appeared(memory: Memory, offer: Offer) -> Memory:
    """Note an offer; one appearance in the easier variant is used up."""
    known = experience(memory, offer.routine)
    if known.easier_left:
        memory = with_experience(memory, replace(known, easier_left=known.easier_left - 1))
    return replace(memory, offers=_trimmed((*memory.offers, offer), offer.day))


def _trimmed(offers: tuple[Offer, ...], day: date) -> tuple[Offer, ...]:
    """The offers that a rule may still look at."""
    opened = [place for place, offer in enumerate(offers) if offer.first]
    keep_from = opened[-KEEP_PROMPTS] if len(opened) >= KEEP_PROMPTS else 0
    return tuple(
        offer
        for place, offer in enumerate(offers)
        if place >= keep_from
        or (place >= len(offers) - MOST_OFFERS and apart(offer.day, day) < KEEP_DAYS)
    )
