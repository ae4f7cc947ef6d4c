"""Reads all calendars, in a short-lived process.

``python -m deskbreak.holding.calendar.read_process`` takes one JSON object on its standard input
(so that no address appears in a list of processes), has each calendar read by a process with a
budget of its own, and writes the cache after each. None of them decides for the others. Exit codes:
0 the cache is written, 3 the libraries are missing, 1 anything else.
"""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextlib import suppress
from pathlib import Path

from msgspec.structs import replace

from deskbreak.errors import UnavailableError
from deskbreak.holding.calendar.budget import CPU_S, MEMORY, WALL_S
from deskbreak.holding.calendar.cache import Cache, Entry, digest, label, load, save
from deskbreak.holding.calendar.wish import AT_ONCE, LIBRARIES_MISSING, NO_MEMORY, Wish

AHEAD_S = 48 * 3600.0
ENOUGH_S = 24 * 3600.0
"""With less than this known ahead, a calendar that did not change is read again."""
COMMAND = (sys.executable, "-P", "-m", "deskbreak.holding.calendar.read_source")


class LibrariesMissingError(UnavailableError):
    """What reads calendars is not installed."""

    def __init__(self) -> None:
        super().__init__(
            'install deskbreak with its extra "calendar": what reads calendars is missing'
        )


def refresh(wish: Wish, written: Callable[[], None] = lambda: None) -> None:
    """Read every calendar and write the cache, and call ``written`` after each.

    Raises LibrariesMissingError, OSError.
    """
    entries = _known(wish)
    with ThreadPoolExecutor(AT_ONCE) as readers:
        reading = {
            readers.submit(_answer, source, entries.get(digest(source)), wish): source
            for source in dict.fromkeys(wish.sources)
        }
        for done in as_completed(reading):
            key = digest(reading[done])
            entries[key] = _entry(entries.get(key), done.result(), wish)
            save(Path(wish.cache), Cache(entries))
            written()


def _known(wish: Wish) -> dict[str, Entry]:
    """What is remembered of the calendars that are still wanted."""
    wanted = {digest(source) for source in wish.sources}
    old = load(Path(wish.cache)).entries
    return {key: entry for key, entry in old.items() if key in wanted}


def _answer(source: str, known: Entry | None, wish: Wish) -> dict[str, object]:
    """What the process of one calendar says, or why it says nothing."""
    mark = known.mark if known is not None and known.until >= wish.now + ENOUGH_S else ""
    request = {
        "source": source,
        "mark": mark,
        "allow_http": wish.allow_http,
        "now": wish.now,
        "zone": wish.zone,
    }
    try:
        done = subprocess.run(  # noqa: S603 - this program itself
            COMMAND,
            input=json.dumps(request).encode(),
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=WALL_S,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return _error(source, f"it takes longer than {WALL_S:g} s")
    if done.returncode == LIBRARIES_MISSING:
        raise LibrariesMissingError
    if done.returncode == NO_MEMORY:
        return _error(source, f"reading it needs more than {MEMORY // 2**20} MB of memory")
    if done.returncode < 0:
        return _error(source, f"working it out takes more than {CPU_S:g} s")
    try:
        found = json.loads(done.stdout)
    except ValueError:
        found = None
    return found if isinstance(found, dict) else _error(source, "its reader failed")


def _error(source: str, why: str) -> dict[str, object]:
    return {"error": f"{label(source)}: {why}"}


def _entry(known: Entry | None, answer: Mapping[str, object], wish: Wish) -> Entry:
    """The new entry of a calendar; after a failure what was known stays, with the problem."""
    old = replace(known or Entry(wish.now), checked_at=wish.now, problem="")
    if "error" in answer:
        return replace(old, problem=str(answer["error"]))
    if "unchanged" in answer:
        return old
    note = str(answer["note"])
    if not answer["whole"] and old.read_at and old.until > wish.now:
        return replace(old, problem=note)  # an earlier reading of all of it says more
    return Entry(
        checked_at=wish.now,
        until=wish.now + AHEAD_S,
        spans=tuple(_spans(answer["spans"])),
        mark=str(answer["mark"]),
        problem="" if answer["whole"] else note,
        note=note if answer["whole"] else "",
        read_at=wish.now if answer["whole"] else 0.0,
    )


def _spans(found: object) -> Iterator[tuple[float, float]]:
    assert isinstance(found, list)  # noqa: S101 -- our own process wrote it
    for start, end in found:
        yield float(start), float(end)


def _tell() -> None:
    """One more calendar is known: the one that started us looks at the cache again."""
    sys.stdout.write("one more\n")
    sys.stdout.flush()


def main() -> int:
    """One wish, one cache."""
    if sys.platform != "win32":
        with suppress(OSError):
            os.nice(10)
    try:
        refresh(Wish.from_json(sys.stdin.buffer.read()), _tell)
    except LibrariesMissingError:
        return LIBRARIES_MISSING
    except OSError as error:
        sys.stderr.write(f"the cache cannot be written: {error.strerror}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
