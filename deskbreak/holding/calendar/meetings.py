"""The meetings in the text of a calendar (RFC 5545), as spans of time.

Each event is read by itself: one that cannot be read, or takes too long, is left out and counted,
and the others hold. Left out as no meeting: all-day events and those as long, free ones, cancelled
ones, and those that the owner of the calendar declined. Tentative ones hold.
"""

import warnings
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, tzinfo

import recurring_ical_events  # type: ignore[import-untyped]  # it ships no types
from icalendar import Calendar, Component
from icalendar.timezone import tzp
from msgspec import Struct

from deskbreak.errors import WrongInputError
from deskbreak.holding.calendar.budget import Budget, TooLongError
from deskbreak.holding.calendar.busy_periods import busy_periods
from deskbreak.holding.calendar.component_blocks import Blocks, blocks, lines_of
from deskbreak.holding.calendar.event_properties import is_free, is_sound
from deskbreak.holding.calendar.event_series import Series, series
from deskbreak.holding.calendar.owners import declined, owners
from deskbreak.holding.calendar.reading_problems import Fault, problem_text
from deskbreak.holding.calendar.zone_names import name_in, zone_named

SPAN = timedelta(hours=48)
"""How far ahead meetings are looked up."""
ALL_DAY = timedelta(hours=24)
TOO_LONG = timedelta(days=366)
"""An event as long as this is a slip of the pen."""

UNREADABLE = (
    ValueError, ArithmeticError, LookupError, AttributeError, TypeError, AssertionError,
    RuntimeError,
)  # fmt: skip
"""What the libraries raise for an event that they cannot read."""
REPEATING = frozenset({"RRULE", "RDATE", "EXDATE", "EXRULE"})

Span = tuple[float, float]
"""Begin and end in seconds since 1970."""


class NotACalendarError(WrongInputError):
    """The text is no calendar; one line says so."""


class Reading(Struct, frozen=True):
    """What a text says."""

    spans: tuple[Span, ...]
    problem: str = ""
    """What of it could not be read, in words that name nothing of the calendar."""
    whole: bool = True
    """Whether the text is complete; if not, an earlier reading says more."""


def read(text: bytes, source: str, now: datetime, zone: tzinfo) -> Reading:
    """The meetings in the next 48 h, and those going on.

    ``zone`` is that of times without one. NotACalendarError if it is no calendar.
    """
    found = blocks(text)
    if not found.calendars:
        raise NotACalendarError("not a calendar")
    if found.cut_off and not (found.events or found.busy):
        raise NotACalendarError("cut off before its end")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # what is guessed of zones is told in our own words
        reader = _Reader(found, source, now, zone)
        spans = reader.spans()
    faults = reader.faults()
    if found.cut_off:
        faults[Fault.CUT_OFF] = 1
    return Reading(tuple(sorted(spans)), problem_text(faults), whole=not found.cut_off)


