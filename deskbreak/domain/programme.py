"""Programme (placeholder)."""

from datetime import date

from deskbreak.domain.memory import Memory, focus_week

FOCUS: tuple[frozenset[str], ...] = (
    frozenset({"seated-breathing", "diaphragmatic-breathing", "stand-one-minute"}),
    frozenset({"hip-hinge", "seated-hip-hinge", "sit-to-stand", "sit-to-stand-breath"}),
    frozenset(
        {"seated-thread-the-needle", "desk-cat-cow", "chair-back-extension", "thread-the-needle"}
    ),
    frozenset(
        {"desk-lunge-open", "worlds-greatest-stretch", "lift-practice", "standing-heel-press"}
    ),
    frozenset({"desk-bird-dog", "wall-dead-bug", "wall-side-plank"}),
)
"""The leading routines of each week; the last stays."""


def focus_routines(memory: Memory, day: date) -> frozenset[str]:
    """The leading routines of the weekly focus."""
    return FOCUS[focus_week(memory, day) - 1]
