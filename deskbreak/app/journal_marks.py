"""The journal's marks: what was on, from when on. Light, for whoever only reads them."""

from enum import StrEnum
from typing import NamedTuple


class Where(StrEnum):
    """First letter of a mark: where the person is."""

    PRESENT = "p"
    WATCHING = "v"
    AWAY = "a"
    LOCKED = "l"
    ASLEEP = "z"
    STANDING = "s"
    DOWN = "x"
    """The program was not running: nobody knows."""


class Course(StrEnum):
    """Second letter: how far a prompt has come."""

    NONE = "-"
    DUE = "d"
    """Waiting for a pause in the person's work, or for them to be there."""
    HELD = "h"
    SETTLING = "e"
    SHOWN = "o"
    SNOOZED = "n"
    STARTED = "g"


OFF_HOURS, PAUSED = "f", "u"
"""Further letters."""
RELOADED = "R"
"""A mark of its own: other settings are in force."""
FULL = "?"
"""A mark of its own: so much happened that no more is kept for a while."""

COUNTING = frozenset({Where.PRESENT, Where.WATCHING})


class Mark(NamedTuple):
    """From ``at`` on this was so, until the next mark."""

    at: int
    """Seconds since 1970-01-01 UTC."""
    what: str
    sitting_s: int
    stretch_s: int
    every_s: int
    """The rhythm in force: when a prompt is due."""
    about: str | None = None
    """The reason of a hold, or the cause and the routine of what is shown."""