class _Reader:
    """Reads one text."""

    def __init__(self, found: Blocks, source: str, now: datetime, zone: tzinfo) -> None:
        self._found, self._source, self._zone = found, source, zone
        self._now, self._end = now, now + SPAN
        self._budget = Budget()
        self._head = lines_of(found.head)
        self._faults: set[tuple[Fault, object]] = {
            (Fault.UNREADABLE, f"broken {number}") for number in range(found.broken)
        }

    def faults(self) -> Counter[Fault]:
        """What could not be read so far; an item counts once for each fault."""
        return Counter(fault for fault, _ in self._faults)

    def spans(self) -> set[Span]:
        """All of them."""
        self._learn_zones()
        parsed = [
            (one, calendar)
            for one in series(self._found.events, self._now, self._end)
            if (calendar := self._parsed(one)) is not None
        ]
        events = [event for _, calendar in parsed for event in calendar.walk("VEVENT")]
        owned_by = owners(self._head, self._source, events)
        found: set[Span] = set()
        for one, calendar in parsed:
            found |= self._meetings(one, calendar, owned_by)
        return found | set(self._busy())

    def _learn_zones(self) -> None:
        """The libraries remember a zone that they have read."""
        for zone in self._found.zones:
            try:
                with self._budget.one_item():
                    _parse("", "VTIMEZONE", [lines_of(zone)])
            except (*UNREADABLE, TooLongError):
                continue  # told with the events that need it

    def _parsed(self, one: Series) -> Calendar | None:
        """The event alone in a calendar; counted if it cannot be read."""
        parts = list(one.parts)
        while parts:
            try:
                with self._budget.one_item():
                    calendar = _parse(self._zone_line(), "VEVENT", parts)
                    events = calendar.walk("VEVENT")
                    bad_ones = [number for number, it in enumerate(events) if not is_sound(it)]
            except TooLongError:
                self._faults.add((Fault.TOO_LONG, one))
                return None
            except UNREADABLE:
                bad_ones = list(range(len(parts)))
                if len(parts) > 1:  # a changed instance must not cost its series anything
                    bad_ones = bad_ones[1:]
            else:
                if not bad_ones:
                    self._drop_bad_rules(one, events)
                    return calendar
            self._faults |= {(Fault.UNREADABLE, parts[number]) for number in bad_ones}
            if 0 in bad_ones and one.repeats:
                return None
            parts = [part for number, part in enumerate(parts) if number not in bad_ones]
        return None

    def _zone_line(self) -> str:
        lines = [line for line in self._head.splitlines() if line.startswith("X-WR-TIMEZONE:")]
        return f"{lines[0]}\n" if lines and zone_named(lines[0].partition(":")[2]) else ""

    def _drop_bad_rules(self, one: Series, events: list[Component]) -> None:
        """Without a rule that cannot be read, the first date of an event is left."""
        for event in events:
            for name in {str(name).upper() for name, _ in event.errors} & REPEATING:
                event.pop(name, None)
                self._faults.add((Fault.RULE, one))

    def _meetings(self, one: Series, calendar: Calendar, owned_by: frozenset[str]) -> set[Span]:
        try:
            with self._budget.one_item():
                return set(self._between(calendar, one, owned_by))
        except TooLongError:
            self._faults.add((Fault.TOO_LONG, one))
        except UNREADABLE:
            self._faults.add((Fault.RULE if one.repeats else Fault.UNREADABLE, one))
        return self._first_date(one, calendar, owned_by) if one.repeats else set()

    def _first_date(self, one: Series, calendar: Calendar, owned_by: frozenset[str]) -> set[Span]:
        """What is left of a series whose rule leads nowhere."""
        try:
            with self._budget.one_item():
                span = self._span(calendar.walk("VEVENT")[0], one, self._local(one), owned_by)
        except (*UNREADABLE, TooLongError):
            return set()
        return set() if span is None else {span}

    def _between(self, calendar: Calendar, one: Series, owned_by: frozenset[str]) -> Iterator[Span]:
        local = self._local(one)
        for event in recurring_ical_events.of(calendar).between(self._now, self._end):
            if (span := self._span(event, one, local, owned_by)) is not None:
                yield span

    def _local(self, one: Series) -> tzinfo:
        """The zone of times that were left without one: what its name means, else the local one."""
        name = name_in(one.parts[0])
        if not name:
            return self._zone
        found = zone_named(name)
        if found is None and tzp.timezone(name) is None:
            self._faults.add((Fault.ZONE, one))
        return found or self._zone

    def _span(
        self, event: Component, one: Series, local: tzinfo, owned_by: frozenset[str]
    ) -> Span | None:
        begin, end = (getattr(event, name, None) for name in ("start", "end"))
        if not isinstance(begin, datetime) or not isinstance(end, datetime):
            return None
        start, stop = (each if each.tzinfo else each.replace(tzinfo=local) for each in (begin, end))
        length = stop.astimezone(UTC) - start.astimezone(UTC)
        if not timedelta(0) <= length < TOO_LONG:
            self._faults.add((Fault.UNREADABLE, one))
            return None
        if not length or length >= ALL_DAY or is_free(event) or declined(event, owned_by):
            return None
        span = start.timestamp(), stop.timestamp()
        return span if span[0] < self._end.timestamp() and self._now.timestamp() < span[1] else None

    def _busy(self) -> Iterator[Span]:
        for component in self._found.busy:
            try:
                with self._budget.one_item():
                    for number, period in enumerate(busy_periods(lines_of(component))):
                        if period is None:
                            self._faults.add((Fault.UNREADABLE, (component, number)))
                        elif self._counts(*period):
                            yield period[0].timestamp(), period[1].timestamp()
            except TooLongError:
                self._faults.add((Fault.TOO_LONG, component))

    def _counts(self, start: datetime, end: datetime) -> bool:
        return start < self._end and self._now < end and end - start < ALL_DAY


def _parse(head: str, name: str, parts: list[str]) -> Calendar:
    """A calendar of nothing else."""
    inside = "".join(f"BEGIN:{name}\n{part}END:{name}\n" for part in parts)
    text = f"BEGIN:VCALENDAR\nVERSION:2.0\n{head}{inside}END:VCALENDAR\n".replace("\n", "\r\n")
    (calendar,) = Calendar.from_ical(text, multiple=True)
    return calendar
