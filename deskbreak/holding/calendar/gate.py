"""A meeting, as the person's calendars say. Nothing is read here but the cache.

The cache is refreshed by a short-lived process: when the settings come into force, and when a
prompt is due and the last reading is older than ``calendar.refresh``. Nothing runs in between.
"""

import asyncio
import os
import sys
from asyncio.subprocess import DEVNULL, PIPE
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

from deskbreak.app import supervise
from deskbreak.app.ports.engine_ports import Clock
from deskbreak.domain.time.units import SECOND
from deskbreak.domain.vocabulary.events import Reason
from deskbreak.domain.vocabulary.settings import CalendarSettings, Settings
from deskbreak.errors import UnavailableError
from deskbreak.holding.calendar.cache import Entry, digest, labels, load
from deskbreak.holding.calendar.wish import LIBRARIES_MISSING, Wish

COMMAND = (sys.executable, "-P", "-m", "deskbreak.holding.calendar.read_process")
WAIT = 0.3
"""Seconds that an answer waits for a refresh; it then is that of what was known."""

NO_LIBRARIES = "icalendar and recurring-ical-events are not installed"


class CalendarGate:
    """The spans of all calendars together."""

    name = "calendar"
    reason = Reason.CALENDAR

    def __init__(self, clock: Clock, cache: Path) -> None:
        self._clock, self._cache = clock, cache
        self._settings = CalendarSettings()
        self._wanted = False
        self._entries: dict[str, Entry] | None = None
        self._refreshing: asyncio.Task[None] | None = None
        self._failed = ""
        self._changed: Callable[[], None] | None = None
        self._timer: asyncio.TimerHandle | None = None

    @property
    def subscribed(self) -> bool:
        """It looks again when a meeting begins or ends, and when the cache is too old."""
        return self._changed is not None

    def configure(self, settings: Settings) -> None:
        """Read other calendars from now on; new ones at once, so that they are known in time."""
        new, wanted = settings.calendar, settings.hold.calendar
        same = _what(new) == _what(self._settings) and wanted == self._wanted
        self._settings, self._wanted = new, wanted
        if not same:
            self._entries = None
            if new.sources and wanted:
                # what went wrong may go right now: plain http may be allowed since
                self._refresh_if_old(again=any(entry.problem for entry in self._known()))

    async def viable(self) -> str | None:
        """None if a calendar was read."""
        if not self._settings.sources:
            return "no calendar is set up"
        if any(entry.until > self._now() for entry in self._known()):
            return None
        problems = [_named(name, entry.problem) for name, entry in self._by_name() if entry.problem]
        return self._failed or "; ".join(problems) or "not read yet"

    async def ask(self) -> bool | None:
        """Whether a meeting is on."""
        if self._settings.sources:
            self._refresh_if_old()
            if self._refreshing is not None:
                await asyncio.wait({self._refreshing}, timeout=WAIT)
        if (why := await self.viable()) is not None:
            raise UnavailableError(why, advice="install-calendar" if why == NO_LIBRARIES else "")
        self._wake_at_next_edge()
        now = self._now()
        return any(start <= now < end for entry in self._known() for start, end in entry.spans)

    async def watch(self, changed: Callable[[], None]) -> None:
        """Look again at each beginning and end."""
        self._changed = changed

    async def unwatch(self) -> None:
        """Look no more. A refresh that runs is let to its end."""
        self._changed = None
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    async def close(self) -> None:
        """End a refresh that runs."""
        if self._refreshing is not None:
            self._refreshing.cancel()
            await asyncio.wait({self._refreshing})

    def problems(self) -> list[str]:
        """What is wrong with which calendar, for ``doctor``; hosts and file names only."""
        problems = [
            _named(name, line)
            for name, entry in self._by_name()
            for line in _problems_of(entry, self._now())
        ]
        return [f"{self.name}: {self._failed}", *problems] if self._failed else problems

    def _now(self) -> float:
        return self._clock.now().epoch / SECOND

    def _known(self) -> list[Entry]:
        return [entry for _, entry in self._by_name()]

    def _by_name(self) -> list[tuple[str, Entry]]:
        """What is known of each calendar, with the name that tells it from the others."""
        if self._entries is None:
            self._entries = load(self._cache).entries
        keys = ((name, digest(source)) for source, name in labels(self._settings.sources).items())
        return [(name, self._entries[key]) for name, key in keys if key in self._entries]

    def _refresh_if_old(self, *, again: bool = False) -> None:
        if self._refreshing is not None:
            return
        known, now = self._known(), self._now()
        oldest = min((entry.checked_at for entry in known), default=0.0)
        complete = len(known) == len(set(self._settings.sources))
        fresh = 0 <= now - oldest < self._settings.refresh / SECOND
        if again or not (complete and fresh):
            self._refreshing = supervise.start(self._refresh())

    async def _refresh(self) -> None:
        settings = self._settings
        try:
            self._failed = await self._run(settings)
        finally:
            self._refreshing = None
        self._entries = None
        if _what(settings) != _what(self._settings):
            self._refresh_if_old(again=True)
        if self._changed is not None:
            self._changed()

    async def _run(self, settings: CalendarSettings) -> str:
        """Run the process; why it failed, or ""."""
        now = self._clock.now()
        zone = getattr(now.wall.tzinfo, "key", "")
        wish = Wish(settings.sources, settings.allow_http, str(self._cache), self._now(), zone)
        try:
            process = await asyncio.create_subprocess_exec(
                *COMMAND, stdin=PIPE, stdout=PIPE, stderr=DEVNULL, env=_environment()
            )
        except OSError as error:
            return f"the reader cannot be started: {error.strerror}"
        try:
            async with asyncio.timeout(wish.limit):
                await self._listen(process, wish)
        except TimeoutError:
            return "the calendars take too long"
        finally:
            if process.returncode is None:
                with suppress(ProcessLookupError):
                    process.kill()
                await process.wait()
        if process.returncode == LIBRARIES_MISSING:
            return NO_LIBRARIES
        return f"the reader failed ({process.returncode})" if process.returncode else ""

    async def _listen(self, process: asyncio.subprocess.Process, wish: Wish) -> None:
        """Each calendar counts as soon as it is read; none waits for a slower one."""
        assert process.stdin is not None  # noqa: S101 -- it narrows the type
        assert process.stdout is not None  # noqa: S101 -- the same
        with suppress(ConnectionError):  # it ended before it read: its exit code says why
            process.stdin.write(wish.to_json())
            await process.stdin.drain()
            process.stdin.close()
        while await process.stdout.readline():
            self._entries = None
            if self._changed is not None:
                self._changed()
        await process.wait()

    def _wake_at_next_edge(self) -> None:
        if self._changed is None:
            return
        now = self._now()
        edges = [edge for entry in self._known() for span in entry.spans for edge in span]
        edges.append(now + self._settings.refresh / SECOND)
        wait = min(edge for edge in edges if edge > now) - now
        if self._timer is not None:
            self._timer.cancel()
        self._timer = asyncio.get_running_loop().call_later(wait + 0.01, self._changed)


