"""A day as data: one JSON object a line, read into events of the core.

``at`` is ISO 8601; without an offset it is local to the zone given. ``event`` names what happened.
Spans are texts such as "10m". The format is the contract's, section 6.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, time, tzinfo
from typing import Any, TypeAlias

import msgspec

from deskbreak.domain.time.durations import parse_duration
from deskbreak.domain.time.units import Instant, Millis
from deskbreak.domain.vocabulary import events, presence_events
from deskbreak.domain.vocabulary.events import Override


class DayError(ValueError):
    """A line of a day file makes no sense; the text says which and why."""


class Line(msgspec.Struct, forbid_unknown_fields=True, tag_field="event", kw_only=True):
    """What every line has."""

    at: str


class Present(Line, tag="present"):
    """Input."""


class Watch(Line, tag="watch"):
    """No input, still watching."""

    since: str | None = None


class Idle(Line, tag="idle"):
    """No input from now on, or since."""

    since: str | None = None


class Lock(Line, tag="lock"):
    """Locked."""


class Unlock(Line, tag="unlock"):
    """Unlocked, present."""


class Sleep(Line, tag="sleep"):
    """Suspended."""


class Wake(Line, tag="wake"):
    """Resumed, as before."""


class Stand(Line, tag="stand"):
    """Standing, for a while or until ``sit``."""

    span: str | None = msgspec.field(name="for", default=None)


class Sit(Line, tag="sit"):
    """Sitting again."""


class Busy(Line, tag="busy"):
    """A hold begins."""

    reason: events.Reason

    def __post_init__(self) -> None:
        _of_a_gate(self.reason)


class Free(Line, tag="free"):
    """A hold ends, or all."""

    reason: events.Reason | None = None

    def __post_init__(self) -> None:
        _of_a_gate(self.reason)


class Typing(Line, tag="typing"):
    """No natural pause from now on."""


class Quiet(Line, tag="quiet"):
    """Pauses again."""


class Answer(Line, tag="answer"):
    """A click or a command."""

    action: events.Action
    span: str | None = msgspec.field(name="for", default=None)
    id: str | None = None


class Wanted(Line, tag="now"):
    """``deskbreak now``."""

    routine: str | None = None


class Feedback(Line, tag="feedback"):
    """Comfort of the last routine."""

    value: events.Comfort
    kind: str | None = None


class Check(Line, tag="check"):
    """The answer to a set-up check."""

    value: str


class Offer(Line, tag="offer"):
    """The answer to what the programme proposes."""

    choice: str


class Stage(Line, tag="stage"):
    """The person moves to a stage."""

    to: int


class Hide(Line, tag="hide"):
    """Never offer a routine (by id) again, or offer it again."""

    routine: str
    hidden: bool = True


class Today(Line, tag="today"):
    """What is different today: seated, elsewhere, or nothing."""

    override: Override | None = None


class Dismiss(Line, tag="dismiss"):
    """The safety page is dismissed."""


class Hurts(Line, tag="hurts"):
    """It hurts: a running routine stops."""


class Pause(Line, tag="pause"):
    """A manual hold."""

    span: str | None = msgspec.field(name="for", default=None)
    until: str | None = None


class Resume(Line, tag="resume"):
    """The manual hold ends."""


class Config(Line, tag="config"):
    """Settings change; keys are dotted."""

    set: dict[str, Any]


class Clock(Line, tag="clock"):
    """The wall clock is stepped: "+1h", "-30m"."""

    step: str


class Restart(Line, tag="restart"):
    """The daemon is killed, and starts again ``down`` later."""

    down: str


class Notifier(Line, tag="notifier"):
    """The notification server comes or goes."""

    up: bool


def _of_a_gate(reason: events.Reason | None) -> None:
    """A manual pause has events of its own."""
    if reason is events.Reason.PAUSE:
        raise ValueError('"pause" is not a reason here; the events are pause and resume')


DayLine: TypeAlias = (
    Present | Watch | Idle | Lock | Unlock | Sleep | Wake | Stand | Sit | Busy | Free | Typing
    | Quiet | Answer | Wanted | Feedback | Check | Offer | Stage | Hide | Today | Dismiss | Hurts
    | Pause | Resume | Config | Clock | Restart | Notifier
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class EventLine:
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


def event_of(told: EventLine, instant_of: Callable[[datetime], Instant]) -> events.Event | None:
    """The core's event for a line; None for those that the simulation itself acts on.

    ``instant_of`` turns a wall-clock time of the file into an instant.
    """
    line, number = told.line, told.number

    def length(text: str | None) -> Millis | None:
        return None if text is None else span(number, text)

    def instant(text: str | None) -> int | None:
        zone = told.at.tzinfo
        return None if text is None or zone is None else instant_of(moment(number, text, zone))

    match line:
        case Watch():
            return presence_events.Watched(instant(line.since))
        case Idle():
            return presence_events.WentIdle(instant(line.since))
        case Stand():
            return presence_events.StoodUp(length(line.span))
        case Answer():
            return events.Answered(line.action, line.id, length(line.span))
        case Wanted():
            return events.PromptWanted(line.routine)
        case Feedback():
            return events.FeedbackGiven(line.value, line.kind)
        case Check():
            return events.CheckAnswered(line.value)
        case Offer() | Stage() | Hide() | Today():
            return _told(line)
        case Pause():
            return events.Paused(pause_end(number, line.span, line.until))
        case Notifier():
            return events.NotifierChanged(line.up)
        case _:
            plain = PLAIN.get(type(line))
            return None if plain is None else plain()


def _told(line: Offer | Stage | Hide | Today) -> events.Event:
    """The core's event for what the person tells of the programme."""
    match line:
        case Offer():
            return events.OfferAnswered(line.choice)
        case Stage():
            return events.StageChosen(line.to)
        case Hide():
            return events.RoutineHidden(line.routine, line.hidden)
        case Today():
            return events.TodayChanged(line.override)


def pause_end(number: int, for_: str | None, until: str | None) -> Millis | time | events.Until:
    """The end of a manual hold: a length, a time of day, or "today"."""
    if for_ is not None and until is None:
        return span(number, for_)
    if for_ is None and until == events.Until.TODAY:
        return events.Until.TODAY
    try:
        return time.fromisoformat("" if for_ is not None else until or "")
    except ValueError:
        raise DayError(f'line {number}: pause needs "for": "30m" or "until": "14:00"') from None


PLAIN: Mapping[type[Line], Callable[[], events.Event]] = {
    Present: presence_events.CameBack,
    Lock: presence_events.Locked,
    Unlock: presence_events.Unlocked,
    Sleep: presence_events.FellAsleep,
    Wake: presence_events.WokeUp,
    Sit: presence_events.SatDown,
    Typing: presence_events.TypingBegan,
    Quiet: presence_events.TypingEnded,
    Resume: events.Resumed,
    Dismiss: events.SafetyDismissed,
    Hurts: events.HurtNow,
}
