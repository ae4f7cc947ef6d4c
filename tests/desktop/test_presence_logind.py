"""Lock, sleep and idle hints: python-dbusmock's logind on a private system bus."""

import asyncio
import signal

import pytest
from desk import Desk, wait_for
from login import LOGIND, MOCK, SESSION, Login
from sensing import running, sensing, until

from deskbreak.domain.vocabulary.presence_events import (
    FellAsleep,
    Locked,
    Unlocked,
    WentIdle,
    WokeUp,
)

pytestmark = pytest.mark.desktop


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


def test_a_session_that_another_user_has_switched_away_from_does_not_count(login: Login) -> None:
    async def scene() -> None:
        async with sensing(login.desk) as (_, told):
            login.hint("Active", value=False)
            await until(lambda: told.events[-1] == Locked())
            login.hint("LockedHint", value=True)
            login.hint("Active", value=True)
            await asyncio.sleep(0.3)
            assert told.names == ["CameBack", "Locked"], "it is locked as well"
            login.hint("LockedHint", value=False)
            await until(lambda: told.events[-1] == Unlocked())

    asyncio.run(scene())


def test_a_session_that_is_not_active_at_the_start_does_not_count(login: Login) -> None:
    login.hint("Active", value=False)

    async def scene() -> None:
        async with sensing(login.desk) as (_, told):
            assert "Locked" in told.names
            login.hint("Active", value=True)
            await until(lambda: told.events[-1] == Unlocked())

    asyncio.run(scene())


@pytest.mark.parametrize("value", ["'yes'", "@as []", "7"])
def test_hints_of_another_type_are_passed_over(login: Login, value: str) -> None:
    async def scene() -> None:
        async with sensing(login.desk) as (it, told):
            for name in ("LockedHint", "Active", "IdleHint"):
                change = f"{{'{name}': <{value}>}}"
                login.call(SESSION, f"{MOCK}.UpdateProperties", f"{LOGIND}.Session", change)
            await asyncio.sleep(0.3)
            assert told.names == ["CameBack"]
            assert "logind" in running(it)

    asyncio.run(scene())
