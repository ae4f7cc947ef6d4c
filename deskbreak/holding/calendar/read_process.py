"""Reads calendars: ``python -m deskbreak.holding.calendar.read_process``, a short-lived process.

It takes one JSON object on its standard input (so that no address appears in a list of processes)
and writes the cache. Reading needs a network, TLS and two libraries that the daemon never carries.
Exit codes: 0 the cache is written, 3 the libraries are missing, 1 anything else.
"""

import json
import os
import sys
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime, tzinfo
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from deskbreak.holding.calendar.cache import Cache, Entry, digest, label, load, save

LIBRARIES_MISSING = 3
AHEAD_S = 48 * 3600.0
ENOUGH_S = 24 * 3600.0
"""With less than this known ahead, a calendar that did not change is read again."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What to read."""

    sources: tuple[str, ...]
    allow_http: bool
    cache: str
    now: float
    """Seconds since 1970."""
    zone: str
    """The local zone's name; times without a zone are in it."""

    def to_json(self) -> bytes:
        """As it goes to the process."""
        return json.dumps({name: getattr(self, name) for name in self.__slots__}).encode()


def refresh(wish: Wish) -> None:
    """Read every calendar that is due and write the cache. Raises ImportError, OSError."""
    old = load(Path(wish.cache)).entries
    new = {digest(source): _read(source, old.get(digest(source)), wish) for source in wish.sources}
    save(Path(wish.cache), Cache(new))


def _read(source: str, old: Entry | None, wish: Wish) -> Entry:
    """The new entry of a calendar; after a failure what was known stays, with the problem."""
    from deskbreak.holding.calendar import fetch as fetching  # noqa: PLC0415 -- ssl, urllib
    from deskbreak.holding.calendar import meetings as reading  # noqa: PLC0415 -- two libraries

    known = old or Entry(wish.now)
    mark = known.mark if known.until >= wish.now + ENOUGH_S else ""
    try:
        got = fetching.fetch(source, mark, allow_http=wish.allow_http)
        if got.text is None:
            return replace(known, checked_at=wish.now, problem="")
        now = datetime.fromtimestamp(wish.now, UTC)
        spans = reading.spans(got.text, source, now, _zone(wish.zone))
    except fetching.CalendarError as error:
        return replace(known, checked_at=wish.now, problem=str(error))
    except reading.NotACalendarError as error:
        return replace(known, checked_at=wish.now, problem=f"{label(source)}: {error}")
    return Entry(wish.now, wish.now + AHEAD_S, spans, got.mark)


def _zone(name: str) -> tzinfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        return UTC


def _wish(data: Mapping[str, object]) -> Wish:
    sources = data["sources"]
    assert isinstance(sources, list)  # noqa: S101 -- it narrows the type
    now = data["now"]
    assert isinstance(now, int | float)  # noqa: S101 -- the same
    return Wish(
        sources=tuple(str(source) for source in sources),
        allow_http=bool(data["allow_http"]),
        cache=str(data["cache"]),
        now=now,
        zone=str(data["zone"]),
    )


def main() -> int:
    """One wish, one cache."""
    if sys.platform != "win32":
        with suppress(OSError):
            os.nice(10)
    try:
        refresh(_wish(json.load(sys.stdin)))
    except ImportError as error:
        sys.stderr.write(f"a library is missing: {error.name}\n")
        return LIBRARIES_MISSING
    except OSError as error:
        sys.stderr.write(f"the cache cannot be written: {error.strerror}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
