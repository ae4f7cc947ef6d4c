"""Lengths and times as people type them after a command, and what each slip probably meant.

Rules
- Letters and digits of full width mean the plain ones; spaces inside a length mean nothing.
- Whatever cannot be read is answered with what to type instead, each slip in its own way.
"""

import re
import unicodedata
from datetime import time
from typing import TypeAlias

from msgspec import Struct

from deskbreak.content.model import Language
from deskbreak.content.strings import text
from deskbreak.domain.time.durations import parse_duration
from deskbreak.domain.time.units import SECOND, Millis
from deskbreak.domain.vocabulary.events import Until

_CLOCK = re.compile(r"([0-9]{1,2}):([0-9]{2})")
_BARE = re.compile(r"[0-9]{1,3}")
_LAST_HOUR = 23


class Slip(Struct, frozen=True):
    """What was typed and cannot be read; ``kind`` names the text that says what to type."""

    kind: str
    typed: str
    guess: str = ""

    def words(self, language: Language) -> str:
        """One line for the person."""
        return text(language, f"refused.{self.kind}", text=self.typed, guess=self.guess)


PauseEnd: TypeAlias = Millis | time | Until | Slip


def length(typed: str) -> Millis | Slip:
    """What ``5m`` or ``1h 30m`` means; never below a second."""
    plain = _plain(typed).replace(" ", "")
    found = parse_duration(plain)
    if found is None:
        bare = _BARE.fullmatch(plain)
        return Slip("duration_unit", typed, f"{plain}m") if bare else Slip("duration", typed)
    return found if found >= SECOND else Slip("duration_short", typed)


def pause_end(typed: str) -> PauseEnd:
    """The end that ``1h``, ``14:00``, ``until 14:00`` or ``today`` means."""
    plain = _plain(typed)
    until = plain == "until" or plain.startswith("until ")
    rest = plain.removeprefix("until").strip()
    if until and not rest:
        return Slip("pause_until_what", typed)
    if rest == Until.TODAY:
        return Until.TODAY
    clock = _CLOCK.fullmatch(rest)
    if clock is not None:
        return _time(int(clock[1]), int(clock[2]), rest)
    found = length(rest)
    if not isinstance(found, Slip):
        return Slip("pause_until_length", rest, rest.replace(" ", "")) if until else found
    if _BARE.fullmatch(rest) and int(rest) <= _LAST_HOUR:
        return Slip("pause_bare", rest, f"{rest}:00")
    if found.kind == "duration":
        return Slip("time" if until else "pause", rest)
    return found


def _time(hour: int, minute: int, typed: str) -> time | Slip:
    """A time of day; 24:00 is the midnight to come."""
    if (hour, minute) == (_LAST_HOUR + 1, 0):
        return time(0)
    try:
        return time(hour, minute)
    except ValueError:
        return Slip("time_range", typed)


def _plain(typed: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", typed).lower().split())
