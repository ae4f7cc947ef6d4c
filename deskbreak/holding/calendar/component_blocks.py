"""Cuts the text of a calendar (RFC 5545) into its components, without believing any of it.

Nothing is parsed here but line ends, folded lines, and what begins and ends where; so a component
that no library can read leaves those beside it untouched. Takes time linear in the text.
"""

import re

from msgspec import Struct, field

EDGE = re.compile(rb"^(BEGIN|END)[ \t]*:[ \t]*([\w-]+)[ \t]*$", re.MULTILINE | re.IGNORECASE)
WANTED = frozenset({"VEVENT", "VFREEBUSY", "VTIMEZONE"})
PLAIN = re.compile(
    r"^(DTSTAMP|DTSTART|DTEND|DURATION|RRULE|EXRULE|RDATE|EXDATE|RECURRENCE-ID|FREEBUSY|TRANSP|STATUS)"
    r"(.*?):([^:]*)$",
    re.MULTILINE | re.IGNORECASE,
)
"""Lines whose value has no lower case; a time after the last colon."""
VALUE_KIND = re.compile(r";VALUE=[\w-]+", re.IGNORECASE)
NAME = re.compile(r"^[\w-]+", re.MULTILINE)


class Blocks(Struct):
    """What a text holds: each component as it stands, ``BEGIN`` and ``END`` left out."""

    calendars: int = 0
    head: bytes = b""
    """The lines of the calendars themselves."""
    events: list[bytes] = field(default_factory=list)
    busy: list[bytes] = field(default_factory=list)
    zones: list[bytes] = field(default_factory=list)
    broken: int = 0
    """Components that another one begins inside of, or whose calendar ends before them."""
    cut_off: bool = False
    """The text ends inside a calendar."""


def blocks(text: bytes) -> Blocks:
    """The components of a text, whatever its line ends and its letters' case."""
    plain = _unfolded(_utf8(text))
    found = Blocks()
    open_: list[str] = []
    parts: list[bytes] = []
    at = 0
    for edge in EDGE.finditer(plain):
        between, at = plain[at : edge.start()], edge.end()
        if open_ == ["VCALENDAR"]:
            found.head += between
        elif open_ and open_[-1] in WANTED | _parts_of(open_):
            parts.append(between)
        kind, name = edge.group(1).upper(), edge.group(2).decode("ascii", "replace").upper()
        if kind == b"BEGIN":
            _begin(name, open_, parts, found)
        elif name in open_:
            _end(name, open_, parts, found)
    found.cut_off = bool(open_)
    return found


def _utf8(text: bytes) -> bytes:
    if text[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return text.decode("utf-16", errors="replace").encode()
    return text.removeprefix(b"\xef\xbb\xbf")


def _unfolded(text: bytes) -> bytes:
    """Line ends of every system are one, and a line that was folded is whole again."""
    one = text.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    return re.sub(rb"\n[ \t]", b"", one)


def _begin(name: str, open_: list[str], parts: list[bytes], found: Blocks) -> None:
    if name == "VCALENDAR":
        found.calendars += 1
        if open_:
            found.cut_off, found.broken = True, found.broken + (open_[-1] in WANTED)
        open_[:] = [name]
        parts.clear()
        return
    if name in WANTED:
        inside = [index for index, it in enumerate(open_) if it in WANTED]
        if inside:  # the one before has no end: its lines cannot be told from these
            del open_[inside[0] :]
            found.broken += 1
        parts.clear()
    open_.append(name)
    if name in _PARTS:
        parts.append(f"\nBEGIN:{name}".encode())


def _end(name: str, open_: list[str], parts: list[bytes], found: Blocks) -> None:
    """Close a component and whatever was left open inside it."""
    while open_[-1] != name:
        if open_.pop() in WANTED:
            found.broken += 1
    open_.pop()
    if name in _PARTS:
        parts.append(f"\nEND:{name}\n".encode())
    if name in WANTED:
        text = b"".join(parts)
        parts.clear()
        if name == "VEVENT":
            found.events.append(text)
        elif name == "VFREEBUSY":
            found.busy.append(text)
        else:
            found.zones.append(text)


_PARTS = frozenset({"STANDARD", "DAYLIGHT"})
"""What is kept of the components inside a zone; alarms inside events are left out."""


def _parts_of(open_: list[str]) -> frozenset[str]:
    return _PARTS if "VTIMEZONE" in open_ else frozenset()


def lines_of(text: bytes) -> str:
    """The lines of a component, with names, times and rules in capitals."""
    lines = re.sub(r"\n+", "\n", text.decode("utf-8", errors="replace").strip("\n") + "\n")
    lines = NAME.sub(lambda match: match.group().upper(), lines)
    return "" if lines == "\n" else PLAIN.sub(_capitals, lines)


def _capitals(match: re.Match[str]) -> str:
    name, params, value = match.groups()
    params = VALUE_KIND.sub(lambda kind: kind.group().upper(), params)
    return f"{name.upper()}{params}:{value.upper()}"
