"""What is remembered of calendars: when meetings begin and end, and nothing else of them.

One JSON file, 0600. A calendar goes by a digest of its address, which cannot be read back.
"""

import hashlib
import json
import os
import tempfile
from dataclasses import asdict, dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

VERSION = 1


@dataclass(frozen=True, slots=True)
class Entry:
    """One calendar. Times are seconds since 1970."""

    checked_at: float
    """When it was last asked for, well or not."""
    until: float = 0.0
    """Up to when ``spans`` is complete."""
    spans: tuple[tuple[float, float], ...] = ()
    mark: str = ""
    """The server's ETag or date, or the file's time and size: what to compare with."""
    problem: str = ""
    """Why it could not be read last time; names no more than the host."""


@dataclass(frozen=True, slots=True)
class Cache:
    """All calendars, by digest."""

    entries: dict[str, Entry] = field(default_factory=dict)


def digest(source: str) -> str:
    """The name of a calendar in the cache."""
    return hashlib.sha256(source.encode()).hexdigest()


def label(source: str) -> str:
    """All that is ever shown of a calendar: the host of an address, the name of a file."""
    if "://" not in source:
        return Path(source).name
    try:
        return urlsplit(source).hostname or "address"
    except ValueError:
        return "address"


def load(path: Path) -> Cache:
    """The cache; an empty one if there is none or it cannot be read."""
    try:
        data = json.loads(path.read_text())
        if data["version"] != VERSION:
            return Cache()
        return Cache({key: _entry(value) for key, value in data["entries"].items()})
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return Cache()


def save(path: Path, cache: Cache) -> None:
    """Write it, all or nothing, for nobody else to read. Raises OSError."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    data = {"version": VERSION, "entries": {key: asdict(it) for key, it in cache.entries.items()}}
    number, name = tempfile.mkstemp(prefix=f".{path.name}-", dir=path.parent)  # made as 0600
    try:
        with os.fdopen(number, "w") as file:
            json.dump(data, file)
        Path(name).replace(path)
    except OSError:
        Path(name).unlink(missing_ok=True)
        raise


def _entry(value: dict[str, object]) -> Entry:
    spans, until, checked = value["spans"], value["until"], value["checked_at"]
    if not isinstance(spans, list) or not isinstance(until, int | float):
        raise TypeError("not an entry")
    if not isinstance(checked, int | float):
        raise TypeError("not an entry")
    return Entry(
        checked_at=checked,
        until=until,
        spans=tuple((float(start), float(end)) for start, end in spans),
        mark=str(value["mark"]),
        problem=str(value["problem"]),
    )
