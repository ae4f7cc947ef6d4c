"""Which of the person's own commands an effect calls, and what they are told of it.

Nothing of comfort, codes or checks, no names of windows or meetings.
"""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import NamedTuple

from deskbreak.domain.vocabulary.effects import (
    Effect,
    HoldPrompt,
    Outcome,
    Record,
    ShowPrompt,
    StartRoutine,
)

ENDED = frozenset({Outcome.DONE, Outcome.TAKEN, Outcome.STOPPED})
"""Outcomes for which ``on_done`` is called."""


class HookCall(NamedTuple):
    """One call: the setting that holds the command, and the environment it gets."""

    setting: str
    """``on_prompt``, ``on_start``, ``on_done``, ``on_hold`` or ``on_break``."""
    environment: Mapping[str, str]


def hook_call(effect: Effect, at: datetime, title: Callable[[str], str]) -> HookCall | None:
    """The call that belongs to an effect, or None. ``at`` is local time."""
    match effect:
        case ShowPrompt(_, routine, reason):
            return _call("prompt", at, title, routine, reason=reason.value)
        case StartRoutine(_, routine):
            return _call("start", at, title, routine)
        case Record(outcome, _, _, routine) if outcome in ENDED:
            return _call("done", at, title, routine, outcome=outcome.value)
        case Record(Outcome.BREAK):
            return _call("break", at, title, outcome=Outcome.BREAK.value)
        case HoldPrompt(reason):
            return _call("hold", at, title, reason=reason.value)
        case _:
            return None


def _call(
    event: str,
    at: datetime,
    title: Callable[[str], str],
    routine: str | None = None,
    *,
    outcome: str = "",
    reason: str = "",
) -> HookCall:
    return HookCall(
        f"on_{event}",
        {
            "DESKBREAK_EVENT": event,
            "DESKBREAK_ROUTINE": routine or "",
            "DESKBREAK_TITLE": "" if routine is None else title(routine),
            "DESKBREAK_AT": at.isoformat(timespec="seconds"),
            "DESKBREAK_OUTCOME": outcome,
            "DESKBREAK_REASON": reason,
        },
    )
