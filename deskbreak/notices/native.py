"""Notices through org.freedesktop.Notifications, with buttons.

The rules:

- One notice a key: a second ``show`` replaces the first in place. Only ids are kept; after a
  restart of the server the engine shows again what is still open.
- ``show`` ends within 5 s, whatever the server does, and 2.5 s after the server was asked. What was
  sent and not answered in time is closed if it turns up later, and so is what was withdrawn, or
  cancelled, before it was answered.
- A server that left something unanswered is passed over until it shows a sign of life: ``Silence``.
- No close signal is waited for (GNOME, swaync and notification-daemon send none), and a closed
  popup is no answer. After an action the popup is closed (mako and dunst would keep it).
- An action counts only if it comes from the server that now owns the name, for an id and a button
  that are ours: most servers broadcast everybody's, and a new server starts counting from 1.
- What the server does not take, or takes in a way that cannot be believed, is shown by another way,
  and ``refused`` says why until it has taken one again.
- A replaced popup keeps its number; a server that gives another would show two: the old is closed.
- A missing server is started only if the bus knows how to, and after a failure not again until
  one has appeared.
- ``on_server`` tells that a server came or went, except what nobody needs to know: that a server
  which the bus can start came because we asked for it, or left while it showed nothing of ours.
"""

import asyncio
from typing import cast

from msgspec.structs import replace

from deskbreak.app import supervise
from deskbreak.app.ports.notice_ports import Notice, NotifierError, OnAction, OnServer
from deskbreak.notices.notification_server import DEFAULT, NAME, SERVER, Server, Shown
from deskbreak.notices.server_silence import Silence
from deskbreak.protocols.dbus.connection import THE_BUS, Bus, BusError, Signal
from deskbreak.protocols.dbus.shared_connection import Link

LIMIT = 2.5
"""Seconds for the server to take a notice; one ``show`` takes at most twice as long."""

ASKED_WITHIN = 1.5
"""Seconds for the server to say that it is there."""

LAST_WORDS = 1.0
"""Seconds that ``close`` waits for what is still being sent."""

EXPIRED, CLOSED_BY_CALL = 1, 3
"""Reasons of a popup's end: by itself, as we asked (Desktop Notifications Specification 1.2)."""


