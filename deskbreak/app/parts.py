"""The parts of the running program by name, and what became of one that failed."""

from datetime import datetime
from typing import NamedTuple

from msgspec import Struct

from deskbreak.errors import DeskbreakError, UnavailableError

LONGEST = 200
"""Characters of what is told about a failure."""


class Part(NamedTuple):
    """Whose code runs."""

    name: str
    """As ``doctor`` names it: ``microphone``, ``x11-idle``."""
    loses: str
    """What the person loses without it: a key of the texts ``parts.loses``."""


PROGRAM = Part("deskbreak", "something")
"""Code that belongs to no part in particular."""


class Fault(Struct, frozen=True):
    """A part that has failed and has not worked since."""

    part: Part
    what: str
    """The failure in one line, for the log and ``doctor``."""
    since: datetime | None
    """Local time; None where no clock was given."""
    times: int = 1
    passing: bool = False
    """It was one call among many; nothing has to be begun again."""


class PartFailedError(UnavailableError):
    """A part failed in a way that it does not know itself; its room goes on without it."""


def one_line(error: BaseException | str) -> str:
    """One line; what is none of ours has the kind of exception before its words."""
    if isinstance(error, str | DeskbreakError):
        return shortened(str(error))
    words = " ".join(str(error).split())
    return shortened(f"{type(error).__name__}: {words}") if words else type(error).__name__


_INSTEAD = {"\n": " ", "\t": " "}


def shortened(words: str) -> str:
    """As much as fits a line that people read: what came from outside may have any length.

    Nor may it hold what a terminal obeys.
    """
    words = "".join(it if it.isprintable() else _INSTEAD.get(it, "\ufffd") for it in words)
    return words if len(words) <= LONGEST else f"{words[: LONGEST - 1]}…"
