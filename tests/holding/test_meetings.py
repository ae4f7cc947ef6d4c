"""What counts as a meeting, and when."""

import re
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from holding.ics import BERLIN, calendar, event

from deskbreak.holding.calendar.meetings import NotACalendarError, read

ZONE = ZoneInfo("Europe/Berlin")
NOW = datetime(2026, 11, 23, 8, 0, tzinfo=ZONE)
"""A Monday."""


def at(hour: int, minute: int = 0, day: int = 23) -> datetime:
    return datetime(2026, 11, day, hour, minute)  # noqa: DTZ001 -- the zone is written beside it


def meetings(text: bytes, source: str = "work.ics", now: datetime = NOW) -> list[str]:
    """The meetings as local times."""
    found = read(text, source, now, ZONE).spans
    times = ((datetime.fromtimestamp(edge, ZONE) for edge in span) for span in found)
    return [" ".join(f"{edge:%d.%H:%M}" for edge in span) for span in times]


def test_a_meeting_has_a_beginning_and_an_end() -> None:
    assert meetings(calendar(event("a", at(10)))) == ["23.10:00 23.10:30"]


def test_one_that_goes_on_counts_and_one_that_is_over_or_far_ahead_does_not() -> None:
    text = calendar(event("on", at(7, 45)), event("over", at(7)), event("far", at(9, day=26)))
    assert meetings(text) == ["23.07:45 23.08:15"]


@pytest.mark.parametrize(
    ("zone", "expected"),
    [
        ("Europe/Berlin", "23.10:00 23.10:30"),
        ("W. Europe Standard Time", "23.10:00 23.10:30"),
        ("Tokyo Standard Time", "23.02:00 23.02:30"),
        ("Home of Ours", "23.10:00 23.10:30"),
        ("Z", "23.11:00 23.11:30"),
        (None, "23.10:00 23.10:30"),
    ],
)
def test_time_zones(zone: str | None, expected: str) -> None:
    text = calendar(BERLIN, event("a", at(10), zone=zone))
    assert meetings(text, now=NOW.replace(hour=0)) == [expected]


def test_series_with_excluded_and_moved_instances() -> None:
    zone = "W. Europe Standard Time"
    series = event(
        "daily", datetime(2024, 1, 1, 10), 15, "RRULE:FREQ=DAILY",  # noqa: DTZ001 -- as above
        f"EXDATE;TZID={zone}:20261124T100000", zone=zone,
    )  # fmt: skip
    moved = event("daily", at(14), 15, f"RECURRENCE-ID;TZID={zone}:20261123T100000", zone=zone)
    assert meetings(calendar(series, moved)) == ["23.14:00 23.14:15"]


def test_an_instance_that_was_moved_from_far_away() -> None:
    series = event("weekly", datetime(2024, 1, 4, 9), 30, "RRULE:FREQ=WEEKLY")  # noqa: DTZ001 -- as above
    moved = event("weekly", at(15), 30, "RECURRENCE-ID;TZID=Europe/Berlin:20260305T090000")
    assert meetings(calendar(series, moved)) == ["23.15:00 23.15:30"]


def test_a_cancelled_instance_of_a_series() -> None:
    series = event("daily", at(10, day=20), 15, "RRULE:FREQ=DAILY;COUNT=5")
    gone = event(
        "daily", at(10), 15, "RECURRENCE-ID;TZID=Europe/Berlin:20261123T100000", "STATUS:CANCELLED"
    )
    assert meetings(calendar(series, gone)) == ["24.10:00 24.10:15"]


@pytest.mark.parametrize(
    "lines",
    [
        ("TRANSP:TRANSPARENT",),
        ("STATUS:CANCELLED",),
        ("X-MICROSOFT-CDO-BUSYSTATUS:FREE",),
        ("ATTENDEE;PARTSTAT=DECLINED:mailto:me@example.org",),
    ],
)
def test_what_is_no_meeting(lines: tuple[str, ...]) -> None:
    assert meetings(calendar(event("a", at(10), 30, *lines))) == []


def test_all_day_events_are_no_meetings() -> None:
    day = re.sub(
        r"DT(START|END);TZID=[^:]*:(\d{8})T\d+", r"DT\1;VALUE=DATE:\2", event("a", at(0), 1440)
    )
    assert "VALUE=DATE" in day
    assert meetings(calendar(day, event("whole", at(0), 1440))) == []


DECLINED = "ATTENDEE;PARTSTAT=DECLINED:mailto:Me@example.org"
COMES = "ATTENDEE;PARTSTAT=ACCEPTED:mailto:boss@example.org"


@pytest.mark.parametrize(
    ("name", "source"),
    [
        ("me@example.org", "work.ics"),
        ("", "https://calendar.example.com/ical/me%40example.org/private-1234/basic.ics"),
    ],
)
def test_the_owner_of_the_calendar_declined(name: str, source: str) -> None:
    text = calendar(event("a", at(10), 30, DECLINED, COMES), name=name)
    assert meetings(text, source) == []


def test_somebody_else_declined() -> None:
    text = calendar(event("a", at(10), 30, DECLINED, COMES), name="boss@example.org")
    assert meetings(text) == ["23.10:00 23.10:30"]


def test_the_one_who_takes_part_in_everything_is_the_owner() -> None:
    other = "ATTENDEE;PARTSTAT=ACCEPTED:mailto:colleague@example.org"
    mine = "ATTENDEE;PARTSTAT=ACCEPTED:mailto:me@example.org"
    text = calendar(event("a", at(10), 30, DECLINED, COMES), event("b", at(12), 30, mine, other))
    assert meetings(text) == ["23.12:00 23.12:30"]


def test_ten_thousand_events() -> None:
    parts = []
    for number in range(10_000):
        start = datetime(2023, 1, 2, 9) + timedelta(days=number % 1400, minutes=number % 16 * 30)  # noqa: DTZ001 -- as above
        lines = ("RRULE:FREQ=WEEKLY;COUNT=10",) if number % 20 == 0 else ()
        parts.append(event(f"e{number}", start, 30, *lines))
    parts.append(event("today", at(20)))
    assert "23.20:00 23.20:30" in meetings(calendar(*parts))


def test_several_calendars_in_one_file_and_a_mark_before_them() -> None:
    text = calendar(event("a", at(10))) + calendar(event("b", at(12)))
    found = meetings(b"\xef\xbb\xbf" + text.replace(b"\r\n", b"\n"))
    assert found == ["23.10:00 23.10:30", "23.12:00 23.12:30"]


def test_one_bad_event_does_not_hide_the_others() -> None:
    bad = event("bad", at(9), 30, "RRULE:FREQ=SOMETIMES")
    assert "23.10:00 23.10:30" in meetings(calendar(bad, event("a", at(10))))


@pytest.mark.parametrize(
    "text", [b"", b"<html>404</html>", b"\x00\xff\xfe", b"BEGIN:VCALENDAR\r\nnonsense", b"BEGIN:"]
)
def test_garbage_is_no_calendar(text: bytes) -> None:
    with pytest.raises(NotACalendarError):
        read(text, "https://example.org/secret", NOW.astimezone(UTC), ZONE)
