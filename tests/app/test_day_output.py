"""Effects as the contract's JSON: every kind, with just its fields."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from deskbreak.app.day_output import Happened, as_json
from deskbreak.domain.vocabulary.effects import (
    Cause,
    Effect,
    HoldPrompt,
    Outcome,
    Record,
    Refuse,
    ReleasePrompt,
    RepeatNotice,
    ShowCue,
    ShowPrompt,
    ShowSafety,
    StartRoutine,
    WatchGates,
    Why,
    WithdrawPrompt,
)
from deskbreak.domain.vocabulary.events import Reason
from deskbreak.domain.vocabulary.question_effects import AskCheck, MakeOffer, Proposal

AT = datetime(2026, 11, 30, 9, 0, 0, 400_000, tzinfo=ZoneInfo("Asia/Tokyo"))

SHAPES: list[tuple[Effect, dict[str, Any] | None]] = [
    (
        ShowPrompt("1", "x", Cause.DUE, 2),
        {"effect": "prompt", "id": "1", "routine": "x", "reason": "due"},
    ),
    (StartRoutine("1", "x"), {"effect": "start", "id": "1", "routine": "x"}),
    (WithdrawPrompt("1"), {"effect": "withdraw", "id": "1"}),
    (RepeatNotice("1"), {"effect": "notice", "id": "1"}),
    (HoldPrompt(Reason.CALL), {"effect": "hold", "reason": "call"}),
    (ReleasePrompt(), {"effect": "release"}),
    (Refuse(Why.RUNNING), {"effect": "refused", "why": "running"}),
    (Refuse(Why.NO_STAGE, "7"), {"effect": "refused", "why": "no-stage", "detail": "7"}),
    (AskCheck("1", "c"), {"effect": "check", "id": "c"}),
    (MakeOffer("1", Proposal.STAGE), {"effect": "offer", "offer": "stage"}),
    (ShowSafety(), {"effect": "safety"}),
    (
        Record(Outcome.DONE, 61_999, "1", "x"),
        {"effect": "record", "outcome": "done", "id": "1", "routine": "x", "sitting_s": 61},
    ),
    (
        Record(Outcome.BREAK, 0, away=301_000),
        {
            "effect": "record",
            "outcome": "break",
            "id": None,
            "routine": None,
            "sitting_s": 0,
            "away_s": 301,
        },
    ),
    (
        Record(Outcome.CHECK, 0, "c", detail="yes"),
        {
            "effect": "record",
            "outcome": "check",
            "id": "c",
            "routine": None,
            "sitting_s": 0,
            "answer": "yes",
        },
    ),
    (ShowCue("1", "x"), None),
    (WatchGates(), None),
]


@pytest.mark.parametrize(("effect", "shape"), SHAPES, ids=[str(one) for one, _ in SHAPES])
def test_the_shape_of_each_effect(effect: Effect, shape: dict[str, Any] | None) -> None:
    expected = None if shape is None else {"at": "2026-11-30T09:00:00"} | shape
    assert as_json(Happened(AT, effect)) == expected


def test_the_offset_is_there_when_asked_for() -> None:
    shape = as_json(Happened(AT, ReleasePrompt()), naive=False)
    assert shape == {"at": "2026-11-30T09:00:00+09:00", "effect": "release"}
