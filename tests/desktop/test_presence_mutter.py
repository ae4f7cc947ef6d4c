"""Idle time from a real Mutter without a screen, and what keeps its screen on."""

import asyncio
from collections.abc import Iterator

import pytest
from compositors import as_user, give, user_desk
from desk import Desk, wait_for
from sensing import buses, running, sensing, until

from deskbreak.domain.vocabulary.presence_events import WentIdle
from deskbreak.sensing.mutter_idle import MutterIdle

pytestmark = pytest.mark.desktop

REMOTE = "org.gnome.Mutter.RemoteDesktop"


@pytest.fixture
def mutter() -> Iterator[Desk]:
    with user_desk() as desk:
        give(desk)
        desk.spawn(
            *as_user(), "mutter", "--headless", "--wayland", "--no-x11",
            "--virtual-monitor", "800x500", env={"GSETTINGS_BACKEND": "memory"},
        )  # fmt: skip
        wait_for(lambda: desk.owner("org.gnome.Mutter.IdleMonitor"), 30, said="Mutter")
        (display,) = (desk.folder / "run").glob("wayland-?")
        desk.env["WAYLAND_DISPLAY"] = display.name
        yield desk


def gdbus(desk: Desk, name: str, path: str, method: str, *arguments: str) -> str:
    call = ("gdbus", "call", "--session", "-d", name, "-o", path, "-m", method)
    return desk.run(*as_user(), *call, *arguments)


def press(desk: Desk) -> None:
    """A key press through the remote desktop interface."""
    desk.run(
        *as_user(), "/usr/bin/python3", "-c",
        "import dbus\n"
        "bus = dbus.SessionBus()\n"
        f"manager = bus.get_object('{REMOTE}', '/org/gnome/Mutter/RemoteDesktop')\n"
        f"path = manager.CreateSession(dbus_interface='{REMOTE}')\n"
        f"session = dbus.Interface(bus.get_object('{REMOTE}', path), '{REMOTE}.Session')\n"
        "session.Start()\n"
        "for down in (True, False):\n"
        "    session.NotifyKeyboardKeycode(dbus.UInt32(30), down)\n"
        "session.Stop()\n",
    )  # fmt: skip


def test_idleness_is_told_with_its_start_and_its_end(mutter: Desk) -> None:
    async def scene() -> None:
        async with sensing(mutter, away_after=1000) as (it, told):
            assert running(it)[0] == "mutter-idle"
            await asyncio.to_thread(press, mutter)
            pressed = told.clock.now().instant
            count = len(told.names)
            await until(lambda: "WentIdle" in told.names[count:], said=told.events)
            went = told.events[-1]
            assert isinstance(went, WentIdle)
            assert went.since is not None
            assert abs(went.since - pressed) < 700
            await asyncio.to_thread(press, mutter)
            await until(lambda: told.names[-1] == "CameBack")
            await until(lambda: told.names[-1] == "WentIdle", said="the watch goes on")

    asyncio.run(scene())


def test_a_daemon_that_starts_late_is_told_at_once(mutter: Desk) -> None:
    async def scene() -> None:
        await asyncio.sleep(1)
        async with sensing(mutter, away_after=500) as (_, told):
            await until(lambda: told.names == ["WentIdle"], said=told.names)

    asyncio.run(scene())


def test_a_video_is_watching(mutter: Desk) -> None:
    mock = ("org.gnome.SessionManager", "/org/gnome/SessionManager", "org.gnome.SessionManager")
    mutter.spawn(*as_user(), "/usr/bin/python3", "-m", "dbusmock", "--session", *mock)
    wait_for(lambda: mutter.owner(mock[0]), said="the session manager")

    def inhibit(value: str) -> None:
        method = ("org.freedesktop.DBus.Mock.AddMethod", "", "IsInhibited", "u", "b")
        gdbus(mutter, *mock[:2], *method, f"ret = {value}")
        signal = ("org.freedesktop.DBus.Mock.EmitSignal", mock[2], "InhibitorAdded", "o")
        gdbus(mutter, *mock[:2], *signal, "[<objectpath '/one'>]")

    async def scene() -> None:
        inhibit("True")
        async with sensing(mutter, away_after=700) as (_, told):
            await until(lambda: told.names[-1] == "Watched", said=told.names)
            await asyncio.to_thread(inhibit, "False")
            await until(lambda: told.names[-1] == "WentIdle", said=told.names)
            await asyncio.to_thread(inhibit, "True")
            await until(lambda: told.names[-1] == "Watched", said=told.names)
            await asyncio.to_thread(press, mutter)
            await until(lambda: "CameBack" in told.names[3:], said=told.names)

    asyncio.run(scene())


def test_a_watch_that_is_given_up_while_it_is_set_is_removed(mutter: Desk) -> None:
    async def scene() -> None:
        link = buses(mutter).session
        source = MutterIdle(link)
        await source.open(lambda _: None)
        for rounds in range(2, 6):
            setting = asyncio.get_running_loop().create_task(source.watch(500, lambda _: None))
            for _ in range(rounds):
                await asyncio.sleep(0)
            setting.cancel()
            with pytest.raises(asyncio.CancelledError):
                await setting
            await source.idle()  # it is answered after what was asked before it
            await asyncio.sleep(0)
            assert source._calls == {}
        end = await source.watch(60_000, lambda _: None)
        assert len(source._calls) == 1
        end()
        assert source._calls == {}
        await source.close()
        await link.close()

    asyncio.run(scene())
