"""What the properties of one event say: whether it can be read, and whether it is a meeting."""

from datetime import datetime

from icalendar import Event

WHEN = frozenset({"DTSTART", "DTEND", "DURATION", "RECURRENCE-ID"})
"""What must be readable, and said at most once."""


def is_sound(event: Event) -> bool:
    """Whether it says once when it begins and, if at all, when it ends."""
    wrong = {str(name).upper() for name, _ in event.errors}
    once = not any(isinstance(event.get(name), list) for name in WHEN)
    if not once or "DTSTART" not in event or wrong & WHEN:
        return False
    return "DTEND" not in event or _is_day(event, "DTEND") == _is_day(event, "DTSTART")


def _is_day(event: Event, name: str) -> bool:
    return not isinstance(getattr(event[name], "dt", None), datetime)


def is_free(event: Event) -> bool:
    word = {name: str(event.get(name, "")).strip().upper() for name in _WORDS}
    return any(word[name] in free for name, free in _WORDS.items())


_WORDS = {
    "TRANSP": {"TRANSPARENT"},
    "STATUS": {"CANCELLED"},
    "X-MICROSOFT-CDO-BUSYSTATUS": {"FREE", "WORKINGELSEWHERE"},
    "X-MICROSOFT-CDO-ALLDAYEVENT": {"TRUE"},
}
"""Which words of an event mean that it is no meeting."""
