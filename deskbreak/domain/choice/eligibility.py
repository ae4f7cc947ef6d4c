"""Which routines may be offered at all, and which may be chosen by hand.

Rules (catalogue 4.4, 4.5, 5; in the order in which a reason is named)
- Stage: not above the person's stage.
- Place and props: all of them must be allowed. An allowed wall is there to be leant on. The floor
  needs, beyond that, that the person has said they get down and up comfortably (S4).
- Discreetness: not below the least one that is set; quiet mode asks for 3.
- Seated-only, for good or for today: only routines with a seated close.
- Kinds: only those that were picked, if any were.
- ``strict-source``: only routines mostly on the feet; not in seated-only mode.
- A ticked leave-out code always filters (S7). Until ``setup`` is answered any code might apply:
  what may be left out is offered only at the desk or standing, up to stage 1, and with its caution.
- Hidden by the person, or resting after it hurt.
- Whole-program easing: only walking, standing and quiet breathing.
- The prompt after a sharp pain: effort 1 and another region.
- Safety pause: only the plain standing reminder (S9).
- What is not scheduled (R12) is never chosen.

By hand only safety counts: codes, the floor, the safety pause, and the stage of longer forms (S13).
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TypeAlias

from deskbreak.domain.choice.memory import Memory, experience, override_on, resting
from deskbreak.domain.vocabulary.events import Override
from deskbreak.domain.vocabulary.routine import Code, Kind, OnFeet, Place, Prop, Region, Routine
from deskbreak.domain.vocabulary.settings import Mode, Settings, StandPolicy

STAND = Routine(
    number="R17",
    id="stand-one-minute",
    kind=Kind.STAND_UP,
    region=Region.WHOLE,
    stage=0,
    places=frozenset({Place.STANDING}),
    props=frozenset(),
    discreet=3,
    effort=1,
    on_feet=OnFeet.FULL,
    seconds=60,
    easier_with=frozenset({Code.SURG, Code.DIZZY}),
)
"""The universal fallback (catalogue R17), known here so that there is always something to offer."""

EASED = frozenset({"walk-one-minute", STAND.id, "seated-breathing", "foot-rocker"})
"""What whole-program easing leaves (catalogue 4.5): R15, R17, R18, R30."""

QUIET = 3
"""Least discreetness of quiet mode."""

FIRST_STAGE = 1
"""The stage that everybody begins in."""

LONGEST_EASING = 31
"""Days that whole-program easing is believed to last at most, days off included."""


class Bar(StrEnum):
    """Why a routine may not be offered, or not chosen by hand."""

    STAGE = "stage"
    PLACE = "place"
    FLOOR = "floor"
    PROPS = "props"
    DISCREET = "discreet"
    MODE = "mode"
    KIND = "kind"
    STRICT = "strict"
    CODE = "code"
    SETUP = "setup"
    HIDDEN = "hidden"
    RESTING = "resting"
    EASING = "easing"
    EFFORT = "effort"
    SAFETY = "safety"
    UNSCHEDULED = "unscheduled"


@dataclass(frozen=True, slots=True)
class Ground:
    """Everything that the rules compare a routine with, worked out once."""

    stage: int
    places: frozenset[Place]
    props: frozenset[Prop]
    floor_allowed: bool
    discreet: int
    seated_only: bool
    kinds: frozenset[Kind]
    strict: bool
    codes: frozenset[Code]
    setup_done: bool
    hidden: frozenset[str]
    resting: frozenset[str]
    eased: bool
    gentle: bool
    gentle_region: Region | None
    paused: bool


Rule: TypeAlias = tuple[Bar, Callable[[Routine, Ground], bool]]

RULES: tuple[Rule, ...] = (
    (Bar.STAGE, lambda it, on: it.stage > on.stage),
    (Bar.PLACE, lambda it, on: not it.places <= on.places),
    (Bar.FLOOR, lambda it, on: Place.FLOOR in it.places and not on.floor_allowed),
    (Bar.PROPS, lambda it, on: not it.props <= on.props),
    (Bar.DISCREET, lambda it, on: it.discreet < on.discreet),
    (Bar.MODE, lambda it, on: on.seated_only and not it.seated_only),
    (Bar.KIND, lambda it, on: bool(on.kinds) and it.kind not in on.kinds),
    (Bar.STRICT, lambda it, on: on.strict and it.on_feet is not OnFeet.FULL),
    (Bar.CODE, lambda it, on: bool(it.leave_out & on.codes)),
    (Bar.SETUP, lambda it, on: not on.setup_done and bool(it.codes) and not _for_beginners(it)),
    (Bar.HIDDEN, lambda it, on: it.id in on.hidden),
    (Bar.RESTING, lambda it, on: it.id in on.resting),
    (Bar.EASING, lambda it, on: on.eased and it.id not in EASED),
    (Bar.EFFORT, lambda it, on: on.gentle and (it.effort > 1 or it.region is on.gentle_region)),
    (Bar.SAFETY, lambda it, on: on.paused and it.id != STAND.id),
    (Bar.UNSCHEDULED, lambda it, _: not it.scheduled),
)
"""Each reason with the test that finds it, in the order in which they are named."""


def _for_beginners(it: Routine) -> bool:
    """Whether it may be offered to a person who has not said yet what to leave out."""
    return it.places <= {Place.DESK_SEATED, Place.STANDING} and it.stage <= FIRST_STAGE


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
    return Ground(
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


def barred(routine: Routine, on: Ground, without: frozenset[Bar] = frozenset()) -> Bar | None:
    """The first rule that keeps a routine out; None: it may be offered."""
    for bar, keeps_out in RULES:
        if keeps_out(routine, on) and bar not in without:
            return bar
    return None


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
    return by_code or known.easier_left > 0 or known.goods_due > 0


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
