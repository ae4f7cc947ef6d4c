"""Natural pauses in input, watched only while a prompt is due.

A pause of ``rhythm.pause`` and its end are watched like any other idleness. At the beginning a much
shorter one tells whether hands are moving at all; it is dropped at the first input.
"""

import asyncio
from contextlib import suppress

from deskbreak.app.ports.engine_ports import Clock, Post
from deskbreak.domain.time.units import SECOND, Millis
from deskbreak.domain.vocabulary.presence_events import TypingBegan, TypingEnded
from deskbreak.errors import UnavailableError
from deskbreak.sensing.idle_source import IdleSource, Watches

REST: Millis = SECOND // 2
"""Hands that type or move a pointer do not rest for so long."""


class Typing:
    """Posts TypingBegan and TypingEnded between ``begin`` and ``end``."""

    def __init__(self, post: Post, clock: Clock) -> None:
        self._post, self._clock = post, clock
        self._source: IdleSource | None = None
        self._pause: Millis | None = None
        self._armed = Watches()
        self._typing: bool | None = None
        self._busy = asyncio.Lock()

    @property
    def watching(self) -> bool:
        """Whether pauses are told."""
        return self._pause is not None

    async def begin(self, pause: Millis) -> None:
        """Watch from now on; what is so now is told before this returns."""
        async with self._busy:
            self._pause, self._typing = pause, None
            await self._arm()

    def end(self) -> None:
        """Watch no more."""
        self._pause = None
        self._armed.end()

    async def resumed(self) -> None:
        """The machine slept: nobody typed meanwhile, however little a source that slept counts."""
        async with self._busy:
            if self._pause is not None:
                self._ended(self._pause)
                await self._arm()

    async def use(self, source: IdleSource | None) -> None:
        """Watch another source; without one there is always a pause."""
        async with self._busy:
            self._source = source
            if self._pause is not None:
                if source is None:
                    self._ended(0)
                await self._arm()

    async def _arm(self) -> None:
        self._armed.end()
        armed = self._armed = Watches()
        source, pause = self._source, self._pause
        if source is None or not pause:
            return
        with suppress(UnavailableError):  # lost: another source comes, or none
            idle = await source.idle()
            if idle is not None and idle < REST:
                self._began()
            else:
                self._ended(idle or 0)
                await self._watch_for_rest(armed, source, known=idle is not None)
            await armed.add(source, pause, self._paused)

    def _paused(self, idle: Millis | None) -> None:
        if idle is None:
            self._began()
        else:
            self._ended(idle)

    async def _watch_for_rest(self, armed: Watches, source: IdleSource, *, known: bool) -> None:
        """Until the first input. A source that does not know the idle time counts from now."""

        def moved() -> None:
            end()
            self._began()

        def heard(idle: Millis | None) -> None:
            limit.cancel()
            if idle is None:
                moved()

        def end() -> None:
            limit.cancel()
            rest.end()

        rest = Watches()
        limit = asyncio.get_running_loop().call_later(1.5 * REST / SECOND, moved)
        if known:
            limit.cancel()
        armed.also(end)
        await rest.add(source, REST, heard)

    def _began(self) -> None:
        if self._typing is not True and self._pause is not None:
            self._typing = True
            self._post(TypingBegan())

    def _ended(self, idle: Millis) -> None:
        if self._typing is not False and self._pause is not None:
            self._typing = False
            self._post(TypingEnded(self._clock.now().instant - idle))
