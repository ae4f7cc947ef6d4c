"""Which routines may be offered at all, and which may be chosen by hand.

Rules
- The reasons against a routine are those of ``bars``.
- ``strict-source`` gives way where the ticked codes leave fewer than three routines mostly on the
  feet, or one region alone: seated ones come in between. A code never gives way to a wish, and
  neither does seated-only, which may be what a body allows.
- By hand only safety counts: codes, the floor, the safety pause, the stage of longer forms (S13).
"""

from collections.abc import Iterator
from datetime import date

from msgspec.structs import replace

from deskbreak.domain.choice.bars import EASED, PASSING, STAND, Bar, Ground, barred
from deskbreak.domain.choice.memory import Memory, experience, override_on, resting
from deskbreak.domain.vocabulary.events import Override
from deskbreak.domain.vocabulary.routine import Code, Place, Prop, Routine
from deskbreak.domain.vocabulary.settings import Mode, Settings, StandPolicy

__all__ = [
    "EASED",
    "STAND",
    "Bar",
    "Ground",
    "barred",
    "eased",
    "enough",
    "find",
    "ground",
    "lasting",
    "named",
    "needs_easier",
    "refusal",
    "safety_paused",
    "seated_only",
    "ticked",
    "unasked",
]

ENOUGH_ROUTINES, ENOUGH_REGIONS = 3, 2
"""What has to be left for days that are not always the same."""

QUIET = 3
"""Least discreetness of quiet mode."""

LONGEST_EASING = 31
"""Days that whole-program easing is believed to last at most, days off included."""


def find(catalogue: tuple[Routine, ...], routine: str) -> Routine:
    """The routine of this id; the plain standing minute if there is none any more."""
    return next((one for one in catalogue if one.id == routine), STAND)


def named(catalogue: tuple[Routine, ...], name: str) -> Routine | None:
    """The routine that a person means: by id, or by number in any case (``r16``)."""
    wanted = name.strip()
    for one in catalogue:
        if one.id == wanted.lower() or one.number == wanted.upper():
            return one
    return None


def seated_only(settings: Settings, memory: Memory, day: date) -> bool:
    """Whether no standing is wanted on this day."""
    seated_today = override_on(memory, day) is Override.SEATED
    return seated_today or settings.routines.mode is Mode.SEATED_ONLY


def ground(
    catalogue: tuple[Routine, ...], memory: Memory, settings: Settings, day: date, prompt: int
) -> Ground:
    """What the rules compare with, for the prompt of this count."""
    wishes, personal = settings.routines, settings.personal
    seated = seated_only(settings, memory, day)
    wall = {Prop.WALL} if Place.WALL in wishes.places else set()
    quiet = QUIET if wishes.mode is Mode.QUIET else 0
    gentle = memory.gentle_prompt == prompt
    sore = next((one for one in catalogue if one.id == memory.gentle_after), None)
    on = Ground(
        stage=personal.stage,
        places=wishes.places,
        props=wishes.props | wall,
        floor_allowed=personal.floor_allowed,
        discreet=max(wishes.discreet, quiet),
        seated_only=seated,
        kinds=wishes.kinds,
        strict=wishes.stand_policy is StandPolicy.STRICT_SOURCE and not seated,
        codes=personal.codes,
        setup_done=personal.setup_done,
        hidden=wishes.hide | personal.hidden,
        resting=frozenset(one.routine for one in memory.experiences if resting(one, day)),
        eased=eased(memory, day),
        gentle=gentle,
        gentle_region=sore.region if sore else None,
        paused=safety_paused(memory, settings),
    )
    gives_way = on.strict and bool(on.codes) and not enough(lasting(catalogue, on))
    return replace(on, strict=False) if gives_way else on


def lasting(
    catalogue: tuple[Routine, ...], on: Ground, without: frozenset[Bar] = frozenset()
) -> tuple[Routine, ...]:
    """What may be offered on the whole: rests and easing, which pass, are not counted."""
    return tuple(one for one in catalogue if barred(one, on, PASSING | without) is None)


def enough(left: tuple[Routine, ...]) -> bool:
    """Whether these make days that are not always the same: three routines of two regions."""
    regions = {one.region for one in left}
    return len(left) >= ENOUGH_ROUTINES and len(regions) >= ENOUGH_REGIONS


def eased(memory: Memory, day: date) -> bool:
    """Whether whole-program easing is on."""
    until = memory.eased_until
    return until is not None and 0 < (until - day).days <= LONGEST_EASING


def safety_paused(memory: Memory, settings: Settings) -> bool:
    """Whether exercise pauses: a worrying sign, after a routine or at first questions (S9)."""
    return memory.safety_pause or settings.personal.red_flag


def needs_easier(routine: Routine, memory: Memory, settings: Settings) -> bool:
    """Whether the routine appears in its easier variant: after "too hard", pain, or by a code."""
    known = experience(memory, routine.id)
    by_code = bool(routine.easier_with & settings.personal.codes)
    return by_code or bool(known.easier_left or known.goods_due)


def refusal(
    routine: Routine, settings: Settings, memory: Memory, variant: str | None = None
) -> Bar | None:
    """Why a routine may not be chosen by hand (``now``, ``guide``); None: it may.

    ``variant`` names a longer form such as ``full-90``. A routine that has only longer forms (R12)
    is judged as one; a ``desk-`` form needs no floor.
    """
    return next(_refusals(routine, settings, memory, variant), None)


def ticked(routine: Routine, settings: Settings) -> frozenset[Code]:
    """The ticked codes that leave a routine out; clearing them lets it be chosen."""
    return routine.leave_out & settings.personal.codes


def unasked(routine: Routine, settings: Settings) -> frozenset[Code]:
    """The codes of a routine that were not said to apply; the first questions would ask them.

    None when they are answered.
    """
    personal = settings.personal
    return frozenset() if personal.setup_done else routine.codes - personal.codes


def _refusals(
    routine: Routine, settings: Settings, memory: Memory, variant: str | None
) -> Iterator[Bar]:
    """The reasons against a choice by hand, the weightiest first."""
    personal = settings.personal
    longer = variant is not None or not routine.scheduled
    if safety_paused(memory, settings) and routine.id != STAND.id:
        yield Bar.SAFETY
    if ticked(routine, settings) or (longer and routine.easier_with & personal.codes):
        yield Bar.CODE
    at_desk = variant is not None and variant.startswith("desk-")
    if Place.FLOOR in routine.places and not at_desk and not personal.floor_allowed:
        yield Bar.FLOOR
    if longer and routine.stage > personal.stage:
        yield Bar.STAGE
