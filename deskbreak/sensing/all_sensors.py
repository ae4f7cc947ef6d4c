"""Everything that is known about the person and the machine, as one thing to start and stop."""

import asyncio
from collections.abc import Callable, Coroutine, Sequence
from functools import partial
from typing import NamedTuple, Protocol

from deskbreak.app import supervise
from deskbreak.app.part_report import PartReport
from deskbreak.app.parts import Part
from deskbreak.app.restarted_service import RestartedService
from deskbreak.domain.vocabulary.settings import Rhythm, Settings
from deskbreak.sensing.idle_source import Chance, IdleSource, Lazy
from deskbreak.sensing.idleness import Idleness, Inhibitors
from deskbreak.sensing.presence_reporter import Activity, PresenceReporter
from deskbreak.sensing.source_choice import Chooser
from deskbreak.sensing.source_choice import part_of as source_part
from deskbreak.sensing.typing_pauses import Typing

PAUSES = Part("typing", "pauses")

ACTS_WITHIN = 10.0
"""Seconds for a source to take other lengths."""

STARTING = 6.0
"""Seconds within which sensors have to start; those that hang go on trying."""


class Watcher(Protocol):
    """A sensor of locks, sleep or clock steps; made with a ``PresenceReporter``."""

    name: str

    @property
    def why(self) -> str | None:
        """Why it does not serve; None: it does."""

    async def start(self) -> None:
        """Listen; returns when what is so now has been told."""

    async def stop(self) -> None:
        """Listen no more."""


def part_of(watcher: Watcher) -> Part:
    """Its name among the parts, and what is lost without it."""
    return Part(watcher.name, "clock" if watcher.name == "clock-steps" else "lock")


class Sensors(NamedTuple):
    """The sensors of a system."""

    sources: Sequence[IdleSource]
    """Ways to know the idle time, best first."""
    watchers: Sequence[Watcher]
    """Sensors of locks, sleep and clock steps."""
    inhibitors: Inhibitors
    """Who keeps the screen on, where the source does not know."""
    chances: Sequence[Chance] = ()
    """What tells that a source may serve that did not; without any they are tried on and on."""


class Presence:
    """Posts CameBack, WentIdle, Watched, Locked, Unlocked, FellAsleep, WokeUp, Typing…, Ticked.

    Args:
        reporter: what was reported so far; it posts the events.
        sensors: those of this system.
        rhythm: the lengths that matter; ``configure`` changes them.
    """

    def __init__(self, reporter: PresenceReporter, sensors: Sensors, rhythm: Rhythm) -> None:
        self._reporter, self._rhythm = reporter, rhythm
        self._sources, self._watchers, inhibitors, self._chances = sensors
        self._open = self._over = False
        self._typing = Typing(reporter.post, reporter.clock)
        self._idleness = Idleness(reporter, rhythm, inhibitors)
        self._chooser = Chooser(
            self._sources, self._idleness, self._use, are_told=bool(self._chances)
        )
        self._watch = supervise.supervisor()
        self._tasks: set[asyncio.Task[None]] = set()
        self._services: list[RestartedService] = []
        reporter.resumed = lambda: self._run(self._typing.resumed)

    async def start(self, *, locked: bool = False) -> None:
        """Start every sensor; returns within a few seconds whatever hangs.

        ``locked``: the session was, when the program last ran. It stays so if a sensor agrees.
        """
        self._reporter.believed_locked(locked=locked)
        self._services = [
            RestartedService(part_of(each), each.start, each.stop, STARTING)
            for each in self._watchers
        ]
        await asyncio.gather(*(service.tried(STARTING) for service in self._services))
        self._reporter.lock(PresenceReporter.BEFORE, locked=False)
        for chance in self._chances:
            self._run(partial(chance.start, self._chooser.again))
        if not await self._chooser.start(STARTING) and self._reporter.activity is Activity.UNKNOWN:
            self._reporter.came_back()  # a person counts as present until a sensor knows better
        self._run(lambda: self._need(self._chooser.running))

    async def stop(self) -> None:
        """Stop every sensor and tell nothing more."""
        self._over = True
        self._typing.end()
        for task in self._tasks:
            task.cancel()
        await self._chooser.stop()
        for chance in self._chances:
            await chance.stop()
        for service in self._services:
            await service.close()
        self._reporter.close()

    def configure(self, settings: Settings) -> None:
        """New settings are in force."""
        pause, self._rhythm = self._rhythm.pause, settings.rhythm
        self._set()
        if self._typing.watching and pause != self._rhythm.pause:
            self._run(self.watch_typing)

    def arm(self, *, prompt_open: bool) -> None:
        """A prompt opened or closed: ``taken_after`` matters only in between."""
        if prompt_open != self._open:
            self._open = prompt_open
            self._set()

    async def watch_typing(self) -> None:
        """Tell of pauses in input until ``unwatch_typing``; what is so now is told at once."""
        await self._typing.begin(self._rhythm.pause)

    def unwatch_typing(self) -> None:
        """No prompt is due: pauses do not matter."""
        self._typing.end()

    def report(self) -> list[PartReport]:
        """What became of each sensor."""
        idle = [self._row(source) for source in self._sources]
        return idle + [
            _watcher_row(watcher, locked=self._reporter.locked) for watcher in self._watchers
        ]

    def _row(self, source: IdleSource) -> PartReport:
        running = self._chooser.running
        if source is running:
            return PartReport("sensor", source.name, running=True, answer=self._answer())
        why = source.why if isinstance(source, Lazy) else None
        why = why or self._chooser.why.get(source.name)
        if why is None:
            why = f"{running.name} serves" if running is not None else "not tried yet"
        return PartReport("sensor", source.name, running=False, why=why, advice=self._advice())

    def _answer(self) -> str:
        answers = {
            Activity.PRESENT: "present",
            Activity.IDLE: "idle",
            Activity.WATCHING: "watching",
            Activity.UNKNOWN: "",
        }
        return answers[self._reporter.activity]

    def _advice(self) -> str:
        """No source at all: the person counts as always present."""
        return "no-idle-source" if self._chooser.running is None else ""

    async def _need(self, source: IdleSource | None) -> None:
        for chance in self._chances:
            await chance.need(needed=source is None or source is self._sources[-1])

    def _use(self, source: IdleSource | None) -> None:
        if self._over:
            return
        self._run(lambda: self._typing.use(source))
        self._run(lambda: self._need(source))

    def _set(self) -> None:
        self._run(lambda: self._idleness.configure(self._rhythm, prompt_open=self._open))

    def _run(self, work: Callable[[], Coroutine[None, None, None]]) -> None:
        running = self._chooser.running
        part = PAUSES if running is None else source_part(running)
        task = supervise.start(self._watch.guard(part, work, ACTS_WITHIN), part)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)


def _watcher_row(watcher: Watcher, *, locked: bool) -> PartReport:
    why = watcher.why
    tells = why is None and watcher.name != "clock-steps"
    answer = ("locked" if locked else "unlocked") if tells else ""
    return PartReport("sensor", watcher.name, running=why is None, why=why or "", answer=answer)
