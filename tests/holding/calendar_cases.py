"""Calendars that real programs have been stopped by, each with one thing wrong.

All are of Monday 2026-11-30. ``SOUND`` is a meeting 09:00 to 10:00 UTC; in every calendar that has
it, it must hold.
"""

import re
from datetime import UTC, datetime

SOUND = "UID:sound\nDTSTAMP:20261101T000000Z\nDTSTART:20261130T090000Z\nDTEND:20261130T100000Z\n"


def of(*parts: str) -> str:
    """A calendar of components."""
    return "BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//deskbreak//cases//EN\n" + "".join(parts) + END


def meeting(lines: str) -> str:
    """An event of the given lines."""
    return f"BEGIN:VEVENT\n{lines}END:VEVENT\n"


def busy(*lines: str) -> str:
    """A free/busy component of the given lines."""
    return (
        "BEGIN:VFREEBUSY\nUID:times\n" + "".join(f"{each}\n" for each in lines) + "END:VFREEBUSY\n"
    )


def zone(name: str, inside: str = "") -> str:
    """A time zone of the calendar's own."""
    return f"BEGIN:VTIMEZONE\nTZID:{name}\n{inside}END:VTIMEZONE\n"


END = "END:VCALENDAR\n"
HOUR = "DURATION:PT1H\n"
GOOD = meeting(SOUND)
LEFT_OUT = "what cannot be read was left out"
RULE = "a repetition that cannot be read, its first date holds"
SLOW = "what takes too long to work out was left out"
ZONE = "a time zone that nobody defines, read as the local one"

FIRST = "30.09:00-10:00"
"""What SOUND is."""

