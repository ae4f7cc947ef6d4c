"""When answers and settings leave too little to choose from, and what the person may change.

Rules
- Too little is fewer than three routines, or one region alone.
- What safety leaves out is never offered again for the sake of variety. What is only wished for is
  named instead: the wish without which most would be left.
- ``strict-source`` gives way by itself (``eligibility``), and that is told as well.
"""

from datetime import date

from msgspec import Struct

from deskbreak.domain.choice.eligibility import (
    Bar,
    enough,
    ground,
    lasting,
    safety_paused,
    seated_only,
)
from deskbreak.domain.choice.memory import Memory
from deskbreak.domain.vocabulary.routine import Routine
from deskbreak.domain.vocabulary.settings import Mode, Settings, StandPolicy

WISHES = (Bar.MODE, Bar.STRICT, Bar.DISCREET, Bar.KIND, Bar.HIDDEN, Bar.PLACE, Bar.PROPS)
"""What a person set and may set otherwise, in the order in which it is named."""


class Scarcity(Struct, frozen=True):
    """Little is left, or little would have been."""

    left: tuple[Routine, ...]
    """What may be offered; rests, which pass, are not counted."""
    wish: Bar | None
    """What to change for more; None: nothing would help."""
    today: bool = False
    """That wish is one for today only."""
    gave_way: bool = False
    """``strict-source`` gave way, so that there is enough."""


def scarcity(
    catalogue: tuple[Routine, ...], memory: Memory, settings: Settings, day: date
) -> Scarcity | None:
    """What is to be told about how little is left; None: there is enough, or safety pauses all."""
    if safety_paused(memory, settings):
        return None
    on = ground(catalogue, memory, settings, day, memory.prompts + 1)
    left = lasting(catalogue, on)
    if not enough(left):
        gains = {wish: len(lasting(catalogue, on, frozenset({wish}))) for wish in WISHES}
        best = max(WISHES, key=gains.__getitem__)
        helps = best if gains[best] > len(left) else None
        today = helps is Bar.MODE and settings.routines.mode is not Mode.SEATED_ONLY
        return Scarcity(left, helps, today)
    strict = settings.routines.stand_policy is StandPolicy.STRICT_SOURCE
    gave_way = strict and not on.strict and not seated_only(settings, memory, day)
    return Scarcity(left, None, gave_way=True) if gave_way else None
