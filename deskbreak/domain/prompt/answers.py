"""Which answers an open prompt accepts, phase by phase, and what each makes of it.

Rules
- This table is the only place that knows. Buttons, the tray, ``status``, the keys of the terminal
  and the command line are made from it; an answer that it does not accept is refused with its
  reason and changes nothing.
- A running routine has three requests beside its answers: it hurts, when to stop, all steps.
- Snooze takes one of ``rhythm.snooze``, at most ``max_snoozes`` times; then the button is gone.
- ``another`` changes the routine of one prompt at most ``MAX_CHANGES`` times.
- Done is always accepted: who did it without pressing start has done it.
"""

from collections.abc import Mapping
from enum import Flag, StrEnum, auto
from typing import TypeAlias

from msgspec.structs import replace

from deskbreak.domain.prompt.life import Phase, Prompt, snoozes_left
from deskbreak.domain.time.units import Instant, Millis
from deskbreak.domain.vocabulary.effects import Outcome, Why
from deskbreak.domain.vocabulary.events import Action
from deskbreak.domain.vocabulary.settings import Rhythm

MAX_CHANGES = 2
"""How often ``another`` changes the routine of one prompt."""


Answer: TypeAlias = Prompt | Outcome | Why
"""What an answer makes of a prompt: a changed one, its final outcome, or a refusal."""


class Request(StrEnum):
    """What a running routine offers beside its answers."""

    HURTS = "hurts-now"
    WHEN_TO_STOP = "when-to-stop"
    STEPS = "steps"


class Place(Flag):
    """Where an accepted answer is offered; the command line takes every accepted one."""

    COMMAND = 0
    NOTICE = auto()
    """A button of the notification; three at most."""
    MENU = auto()
    """An entry of the tray menu."""
    STATUS = auto()
    """``buttons`` of ``status``, and what its text names."""
    KEYS = auto()
    """A key of the terminal that is named."""


Choice: TypeAlias = Action | Request

EVERYWHERE = Place.NOTICE | Place.MENU | Place.STATUS | Place.KEYS
SCREEN = Place.NOTICE | Place.MENU | Place.KEYS

ACCEPTED: Mapping[Phase, Mapping[Choice, Place]] = {
    Phase.SHOWN: {
        Action.START: EVERYWHERE,
        Action.SNOOZE: EVERYWHERE,
        Action.SKIP: EVERYWHERE,
        Action.ANOTHER: Place.MENU | Place.KEYS,
        Action.SEATED: Place.MENU | Place.KEYS,
        Action.DONE: Place.COMMAND,
    },
    Phase.WITHDRAWN: {
        Action.START: EVERYWHERE,
        Action.SNOOZE: EVERYWHERE,
        Action.SKIP: EVERYWHERE,
        Action.DONE: Place.COMMAND,
    },
    Phase.SNOOZED: {
        Action.START: EVERYWHERE,
        Action.DONE: EVERYWHERE,
        Action.SKIP: EVERYWHERE,
    },
    Phase.STARTED: {
        Action.DONE: EVERYWHERE,
        Request.HURTS: SCREEN,
        Request.WHEN_TO_STOP: SCREEN,
        Request.STEPS: Place.MENU,
        Action.STOP: Place.STATUS,
    },
}
"""What each phase accepts, in the order in which it is offered, and where."""


def offered(it: Prompt, place: Place, rhythm: Rhythm) -> tuple[Choice, ...]:
    """What an open prompt offers in a place now, in order."""
    return tuple(
        choice
        for choice, places in ACCEPTED[it.phase].items()
        if place in places and (isinstance(choice, Request) or _left(it, choice, rhythm) is None)
    )


def refusal(it: Prompt, action: Action, rhythm: Rhythm) -> Why | None:
    """Why an open prompt does not accept an answer now; None: it does."""
    if action in ACCEPTED[it.phase]:
        return _left(it, action, rhythm)
    if action is Action.STOP:
        return Why.NOT_RUNNING
    return Why.RUNNING if it.phase is Phase.STARTED else Why.NOTHING_OPEN


def _left(it: Prompt, action: Action, rhythm: Rhythm) -> Why | None:
    """Why an answer that may be given only so often is used up; None: it is not."""
    if action is Action.SNOOZE and not snoozes_left(it, rhythm):
        return Why.NO_SNOOZE_LEFT
    if action is Action.ANOTHER and it.changes >= MAX_CHANGES:
        return Why.NO_CHANGE_LEFT
    return None


def answer(it: Prompt, action: Action, span: Millis | None, rhythm: Rhythm, at: Instant) -> Answer:
    """Start, done, snooze, skip or stop; a change of routine is not made here."""
    snoozes = action is Action.SNOOZE and action in ACCEPTED[it.phase]
    if snoozes and span not in (None, *rhythm.snooze):
        return Why.NOT_OFFERED
    why = refusal(it, action, rhythm)
    if why is not None:
        return why
    match action:
        case Action.DONE:
            return Outcome.DONE
        case Action.STOP:
            return Outcome.STOPPED
        case Action.SKIP:
            return Outcome.SKIPPED
        case Action.SNOOZE:
            return snooze(it, span, rhythm, at)
        case _:
            return it


def snooze(it: Prompt, span: Millis | None, rhythm: Rhythm, at: Instant) -> Prompt:
    """Put it off by one of the offered lengths; None is the first of them."""
    return replace(
        it,
        phase=Phase.SNOOZED,
        snoozes=it.snoozes + 1,
        back_at=at + (rhythm.snooze[0] if span is None else span),
        passes=frozenset(),
    )
