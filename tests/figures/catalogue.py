"""The seconds of every form of every routine, as the content says them, and those of the checks."""

from deskbreak.content.loader import load_routines
from deskbreak.content.model import Card, Step

CHECKS = (
    "back-quiet",
    "backrest-contact",
    "foot-support",
    "keyboard-elbows",
    "knees-hips-right-angle",
    "pelvis-middle",
    "screen-height",
    "seat-on-sit-bones",
    "stood-this-hour",
    "weight-even",
)
CHECK_SECONDS = (10.0,)
PAIRED = frozenset(
    {"dead-bug", "bird-dog", "wall-dead-bug", "desk-bird-dog", "foot-rocker", "march-at-desk"}
)
"""Routines that count each side; one repetition of their figure is a pair."""

_ALL = load_routines()
CARDS: dict[str, Card] = {facts.id: _ALL.card(facts.id) for facts in _ALL.facts}


def lengths(steps: tuple[Step, ...]) -> tuple[float, ...]:
    return tuple(float(step.seconds) for step in steps)


def forms(card: Card) -> dict[str | None, tuple[Step, ...]]:
    """The steps of every form by the name of its movement: None, ``seated``, ``full-90`` …"""
    found: dict[str | None, tuple[Step, ...]] = {form.name: form.steps for form in card.forms}
    if card.steps:
        found[None] = card.steps
    if card.seated_steps:
        found["seated"] = card.seated_steps
    return found


IDS = sorted((*CARDS, *CHECKS))