CASES: dict[str, tuple[str, list[str], str]] = {
    "healthy": (of(GOOD), [FIRST], ""),
    "an event without a start": (of(GOOD, meeting("UID:hole\n")), [FIRST], LEFT_OUT),
    "an event with two starts": (
        of(GOOD, meeting("UID:t\nDTSTART:20261130T130000Z\nDTSTART:20261130T133000Z\n")),
        [FIRST],
        LEFT_OUT,
    ),
    "a start that is no time": (of(GOOD, meeting("UID:t\nDTSTART:noon\n")), [FIRST], LEFT_OUT),
    "a day with a time for an end": (
        of(GOOD, meeting("UID:t\nDTSTART;VALUE=DATE:20261130\nDTEND:20261130T120000Z\n")),
        [FIRST],
        LEFT_OUT,
    ),
    "an end before the start": (
        of(GOOD, meeting("UID:t\nDTSTART:20261130T130000Z\nDTEND:20261130T120000Z\n")),
        [FIRST],
        LEFT_OUT,
    ),
    "an end in the year 9999": (
        of(GOOD, meeting("UID:t\nDTSTART:20261129T130000Z\nDTEND:99991231T235959Z\n")),
        [FIRST],
        LEFT_OUT,
    ),
    "a duration of 27,000 years": (
        of(GOOD, meeting("UID:t\nDTSTART:20261130T130000Z\nDURATION:P9999999D\n")),
        [FIRST],
        LEFT_OUT,
    ),
    "a zone without rules": (
        of(zone("Office"), GOOD, meeting("UID:z\nDTSTART;TZID=Office:20261130T130000\n" + HOUR)),
        [FIRST, "30.12:00-13:00"],
        ZONE,
    ),
    "a zone without rules whose name is known": (
        of(zone("/x.org/asia/tokyo"), meeting(
            "UID:z\nDTSTART;TZID=/x.org/asia/tokyo:20261130T130000\n" + HOUR)),
        ["30.04:00-05:00"],
        "",
    ),
    "a zone whose offset is a word": (
        of(zone("Hq", "BEGIN:STANDARD\nDTSTART:19700101T000000\nTZOFFSETFROM:east\nEND:STANDARD\n"),
           GOOD, meeting("UID:z\nDTSTART;TZID=Hq:20261130T130000\n" + HOUR)),
        [FIRST, "30.12:00-13:00"],
        ZONE,
    ),
    "a busy time that ends before it starts": (
        of(busy("FREEBUSY:20261130T090000Z/20261130T080000Z"), GOOD), [FIRST], LEFT_OUT,
    ),
    "busy times alone": (
        of(busy("FREEBUSY;FBTYPE=BUSY:20261130T090000Z/PT1H",
                "FREEBUSY;FBTYPE=FREE:20261130T110000Z/PT1H",
                "FREEBUSY;FBTYPE=BUSY-TENTATIVE:20261130T120000Z/20261130T130000Z,20261130T14")),
        [FIRST, "30.12:00-13:00"],
        LEFT_OUT,
    ),
    "a whole day of busy": (of(busy("FREEBUSY:20261130T000000Z/PT24H")), [], ""),
    "one identity twice": (
        of(GOOD, meeting("UID:sound\nDTSTART:20261130T140000Z\nDTEND:20261130T150000Z\n")),
        [FIRST, "30.14:00-15:00"],
        "",
    ),
    "the newer of two": (
        of(GOOD, meeting("UID:sound\nSEQUENCE:2\nDTSTART:20261130T140000Z\nDURATION:PT1H\n")),
        ["30.14:00-15:00"],
        "",
    ),
    "a misspelt rule": (
        of(meeting(SOUND + "RRULE:FREQ=WEEKLY;UNTL=20271231;BYDAY=MO\n")), [FIRST], RULE,
    ),
    "a rule of no known frequency": (of(meeting(SOUND + "RRULE:FREQ=SOMETIMES\n")), [FIRST], RULE),
    "an exception that is no time": (
        of(meeting(SOUND + "RRULE:FREQ=DAILY;COUNT=2\nEXDATE:never\n")),
        [FIRST, "01.09:00-10:00"],
        RULE,
    ),
    "a moved instance that is no time": (
        of(meeting(SOUND + "RRULE:FREQ=DAILY;COUNT=2\n"),
           meeting("UID:sound\nRECURRENCE-ID:20261130T090000Z\nDTSTART:later\n")),
        [FIRST, "01.09:00-10:00"],
        LEFT_OUT,
    ),
    "every second since 2007": (
        of(GOOD, meeting("UID:s\nDTSTART:20070621T080000Z\nDURATION:PT1S\nRRULE:FREQ=SECONDLY\n")),
        [FIRST],
        SLOW,
    ),
    "a repetition without steps": (
        of(GOOD, meeting(
            "UID:s\nDTSTART:20261130T110000Z\n" + HOUR + "RRULE:FREQ=DAILY;INTERVAL=0\n")),
        [FIRST, "30.11:00-12:00"],
        SLOW,
    ),
    "an event that begins inside another": (
        of("BEGIN:VEVENT\nUID:open\nDTSTART:20261130T110000Z\n", GOOD), [FIRST], LEFT_OUT,
    ),
    "an alarm without an end": (of(meeting(SOUND + "BEGIN:VALARM\nTRIGGER:-PT5M\n")), [FIRST], ""),
    "line ends of old Macs": (of(GOOD).replace("\n", "\r"), [FIRST], ""),
    "lower case": (of(GOOD).lower(), [FIRST], ""),
    "cut off": (
        of(GOOD).removesuffix(END) + "BEGIN:VEVENT\nUID:cut\nDTSTART:2026113",
        [FIRST],
        "cut off before its end",
    ),
    "tentative": (of(meeting(SOUND + "STATUS:TENTATIVE\n")), [FIRST], ""),
    "free": (of(meeting(SOUND + "TRANSP:TRANSPARENT\n")), [], ""),
    "cancelled": (of(meeting(SOUND + "STATUS:CANCELLED\n")), [], ""),
    "nobody answered yet": (
        of(meeting(SOUND + "ATTENDEE;PARTSTAT=NEEDS-ACTION:mailto:me@example.org\n")), [FIRST], "",
    ),
    "all day": (of(meeting("UID:d\nDTSTART;VALUE=DATE:20261130\n")), [], ""),
}  # fmt: skip
"""Text, the meetings as "day.hour:minute-hour:minute" in UTC, and the problem that is told."""


def on_now(text: str, now: datetime) -> str:
    """The same calendar with every time of that year in UTC shifted, so that SOUND is on now."""
    form, half_past_nine = "%Y%m%dT%H%M%SZ", datetime(2026, 11, 30, 9, 30, tzinfo=UTC)

    def shifted(found: re.Match[str]) -> str:
        moment = datetime.strptime(found[0].upper(), form).replace(tzinfo=UTC)
        there = f"{moment + (now - half_past_nine):{form}}"
        return there if found[0].isupper() else there.lower()

    return re.sub(r"2026\d{4}T\d{6}Z", shifted, text, flags=re.IGNORECASE)
