"""The meetings in the text of a calendar (RFC 5545), as spans of time.

Left out: all-day events and those as long, free ones, cancelled ones, and those that the owner of
the calendar declined. A calendar does not say who its owner is: an address in its own name or in
the address it came from is, else the one that takes part in everything.
"""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, tzinfo
from urllib.parse import unquote

import recurring_ical_events  # type: ignore[import-untyped]  # it ships no types
from icalendar import Calendar, Component, Event
from icalendar.prop import vCalAddress

SPAN = timedelta(hours=48)
"""How far ahead meetings are looked up."""
ALL_DAY = timedelta(hours=24)
MARGIN = timedelta(days=2)
"""An event farther away than this from the span cannot reach into it, whatever its zone."""

PARTIES = ("ATTENDEE", "ORGANIZER")
ADDRESS = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
EVENT = re.compile(r"BEGIN:VEVENT\r?\n.*?END:VEVENT\r?\n?", re.DOTALL | re.IGNORECASE)
START = re.compile(r"^DTSTART[^:\n]*:(\d{8})", re.MULTILINE | re.IGNORECASE)
REPEATS = re.compile(r"^(RRULE|RDATE|RECURRENCE-ID|EXRULE)[;:]", re.MULTILINE | re.IGNORECASE)


class NotACalendarError(Exception):
    """The text is no calendar; one line says so."""


def spans(text: bytes, source: str, now: datetime, zone: tzinfo) -> tuple[tuple[float, float], ...]:
    """Begin and end of each meeting in the next 48 h, and of those going on, in seconds.

    ``zone`` is that of times without one. NotACalendarError if it is no calendar.
    """
    end = now + SPAN
    near = _near(text.decode("utf-8-sig", errors="replace"), now, end)
    if "BEGIN:VCALENDAR" not in near.upper():
        raise NotACalendarError("not a calendar")
    found: set[tuple[float, float]] = set()
    try:
        for calendar in Calendar.from_ical(near, multiple=True):
            owners = _owners(calendar, source)
            query = recurring_ical_events.of(calendar, skip_bad_series=True)
            for event in query.between(now, end):
                if (span := _span(event, owners, zone)) is not None:
                    found.add(span)
    except (ValueError, KeyError, IndexError, AttributeError, TypeError) as error:
        raise NotACalendarError("not a calendar that can be read") from error
    return tuple(sorted(found))


def _near(text: str, now: datetime, end: datetime) -> str:
    """The calendar without events that are far away: reading ten thousand takes seconds."""
    first, last = (f"{day:%Y%m%d}" for day in (now - MARGIN, end + MARGIN))
    unfolded = re.sub(r"\r?\n[ \t]", "", text)

    def keep(match: re.Match[str]) -> str:
        event = match.group()
        start = START.search(event)
        if start is None or REPEATS.search(event) or first <= start.group(1) <= last:
            return event
        return ""

    return EVENT.sub(keep, unfolded)


def _span(event: Event, owners: frozenset[str], zone: tzinfo) -> tuple[float, float] | None:
    begin, end = event.start, event.end
    if not isinstance(begin, datetime) or not isinstance(end, datetime):
        return None
    start, stop = (each if each.tzinfo else each.replace(tzinfo=zone) for each in (begin, end))
    length = stop.astimezone(UTC) - start.astimezone(UTC)
    if not timedelta(0) < length < ALL_DAY or _is_free(event) or _declined(event, owners):
        return None
    return start.timestamp(), stop.timestamp()


def _is_free(event: Event) -> bool:
    word = {name: str(event.get(name, "")).strip().upper() for name in _WORDS}
    return any(word[name] in free for name, free in _WORDS.items())


_WORDS = {
    "TRANSP": {"TRANSPARENT"},
    "STATUS": {"CANCELLED"},
    "X-MICROSOFT-CDO-BUSYSTATUS": {"FREE", "WORKINGELSEWHERE"},
    "X-MICROSOFT-CDO-ALLDAYEVENT": {"TRUE"},
}
"""Which words of an event mean that it is no meeting."""


def _declined(event: Event, owners: frozenset[str]) -> bool:
    """Whether an owner declined, or everybody did."""
    answers = {
        _address(one): str(one.params.get("PARTSTAT", "")).upper()
        for one in _people(event, "ATTENDEE")
    }
    asked = [answers[owner] for owner in owners if owner in answers] or list(answers.values())
    return bool(asked) and all(answer == "DECLINED" for answer in asked)


def _owners(calendar: Calendar, source: str) -> frozenset[str]:
    names = ("X-WR-CALNAME", "X-WR-RELCALID", "X-OWNER")
    said = " ".join(
        [unquote(source.partition("://")[2]), *(str(calendar.get(n, "")) for n in names)]
    )
    named = frozenset(address.casefold() for address in ADDRESS.findall(said))
    if named:
        return named
    parties = [
        frozenset(
            _address(one) for one in (*_people(event, "ATTENDEE"), *_people(event, "ORGANIZER"))
        )
        for event in calendar.walk("VEVENT")
        if "ATTENDEE" in event
    ]
    everywhere = frozenset.intersection(*parties) if len(parties) > 1 else frozenset()
    return everywhere if len(everywhere) == 1 else frozenset()


def _people(event: Component, name: str) -> Iterator[vCalAddress]:
    value = event.get(name, [])
    for each in value if isinstance(value, list) else [value]:
        if isinstance(each, vCalAddress):
            yield each


def _address(person: vCalAddress) -> str:
    return str(person).casefold().removeprefix("mailto:").strip()
