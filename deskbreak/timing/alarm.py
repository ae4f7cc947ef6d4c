"""The one alarm, on APScheduler: one job, whose next time is moved at every step.

Its defaults would lose it: a job late by more than a second is dropped for ever, so there is no
grace (``misfire_grace_time=None``) and late ones are one (``coalesce``). Its wait sleeps on a clock
that stands still in suspend, so whoever notices a resume or a clock step calls ``wake_up``.

The job stays, so it needs a trigger that never ends: every tenth year, which nobody waits for. It
is still at work while it sets its next time, hence two instances: APScheduler would else drop the
next, were it due at once.
"""

from collections.abc import Callable
from datetime import UTC, timedelta

from deskbreak.app.ports.engine_ports import Clock
from deskbreak.domain.time.units import Instant, Millis
from deskbreak.timing.scheduler import IntervalTrigger, Scheduler

NEVER_ENDS = IntervalTrigger(days=3650, timezone=UTC)


class SchedulerAlarm:
    """Rings in the event loop that was running when it was made.

    ``longest``: ring at least that often while an alarm is set, where no clock step is told of.
    """

    def __init__(
        self, clock: Clock, ring: Callable[[], None], longest: Millis | None = None
    ) -> None:
        self._clock = clock
        self._ring = ring
        self._longest = longest
        self._scheduler = Scheduler(
            timezone=UTC,
            job_defaults={"misfire_grace_time": None, "coalesce": True, "max_instances": 2},
        )
        self._scheduler.start()
        self._job = self._scheduler.add_job(self._rings, NEVER_ENDS, next_run_time=None)

    def set(self, at: Instant | None) -> None:
        """Ring once at an instant, or at once if it is past; None: do not ring."""
        if at is None:
            if self._job.next_run_time is not None:
                self._job.modify(next_run_time=None)
                self._scheduler.wakeup()  # else it would wake the program for what was removed
            return
        now = self._clock.now()
        if self._longest is not None:
            at = min(at, now.instant + self._longest)
        when = now.wall.astimezone(UTC) + timedelta(milliseconds=at - now.instant)
        self._job.modify(next_run_time=when)

    async def _rings(self) -> None:
        """Ring in the loop's own thread: APScheduler sends plain functions to another one."""
        self._ring()

    def wake_up(self) -> None:
        """A clock was stepped or the machine resumed: look at the time now."""
        self._scheduler.wakeup()
        self._ring()

    def close(self) -> None:
        """Stop for good."""
        self._scheduler.shutdown(wait=False)
