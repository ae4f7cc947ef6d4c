"""One line of an exported ledger, checked against its shape: JSON, told apart by ``type``.

The first line is a ``Head``. Times are ISO 8601 with their offset, days ISO dates, lengths seconds.
"""

from typing import Annotated, TypeAlias

import msgspec

FORMAT = 1

Day: TypeAlias = Annotated[str, msgspec.Meta(pattern=r"^\d{4}-\d{2}-\d{2}$")]
At: TypeAlias = Annotated[str, msgspec.Meta(pattern=r"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}")]
Length: TypeAlias = Annotated[int, msgspec.Meta(ge=0, le=10**9)]
Name: TypeAlias = Annotated[str, msgspec.Meta(max_length=200)]


class Line(msgspec.Struct, tag_field="type", forbid_unknown_fields=True, frozen=True):
    """What every line has: its type."""


class Head(Line, tag="deskbreak-ledger", frozen=True):
    """Whose ledger it is; ``format`` grows when a line changes its meaning."""

    format: int
    origin: Name


class RecordLine(Line, tag="record", frozen=True):
    """A record."""

    at: At
    epoch: int
    day: Day
    outcome: Name
    prompt: Name | None
    routine: Name | None
    sitting_s: Length
    away_s: Length | None
    detail: Name | None


class HoldLine(Line, tag="hold", frozen=True):
    """A prompt was kept back."""

    reason: Name
    since: At
    until: At | None


class DayLine(Line, tag="day", frozen=True):
    """What a day came to at the machine ``origin``."""

    day: Day
    origin: Name
    sitting_s: Length
    longest_s: Length


class FeltLine(Line, tag="felt", frozen=True):
    """How a routine felt."""

    at: At
    day: Day
    routine: Name
    answer: Name


class StateLine(Line, tag="state", frozen=True):
    """What the machine remembers: which routines rest, how far the programme has come."""

    version: int
    body: msgspec.Raw


AnyLine: TypeAlias = Head | RecordLine | HoldLine | DayLine | FeltLine | StateLine
