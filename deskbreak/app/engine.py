"""The one loop: events come in, the core steps, effects go out.

An event waits in the loop's own queue, so that a step is never entered from within a step. Each
step is committed before any of its effects is performed; then the alarm is set to the next deadline
or to the next full minute of sitting.
"""

import asyncio
import logging
from collections.abc import Callable
from datetime import timedelta
from functools import partial

from deskbreak.app.ports import Alarm, Clock, Store
from deskbreak.domain.machine.state import State
from deskbreak.domain.machine.step import deadline, heartbeat, step
from deskbreak.domain.time.units import SECOND, Millis, Now
from deskbreak.domain.vocabulary.effects import Effect
from deskbreak.domain.vocabulary.events import Event, FellAsleep, Ticked, WokeUp

log = logging.getLogger(__name__)

Perform = Callable[[Effect, State], None]
"""Carries out one effect, or hands it on; the state is that after the step."""

A_SLEEP: Millis = SECOND
"""A shorter suspend is no more than the clocks being read one after the other."""


class Engine:
    """Owns the state. All methods but ``post`` belong to the event loop's thread."""

    def __init__(self, state: State, clock: Clock, store: Store, perform: Perform) -> None:
        self.state = state
        self._clock = clock
        self._store = store
        self._perform = perform
        self._loop = asyncio.get_running_loop()
        self._alarm: Alarm | None = None
        self._suspended = clock.suspended()
        self._after: list[Callable[[State], None]] = []

    def use(self, alarm: Alarm) -> None:
        """The alarm that the engine sets from now on."""
        self._alarm = alarm
        self._arm()

    def after_step(self, call: Callable[[State], None]) -> None:
        """Have every new state told to ``call``."""
        self._after.append(call)

    def post(self, event: Event) -> None:
        """Take an event in its turn; safe from any thread, and after the loop has ended."""
        try:
            self._loop.call_soon_threadsafe(self._take, event)
        except RuntimeError:
            log.debug("%s came after the end", event)

    def ring(self) -> None:
        """The alarm went off, or a clock was stepped."""
        self._take(Ticked())

    async def ask(self, event: Event) -> tuple[Effect, ...]:
        """Take an event in its turn and say what followed from it."""
        answer: asyncio.Future[tuple[Effect, ...]] = self._loop.create_future()
        self._loop.call_soon(lambda: answer.set_result(self._take(event)))
        return await answer

    def look(self) -> tuple[State, Now]:
        """The state as it is at this moment; nothing is changed by looking."""
        now = self._clock.now()
        state, _ = step(self.state, Ticked(), now)
        return state, now

    def _take(self, event: Event) -> tuple[Effect, ...]:
        """One event, and before it the sleep that nobody told of."""
        now = self._clock.now()
        slept = self._clock.suspended() - self._suspended
        if slept > A_SLEEP:
            self._suspended += slept
            before = now.wall - timedelta(milliseconds=slept)
            self._step(FellAsleep(), Now(now.instant - slept, before))
            self._step(WokeUp(), now)
        return self._step(event, now)

    def _step(self, event: Event, now: Now) -> tuple[Effect, ...]:
        """One step: the core, the disk, the effects, the alarm."""
        before = self.state
        self.state, effects = step(before, event, now)
        told = bool(effects) or not isinstance(event, Ticked)
        self._store.commit(self.state, effects, durable=told)
        for effect in effects:
            self._do(partial(self._perform, effect, self.state), str(effect))
        for call in self._after:
            self._do(partial(call, self.state), "a view of the state")
        self._arm()
        return effects

    def _do(self, what: Callable[[], None], name: str) -> None:
        """The one place that catches broadly: a failing effect must not stop the machine."""
        try:
            what()
        except Exception:
            log.exception("%s failed", name)

    def _arm(self) -> None:
        """Set the alarm to whatever comes first."""
        if self._alarm is None:
            return
        times = [when for when in (deadline(self.state), heartbeat(self.state)) if when is not None]
        self._alarm.set(min(times, default=None))
