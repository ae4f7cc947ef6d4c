"""Effects of a simulated day as the contract's JSON objects, one a line.

Rules
- ``easier`` stands only where the easier form is offered or led.
- Effects that concern only how something is asked or said on a screen are not part of it.
"""

from datetime import datetime
from typing import Any

from msgspec import Struct

from deskbreak.domain.time.units import SECOND
from deskbreak.domain.vocabulary.effects import (
    Effect,
    HoldPrompt,
    Record,
    Refuse,
    ReleasePrompt,
    RepeatNotice,
    ShowPrompt,
    ShowSafety,
    StartRoutine,
    WithdrawPrompt,
)
from deskbreak.domain.vocabulary.question_effects import AskCheck, MakeOffer


class Happened(Struct, frozen=True):
    """An effect, and what the wall clock showed."""

    at: datetime
    effect: Effect


def as_json(happened: Happened, *, naive: bool = True) -> dict[str, Any] | None:
    """An effect as the contract's JSON object; None for what is not part of it."""
    at = happened.at.replace(tzinfo=None) if naive else happened.at
    shape = _shape(happened.effect)
    return None if shape is None else {"at": at.isoformat(timespec="seconds")} | shape


def _shape(effect: Effect) -> dict[str, Any] | None:
    """The fields of an effect."""
    match effect:
        case ShowPrompt(id_, routine, reason, easier=easier):
            shape = {"effect": "prompt", "id": id_, "routine": routine, "reason": reason}
            return shape | ({"easier": True} if easier else {})
        case StartRoutine(id_, routine, easier):
            shape = {"effect": "start", "id": id_, "routine": routine}
            return shape | ({"easier": True} if easier else {})
        case WithdrawPrompt(id_):
            return {"effect": "withdraw", "id": id_}
        case RepeatNotice(id_):
            return {"effect": "notice", "id": id_}
        case HoldPrompt(reason):
            return {"effect": "hold", "reason": reason}
        case ReleasePrompt():
            return {"effect": "release"}
        case Refuse(why, detail):
            return {"effect": "refused", "why": why} | ({"detail": detail} if detail else {})
        case Record():
            return _record(effect)
        case AskCheck(_, check):
            return {"effect": "check", "id": check}
        case MakeOffer(_, proposal):
            return {"effect": "offer", "offer": proposal}
        case ShowSafety():
            return {"effect": "safety"}
        case _:
            return None


def _record(record: Record) -> dict[str, Any]:
    """A row of the ledger as JSON."""
    shape: dict[str, Any] = {
        "effect": "record",
        "outcome": record.outcome,
        "id": record.id,
        "routine": record.routine,
        "sitting_s": record.sitting // SECOND,
    }
    if record.away is not None:
        shape["away_s"] = record.away // SECOND
    if record.detail is not None:
        shape["answer"] = record.detail
    return shape