def _what(settings: CalendarSettings) -> tuple[tuple[str, ...], bool]:
    """What a reading depends on."""
    return settings.sources, settings.allow_http


def _named(name: str, problem: str) -> str:
    """A problem, which begins with the host or the file, under the calendar's own name."""
    return f"{name}: {problem.partition(': ')[2] or problem}"


def _problems_of(entry: Entry, now: float) -> Iterator[str]:
    """Why a calendar cannot be read, and how old is what counts instead; what is wrong in it."""
    if entry.problem and entry.read_at and entry.until > now:
        yield f"{entry.problem} (what was read {_age(now - entry.read_at)} ago counts)"
    elif entry.problem:
        yield entry.problem
    if entry.note:
        yield entry.note


def _age(seconds: float) -> str:
    """Roughly, in one unit."""
    minutes = max(0, round(seconds / 60))
    return f"{minutes} min" if minutes < 120 else f"{minutes // 60} h"


def _environment() -> dict[str, str]:
    """The process imports the same deskbreak; ``-P`` keeps the working directory out of it."""
    root = str(Path(__file__).parents[3])
    inherited = os.environ.get("PYTHONPATH")
    path = f"{root}{os.pathsep}{inherited}" if inherited else root
    return {**os.environ, "PYTHONPATH": path}
