"""Do-not-disturb of real notification servers."""

import asyncio
import signal
from collections.abc import Callable, Iterator, Sequence

import pytest
from compositors import as_user, start_sway, user_desk
from desk import Desk, wait_for
from sensing import answer, asked, gating, until

from deskbreak.domain.vocabulary.events import GateClosed, GateOpened, Reason

pytestmark = pytest.mark.desktop

NAME = "org.freedesktop.Notifications"
CLOSED, OPENED = GateClosed(Reason.DO_NOT_DISTURB), GateOpened(Reason.DO_NOT_DISTURB)


async def follows(
    desk: Desk, on: Sequence[str], off: Sequence[str], ask_again: Callable[[], None] | None = None
) -> None:
    """Turned on and off by its own tool, it is told; where nobody tells, when asked again."""
    async with gating(desk) as (it, told):
        await asked(it, told)
        assert answer(it, "do-not-disturb") == "open"
        await asyncio.sleep(0.3)
        for command, event in ((on, CLOSED), (off, OPENED), (on, CLOSED)):
            await asyncio.to_thread(desk.run, *command)
            if ask_again is not None:
                it.look()
            await until(lambda: told.events[-1] == event, said=told.events)  # noqa: B023 -- used at once


def test_dunst(desk: Desk) -> None:
    desk.display()
    desk.bus()
    desk.spawn("dunst")
    wait_for(lambda: desk.owner(NAME), said="dunst")
    pause = ("dunstctl", "set-paused")
    asyncio.run(follows(desk, (*pause, "true"), (*pause, "false")))


def test_xfce(desk: Desk) -> None:
    desk.display()
    desk.bus()
    desk.spawn("/usr/lib/x86_64-linux-gnu/xfce4/xfconf/xfconfd")
    wait_for(lambda: desk.owner("org.xfce.Xfconf"), said="Xfconf")
    desk.spawn("/usr/lib/x86_64-linux-gnu/xfce4/notifyd/xfce4-notifyd")
    wait_for(lambda: desk.owner(NAME), said="xfce4-notifyd")
    put = ("xfconf-query", "-c", "xfce4-notifyd", "-p", "/do-not-disturb", "-n", "-t", "bool", "-s")
    asyncio.run(follows(desk, (*put, "true"), (*put, "false")))


@pytest.fixture
def sway() -> Iterator[Desk]:
    with user_desk() as desk:
        start_sway(desk)
        yield desk


def test_mako(sway: Desk) -> None:
    config = sway.folder / "mako"
    config.write_text("[mode=do-not-disturb]\ninvisible=1\n")
    sway.spawn(*as_user(), "mako", "-c", config)
    wait_for(lambda: sway.owner(NAME), said="mako")
    on = (*as_user(), "makoctl", "set-mode", "do-not-disturb")
    off = (*as_user(), "makoctl", "set-mode", "default")
    asyncio.run(follows(sway, on, off, ask_again=lambda: None))


def test_swaync(sway: Desk) -> None:
    sway.spawn(*as_user(), "swaync", env={"GSETTINGS_BACKEND": "memory"})
    wait_for(lambda: sway.owner(NAME), said="swaync")
    client = (*as_user(), "swaync-client")
    asyncio.run(follows(sway, (*client, "--dnd-on"), (*client, "--dnd-off")))


def mock_server(desk: Desk, name: str, maker: str) -> None:
    """A server that says it is another one."""
    desk.bus()
    at = (NAME, "/org/freedesktop/Notifications")
    desk.spawn("/usr/bin/python3", "-m", "dbusmock", "--session", *at, NAME)
    wait_for(lambda: desk.owner(NAME), said="the server")
    said = f"ret = ('{name}', '{maker}', '1', '1.2')"
    gdbus(desk, *at, "org.freedesktop.DBus.Mock.AddMethod", NAME, "GetServerInformation", "",
          "ssss", said)  # fmt: skip


def gdbus(desk: Desk, name: str, path: str, method: str, *arguments: str) -> None:
    desk.run("gdbus", "call", "--session", "-d", name, "-o", path, "-m", method, *arguments)


def test_plasma_and_whoever_has_its_property(desk: Desk) -> None:
    mock_server(desk, "Plasma", "KDE")
    mock = ("gdbus", "call", "--session", "-d", NAME, "-o", "/org/freedesktop/Notifications", "-m")
    desk.run(*mock, "org.freedesktop.DBus.Mock.AddProperty", NAME, "Inhibited", "<false>")
    update = (*mock, "org.freedesktop.DBus.Mock.UpdateProperties", NAME)
    on, off = "{'Inhibited': <true>}", "{'Inhibited': <false>}"
    asyncio.run(follows(desk, (*update, on), (*update, off)))


def test_gnome(desk: Desk) -> None:
    mock_server(desk, "gnome-shell", "GNOME")
    desk.env["GSETTINGS_BACKEND"] = "keyfile"
    put = ("gsettings", "set", "org.gnome.desktop.notifications", "show-banners")
    asyncio.run(follows(desk, (*put, "false"), (*put, "true")))


def test_a_server_that_cannot_be_asked_does_not_block(desk: Desk) -> None:
    mock_server(desk, "something", "else")

    async def scene() -> None:
        async with gating(desk) as (it, told):
            await asked(it, told)
            assert answer(it, "do-not-disturb").startswith("unknown")
            assert CLOSED not in told.events

    asyncio.run(scene())


def test_without_a_server_it_is_unknown_and_nothing_is_started(desk: Desk) -> None:
    desk.bus()

    async def scene() -> None:
        async with gating(desk) as (it, told):
            await asked(it, told)
            (row,) = (row for row in it.report() if row.name == "do-not-disturb")
            assert row.why == "there is no notification server"

    asyncio.run(scene())


def test_a_server_that_dies_while_it_is_quiet(desk: Desk) -> None:
    desk.display()
    desk.bus()
    server = desk.spawn("dunst")
    wait_for(lambda: desk.owner(NAME), said="dunst")
    desk.run("dunstctl", "set-paused", "true")

    async def scene() -> None:
        async with gating(desk) as (it, told):
            await asked(it, told)
            assert CLOSED in told.events
            await asyncio.sleep(0.3)
            desk.end(server, signal.SIGKILL)
            await until(lambda: told.events[-1] == OPENED)

    asyncio.run(scene())
