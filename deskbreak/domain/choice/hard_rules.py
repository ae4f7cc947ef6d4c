"""The hard rules on what is offered, and how they give way (catalogue 4.4).

Rules
- H1: after a prompt that opened with a ``brief`` routine comes a ``full`` one on the same day; not
  in seated-only mode. What the person changed a prompt to does not count.
- H2: no region twice in a row: neither that with which the last prompt opened nor that with which
  it ended.
- H3: nothing that was offered in the last four prompts.
- H4: no routine more than twice a day.
- H5: at most two stability routines and two of effort 3 a day. Never relaxed.

If nothing is left they are relaxed in this order, each staying relaxed: H4, H2, H3 (down to the
last prompt), H1; at the very last, when one routine alone is eligible, it comes again.

H2 and H3 look back over the night and H1 does not: else the regions that have only ``brief``
routines could not all come by the seventh prompt of a day.
"""

from collections import Counter
from collections.abc import Callable, Iterable
from datetime import date
from enum import StrEnum
from typing import TypeAlias

from msgspec import Struct

from deskbreak.domain.choice.memory import Memory, Offer
from deskbreak.domain.vocabulary.routine import Kind, OnFeet, Region, Routine

MOST_A_DAY = 2
"""H4 and H5."""

HARD = 3
"""The effort that H5 limits."""

LAST_PROMPTS = 4
"""H3: k."""


class Hard(StrEnum):
    """The hard rule that held a routine back."""

    H1 = "H1"
    H2 = "H2"
    H3 = "H3"
    H4 = "H4"
    H5 = "H5"
    THIS_PROMPT = "this_prompt"
    """The open prompt has offered it already."""


class Relaxed(StrEnum):
    """A hard rule that had to give way, in the order in which they do."""

    H4 = "H4"
    H2 = "H2"
    H3_TO_3 = "H3 to 3"
    H3_TO_2 = "H3 to 2"
    H3_TO_1 = "H3 to 1"
    H1 = "H1"
    H3 = "H3"


class Past(Struct, frozen=True):
    """What the hard rules look back on."""

    this: tuple[str, ...]
    """Ids that the open prompt has offered, when its routine is being changed."""
    before: tuple[tuple[str, ...], ...]
    """Ids of the prompts before, the latest first."""
    regions: frozenset[Region]
    """Those that H2 forbids."""
    wants_full: bool
    """H1 asks for a ``full`` routine."""
    today: Counter[str]
    """How often each id was offered today."""
    busy: frozenset[str]
    """Ids that H5 forbids for the rest of the day."""


class Left(Struct, frozen=True):
    """What the hard rules leave, what had to give way for it, and who was held by which rule."""

    routines: tuple[Routine, ...]
    relaxed: tuple[Relaxed, ...]
    held: tuple[tuple[str, Hard], ...]


Test: TypeAlias = tuple[Hard, Callable[[Routine], bool]]
"""A rule and whether a routine keeps it."""


def look_back(
    catalogue: tuple[Routine, ...], memory: Memory, day: date, *, changing: bool, seated: bool
) -> Past:
    """The history for a new prompt, or for ``changing`` the open one; ``seated`` suspends H1."""
    by_id = {one.id: one for one in catalogue}
    prompts = by_prompt(memory.offers)
    this = prompts[0] if changing and prompts else ()
    before = (prompts[1:] if changing else prompts)[:LAST_PROMPTS]
    last = before[0] if before else ()
    near = {*last[:1], *last[-1:], *this}
    today = Counter(offer.routine for offer in memory.offers if offer.day == day)
    opened = by_id.get(last[0]) if last and memory.offers[-1].day == day else None
    suspended = seated or changing
    return Past(
        this=this,
        before=before,
        regions=frozenset(by_id[name].region for name in near if name in by_id),
        wants_full=not suspended and opened is not None and opened.on_feet is OnFeet.BRIEF,
        today=today,
        busy=_busy(catalogue, today),
    )


def by_prompt(offers: tuple[Offer, ...]) -> tuple[tuple[str, ...], ...]:
    """The ids offered by each prompt, the latest prompt first."""
    prompts: list[list[str]] = []
    for offer in offers:
        if offer.first or not prompts:
            prompts.append([])
        prompts[-1].append(offer.routine)
    return tuple(tuple(one) for one in reversed(prompts))


def leave(routines: Iterable[Routine], past: Past) -> Left:
    """What the rules leave of the eligible routines, relaxed as little as possible.

    Nothing is left only if all of them are held by H5 or were offered by this prompt.
    """
    free, held = _sift(routines, _always(past))
    relaxed: list[Relaxed] = []
    steps = iter(Relaxed)
    while True:
        left, failed = _sift(free, _rules(past, frozenset(relaxed)))
        if left or not free:
            return Left(tuple(left), tuple(relaxed), (*held, *failed))
        relaxed.append(next(steps))


def _busy(catalogue: tuple[Routine, ...], today: Counter[str]) -> frozenset[str]:
    """What H5 forbids for the rest of the day."""
    if not today:
        return frozenset()
    stability = frozenset(one.id for one in catalogue if one.kind is Kind.STABILITY)
    hard = frozenset(one.id for one in catalogue if one.effort >= HARD)
    full = [group for group in (stability, hard) if sum(today[one] for one in group) >= MOST_A_DAY]
    return frozenset[str]().union(*full)


def _always(past: Past) -> list[Test]:
    """The rules that never give way."""
    return [
        (Hard.THIS_PROMPT, lambda it: it.id not in past.this),
        (Hard.H5, lambda it: it.id not in past.busy),
    ]


def _rules(past: Past, relaxed: frozenset[Relaxed]) -> list[Test]:
    """The rules that have not given way."""
    recent = frozenset(name for prompt in past.before[: _k(relaxed)] for name in prompt)
    tests: list[Test] = [(Hard.H3, lambda it: it.id not in recent)]
    if past.wants_full and Relaxed.H1 not in relaxed:
        tests.append((Hard.H1, lambda it: it.on_feet is OnFeet.FULL))
    if Relaxed.H2 not in relaxed:
        tests.append((Hard.H2, lambda it: it.region not in past.regions))
    if Relaxed.H4 not in relaxed:
        tests.append((Hard.H4, lambda it: past.today[it.id] < MOST_A_DAY))
    return sorted(tests, key=lambda test: test[0])


def _k(relaxed: frozenset[Relaxed]) -> int:
    """How many prompts H3 looks back."""
    given_way = relaxed & {Relaxed.H3_TO_3, Relaxed.H3_TO_2, Relaxed.H3_TO_1, Relaxed.H3}
    return LAST_PROMPTS - len(given_way)


def _sift(
    routines: Iterable[Routine], tests: list[Test]
) -> tuple[list[Routine], list[tuple[str, Hard]]]:
    """Those that pass every test, and the others with the first one that they failed."""
    kept, failed = [], []
    for one in routines:
        for rule, keeps in tests:
            if not keeps(one):
                failed.append((one.id, rule))
                break
        else:
            kept.append(one)
    return kept, failed
