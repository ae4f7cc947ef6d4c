"""Values of the core as JSON and back, checked against their types on the way in."""

from collections.abc import Iterator
from datetime import tzinfo
from typing import Any

import msgspec
from msgspec.structs import fields

from deskbreak.domain.machine.state import NOT_SAVED, State
from deskbreak.domain.vocabulary.routine import Check, Routine
from deskbreak.domain.vocabulary.settings import Settings
from deskbreak.errors import WrongInputError

VERSION = 1
"""Of the saved state; a row with another one is set aside."""

_SAVED = [field.name for field in fields(State) if field.name not in NOT_SAVED]


def _saved_fields() -> Iterator[tuple[str, Any, Any]]:
    """Name, type and default of each saved field; what an older state lacks has its default."""
    for field in fields(State):
        if field.name in NOT_SAVED:
            continue
        default = field.default
        if field.default_factory is not msgspec.NODEFAULT:
            default = msgspec.field(default_factory=field.default_factory)
        yield field.name, field.type, default


_Saved = msgspec.defstruct("_Saved", _saved_fields(), kw_only=True)


class Unreadable(WrongInputError):
    """A saved value is damaged or from a newer version; the text says which."""


def encode(state: State) -> bytes:
    """The part of a state that survives a restart."""
    return msgspec.json.encode(_Saved(**{name: getattr(state, name) for name in _SAVED}))


def decode(
    raw: bytes,
    settings: Settings,
    catalogue: tuple[Routine, ...],
    zone: tzinfo,
    version: int = VERSION,
    checks: tuple[Check, ...] = (),
) -> State:
    """The state with what is given anew at every start. Raises Unreadable.

    ``version`` is the one it was saved with.
    """
    if version != VERSION:
        raise Unreadable(f"it is of version {version}, this deskbreak reads {VERSION}")
    try:
        saved = msgspec.json.decode(raw, type=_Saved)
    except (ValueError, ArithmeticError, RecursionError) as error:
        raise Unreadable(str(error)) from None
    kept = {name: getattr(saved, name) for name in _SAVED}
    return State(settings=settings, catalogue=catalogue, checks=checks, zone=zone, **kept)


class _Moment(msgspec.Struct):
    """What every saved state has at least."""

    at: int
    offset: int


def saved_at(raw: bytes) -> int | None:
    """When a state was saved, epoch milliseconds; None if it is unreadable."""
    try:
        found = msgspec.json.decode(raw, type=_Moment)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return None
    return found.at + found.offset


def encode_settings(settings: Settings) -> bytes:
    """Settings as they are kept for the day on which the file is damaged."""
    return msgspec.json.encode(settings)


def decode_settings(raw: bytes) -> Settings:
    """Settings as they were last good. Raises Unreadable."""
    try:
        return msgspec.json.decode(raw, type=Settings)
    except (ValueError, ArithmeticError, RecursionError) as error:
        raise Unreadable(str(error)) from None
