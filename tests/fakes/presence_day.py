"""The real engine, sensors and gates on a loop in which an hour takes no time."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from fakes.app_parts import HastyLoop, MemoryStore
from fakes.presence_gate import HandGate
from fakes.presence_source import HandSource, Nobody
from playing import catalogue

from deskbreak.app.day_output import Happened
from deskbreak.app.engine import Engine
from deskbreak.domain.machine.state import State, begin
from deskbreak.domain.prompt.life import Phase
from deskbreak.domain.time.units import SECOND, Instant, Millis, Now
from deskbreak.domain.vocabulary.effects import Effect, UnwatchGates, WatchGates
from deskbreak.domain.vocabulary.events import Reason, Restarted
from deskbreak.domain.vocabulary.settings import Settings
from deskbreak.holding.gate_watch import Gates
from deskbreak.holding.ignored_programs import Ignore
from deskbreak.sensing.all_sensors import Presence, Sensors
from deskbreak.sensing.presence_reporter import PresenceReporter

ZONE = ZoneInfo("Asia/Tokyo")
MORNING = datetime(2026, 11, 30, 9, tzinfo=ZONE)


class LoopClock:
    """The loop's time is the clock that stands still in a suspend."""

    def __init__(self) -> None:
        self.slept: Millis = 0

    def now(self) -> Now:
        instant = round(asyncio.get_running_loop().time() * SECOND) + self.slept
        return Now(instant, MORNING + timedelta(milliseconds=instant))

    def suspended(self) -> Millis:
        return self.slept


class LoopAlarm:
    """Rings by the loop's own timer, which a suspend holds up, as it does the real one."""

    def __init__(self, clock: LoopClock, ring: Callable[[], None]) -> None:
        self._clock, self._ring = clock, ring
        self._at: Instant | None = None
        self._timer: asyncio.TimerHandle | None = None

    def set(self, at: Instant | None) -> None:
        self.close()
        if at is not None:
            loop = asyncio.get_running_loop()
            wait = max(0, at - self._clock.now().instant) / SECOND
            self._timer = loop.call_later(wait, self._ring)

    def close(self) -> None:
        if self._timer is not None:
            self._timer.cancel()


class Day:
    """Everything but the daemon's outside: a hand, a lock, a lid, a call, a fullscreen window."""

    def __init__(self, settings: Settings) -> None:
        self.clock = LoopClock()
        self.happened: list[Happened] = []
        self.shown: Callable[[], None] = lambda: None
        state = begin(self.clock.now(), settings, catalogue())
        self.engine = Engine(state, self.clock, MemoryStore(), self._perform)
        self.told = PresenceReporter(self.engine.post, self.clock, self.engine.ring)
        self.hand = HandSource()
        sensors = Sensors((self.hand,), (), Nobody())
        self.presence = Presence(self.told, sensors, settings.rhythm)
        self.call = HandGate("microphone", Reason.CALL)
        self.window = HandGate("fullscreen", Reason.FULLSCREEN)
        self.beside: Callable[[], Awaitable[None]] = self.presence.watch_typing
        self.gates = Gates(
            self.engine.post, lambda: (self.call, self.window), Ignore(), settings,
            beside=self._beside,
        )  # fmt: skip
        self.alarm = LoopAlarm(self.clock, self.engine.ring)
        self.engine.after_step(self._look)

    async def begin(self) -> None:
        await self.engine.ask(Restarted())
        self.engine.use(self.alarm)
        await self.presence.start()

    async def end(self) -> None:
        await self.gates.stop()
        await self.presence.stop()
        self.alarm.close()

    def turn(self, gate: HandGate, *, closed: bool) -> None:
        """A call begins or ends; told only while somebody listens."""
        gate.closed = closed
        if gate.changed is not None:
            gate.changed()

    def sleep(self, length: Millis) -> None:
        """The lid is closed for a while: announced, twice, before and afterwards."""
        for _ in range(2):
            self.told.preparing_for_sleep(asleep=True)
        asyncio.get_running_loop().call_soon(self._wake, length)

    def _wake(self, length: Millis) -> None:
        self.clock.slept += length
        self.told.clocks_changed(length)
        for _ in range(2):
            self.told.preparing_for_sleep(asleep=False)

    def _perform(self, effect: Effect, _state: State) -> None:
        self.happened.append(Happened(self.clock.now().wall, effect))
        if isinstance(effect, WatchGates):
            self.gates.watch()
        elif isinstance(effect, UnwatchGates):
            self.gates.unwatch()
            self.presence.unwatch_typing()

    async def _beside(self) -> None:
        await self.beside()

    def _look(self, state: State) -> None:
        prompt = state.prompt
        self.presence.arm(prompt_open=prompt is not None and prompt.phase is Phase.SHOWN)


def play(act: Callable[[Day], Awaitable[None]], settings: Settings | None = None) -> list[Happened]:
    """Run a day in no time, and say what happened."""

    async def run() -> list[Happened]:
        day = Day(settings or Settings())
        await day.begin()
        await act(day)
        await day.end()
        return day.happened

    with asyncio.Runner(loop_factory=HastyLoop) as runner:
        return runner.run(run())
