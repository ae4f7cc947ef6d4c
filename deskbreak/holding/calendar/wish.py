"""What the daemon asks of the process that reads calendars, and what its exit codes mean."""

import json

from msgspec import Struct
from msgspec.structs import asdict

from deskbreak.holding.calendar.budget import WALL_S

LIBRARIES_MISSING, NO_MEMORY = 3, 4
AT_ONCE = 4
"""Calendars that are read at the same time."""


class Wish(Struct, frozen=True):
    """What to read."""

    sources: tuple[str, ...]
    allow_http: bool
    cache: str
    now: float
    """Seconds since 1970."""
    zone: str
    """The local zone's name, times without a zone are in it; empty: the system's own rules."""

    def to_json(self) -> bytes:
        """As it goes to the process."""
        return json.dumps(asdict(self)).encode()

    @classmethod
    def from_json(cls, data: bytes) -> "Wish":
        """As it comes out there. Raises ValueError, TypeError."""
        words = json.loads(data)
        return cls(**{**words, "sources": tuple(words["sources"])})

    @property
    def limit(self) -> float:
        """Seconds in which all of it is surely over."""
        return WALL_S * -(-len(self.sources) // AT_ONCE) + 10.0
