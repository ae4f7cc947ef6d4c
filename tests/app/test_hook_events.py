"""What hooks are told, and that nothing else is."""

from datetime import UTC, datetime
from typing import get_args

import pytest
from msgspec.structs import fields

from deskbreak.app.hook_events import hook_call
from deskbreak.domain.vocabulary import effects
from deskbreak.domain.vocabulary.effects import (
    Cause,
    Effect,
    HoldPrompt,
    Outcome,
    Record,
    ShowPrompt,
    StartRoutine,
)
from deskbreak.domain.vocabulary.events import Reason

AT = datetime(2026, 11, 28, 9, 5, tzinfo=UTC)
NAMES = ("EVENT", "ROUTINE", "TITLE", "AT", "OUTCOME", "REASON")


def told(effect: Effect) -> tuple[str, ...] | None:
    call = hook_call(effect, AT, str.upper)
    if call is None:
        return None
    assert set(call.environment) == {f"DESKBREAK_{name}" for name in NAMES}
    return (call.setting, *(call.environment[f"DESKBREAK_{name}"] for name in NAMES))


@pytest.mark.parametrize(
    ("effect", "expected"),
    [
        (ShowPrompt("1", "r", Cause.DUE, 2), ("on_prompt", "prompt", "r", "R", "", "due")),
        (StartRoutine("1", "r"), ("on_start", "start", "r", "R", "", "")),
        (Record(Outcome.DONE, 1, "1", "r"), ("on_done", "done", "r", "R", "done", "")),
        (Record(Outcome.TAKEN, 1, "1", "r"), ("on_done", "done", "r", "R", "taken", "")),
        (Record(Outcome.STOPPED, 1, "1", "r"), ("on_done", "done", "r", "R", "stopped", "")),
        (Record(Outcome.BREAK, 1, away=9), ("on_break", "break", "", "", "break", "")),
        (HoldPrompt(Reason.CALL), ("on_hold", "hold", "", "", "", "call")),
    ],
)
def test_each_event(effect: Effect, expected: tuple[str, ...]) -> None:
    setting, event, routine, title, outcome, reason = expected
    at = "2026-11-28T09:05:00+00:00"
    assert told(effect) == (setting, event, routine, title, at, outcome, reason)


@pytest.mark.parametrize(
    "outcome", [Outcome.SNOOZED, Outcome.SKIPPED, Outcome.MISSED, Outcome.CHECK]
)
def test_other_outcomes_call_nothing(outcome: Outcome) -> None:
    assert told(Record(outcome, 1, "1", "r", detail="fix")) is None


def test_no_other_effect_calls_a_hook() -> None:
    """A new effect is looked at here: if it is to call one, it gets a line above."""
    calling = {ShowPrompt, StartRoutine, Record, HoldPrompt}
    for kind in set(get_args(Effect)) - calling:
        assert told(kind(**{field.name: "x" for field in fields(kind)})) is None
    assert calling <= set(get_args(effects.Effect))
