"""Writes calendars for tests."""

from datetime import datetime, timedelta

HEAD = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//deskbreak//tests//EN\r\n"
BERLIN = """BEGIN:VTIMEZONE\r
TZID:Home of Ours\r
BEGIN:STANDARD\r
DTSTART:16010101T030000\r
TZOFFSETFROM:+0200\r
TZOFFSETTO:+0100\r
RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=10\r
END:STANDARD\r
BEGIN:DAYLIGHT\r
DTSTART:16010101T020000\r
TZOFFSETFROM:+0100\r
TZOFFSETTO:+0200\r
RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=3\r
END:DAYLIGHT\r
END:VTIMEZONE\r
"""
"""A zone of a calendar's own, as Outlook writes them."""


def event(
    uid: str, start: datetime, minutes: int = 30, *lines: str, zone: str | None = "Europe/Berlin"
) -> str:
    """An event; ``zone`` None: a time without one, "Z": the wall clock is UTC."""
    end = start + timedelta(minutes=minutes)
    mark, suffix = "" if zone in {None, "Z"} else f";TZID={zone}", "Z" if zone == "Z" else ""
    parts = [
        "BEGIN:VEVENT", f"UID:{uid}", "DTSTAMP:20260101T000000Z",
        f"DTSTART{mark}:{start:%Y%m%dT%H%M%S}{suffix}", f"DTEND{mark}:{end:%Y%m%dT%H%M%S}{suffix}",
        f"SUMMARY:Secret meeting {uid}", *lines, "END:VEVENT", "",
    ]  # fmt: skip
    return "\r\n".join(parts)


def calendar(*parts: str, name: str = "") -> bytes:
    """A whole calendar."""
    title = f"X-WR-CALNAME:{name}\r\n" if name else ""
    return (HEAD + title + "".join(parts) + "END:VCALENDAR\r\n").encode()
