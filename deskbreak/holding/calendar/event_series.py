"""Events of a calendar put together: each series with its moved instances, far ones left out.

Works on lines that nothing has parsed yet: reading ten thousand events takes seconds, and one that
cannot be read must not take its neighbours with it.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta

from msgspec import Struct

from deskbreak.holding.calendar.component_blocks import lines_of

MARGIN = timedelta(days=2)
"""An event farther away than this cannot reach into what is asked for, whatever its zone."""

FLAGS = re.MULTILINE | re.IGNORECASE
START = re.compile(rb"^DTSTART[^:\n]*:[ \t]*(\d{8})", FLAGS)
ALL_DAY = re.compile(rb"^DTSTART[^:\n]*:[ \t]*\d{8}[ \t]*$", FLAGS)
REPEATS = re.compile(rb"^(?:RRULE|RDATE|EXRULE)[;:]", FLAGS)
MORE_THAN_A_RULE = re.compile(rb"^(?:RDATE|EXRULE)[;:]", FLAGS)
OFTEN = re.compile(rb"^(?:RRULE|EXRULE)[;:][^\n]*(?:SECOND|MINUTE|HOUR)LY", FLAGS)
"""Rules that take long to work out: they come last, so that the others are read before."""
RULE_ENDS = re.compile(rb"^RRULE[;:][^\n]*\bUNTIL=(\d{8})", FLAGS)
INSTANCE = re.compile(rb"^RECURRENCE-ID([^:\n]*):[ \t]*(\d{8})?", FLAGS)
UID = re.compile(rb"^UID[^:\n]*:([^\n]*)", FLAGS)
SEQUENCE = re.compile(rb"^SEQUENCE[^:\n]*:[ \t]*(\d{1,9})", FLAGS)


class Series(Struct, frozen=True):
    """One event, or one that repeats with the instances that differ; the lines of each."""

    parts: tuple[str, ...]
    repeats: bool


def series(events: Iterable[bytes], now: datetime, end: datetime) -> Iterator[Series]:
    """What may matter between two moments; events that do not repeat come first.

    Two events of one UID are two, unless one of them says that it is the newer one (SEQUENCE).
    """
    first, last = (f"{day:%Y%m%d}".encode() for day in (now - MARGIN, end + MARGIN))
    mains: dict[bytes, list[bytes]] = defaultdict(list)
    changed: dict[bytes, list[bytes]] = defaultdict(list)
    for number, event in enumerate(events):
        match = UID.search(event)
        uid = match.group(1).strip() if match else b"no UID %d" % number
        instance = INSTANCE.search(event)
        if instance is None:
            mains[uid].append(event)
        elif _instance_is_near(event, instance, first, last):
            changed[uid].append(event)
    found = [
        (event, changed[uid] if REPEATS.search(event) else [])
        for uid, same in mains.items()
        for event in _newest(same)
        if _is_near(event, first, last, is_changed=bool(changed.get(uid)))
    ]
    taken = {uid for uid, same in mains.items() if any(REPEATS.search(event) for event in same)}
    found += [(event, []) for uid, alone in changed.items() if uid not in taken for event in alone]
    found.sort(key=lambda one: (bool(REPEATS.search(one[0])), bool(OFTEN.search(one[0]))))
    for main, others in found:
        parts = tuple(lines_of(each) for each in (main, *others))
        yield Series(parts, repeats=REPEATS.search(main) is not None)


def _newest(same: list[bytes]) -> list[bytes]:
    numbers = [int(match.group(1)) if (match := SEQUENCE.search(it)) else 0 for it in same]
    return [event for event, number in zip(same, numbers, strict=True) if number == max(numbers)]


def _is_near(event: bytes, first: bytes, last: bytes, *, is_changed: bool) -> bool:
    starts = START.findall(event)
    if len(starts) != 1:
        return True  # to be counted as one that cannot be read
    if REPEATS.search(event) is None:
        return bool(first <= starts[0] <= last)
    if is_changed or MORE_THAN_A_RULE.search(event):
        return True
    ends = RULE_ENDS.search(event)
    over = ends is not None and ends.group(1) < first
    return not over and bool(starts[0] <= last) and ALL_DAY.search(event) is None


def _instance_is_near(event: bytes, instance: re.Match[bytes], first: bytes, last: bytes) -> bool:
    params, of = instance.groups()
    days = [*START.findall(event), *([of] if of else [])]
    return b"RANGE" in params.upper() or not days or any(first <= day <= last for day in days)
