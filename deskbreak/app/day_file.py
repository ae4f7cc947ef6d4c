"""A day as data: one JSON object a line, read into events of the core.

``at`` is ISO 8601; without an offset it is local to the zone given. ``event`` names what happened.
Spans are texts such as "10m". The format is the contract's, section 6.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime, tzinfo

import msgspec
from msgspec import Struct

from deskbreak.app import requests
from deskbreak.app.day_lines import (
    DayLine,
    Idle,
    Line,
    Lock,
    Notifier,
    Pause,
    Present,
    Quiet,
    Sleep,
    Typing,
    Unlock,
    Wake,
    Watch,
)
from deskbreak.app.requests import DAY_NAMES, MEANINGS, WordError
from deskbreak.domain.time.durations import parse_duration
from deskbreak.domain.time.units import REACH, Instant, Millis, is_within_reach
from deskbreak.domain.vocabulary.events import Event, NotifierChanged, Paused
from deskbreak.domain.vocabulary.presence_events import (
    CameBack,
    FellAsleep,
    Locked,
    TypingBegan,
    TypingEnded,
    Unlocked,
    Watched,
    WentIdle,
    WokeUp,
)
from deskbreak.errors import WrongInputError


class DayError(WrongInputError):
    """A line of a day file makes no sense; the text says which and why."""


class EventLine(Struct, frozen=True):
    """A line of the file with its number and its time."""

    number: int
    at: datetime
    line: DayLine


def read(lines: Iterable[str], zone: tzinfo) -> Iterator[EventLine]:
    """The lines of a day; empty ones are passed over. Raises DayError."""
    for number, text in enumerate(lines, 1):
        if text.strip():
            line = _line(number, text)
            yield EventLine(number, moment(number, line.at, zone), line)


def _line(number: int, text: str) -> DayLine:
    """One line, checked."""
    try:
        raw = json.loads(text)
    except ValueError as error:
        raise DayError(f"line {number}: not JSON: {error}") from None
    if isinstance(raw, dict) and "event" not in raw and "type" in raw:
        raw["event"] = raw.pop("type")
    try:
        line: DayLine = msgspec.convert(raw, DayLine)
    except msgspec.ValidationError as error:
        raise DayError(f"line {number}: {error}") from None
    return line


def moment(number: int, text: str, zone: tzinfo) -> datetime:
    """A time of the file, aware. Naive is local; a missing time moves on, a double is the first."""
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        raise DayError(
            f'line {number}: at = "{text}": a time such as "2026-11-30T09:00:00" is needed'
        ) from None
    if not is_within_reach(at.date()):
        raise DayError(f'line {number}: at = "{text}": {REACH}')
    return at.replace(tzinfo=zone) if at.tzinfo is None else at.astimezone(zone)


def span(number: int, text: str) -> Millis:
    """A length of time of the file, milliseconds."""
    length = parse_duration(text)
    if length is None:
        raise DayError(f'line {number}: "{text}": a duration such as "10m" is needed')
    return length


def step_of(number: int, text: str) -> Millis:
    """A step of the wall clock, milliseconds, with its sign."""
    sign = {"+": 1, "-": -1}.get(text[:1])
    if sign is None:
        raise DayError(f'line {number}: step = "{text}": a step such as "+1h" is needed')
    return sign * span(number, text[1:])


def event_of(told: EventLine, instant_of: Callable[[datetime], Instant]) -> Event | None:
    """The core's event for a line; None for those that the simulation itself acts on.

    ``instant_of`` turns a wall-clock time of the file into an instant. Raises DayError.
    """
    line, number = told.line, told.number
    match line:
        case Watch(since=since):
            return Watched(_since(told, since, instant_of))
        case Idle(since=since):
            return WentIdle(_since(told, since, instant_of))
        case Notifier(up=up):
            return NotifierChanged(up)
        case Pause(span=for_, until=until):
            return _pause(number, for_, until)
        case _ if type(line) in REPORTS:
            return REPORTS[type(line)]()
    tag = str(line.__struct_config__.tag)
    name = DAY_NAMES.get(tag, tag)
    return _request(number, name, line) if name in MEANINGS else None


def _request(number: int, name: str, line: Line) -> Event:
    """What a person asks for or answers."""
    fields = msgspec.structs.asdict(line)
    del fields["at"]
    try:
        return requests.event_of(name, fields)
    except WordError as error:
        raise DayError(f"line {number}: {error}") from None


def _since(
    told: EventLine, text: str | None, instant_of: Callable[[datetime], Instant]
) -> Instant | None:
    """The instant of a time in the file."""
    zone = told.at.tzinfo
    return None if text is None or zone is None else instant_of(moment(told.number, text, zone))


def _pause(number: int, for_: str | None, until: str | None) -> Event:
    """A manual hold: a length, a time of day, or "today"."""
    if for_ is not None and until is None:
        return Paused(span(number, for_))
    try:
        if for_ is None and until is not None and parse_duration(until) is None:
            return requests.paused(until)
    except WordError:
        pass
    raise DayError(f'line {number}: pause needs "for": "30m" or "until": "14:00"')


REPORTS: Mapping[type[Line], Callable[[], Event]] = {
    Present: CameBack,
    Lock: Locked,
    Unlock: Unlocked,
    Sleep: FellAsleep,
    Wake: WokeUp,
    Typing: TypingBegan,
    Quiet: TypingEnded,
}
"""What the sensors report, without further words."""
