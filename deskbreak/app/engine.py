"""The one loop: events come in, the core steps, effects go out.

Rules
- An event waits in the loop's own queue, so that a step is never entered from within a step.
- Each step is committed before any of its effects is performed. What cannot be written, and an
  effect that fails, stop nothing: the supervisor is told of them.
- After every step, whatever happened in it, the alarm is set to the next deadline or to the next
  full minute of sitting. If it is a second late, the engine looks at the time by itself.
"""

import asyncio
import contextlib
import logging
from collections.abc import Callable
from datetime import timedelta
from functools import partial

from deskbreak.app.parts import Part
from deskbreak.app.ports.engine_ports import Alarm, Clock, Store
from deskbreak.app.supervise import Supervisor, supervisor
from deskbreak.domain.machine.state import State
from deskbreak.domain.machine.step import deadline, heartbeat, step
from deskbreak.domain.time.units import SECOND, Instant, Millis, Now
from deskbreak.domain.vocabulary.effects import Effect
from deskbreak.domain.vocabulary.events import Event, Ticked
from deskbreak.domain.vocabulary.presence_events import FellAsleep, WokeUp
from deskbreak.errors import DeskbreakError

log = logging.getLogger(__name__)

ALARM = Part("alarm", "alarm")
STEP = Part("core", "something")
STORE = Part("store", "records")
VIEW = Part("view", "something")

LATE_S = 0.5
"""Seconds after its time at which an alarm is looked for; as long again, and it is missed."""


class StepFailedError(DeskbreakError):
    """The core could not take an event; the state is as it was, and the supervisor knows."""


Perform = Callable[[Effect, State], None]
"""Carries out one effect, or hands it on; the state is that after the step."""

A_SLEEP: Millis = SECOND
"""A shorter suspend is no more than the clocks being read one after the other."""


class Engine:
    """Owns the state. All methods but ``post`` belong to the event loop's thread."""

    def __init__(
        self,
        state: State,
        clock: Clock,
        store: Store,
        perform: Perform,
        watch: Supervisor | None = None,
    ) -> None:
        self.state = state
        self._watch = watch or supervisor()
        self._clock = clock
        self._store = store
        self._perform = perform
        self._loop = asyncio.get_running_loop()
        self._alarm: Alarm | None = None
        self._suspended = clock.suspended()
        self._after: list[tuple[Part, Callable[[State], None]]] = []
        self._late: asyncio.TimerHandle | None = None

    def use(self, alarm: Alarm) -> None:
        """The alarm that the engine sets from now on."""
        self._alarm = alarm
        self._watch.call(ALARM, self._arm)

    def after_step(self, call: Callable[[State], None], part: Part = VIEW) -> None:
        """Have every new state told to ``call``, which belongs to ``part``."""
        self._after.append((part, call))

    def close(self) -> None:
        """Set no alarm any more."""
        self._alarm = None
        self._no_longer_late()

    def post(self, event: Event) -> None:
        """Take an event in its turn; safe from any thread, and after the loop has ended."""
        try:
            self._loop.call_soon_threadsafe(self._take_quietly, event)
        except RuntimeError:
            log.debug("%s came after the end", event)

    def ring(self) -> None:
        """The alarm went off, or a clock was stepped."""
        self._watch.recovered(ALARM)
        self._take_quietly(Ticked())

    async def ask(self, event: Event) -> tuple[Effect, ...]:
        """Take an event in its turn and say what followed from it. Raises StepFailedError."""
        answer: asyncio.Future[tuple[Effect, ...]] = self._loop.create_future()

        def take() -> None:
            try:
                answer.set_result(self._take(event))
            except StepFailedError as error:
                answer.set_exception(error)

        self._loop.call_soon(take)
        return await answer

    def look(self) -> tuple[State, Now]:
        """The state as it is at this moment; nothing is changed by looking."""
        now = self._clock.now()
        state, _ = step(self.state, Ticked(), now)
        return state, now

    def _take_quietly(self, event: Event) -> None:
        """An event that nobody waits for."""
        with contextlib.suppress(StepFailedError):
            self._take(event)

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
        try:
            self.state, effects = step(self.state, event, now)
        except Exception as error:
            self._watch.failed(STEP, error)
            self._watch.call(ALARM, self._arm, now.instant + SECOND)
            raise StepFailedError(str(error)) from error
        self._watch.recovered(STEP)
        told = bool(effects) or not isinstance(event, Ticked)
        commit = partial(self._store.commit, self.state, effects, durable=told)
        self._watch.call(STORE, commit)
        for effect in effects:
            self._watch.call(VIEW, self._perform, effect, self.state)
        for part, call in self._after:
            self._watch.call(part, call, self.state)
        self._watch.call(ALARM, self._arm)
        return effects

    def _arm(self, not_before: Instant = 0) -> None:
        """Set the alarm to whatever comes first."""
        if self._alarm is None:
            return
        self._no_longer_late()
        times = [when for when in (deadline(self.state), heartbeat(self.state)) if when is not None]
        at = max(min(times), not_before) if times else None
        if at is not None:
            wait = max(0, at - self._clock.now().instant) / SECOND
            self._late = self._loop.call_later(wait + LATE_S, self._overdue)
        self._alarm.set(at)

    def _overdue(self) -> None:
        """The alarm should have fired; a busy loop may just come to it now."""
        self._late = self._loop.call_later(LATE_S, self._missed)

    def _missed(self) -> None:
        """The alarm was due and did not ring."""
        self._take_quietly(Ticked())
        self._watch.failed(ALARM, "it did not ring in time")

    def _no_longer_late(self) -> None:
        if self._late is not None:
            self._late.cancel()
            self._late = None
