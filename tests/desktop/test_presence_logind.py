"""Lock, sleep and idle hints: python-dbusmock's logind on a private system bus."""

import asyncio
import os
import signal

import pytest
from desk import Desk, wait_for
from sensing import running, sensing, until

from deskbreak.domain.events import FellAsleep, Locked, Unlocked, WentIdle, WokeUp

pytestmark = pytest.mark.desktop

LOGIND = "org.freedesktop.login1"
MANAGER = "/org/freedesktop/login1"
SESSION = f"{MANAGER}/session/c1"
MOCK = "org.freedesktop.DBus.Mock"
USER = f"{MANAGER}/user/self"


class Login:
    """A logind whose words the test puts into its mouth."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        desk.bus("system")
        self.start()

    def start(self) -> None:
        """Start it, with one session that is the user's display."""
        template = ("-m", "dbusmock", "--system", "--template", "logind")
        self.process = self.desk.spawn("/usr/bin/python3", *template)
        wait_for(self._there, said="logind")
        self.call(MANAGER, f"{MOCK}.AddSession", "c1", "seat0", str(os.getuid()), "me", "true")
        self.call(
            MANAGER, f"{MOCK}.AddObject", USER, f"{LOGIND}.User",
            f"{{'Display': <('c1', objectpath '{SESSION}')>}}", "@a(ssss) []",
        )  # fmt: skip

    def call(self, path: str, method: str, *arguments: str) -> str:
        """Call a method; arguments in GVariant text format."""
        return self.desk.run(
            "gdbus", "call", "--address", self.desk.env["DBUS_SYSTEM_BUS_ADDRESS"],
            "-d", LOGIND, "-o", path, "-m", method, *arguments,
        )  # fmt: skip

    def hint(self, name: str, *, value: bool) -> None:
        """Set a hint of the session."""
        change = f"{{'{name}': <{str(value).lower()}>}}"
        self.call(SESSION, f"{MOCK}.UpdateProperties", f"{LOGIND}.Session", change)

    def sleep(self, *, going: bool) -> None:
        """Announce sleep, or its end."""
        body = f"[<{str(going).lower()}>]"
        self.call(MANAGER, f"{MOCK}.EmitSignal", f"{LOGIND}.Manager", "PrepareForSleep", "b", body)

    def request(self, signal_: str) -> None:
        """Ask a locker to lock or unlock."""
        self.call(SESSION, f"{MOCK}.EmitSignal", f"{LOGIND}.Session", signal_, "", "[]")

    def _there(self) -> bool:
        done = self.desk.run(
            "gdbus", "call", "--address", self.desk.env["DBUS_SYSTEM_BUS_ADDRESS"],
            "-d", "org.freedesktop.DBus", "-o", "/", "-m",
            "org.freedesktop.DBus.NameHasOwner", LOGIND,
        )  # fmt: skip
        return "true" in done


@pytest.fixture
def login(desk: Desk) -> Login:
    return Login(desk)


def test_lock_and_unlock_are_told_once(login: Login) -> None:
    async def scene() -> None:
        async with sensing(login.desk) as (it, told):
            assert "logind" in running(it)
            login.request("Lock")
            for _ in range(2):
                login.hint("LockedHint", value=True)
            await until(lambda: Locked() in told.events)
            for _ in range(2):
                login.hint("LockedHint", value=False)
            await until(lambda: Unlocked() in told.events)
            await asyncio.sleep(0.3)
            assert told.names == ["CameBack", "Locked", "Unlocked"]

    asyncio.run(scene())


def test_a_request_to_lock_is_not_a_lock(login: Login) -> None:
    async def scene() -> None:
        async with sensing(login.desk) as (_, told):
            login.request("Lock")
            login.request("Unlock")
            await asyncio.sleep(0.3)
            assert told.names == ["CameBack"]

    asyncio.run(scene())


def test_sleep_is_told_once_however_often_it_is_announced(login: Login) -> None:
    async def scene() -> None:
        async with sensing(login.desk) as (_, told):
            for going in (True, True, False, False):
                login.sleep(going=going)
            await until(lambda: WokeUp() in told.events)
            await asyncio.sleep(0.3)
            assert told.events[1:] == [FellAsleep(), WokeUp()]

    asyncio.run(scene())


def test_a_session_that_is_locked_already_is_told_at_the_start(login: Login) -> None:
    login.hint("LockedHint", value=True)

    async def scene() -> None:
        async with sensing(login.desk) as (_, told):
            assert "Locked" in told.names

    asyncio.run(scene())


def test_an_update_of_logind_does_not_unlock(login: Login) -> None:
    async def scene() -> None:
        async with sensing(login.desk) as (it, told):
            login.hint("LockedHint", value=True)
            await until(lambda: Locked() in told.events)
            login.desk.end(login.process, signal.SIGKILL)
            await until(lambda: "logind" not in running(it))
            login.start()
            await until(lambda: Unlocked() in told.events, said="the new one says: not locked")
            login.hint("LockedHint", value=True)
            await until(lambda: told.names.count("Locked") == 2)
            assert told.names == ["CameBack", "Locked", "Unlocked", "Locked"]

    asyncio.run(scene())


def test_the_system_bus_may_go_and_come_back(login: Login) -> None:
    bus = login.desk.started[0]

    async def scene() -> None:
        async with sensing(login.desk) as (it, told):
            login.desk.end(bus, signal.SIGKILL)
            await until(lambda: "logind" not in running(it))
            (login.desk.folder / "system-bus").unlink()
            login.desk.bus("system")
            login.start()
            await until(lambda: "logind" in running(it), seconds=15)
            login.sleep(going=True)
            await until(lambda: FellAsleep() in told.events)

    asyncio.run(scene())


def test_the_idle_hint_serves_where_nothing_else_does(login: Login) -> None:
    async def scene() -> None:
        async with sensing(login.desk, away_after=500) as (it, told):
            assert running(it)[0] == "logind-idle"
            login.hint("IdleHint", value=True)
            hinted = told.clock.now().instant
            await until(lambda: told.names == ["CameBack", "WentIdle"])
            went = told.events[-1]
            assert isinstance(went, WentIdle)
            assert went.since is not None
            assert abs(went.since - hinted) < 300
            login.hint("IdleHint", value=False)
            await until(lambda: told.names[-1] == "CameBack")

    asyncio.run(scene())


def test_a_screen_saver_locks_and_unlocks(desk: Desk) -> None:
    desk.bus()
    name, path = "org.gnome.ScreenSaver", "/org/gnome/ScreenSaver"
    desk.spawn("/usr/bin/python3", "-m", "dbusmock", "--session", "--template", "gnome_screensaver")
    wait_for(lambda: desk.owner(name), said="the screen saver")

    def set_active(value: str) -> None:
        call = ("gdbus", "call", "--session", "-d", name, "-o", path, "-m", f"{name}.SetActive")
        desk.run(*call, value)

    async def scene() -> None:
        async with sensing(desk, away_after=60_000) as (it, told):
            assert "screensaver" in running(it)
            set_active("true")
            await until(lambda: Locked() in told.events)
            set_active("false")
            await until(lambda: Unlocked() in told.events)
            set_active("true")
            await until(lambda: told.names[-1] == "Locked")
            desk.end(desk.started[-1], signal.SIGKILL)
            await until(lambda: told.names[-1] == "Unlocked", said="a locker that died")

    asyncio.run(scene())
