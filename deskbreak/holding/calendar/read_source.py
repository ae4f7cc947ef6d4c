"""Reads one calendar in a process of its own, which alone is short of what it takes too much of.

For ``python -m deskbreak.holding.calendar.read_source`` one JSON object comes on the standard
input, one goes to the standard output. Exit codes: 0 fine, 3 the libraries are missing, 4 too
little memory; a process that took too long is ended by the system.
"""

import json
import sys
from collections.abc import Mapping
from datetime import UTC, datetime, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from deskbreak.holding.calendar.budget import limit_this_process
from deskbreak.holding.calendar.cache import label
from deskbreak.holding.calendar.wish import LIBRARIES_MISSING, NO_MEMORY
from deskbreak.protocols.local_zone import SYSTEM_ZONE

MOST_SPANS = 2000
"""More than this within two days is no calendar of a person."""


def read_source(wish: Mapping[str, object]) -> dict[str, object]:
    """What ``read_process`` puts into the cache; ``error`` if the calendar cannot be had.

    ``wish`` has ``source``, ``mark``, ``allow_http``, ``now`` (seconds since 1970) and ``zone``.
    """
    from deskbreak.holding.calendar import fetch as fetching  # noqa: PLC0415 -- ssl, urllib
    from deskbreak.holding.calendar import meetings as reading  # noqa: PLC0415 -- two libraries

    limit_this_process()
    source, now = str(wish["source"]), wish["now"]
    assert isinstance(now, int | float)  # noqa: S101 -- it narrows the type
    try:
        got = fetching.fetch(source, str(wish["mark"]), allow_http=bool(wish["allow_http"]))
        if got.text is None:
            return {"unchanged": True}
        moment = datetime.fromtimestamp(now, UTC)
        found = reading.read(got.text, source, moment, zone_of(str(wish["zone"])))
    except fetching.CalendarError as error:
        return {"error": str(error)}
    except reading.NotACalendarError as error:
        return {"error": f"{label(source)}: {error}"}
    problem = found.problem
    if len(found.spans) > MOST_SPANS:
        problem = f"more than {MOST_SPANS} meetings in two days, the later ones were left out"
    return {
        "spans": found.spans[:MOST_SPANS],
        "mark": got.mark if found.whole else "",
        "whole": found.whole,
        "note": f"{label(source)}: {problem}" if problem else "",
    }


def zone_of(name: str) -> tzinfo:
    """The local zone by its name, else by the system's rules."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return SYSTEM_ZONE


def main() -> int:
    """One wish, one answer."""
    try:
        answer = read_source(json.load(sys.stdin))
        sys.stdout.write(json.dumps(answer))
        sys.stdout.flush()
    except ImportError as error:
        sys.stderr.write(f"a library is missing: {error.name}\n")
        return LIBRARIES_MISSING
    except MemoryError:
        return NO_MEMORY
    return 0


if __name__ == "__main__":
    sys.exit(main())
