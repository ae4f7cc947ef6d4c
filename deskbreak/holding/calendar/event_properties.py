"""What the properties of one event say: whether it can be read, and whether it is a meeting."""

from datetime import date, datetime

from icalendar import Component

WHEN = frozenset({"DTSTART", "DTEND", "DURATION", "RECURRENCE-ID"})
"""What must be readable, and said at most once."""


def is_sound(event: Component) -> bool:
    """Whether it says once when it begins and, if at all, when it ends."""
    wrong = {str(name).upper() for name, _ in event.errors}
    once = not any(isinstance(event.get(name), list) for name in WHEN)
    if not once or "DTSTART" not in event or wrong & WHEN:
        return False
    return "DTEND" not in event or _ends_later(event["DTSTART"], event["DTEND"])


def _ends_later(start: object, end: object) -> bool:
    """Not before it begins, and with a time only if it begins with one."""
    first, last = getattr(start, "dt", None), getattr(end, "dt", None)
    if not isinstance(first, date) or not isinstance(last, date):
        return False
    if isinstance(first, datetime) != isinstance(last, datetime):
        return False
    try:
        return bool(first <= last)
    except TypeError:  # one of them without a zone
        return True


def is_free(event: Component) -> bool:
    """Whether it says that it takes up no time, was cancelled, or is of the whole day."""
    word = {name: str(event.get(name, "")).strip().upper() for name in _WORDS}
    return any(word[name] in free for name, free in _WORDS.items())


_WORDS = {
    "TRANSP": {"TRANSPARENT"},
    "STATUS": {"CANCELLED"},
    "X-MICROSOFT-CDO-BUSYSTATUS": {"FREE", "WORKINGELSEWHERE"},
    "X-MICROSOFT-CDO-ALLDAYEVENT": {"TRUE"},
}
"""Which words of an event mean that it is no meeting."""
