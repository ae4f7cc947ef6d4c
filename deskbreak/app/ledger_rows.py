"""Rows of the ledger as those who show them see them; who read them has types of its own."""

from typing import Protocol


class RecordRow(Protocol):
    """One row of the ledger."""

    @property
    def at(self) -> str: ...
    @property
    def day(self) -> str: ...
    @property
    def outcome(self) -> str: ...
    @property
    def prompt(self) -> str | None: ...
    @property
    def routine(self) -> str | None: ...
    @property
    def sitting_s(self) -> int: ...
    @property
    def away_s(self) -> int | None: ...
    @property
    def detail(self) -> str | None: ...


class HoldRow(Protocol):
    """A prompt was kept back."""

    @property
    def reason(self) -> str: ...
    @property
    def since(self) -> str: ...
    @property
    def until(self) -> str | None: ...


class FeltRow(Protocol):
    """How a routine felt."""

    @property
    def routine(self) -> str: ...
    @property
    def answer(self) -> str: ...


class DayRow(Protocol):
    """What a day came to."""

    @property
    def day(self) -> str: ...
    @property
    def sitting_s(self) -> int: ...
    @property
    def longest_s(self) -> int: ...
