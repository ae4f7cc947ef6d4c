"""Watches the lengths of idleness that matter now, on whichever source there is.

``away_after`` is always watched, ``taken_after`` only while a prompt is open; if it was reached by
then, until there is input. When one is reached, what keeps the screen on is looked up (and
followed) before anything is told.
"""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from typing import Protocol

from deskbreak.app import supervise
from deskbreak.domain.time.units import SECOND, Millis
from deskbreak.domain.vocabulary.settings import Rhythm
from deskbreak.errors import UnavailableError
from deskbreak.sensing.idle_source import Disarm, IdleSource, Watches, watched
from deskbreak.sensing.presence_reporter import Activity, PresenceReporter

GLANCE: Millis = SECOND
"""A source that was away and does not know the idle time is watched for this long first."""


class Inhibitors(Protocol):
    """Tells what keeps the screen on where the source of idle time does not know."""

    async def follow(self, tell: Callable[[bool], None]) -> Disarm: ...


class Idleness:
    """The thresholds in force."""

    def __init__(self, reporter: PresenceReporter, rhythm: Rhythm, inhibitors: Inhibitors) -> None:
        self._reporter, self._clock, self._rhythm = reporter, reporter.clock, rhythm
        self._inhibitors = inhibitors
        self._source: IdleSource | None = None
        self._open = False
        self._watches: dict[Millis, Disarm] = {}
        self._glance: Disarm | None = None
        self._following: asyncio.Task[None] | None = None
        self._unfollow: Disarm | None = None
        self._busy = asyncio.Lock()

    @property
    def source(self) -> IdleSource | None:
        """What is in use now."""
        return self._source

    async def attach(self, source: IdleSource) -> None:
        """Use a source that has just been opened. UnavailableError if it went away again."""
        async with self._busy:
            self._release()
            self._source = source
            await self._set(source)
            idle = await source.idle()
            if idle is None and self._reporter.gone:
                await self._look(source)
            elif idle is None or idle < min(self._wanted()):
                self._reporter.came_back()

    def detach(self) -> None:
        """The source is gone; what was told last stays true until another says otherwise."""
        self._release()
        self._source = None

    def unknown(self, *, for_good: bool) -> None:
        """There is no source: the person is always there, unless known to be gone just before."""
        if for_good or not self._reporter.gone:
            self._reporter.came_back()

    async def configure(self, rhythm: Rhythm, *, prompt_open: bool) -> None:
        """Watch other lengths from now on."""
        async with self._busy:
            self._rhythm, self._open = rhythm, prompt_open
            if self._source is not None:
                with suppress(UnavailableError):  # it went away: the chooser is told of it
                    await self._set(self._source)

    def _wanted(self) -> set[Millis]:
        wanted = {self._rhythm.away_after}
        if self._open and self._rhythm.taken_after:
            wanted.add(self._rhythm.taken_after)
        return wanted

    async def _set(self, source: IdleSource) -> None:
        wanted = self._wanted()
        if self._following is None:
            self._drop_unwanted()
        for after in sorted(wanted - set(self._watches)):
            self._watches[after] = await watched(source, after, self._heard)

    def _drop_unwanted(self) -> None:
        for after in set(self._watches) - self._wanted():
            self._watches.pop(after)()

    def _heard(self, idle: Millis | None) -> None:
        if idle is None:
            self._end_following()
            self._drop_unwanted()
            self._reporter.came_back()
            return
        stopped = self._clock.now().instant - idle
        if self._following is None and self._source is not None:
            self._following = supervise.start(self._follow(self._source, stopped))

    async def _follow(self, source: IdleSource, stopped: int) -> None:
        """Learn whether something keeps the screen on, now and until there is input."""
        tell = partial(self._inhibited, stopped)
        try:
            self._unfollow = await source.inhibited(tell) or await self._inhibitors.follow(tell)
        except UnavailableError:
            self._reporter.went_idle(stopped)

    def _inhibited(self, stopped: int, inhibited: bool) -> None:
        if self._following is None:
            return
        if inhibited:
            self._reporter.watched(stopped)
        elif self._reporter.activity is Activity.WATCHING:
            self._reporter.went_idle(self._clock.now().instant)
        else:
            self._reporter.went_idle(stopped)

    async def _look(self, source: IdleSource) -> None:
        """Somebody was gone, and this source cannot say whether they are back: look closely."""

        def no_pause() -> None:
            end()
            self._reporter.came_back()

        def heard(idle: Millis | None) -> None:
            limit.cancel()
            if idle is None:
                end()
                self._reporter.came_back()

        def end() -> None:
            limit.cancel()
            watches.end()

        watches = Watches()
        limit = asyncio.get_running_loop().call_later(2 * GLANCE / SECOND, no_pause)
        try:
            await watches.add(source, GLANCE, heard)
        except BaseException:  # also when cancelled: nobody could end it then
            end()
            raise
        self._glance = end

    def _release(self) -> None:
        for disarm in self._watches.values():
            disarm()
        self._watches.clear()
        if self._glance is not None:
            self._glance()
            self._glance = None
        self._end_following()

    def _end_following(self) -> None:
        following, self._following = self._following, None
        if following is not None:
            following.cancel()
        if self._unfollow is not None:
            self._unfollow()
            self._unfollow = None
