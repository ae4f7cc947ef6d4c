"""The reasons that keep a routine out, and the test that finds each.

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
"""

from collections.abc import Callable
from enum import StrEnum
from typing import TypeAlias

from msgspec import Struct

from deskbreak.domain.vocabulary.routine import Code, Kind, OnFeet, Place, Prop, Region, Routine

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

FIRST_STAGE = 1
"""The stage that everybody begins in."""


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


PASSING = frozenset({Bar.RESTING, Bar.EASING, Bar.EFFORT, Bar.SAFETY})
"""What keeps a routine out for a while and ends by itself."""


class Ground(Struct, frozen=True):
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


def barred(routine: Routine, on: Ground, without: frozenset[Bar] = frozenset()) -> Bar | None:
    """The first rule that keeps a routine out; None: it may be offered."""
    for bar, keeps_out in RULES:
        if keeps_out(routine, on) and bar not in without:
            return bar
    return None
