"""What keeps the screen on, where the source of idle time does not know: asked only while idle.

GNOME, MATE and Cinnamon through their session manager, KDE and Xfce through their power managers,
logind for all. Nobody there: nothing inhibits.
"""

import asyncio
from collections.abc import Callable
from typing import NamedTuple

from deskbreak.app import supervise
from deskbreak.protocols.dbus.connection import (
    PROPERTIES,
    Body,
    Bus,
    BusError,
    Match,
    Peer,
    Signal,
)
from deskbreak.protocols.dbus.shared_connection import Link
from deskbreak.sensing.idle_source import Disarm

SESSION_IDLE = 8
"""Flag "inhibit the session being marked as idle" of org.gnome.SessionManager."""
SCREEN_SETTINGS = 4
"""Flag "change of screen settings" of KDE's policy agent."""
LIMIT = 0.5


class _Asked(NamedTuple):
    peer: Peer
    member: str
    signature: str
    body: Body


_KDE = "org.kde.Solid.PowerManagement.PolicyAgent"
_POWER = "org.freedesktop.PowerManagement"
ON_SESSION = (
    _Asked(
        Peer("org.gnome.SessionManager", "/org/gnome/SessionManager", "org.gnome.SessionManager"),
        "IsInhibited", "u", (SESSION_IDLE,),
    ),
    _Asked(
        Peer(_KDE, "/org/kde/Solid/PowerManagement/PolicyAgent", _KDE),
        "HasInhibition", "u", (SCREEN_SETTINGS,),
    ),
    _Asked(
        Peer(_POWER, "/org/freedesktop/PowerManagement/Inhibit", f"{_POWER}.Inhibit"),
        "HasInhibit", "", (),
    ),
)  # fmt: skip
LOGIND = Peer("org.freedesktop.login1", "/org/freedesktop/login1", "org.freedesktop.login1.Manager")


class BusInhibitors:
    """Asks, and asks again when one of those it asks says that something changed."""

    def __init__(self, session: Link, system: Link) -> None:
        self._session, self._system = session, system

    async def follow(self, tell: Callable[[bool], None]) -> Disarm:
        """Tell now and at each change until the result is called."""
        following = _Following(self._session, self._system, tell)
        await following.begin()
        return following.end


class _Following:
    """One following of the inhibitors."""

    def __init__(self, session: Link, system: Link, tell: Callable[[bool], None]) -> None:
        self._session, self._system, self._tell = session, system, tell
        self._matches: list[tuple[Bus, Match]] = []
        self._asking: asyncio.Task[None] | None = None
        self._again = False
        self._last_answer: bool | None = None

    async def begin(self) -> None:
        try:
            await self._listen(self._session, [each.peer for each in ON_SESSION])
            await self._listen(self._system, [LOGIND._replace(interface=PROPERTIES)])
            await self._ask()
        except BaseException:  # also when cancelled: nobody holds the matches then
            self.end()
            raise

    def end(self) -> None:
        for bus, match in self._matches:
            bus.unmatch(match)
        self._matches.clear()
        if self._asking is not None:
            self._asking.cancel()

    async def _listen(self, link: Link, peers: list[Peer]) -> None:
        try:
            bus = await link.bus()
            for peer in peers:
                self._matches.append((bus, await bus.match(peer, self._changed)))
        except BusError:
            return  # nobody inhibits over a bus that is not there

    def _changed(self, _signal: Signal) -> None:
        if self._asking is not None and not self._asking.done():
            self._again = True
            return
        self._asking = supervise.start(self._ask())

    async def _ask(self) -> None:
        while True:
            self._again = False
            answers = await asyncio.gather(
                *(_inhibited(self._session, each) for each in ON_SESSION), _blocked(self._system)
            )
            if any(answers) != self._last_answer:
                self._last_answer = any(answers)
                self._tell(self._last_answer)
            if not self._again:
                return


async def _inhibited(link: Link, asked: _Asked) -> bool:
    try:
        bus = await link.bus()
        (answer,) = await bus.call(*asked, limit=LIMIT, gives="b")
    except BusError:
        return False
    return bool(answer)


async def _blocked(link: Link) -> bool:
    """Whether somebody has asked logind not to count this session as idle."""
    try:
        bus = await link.bus()
        blocked = await bus.get(LOGIND, "BlockInhibited", "s", limit=LIMIT)
    except BusError:
        return False
    return "idle" in str(blocked).split(":")
