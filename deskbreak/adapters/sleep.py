"""Tells of suspend and resume as logind announces them, on the system bus.

The clocks show a sleep anyway; this is the second way to be woken by a resume, and the only one
that tells of it beforehand. elogind sends each announcement twice, which the core does not mind.
Source: org.freedesktop.login1(5), PrepareForSleep.
"""

import asyncio
import logging
from collections.abc import Callable

from deskbreak.adapters.dbus import Bus, BusError, Peer, Signal
from deskbreak.adapters.dbus_link import Link
from deskbreak.app.ports import Post
from deskbreak.domain.events import FellAsleep, WokeUp

log = logging.getLogger(__name__)

MANAGER = Peer(
    "org.freedesktop.login1", "/org/freedesktop/login1", "org.freedesktop.login1.Manager"
)


class SleepSignals:
    """Posts FellAsleep and WokeUp, and calls ``wake_up`` on a resume; does not close the link."""

    def __init__(self, system: Link, post: Post, wake_up: Callable[[], None]) -> None:
        self._link = system
        self._post = post
        self._wake_up = wake_up
        self._matching: asyncio.Task[None] | None = None
        self.why: str | None = "not started"
        """Why it does not serve; None: it does."""

    async def start(self) -> None:
        """Listen now and whenever the bus comes back."""
        self._link.listen(self._changed)
        try:
            await self._link.bus()  # tells ``_changed``
        except BusError as error:
            self.why = str(error)

    def stop(self) -> None:
        """Listen no more."""
        self._link.unlisten(self._changed)
        if self._matching is not None:
            self._matching.cancel()

    def _changed(self, bus: Bus | None) -> None:
        """The bus came or went."""
        self.why = "the system bus is gone"
        if bus is not None:
            self._matching = asyncio.get_running_loop().create_task(self._match(bus))

    async def _match(self, bus: Bus) -> None:
        try:
            await bus.match(MANAGER, self._announced, "PrepareForSleep")
        except BusError as error:
            self.why = str(error)
        else:
            self.why = None

    def _announced(self, signal: Signal) -> None:
        """The machine is about to sleep, or is awake again."""
        match signal.body:
            case (True,):
                self._post(FellAsleep())
            case (False,):
                self._post(WokeUp())
                self._wake_up()
            case _:
                log.info("PrepareForSleep with %r", signal.body)