class Native:
    """Shows notices on the server of the session bus behind ``link``; does not close the link."""

    name = "native"

    def __init__(
        self,
        link: Link,
        on_action: OnAction,
        on_server: OnServer,
        *,
        buttons: bool = True,
        limit: float = LIMIT,
    ) -> None:
        self.buttons = buttons
        self._link, self._on_action, self._on_server, self._limit = (
            link, on_action, on_server, limit,
        )  # fmt: skip
        self._preparing = asyncio.Lock()
        self._bus: Bus | None = None
        self._owner = ""
        self._server: Server | None = None
        self._startable = False
        self._starting = False
        self._start_failed = False
        self._told_down = False
        self._refusal: str | None = None
        self._silence = Silence()
        self._asking: asyncio.Task[Server] | None = None
        self._wanted: dict[str, object] = {}
        self._shown: dict[int, Shown] = {}
        self._expired: set[str] = set()
        """Keys of popups that the server has closed all the same."""
        self._sending: set[asyncio.Task[None]] = set()
        self._catching_up: asyncio.Task[None] | None = None
        link.listen(self._link_changed)

    @property
    def refused(self) -> str | None:
        """Why the server that runs now did not take a notice; None: it took the last."""
        return self._refusal or self._silence.why(_now())

    async def viable(self) -> str | None:
        """Whether a server runs and answers, or can be started; starts none."""
        limit = min(self._limit, ASKED_WITHIN)
        try:
            async with asyncio.timeout(limit):
                bus = await self._subscribed()
                if self._owner and self._silence.why(_now()) is None:
                    await asyncio.shield(self._ask(bus))
        except TimeoutError:
            if self._bus is None:
                return f"the session bus did not answer within {limit:g} s"
            self._silence.begin(_now())
        except BusError as error:
            if self._bus is None or self._owner:
                return str(error)
        return self._silence.why(_now()) if self._owner else self._why_not_startable()

    async def show(self, notice: Notice) -> None:
        wanted = self._wanted[notice.key] = object()
        limit = self._silence.patience(self._limit)
        try:
            async with asyncio.timeout(2 * self._limit):
                bus = await self._ready()
                sending = supervise.start(self._send(bus, notice, wanted))
                self._sending.add(sending)
                sending.add_done_callback(self._sending.discard)
                async with asyncio.timeout(limit):
                    await asyncio.shield(sending)
        except TimeoutError as error:
            self._let_go(notice.key, wanted)
            if self._owner:
                self._silence.begin(_now())
            raise NotifierError(f"no answer from the server within {limit:g} s") from error
        except BusError as error:
            self._let_go(notice.key, wanted)
            raise NotifierError(str(error)) from error
        except BaseException:  # cancelled: what is on its way is closed when it turns up
            self._let_go(notice.key, wanted)
            raise

    def vanished(self, key: str) -> bool:
        """The server closed it by itself, or hides popups after a while whatever it is asked."""
        hidden = self._server is not None and self._server.hides_popups
        return key in self._expired or (
            hidden and any(it.key == key for it in self._shown.values())
        )

    async def withdraw(self, key: str) -> None:
        self._let_go(key, self._wanted.get(key))

    async def close(self) -> None:
        for key, wanted in tuple(self._wanted.items()):
            self._let_go(key, wanted)
        if self._sending:
            await asyncio.wait(self._sending, timeout=LAST_WORDS)
        for task in (*self._sending, self._catching_up, self._asking):
            if task is not None:
                task.cancel()
        self._link.unlisten(self._link_changed)

    # Showing.

    async def _send(self, bus: Bus, notice: Notice, wanted: object) -> None:
        """Send and note the id; a task of its own, because what is sent cannot be called back."""
        server = self._server or await self._ask(bus)
        if self._wanted.get(notice.key) is not wanted:
            return  # it said who it is too late
        old = next((number for number, it in self._shown.items() if it.key == notice.key), 0)
        message = server.message(notice if self.buttons else replace(notice, buttons=()))
        actions = {key: key for key in message.actions[::2]}
        old_buttons = [each for each in self._shown[old].actions if each != DEFAULT] if old else []
        if old and server.keeps_old_buttons and old_buttons != list(actions):
            self._close(old)
            old = 0
        if notice.default_action is not None:
            actions[DEFAULT] = notice.default_action
        sent = _now()
        try:
            number = await server.notify(bus, message, old)
        except BusError as error:
            if server is self._server:
                self._refusal = f"the notification server does not take notices: {error}"
            raise
        if server is not self._server:
            return  # that server is gone, and its popups with it
        self._refusal = None
        if old not in {0, number}:
            self._close(old)
        self._shown.pop(old, None)
        self._expired.discard(notice.key)
        self._shown[number] = Shown(notice.key, actions, wanted)
        if self._wanted.get(notice.key) is not wanted:
            self._close(number)
        if _now() - sent <= self._limit:
            self._silence.is_quick()
        self._heard()

    def _let_go(self, key: str, wanted: object) -> None:
        """Take away what is shown under the key, unless something newer is wanted there."""
        if self._wanted.get(key) is wanted:
            self._wanted.pop(key, None)
            self._expired.discard(key)
            for number in [number for number, it in self._shown.items() if it.key == key]:
                self._close(number)

    def _close(self, number: int) -> None:
        self._shown.pop(number, None)
        if self._bus is not None and not self._bus.closed.done() and self._owner:
            self._bus.tell(SERVER._replace(name=self._owner), "CloseNotification", "u", (number,))

    def _signalled(self, signal: Signal) -> None:
        if signal.sender != self._owner:
            return
        match signal.member, signal.body:
            case "ActionInvoked", (int(number), str(pressed)):
                shown = self._shown.get(number)
                if shown is not None and pressed in shown.actions:
                    self._let_go(shown.key, shown.wanted)
                    self._on_action(shown.key, shown.actions[pressed])
            case "NotificationClosed", (int(number), why):
                closed = self._shown.pop(number, None)
                if closed is not None and why == EXPIRED:
                    self._expired.add(closed.key)
                if why == CLOSED_BY_CALL:
                    return  # that tells nothing of whether it shows anything
        self._heard()

    def _heard(self) -> None:
        """The server has shown a sign of life."""
        if self._silence.end():
            self._tell(up=True)

    # The server.

    async def _ready(self) -> Bus:
        bus = await self._subscribed()
        async with self._preparing:
            if not self._owner:
                await self._start(bus)
        return bus

    def _ask(self, bus: Bus) -> "asyncio.Task[Server]":
        """Ask the server about itself, not twice at once.

        Who waits no longer leaves the question standing: also a late answer is a sign of life.
        """
        if self._asking is None or self._asking.done():
            self._asking = supervise.start(self._answer(bus, self._owner))
        return self._asking

    async def _answer(self, bus: Bus, owner: str) -> Server:
        if not owner:
            raise BusError("the notification server is gone")
        server = await Server.ask(bus, owner, limit=None)
        if owner == self._owner:
            server = self._server = self._server or server
            self._heard()
        return server

    async def _subscribed(self) -> Bus:
        async with self._preparing:
            bus = await self._link.bus()
            if bus is self._bus:
                return bus
            (startable,) = await bus.call(THE_BUS, "ListActivatableNames", gives="as")
            self._startable = NAME in cast("list[str]", startable)
            pressed = await bus.match(SERVER, self._signalled, "ActionInvoked", carries="us")
            closed = await bus.match(SERVER, self._signalled, "NotificationClosed", carries="uu")
            try:
                await bus.watch_name(NAME, self._owner_is)
            except BaseException:  # also when cancelled: the next try subscribes again
                bus.unmatch(pressed)
                bus.unmatch(closed)
                raise
            self._bus = bus
            return bus

    async def _start(self, bus: Bus) -> None:
        if why := self._why_not_startable():
            raise BusError(why)
        self._starting, self._start_failed = True, True
        try:
            await bus.call(THE_BUS, "StartServiceByName", "su", (NAME, 0), limit=None, gives="u")
            self._owner = self._owner or await bus.owner(NAME)
        finally:
            self._starting = False
        if not self._owner:
            raise BusError("the notification server was started but did not come")
        self._start_failed = False

    def _why_not_startable(self) -> str | None:
        if not self._startable:
            return f"no notification server runs here (nobody owns {NAME})"
        return "the notification server could not be started" if self._start_failed else None

    def _owner_is(self, owner: str) -> None:
        """The bus tells who owns the name now: at first, and at every change."""
        first = self._bus is None
        if owner == self._owner:
            return
        showed, self._owner, self._server = bool(self._shown), owner, None
        self._refusal, self._silence, self._asking = None, Silence(), None
        self._shown.clear()
        if owner:
            self._start_failed = False
            asked_for = (first or self._starting) and not self._told_down
            if not asked_for:
                self._tell(up=True)
        elif showed or not self._startable:
            self._tell(up=False)

    def _link_changed(self, bus: Bus | None) -> None:
        if bus is None:
            self._bus, self._startable = None, False
            self._owner_is("")
        elif self._bus is not bus:
            self._bus = None
            self._catching_up = supervise.start(self._catch_up())

    async def _catch_up(self) -> None:
        try:
            await self._subscribed()
        except BusError:
            return  # the link tells when there is a bus again

    def _tell(self, *, up: bool) -> None:
        self._told_down = not up
        self._on_server(up)


def _now() -> float:
    return asyncio.get_running_loop().time()
