"""What the sensors say, made into one story for the engine: nothing is told twice.

Rules
- Input, idleness and watching come from one source at a time; only a change is told.
- The session is locked while any sensor says so. A sensor that went away no longer says anything;
  if it was the last to say locked, the person counts as back, and is idle again if input says so.
- Sleep is told once however often it is announced. Input proves that the machine is awake, and so
  does a resume that the clocks show.
- An unlock without input within a minute was not made by a person at the desk: idle again.
"""

import asyncio
from collections.abc import Callable
from enum import Enum, auto

from deskbreak.app.ports.engine_ports import Clock, Post
from deskbreak.domain.time.units import SECOND, Instant, Millis
from deskbreak.domain.vocabulary.events import Ticked
from deskbreak.domain.vocabulary.presence_events import (
    CameBack,
    FellAsleep,
    Locked,
    Unlocked,
    Watched,
    WentIdle,
    WokeUp,
)

STALE: Millis = 5 * SECOND
"""An announcement of a sleep so soon after a resume is that of the sleep that is over."""
HANDS_OFF = 60.0
"""Seconds after an unlock within which a person would have touched something."""


class Activity(Enum):
    """What the input tells."""

    UNKNOWN = auto()
    PRESENT = auto()
    IDLE = auto()
    WATCHING = auto()


class PresenceReporter:
    """Remembers what was told and posts what is new. Lives in the event loop."""

    BEFORE = "the time before a restart"
    """A sensor of its own until the real ones have spoken."""

    def __init__(self, post: Post, clock: Clock, wakeup: Callable[[], None]) -> None:
        self.post = post
        self.clock = clock
        self._wakeup = wakeup
        self.resumed: Callable[[], None] = lambda: None
        """Called after each sleep."""
        self.activity = Activity.UNKNOWN
        self.stopped: Instant | None = None
        """When the input stopped, while idle or watching."""
        self._lockers: set[str] = set()
        self._asleep = False
        self._woke_at: Instant | None = None
        self._check: asyncio.TimerHandle | None = None

    @property
    def gone(self) -> bool:
        """Whether there has been no input for long."""
        return self.activity in (Activity.IDLE, Activity.WATCHING)

    @property
    def locked(self) -> bool:
        """Whether any sensor says so."""
        return bool(self._lockers)

    def came_back(self) -> None:
        """There was input."""
        self._no_check()
        self._awake()
        self.stopped = None
        if self.activity is not Activity.PRESENT:
            self.activity = Activity.PRESENT
            self.post(CameBack())

    def went_idle(self, since: Instant) -> None:
        """There has been no input since then, and nothing keeps the screen on."""
        self.stopped = since
        if self.activity is not Activity.IDLE:
            self.activity = Activity.IDLE
            self.post(WentIdle(since))

    def watched(self, since: Instant) -> None:
        """There has been no input since then, but something keeps the screen on."""
        self.stopped = since
        if self.activity is not Activity.WATCHING:
            self.activity = Activity.WATCHING
            self.post(Watched(since))

    def believed_locked(self, *, locked: bool) -> None:
        """The engine believes so from the time before a restart; nothing is told."""
        if locked:
            self._lockers.add(self.BEFORE)

    def lock(self, sensor: str, locked: bool | None) -> None:
        """A sensor says whether the session is locked; None: it cannot tell any more."""
        before = self.locked
        if locked:
            self._lockers.add(sensor)
        else:
            self._lockers.discard(sensor)
        if self.locked and not before:
            self._no_check()
            self.post(Locked())
        elif before and not self.locked:
            self.post(Unlocked())
            if locked is None:
                self._still_gone()
            elif self.gone:
                loop = asyncio.get_running_loop()
                self._check = loop.call_later(HANDS_OFF, self._still_gone)

    def preparing_for_sleep(self, asleep: bool) -> None:
        """The machine says that it is about to sleep, or has woken up."""
        now = self.clock.now().instant
        if not asleep:
            self._awake()
        elif not self._asleep and (self._woke_at is None or now - self._woke_at > STALE):
            self._asleep = True
            self.post(FellAsleep())

    def clocks_changed(self, slept: Millis) -> None:
        """The wall clock was set, or the machine slept; the alarm has to look again.

        The engine itself notices a sleep that was not announced, at the next event.
        """
        if slept:
            self._woke_at = self.clock.now().instant
            self.resumed()
        if slept and self._asleep:
            self._awake()
        else:
            self.post(Ticked())
            self._wakeup()

    def close(self) -> None:
        """Tell nothing more."""
        self._no_check()

    def _awake(self) -> None:
        if self._asleep:
            self._asleep = False
            self._woke_at = self.clock.now().instant
            self.post(WokeUp())
            self.resumed()
            self._wakeup()

    def _still_gone(self) -> None:
        """The unlock counted as input, but there was none."""
        self._no_check()
        if self.gone:
            self.activity = Activity.UNKNOWN
            self.went_idle(self.clock.now().instant)

    def _no_check(self) -> None:
        if self._check is not None:
            self._check.cancel()
            self._check = None
