"""Which routine a prompt offers. A pure function of history, settings and seed (catalogue 4.4).

Rules
- ``eligibility`` says which routines may be offered at all, ``hard_rules`` which of them may be
  offered now, ``preference`` which of those is the best.
- If nothing is eligible, or H5 holds all that is, it is the plain standing minute. If just that
  hurt today, it is another one of the gentlest; in the safety pause nothing else remains.
- Another one, and seated instead: chosen anew without H1, never what this prompt has offered
  already, and rather not its regions. Seated instead takes ``brief`` routines with a seated close,
  also under ``strict-source``. Where there is no other, there is none.
"""

from datetime import date
from typing import TypeAlias

from msgspec import Struct

from deskbreak.domain.choice.eligibility import (
    EASED,
    STAND,
    Bar,
    barred,
    find,
    ground,
    named,
    needs_easier,
    refusal,
    safety_paused,
)
from deskbreak.domain.choice.hard_rules import Hard, Past, Relaxed, leave, look_back
from deskbreak.domain.choice.memory import Memory, resting
from deskbreak.domain.choice.preference import Won, best
from deskbreak.domain.vocabulary.routine import OnFeet, Routine
from deskbreak.domain.vocabulary.settings import Settings

__all__ = [
    "Bar",
    "Choice",
    "Hard",
    "Lost",
    "Relaxed",
    "Won",
    "change",
    "choose",
    "find",
    "named",
    "refusal",
]

Catalogue: TypeAlias = tuple[Routine, ...]


class Lost(Struct, frozen=True):
    """A routine that was not chosen: not eligible, held by a hard rule, or less preferred."""

    routine: str
    by: Bar | Hard | Won


class Choice(Struct, frozen=True):
    """The routine of a prompt, and why it is this one (``deskbreak next --why``)."""

    routine: Routine
    easier: bool
    """It appears in its easier variant."""
    won: Won
    relaxed: tuple[Relaxed, ...] = ()
    lost: tuple[Lost, ...] = ()


def choose(
    catalogue: Catalogue,
    memory: Memory,
    settings: Settings,
    day: date,
    seed: int,
    *,
    wanted: str | None = None,
) -> Choice:
    """The routine of a new prompt; ``wanted`` is the id of one that was named by hand.

    Whether a named one may be chosen at all, ``refusal`` says. There always is a choice.
    """
    if wanted is not None:
        routine = find(catalogue, wanted)
        return Choice(routine, needs_easier(routine, memory, settings), Won.ASKED)
    on = ground(catalogue, memory, settings, day, memory.prompts + 1)
    bars = {one.id: bar for one in catalogue if (bar := barred(one, on)) is not None}
    past = look_back(catalogue, memory, day, changing=False, seated=on.seated_only)
    beginner = not settings.personal.setup_done
    found = _search(catalogue, bars, past, memory, day, seed, beginner=beginner)
    paused = safety_paused(memory, settings)
    stand_in = _fallback(catalogue, memory, day, paused=paused)
    routine = found.routine or stand_in
    lost = tuple(one for one in found.lost if one.routine != routine.id)
    easier = needs_easier(routine, memory, settings)
    return Choice(routine, easier, found.won, found.relaxed, lost)


def change(
    catalogue: Catalogue,
    memory: Memory,
    settings: Settings,
    day: date,
    seed: int,
    *,
    seated: bool = False,
) -> Choice | None:
    """Another routine for the open prompt, or one to be done seated; None: there is no other."""
    on = ground(catalogue, memory, settings, day, memory.prompts)
    without = frozenset({Bar.STRICT}) if seated else frozenset[Bar]()
    bars = {one.id: bar for one in catalogue if (bar := barred(one, on, without)) is not None}
    if seated:
        bars |= {one.id: Bar.MODE for one in catalogue if not _seated_instead(one)}
    past = look_back(catalogue, memory, day, changing=True, seated=on.seated_only)
    found = _search(catalogue, bars, past, memory, day, seed)
    if found.routine is None:
        return None
    easier = needs_easier(found.routine, memory, settings)
    return Choice(found.routine, easier, found.won, found.relaxed, found.lost)


class _Found(Struct, frozen=True):
    """What the search came to."""

    routine: Routine | None
    won: Won
    relaxed: tuple[Relaxed, ...]
    lost: tuple[Lost, ...]


def _search(
    catalogue: Catalogue,
    bars: dict[str, Bar],
    past: Past,
    memory: Memory,
    day: date,
    seed: int,
    *,
    beginner: bool = False,
) -> _Found:
    """The best of what the rules leave of the routines that are not barred."""
    left = leave((one for one in catalogue if one.id not in bars), past)
    lost = [Lost(name, bar) for name, bar in bars.items()]
    lost += [Lost(name, rule) for name, rule in left.held]
    if not left.routines:
        return _Found(None, Won.FALLBACK, (), tuple(lost))
    routine, won, beaten = best(left.routines, catalogue, memory, day, seed, beginner=beginner)
    lost += [Lost(name, by) for name, by in beaten]
    return _Found(routine, won, left.relaxed, tuple(lost))


def _seated_instead(routine: Routine) -> bool:
    """Whether a routine can be done seated by someone who was offered another one."""
    return routine.seated_only and routine.on_feet is OnFeet.BRIEF


def _fallback(catalogue: Catalogue, memory: Memory, day: date, *, paused: bool) -> Routine:
    """The plain standing minute, or the first of the gentlest if just that hurt today."""
    tired = {one.routine for one in memory.experiences if resting(one, day)}
    stand = find(catalogue, STAND.id)
    if paused or STAND.id not in tired:
        return stand
    return next((one for one in catalogue if one.id in EASED - tired), stand)
