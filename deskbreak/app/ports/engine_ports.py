"""What the engine needs: events by ``Post``, the clock, the alarm and the store."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Protocol, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Callable

    from deskbreak.domain.machine.state import State
    from deskbreak.domain.time.units import Instant, Millis, Now
    from deskbreak.domain.vocabulary.effects import Effect
    from deskbreak.domain.vocabulary.events import Event
    from deskbreak.domain.vocabulary.settings import Settings


Post: TypeAlias = "Callable[[Event], None]"
"""Hands an event to the engine; safe from any thread."""


class Clock(Protocol):
    """Both clocks, read together."""

    def now(self) -> Now: ...

    def suspended(self) -> Millis:
        """How long the machine has been suspended since some fixed time; 0 if it cannot tell."""


class KeptFile(NamedTuple):
    """A file that could not be used as the ledger, and was renamed."""

    file: Path
    at: datetime
    """When, local time."""
    foreign: bool
    """It is another program's database; else it is damaged."""


class LedgerChange(StrEnum):
    """What somebody did to the ledger's file while it was in use."""

    TAKEN_AWAY = "taken_away"
    REPLACED = "replaced"
    """Another ledger was written over it."""
    DAMAGED = "damaged"
    """Something that is no database was."""
    FOREIGN = "foreign"
    """Another program's database was."""


OnChange: TypeAlias = "Callable[[LedgerChange, Path], None]"
"""Told the ledger's file, or where it is kept now."""


class Store(Protocol):
    """Keeps the state and the ledger."""

    def commit(self, state: State, effects: tuple[Effect, ...], *, durable: bool) -> None:
        """Write one step, all or nothing; ``durable``: it is on the disk when this returns.

        What cannot be written is kept and written with a later step; the store tells the person.
        """

    def keep_settings(self, settings: Settings) -> None:
        """Keep the settings in force for a start at which they cannot be read; never raises."""

    def flush(self) -> bool:
        """Write what waits. Whether nothing waits any more; it never blocks for long."""

    def look(self) -> None:
        """See whether somebody did something to the ledger's file; what is found is told."""

    def unwritten(self) -> list[tuple[str | int | None, ...]]:
        """The records that wait, as ``history`` shows them."""

    def kept_files(self) -> tuple[KeptFile, ...]:
        """What could not be used as the ledger and lies beside it, oldest first; never raises."""

    @property
    def has_settings(self) -> bool:
        """Whether good settings were ever kept."""


class Alarm(Protocol):
    """One alarm. It rings once at or after the instant, and also when a clock was stepped."""

    def set(self, at: Instant | None) -> None: ...

    def close(self) -> None: ...


class WakingAlarm(Alarm, Protocol):
    """An alarm that can be told to look at the time at once."""

    def wake_up(self) -> None:
        """A clock was stepped or the machine resumed."""
