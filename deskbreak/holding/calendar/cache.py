"""What is remembered of calendars: when meetings begin and end, and nothing else of them.

One JSON file, 0600. A calendar goes by a digest of its address, which cannot be read back.
"""

import json
import math
import os
import re
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from zlib import crc32

from msgspec import Struct, field
from msgspec.structs import asdict

VERSION = 2


class Entry(Struct, frozen=True):
    """One calendar. Times are seconds since 1970."""

    checked_at: float
    """When it was last asked for, well or not."""
    until: float = 0.0
    """Up to when ``spans`` is complete."""
    spans: tuple[tuple[float, float], ...] = ()
    mark: str = ""
    """The server's ETag or date, or the file's time and size: what to compare with."""
    problem: str = ""
    """Why it could not be read last time; names no more than the host or the file."""
    note: str = ""
    """What of the reading in force could not be read, likewise."""
    read_at: float = 0.0
    """When it was last read whole; 0: never."""


class Cache(Struct, frozen=True):
    """All calendars, by digest."""

    entries: dict[str, Entry] = field(default_factory=dict)


def digest(source: str) -> str:
    """The name of a calendar in the cache: 64 bits, which a long address cannot be read from.

    Not ``hashlib``: it would cost the daemon a megabyte.
    """
    data = os.fsencode(source)
    return f"{crc32(data):08x}{crc32(data[::-1]):08x}"


def label(source: str) -> str:
    """All that is ever shown of a calendar: the host of an address, the name of a file."""
    _, is_address, rest = source.partition("://")
    if not is_address:
        return "".join(each if each.isprintable() else "\ufffd" for each in Path(source).name)
    host = re.split(r"[/?#\\]", rest, maxsplit=1)[0].rpartition("@")[2]
    return re.sub(r":\d*$", "", host) or "address"


def labels(sources: Iterable[str]) -> dict[str, str]:
    """What is shown of each calendar, by its source.

    Where several look alike, each has its place among ``calendar.sources``: what else tells two
    addresses of one host apart is often what nobody may know.
    """
    placed = {source: place for place, source in reversed(list(enumerate(sources, 1)))}
    ordered = dict(sorted(placed.items(), key=lambda it: it[1]))
    shown = Counter(label(source) for source in ordered)
    return {
        source: f"{label(source)} ({place})" if shown[label(source)] > 1 else label(source)
        for source, place in ordered.items()
    }


def load(path: Path) -> Cache:
    """The cache; an empty one if there is none or it cannot be read."""
    try:
        text = path.read_text()
        data = json.loads(text)
        if data["version"] != VERSION:
            return Cache()
        return Cache({key: _entry(value) for key, value in data["entries"].items()})
    except (OSError, ValueError, KeyError, TypeError, AttributeError, ArithmeticError,
            RecursionError):  # fmt: skip
        return Cache()


def save(path: Path, cache: Cache) -> None:
    """Write it, all or nothing, for nobody else to read. Raises OSError."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    data = {"version": VERSION, "entries": {key: asdict(it) for key, it in cache.entries.items()}}
    new = path.with_name(f".{path.name}-{os.getpid()}")
    new.unlink(missing_ok=True)
    number = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(number, "w") as file:
            json.dump(data, file)
        new.replace(path)
    except OSError:
        new.unlink(missing_ok=True)
        raise


def _entry(value: dict[str, object]) -> Entry:
    spans = value["spans"]
    if not isinstance(spans, list):
        raise TypeError("not an entry")
    return Entry(
        checked_at=_number(value["checked_at"]),
        until=_number(value["until"]),
        spans=tuple((_number(start), _number(end)) for start, end in spans),
        mark=str(value["mark"]),
        problem=str(value["problem"]),
        note=str(value["note"]),
        read_at=_number(value["read_at"]),
    )


def _number(value: object) -> float:
    if not isinstance(value, int | float) or not math.isfinite(value):
        raise TypeError("not a time")
    return float(value)
