"""The time zone that a calendar's name for one means, if the calendar itself does not define it."""

import re
from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

TZID = re.compile(r';TZID=("[^"\n]*"|[^;:\n]*)', re.IGNORECASE)


def name_in(lines: str) -> str:
    """The first name of a zone in the lines of a component; empty if none is named."""
    match = TZID.search(lines)
    return match.group(1).strip('"') if match else ""


@lru_cache(maxsize=64)
def zone_named(name: str) -> ZoneInfo | None:
    """The zone of that name, with a vendor's prefix or in other letters' case, or None."""
    parts = [part for part in name.replace(" ", "_").split("/") if part]
    known = {each.casefold(): each for each in available_timezones()}
    for start in range(len(parts)):
        found = known.get("/".join(parts[start:]).casefold())
        if found is None:
            continue
        try:
            return ZoneInfo(found)
        except (ZoneInfoNotFoundError, ValueError, OSError):
            return None
    return None
