"""Which of the routines that the rules leave is the best (catalogue 4.4, preferences).

Rules, each keeping the best of what the one before it kept
- Before the first questions are answered: what the program is for, each kind of it once.
- (a) The region not offered for longest today, those not yet offered first; among those, a
  ``brief`` routine.
- (b) What stands in for a routine that rests for days (4.5), then the routines of the weekly focus.
- (c) The least offered in the last seven days.
- (d) Drawn with weight 1 + min(3, times it felt good), from the seed and the history.
"""

import random
from collections import Counter
from collections.abc import Callable
from datetime import date, timedelta
from enum import StrEnum
from typing import TypeAlias

from deskbreak.domain.choice.memory import KEEP_DAYS, Memory, apart, experience, resting
from deskbreak.domain.choice.weekly_focus import focus_routines
from deskbreak.domain.vocabulary.routine import Kind, OnFeet, Region, Routine

PURPOSE = (Kind.STAND_UP, Kind.SIT_TO_STAND, Kind.THORACIC)
"""What the program is for, in the order in which a beginner gets to know it."""

MOST_WEIGHT = 3
"""How many times "felt good" count in the draw."""


class Won(StrEnum):
    """What decided, and by what the others lost."""

    ASKED = "asked"
    """It was named by hand."""
    ONLY = "only"
    """The rules left no other."""
    REGION = "region"
    BRIEF = "brief_first"
    STAND_IN = "stand_in"
    FOCUS = "focus"
    LEAST = "least"
    DRAWN = "weight"
    PURPOSE = "purpose"
    """It is what the program is for, and was not offered yet."""
    FALLBACK = "fallback"
    """Nothing was eligible."""


Best: TypeAlias = Callable[[tuple[Routine, ...]], tuple[Routine, ...]]
"""Keeps the best of some routines; none at all means that it has no opinion."""


def best(
    left: tuple[Routine, ...],
    catalogue: tuple[Routine, ...],
    memory: Memory,
    day: date,
    seed: int,
    *,
    beginner: bool,
) -> tuple[Routine, Won, tuple[tuple[str, Won], ...]]:
    """The one to offer, what decided, and by what each of the others lost. ``left`` is not empty.

    ``beginner``: the first questions are not answered yet.
    Equal history and seed give the equal answer on every machine.
    """
    won = Won.ONLY
    lost: list[tuple[str, Won]] = []

    def narrow(kept: tuple[Routine, ...], by: Won) -> None:
        nonlocal left, won
        if kept and len(kept) < len(left):
            stay = {one.id for one in kept}
            lost.extend((one.id, by) for one in left if one.id not in stay)
            left, won = kept, by

    if beginner:
        narrow(_unknown(left, catalogue, memory), Won.PURPOSE)
    for by, keep in _preferences(catalogue, memory, day):
        narrow(keep(left), by)
    narrow((_drawn(left, memory, seed),), Won.DRAWN)
    return left[0], won, tuple(lost)


def _preferences(
    catalogue: tuple[Routine, ...], memory: Memory, day: date
) -> tuple[tuple[Won, Best], ...]:
    """(a) to (c)."""
    last = _last_today(catalogue, memory, day)
    week = Counter(one.routine for one in memory.offers if apart(one.day, day) < KEEP_DAYS)
    focus = focus_routines(memory, day)
    stand_ins = _stand_ins(catalogue, memory, day)

    def brief_first(left: tuple[Routine, ...]) -> tuple[Routine, ...]:
        return tuple(one for one in left if one.region not in last and one.on_feet is OnFeet.BRIEF)

    return (
        (Won.REGION, lambda left: _least(left, lambda one: last.get(one.region, 0))),
        (Won.BRIEF, brief_first),
        (Won.STAND_IN, lambda left: tuple(one for one in left if one.id in stand_ins)),
        (Won.FOCUS, lambda left: tuple(one for one in left if one.id in focus)),
        (Won.LEAST, lambda left: _least(left, lambda one: week[one.id])),
    )


def _least(left: tuple[Routine, ...], count: Callable[[Routine], int]) -> tuple[Routine, ...]:
    """Those of which this is the least."""
    least = min(map(count, left))
    return tuple(one for one in left if count(one) == least)


def _unknown(
    left: tuple[Routine, ...], catalogue: tuple[Routine, ...], memory: Memory
) -> tuple[Routine, ...]:
    """Those of the first kind that the program is for and that was not offered yet."""
    kinds = {one.id: one.kind for one in catalogue}
    known = {kinds.get(offer.routine) for offer in memory.offers}
    for kind in PURPOSE:
        if kind not in known and (found := tuple(one for one in left if one.kind is kind)):
            return found
    return ()


def _last_today(catalogue: tuple[Routine, ...], memory: Memory, day: date) -> dict[Region, int]:
    """Each region offered today with the place of its last offer, from 1."""
    regions = {one.id: one.region for one in catalogue}
    today = [one.routine for one in memory.offers if one.day == day]
    return {regions[name]: place for place, name in enumerate(today, 1) if name in regions}


def _stand_ins(catalogue: tuple[Routine, ...], memory: Memory, day: date) -> frozenset[str]:
    """Counterparts of routines that rest for days, not only until tomorrow."""
    tired = {
        one.routine
        for one in memory.experiences
        if resting(one, day)
        and one.hurt_on is not None
        and one.rests_until is not None
        and one.rests_until - one.hurt_on > timedelta(days=1)
    }
    return frozenset(
        one.counterpart for one in catalogue if one.id in tired and one.counterpart is not None
    )


def _drawn(left: tuple[Routine, ...], memory: Memory, seed: int) -> Routine:
    """(d): drawn by lot, those that felt good more often."""
    if len(left) == 1:
        return left[0]
    weights = [1 + min(MOST_WEIGHT, experience(memory, one.id).good) for one in left]
    key = f"{seed}/{memory.prompts}/{len(memory.offers)}"
    lot = random.Random(key)  # noqa: S311 - variety, not secrecy
    (drawn,) = lot.choices(left, weights)
    return drawn
