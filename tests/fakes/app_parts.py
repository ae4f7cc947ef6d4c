"""The engine's ports as small real classes."""

import asyncio
import selectors
from datetime import timedelta

from deskbreak.app.ports.engine_ports import KeptFile
from deskbreak.app.ports.notice_ports import Notice, NotifierError
from deskbreak.domain.machine.state import State
from deskbreak.domain.time.units import Instant, Millis, Now
from deskbreak.domain.vocabulary.effects import Effect
from deskbreak.domain.vocabulary.settings import Settings


class HandClock:
    """Both clocks, moved by hand."""

    def __init__(self, now: Now) -> None:
        self._now = now
        self.slept: Millis = 0

    def now(self) -> Now:
        return self._now

    def suspended(self) -> Millis:
        return self.slept

    def pass_by(self, length: Millis, *, asleep: bool = False) -> None:
        wall = self._now.wall + timedelta(milliseconds=length)
        self._now = Now(self._now.instant + length, wall)
        self.slept += length if asleep else 0


class MemoryStore:
    """Keeps every step that was committed."""

    def __init__(self) -> None:
        self.steps: list[tuple[State, tuple[Effect, ...], bool]] = []
        self.settings: list[Settings] = []
        self.kept: tuple[KeptFile, ...] = ()
        self.waiting: list[tuple[str | int | None, ...]] = []

    def commit(self, state: State, effects: tuple[Effect, ...], *, durable: bool) -> None:
        self.steps.append((state, effects, durable))

    def keep_settings(self, settings: Settings) -> None:
        self.settings.append(settings)

    def flush(self) -> bool:
        return True

    def look(self) -> None:
        """Nobody does anything to it."""

    def unwritten(self) -> list[tuple[str | int | None, ...]]:
        return self.waiting

    def kept_files(self) -> tuple[KeptFile, ...]:
        return self.kept

    @property
    def has_settings(self) -> bool:
        return bool(self.settings)


class OneAlarm:
    """Remembers what it was set to."""

    def __init__(self) -> None:
        self.at: Instant | None = None

    def set(self, at: Instant | None) -> None:
        self.at = at

    def close(self) -> None:
        self.at = None


class Board:
    """A notifier that keeps what it shows; it can be told to fail."""

    name = "board"

    def __init__(self) -> None:
        self.shown: dict[str, Notice] = {}
        self.ever: list[tuple[float, Notice]] = []
        self.withdrawn: list[str] = []
        self.failing = False

    async def viable(self) -> str | None:
        return None

    async def show(self, notice: Notice) -> None:
        if self.failing:
            raise NotifierError("told to")
        self.shown[notice.key] = notice
        self.ever.append((asyncio.get_running_loop().time(), notice))

    async def withdraw(self, key: str) -> None:
        if self.shown.pop(key, None) is not None:
            self.withdrawn.append(key)

    async def close(self) -> None:
        self.shown.clear()


class _NoWait(selectors.DefaultSelector):
    """Waits by moving the loop's time instead."""

    loop: "HastyLoop"

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        ready = super().select(0)
        if not ready and timeout:
            self.loop.ahead += timeout
        return ready


class HastyLoop(asyncio.SelectorEventLoop):
    """An event loop in which an hour takes no time."""

    def __init__(self) -> None:
        selector = _NoWait()
        super().__init__(selector)
        self._clock_resolution = 1e-6  # Windows' 16 ms would let timers ring before their time
        self.ahead = 0.0
        selector.loop = self

    def time(self) -> float:
        return getattr(self, "ahead", 0.0)

    async def shutdown_default_executor(self, timeout: float | None = None) -> None:  # noqa: ASYNC109
        """Threads end in real time: since Python 3.12 a limit would be over at once here."""
        await super().shutdown_default_executor()
