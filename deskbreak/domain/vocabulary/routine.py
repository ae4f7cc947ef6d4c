"""What the core knows about a routine or a check: facts only, no texts.

Rules
- Terms and codes are those of the catalogue, sections 0.1 and 0.3.
"""

from enum import StrEnum

from msgspec import Struct


class Kind(StrEnum):
    """What sort of movement a routine is."""

    STAND_UP = "stand-up"
    SIT_TO_STAND = "sit-to-stand"
    THORACIC = "thoracic"
    BREATHING = "breathing"
    HIP = "hip"
    STABILITY = "stability"
    WALKING = "walking"
    LIFTING = "lifting"


class Region(StrEnum):
    """Part of the body a routine is for; used for daily coverage."""

    BREATH = "breath"
    HIP = "hip"
    THORAX = "thorax"
    PELVIS = "pelvis"
    WHOLE = "whole"


class Place(StrEnum):
    """What must be available around the person."""

    DESK_SEATED = "desk-seated"
    STANDING = "standing"
    WALL = "wall"
    FLOOR = "floor"


class Prop(StrEnum):
    """A thing a routine needs at hand."""

    CHAIR = "chair"
    DESK = "desk"
    WALL = "wall"
    TOWEL = "towel"
    OBJECT = "object"


class OnFeet(StrEnum):
    """``full``: at least 30 s on the feet or four stand-ups; ``brief``: gets up at least once."""

    FULL = "full"
    BRIEF = "brief"


class Comfort(StrEnum):
    """How a routine felt (catalogue 4.5)."""

    GOOD = "good"
    HARD = "hard"
    HURTS = "hurts"


class Code(StrEnum):
    """An answer at first run that leaves routines out (catalogue 0.3)."""

    OST = "OST"
    SURG = "SURG"
    PREG = "PREG"
    DIZZY = "DIZZY"
    WRIST = "WRIST"
    KNEE = "KNEE"
    SHOULDER = "SHOULDER"


class Routine(Struct, frozen=True):
    """The facts by which a routine is chosen and timed."""

    number: str
    """``R03``: the number in the catalogue, or ``U…`` for a routine of the user's own."""
    id: str
    kind: Kind
    region: Region
    stage: int
    places: frozenset[Place]
    props: frozenset[Prop]
    discreet: int
    effort: int
    on_feet: OnFeet
    seconds: int
    """Length of the scheduled form: 60."""
    leave_out: frozenset[Code] = frozenset()
    easier_with: frozenset[Code] = frozenset()
    """Codes with which only the easier variant is offered (``OST→easier``)."""
    variants: tuple[tuple[str, int], ...] = ()
    """Longer forms: name (``full-90``) and seconds."""
    scheduled: bool = True
    """False: only on request, never the choice of a prompt (R12)."""
    seated_only: bool = False
    """True: has the seated closing step, so seated-only mode may choose it (catalogue 4.4)."""
    steps: tuple[int, ...] = ()
    """Lengths of its steps in seconds, in order; they add up to ``seconds``."""
    easier_steps: tuple[int, ...] = ()
    """The same of its easier form."""
    counterpart: str | None = None
    """Id of the desk or floor routine with the same aim."""

    @property
    def codes(self) -> frozenset[Code]:
        """All that is to be known of a person before it is offered."""
        return self.leave_out | self.easier_with


CheckGroup = StrEnum("CheckGroup", {"PLACE": "place", "BODY": "body", "RHYTHM": "rhythm"})


class Check(Struct, frozen=True):
    """The facts by which a set-up check is chosen (catalogue 3)."""

    number: str
    """``C5``."""
    id: str
    group: CheckGroup
    leave_out: frozenset[Code] = frozenset()
    """Codes with which it is not asked, because its answer would move what is to rest."""
