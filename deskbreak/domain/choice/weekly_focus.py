"""Which routines lead each week of the programme (catalogue 4.6).

Rules
- Each of the first weeks has routines that lead; those of the last week stay.
"""

from datetime import date

from deskbreak.domain.choice.memory import Memory, focus_week

FOCUS: tuple[frozenset[str], ...] = (
    frozenset({"seated-breathing", "diaphragmatic-breathing", "stand-one-minute"}),
    frozenset({"hip-hinge", "seated-hip-hinge", "sit-to-stand", "sit-to-stand-breath"}),
    frozenset(
        {
            "seated-thread-the-needle",
            "desk-cat-cow",
            "chair-back-extension",
            "thread-the-needle",
        }
    ),
    frozenset(
        {"desk-lunge-open", "worlds-greatest-stretch", "lift-practice", "standing-heel-press"}
    ),
    frozenset({"desk-bird-dog", "wall-dead-bug", "wall-side-plank"}),
)
"""The leading routines of each week; the last stay."""


def focus_routines(memory: Memory, day: date) -> frozenset[str]:
    """Ids of the routines that lead this week."""
    return FOCUS[focus_week(memory, day) - 1]
