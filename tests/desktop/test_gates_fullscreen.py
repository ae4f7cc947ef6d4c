"""Fullscreen windows under real window managers."""

import asyncio
import subprocess
from collections.abc import Iterator

import pytest
from compositors import as_user, start_sway, user_desk
from desk import Desk, wait_for
from sensing import answer, asked, gating, until

from deskbreak.domain.vocabulary.events import GateClosed, GateOpened, Reason
from deskbreak.domain.vocabulary.settings import HoldSettings, Settings

pytestmark = pytest.mark.desktop

FULLSCREEN = Reason.FULLSCREEN


@pytest.fixture
def openbox(desk: Desk) -> Desk:
    desk.display()
    desk.spawn("openbox")
    wait_for(
        lambda: "window id" in desk.run("xprop", "-root", "_NET_SUPPORTING_WM_CHECK", check=False),
        said="openbox",
    )
    return desk


def window(desk: Desk, *arguments: str) -> subprocess.Popen[bytes]:
    """A real window; waits until it is the active one."""
    process = desk.spawn("xterm", "-class", "Player", *arguments)
    wait_for(lambda: "Player" in active(desk), said="the window")
    return process


def active(desk: Desk) -> str:
    said = desk.run("xprop", "-root", "_NET_ACTIVE_WINDOW", check=False)
    number = said.rpartition(" ")[2].strip()
    return desk.run("xprop", "-id", number, "WM_CLASS", check=False) if number != "0x0" else ""


def test_a_fullscreen_window_that_comes_and_goes(openbox: Desk) -> None:
    async def scene() -> None:
        async with gating(openbox) as (it, told):
            await asked(it, told)
            assert answer(it, "fullscreen-x11") == "open"
            await asyncio.sleep(0.3)
            player = openbox.spawn("xterm", "-class", "Player", "-fullscreen")
            await until(lambda: told.events[-1] == GateClosed(FULLSCREEN), said=told.events)
            openbox.spawn("xterm")
            await until(lambda: told.events[-1] == GateOpened(FULLSCREEN), said=told.events)
            openbox.end(openbox.started[-1])
            await until(lambda: told.events[-1] == GateClosed(FULLSCREEN), said=told.events)
            openbox.end(player)
            await until(lambda: told.events[-1] == GateOpened(FULLSCREEN), said=told.events)

    asyncio.run(scene())


def test_a_window_that_becomes_fullscreen_while_it_is_active(openbox: Desk) -> None:
    window(openbox)

    async def scene() -> None:
        async with gating(openbox) as (it, told):
            await asked(it, told)
            await asyncio.sleep(0.3)
            for expected in (GateClosed(FULLSCREEN), GateOpened(FULLSCREEN)):
                openbox.run("xdotool", "key", "alt+Return")  # xterm's own key for it
                await until(lambda: told.events[-1] == expected, said=told.events)  # noqa: B023 -- used at once

    asyncio.run(scene())


@pytest.mark.parametrize("name", ["player", "xterm"])
def test_a_program_may_be_ignored(openbox: Desk, name: str) -> None:
    window(openbox, "-fullscreen")

    async def scene() -> None:
        settings = Settings(hold=HoldSettings(ignore=(name,)))
        async with gating(openbox, settings) as (it, told):
            await asked(it, told)
            assert answer(it, "fullscreen-x11") == "open"
            it.configure(Settings())
            await until(lambda: told.events[-1] == GateClosed(FULLSCREEN))

    asyncio.run(scene())


def test_without_a_window_manager_it_is_unknown(desk: Desk) -> None:
    desk.display()

    async def scene() -> None:
        async with gating(desk) as (it, told):
            await asked(it, told)
            assert answer(it, "fullscreen-x11").startswith("unknown")
            assert GateClosed(FULLSCREEN) not in told.events

    asyncio.run(scene())


@pytest.fixture
def sway() -> Iterator[Desk]:
    with user_desk() as desk:
        start_sway(desk)
        yield desk


def swaymsg(desk: Desk, *words: str) -> str:
    return desk.run(*as_user(), "swaymsg", *words)


def test_fullscreen_on_sway_counts_only_where_one_looks(sway: Desk) -> None:
    async def scene() -> None:
        async with gating(sway) as (it, told):
            await asked(it, told)
            assert answer(it, "fullscreen-wlroots") == "open"
            player = sway.spawn(
                *as_user(), "foot", "--app-id=player", "--fullscreen", "sleep", "60"
            )
            await until(lambda: told.events[-1] == GateClosed(FULLSCREEN), said=told.events)
            await asyncio.to_thread(swaymsg, sway, "workspace", "2")
            sway.spawn(*as_user(), "foot", "--app-id=other", "sleep", "60")
            await until(lambda: told.events[-1] == GateOpened(FULLSCREEN), said=told.events)
            await asyncio.to_thread(swaymsg, sway, "workspace", "1")
            await until(lambda: told.events[-1] == GateClosed(FULLSCREEN), said=told.events)
            it.configure(Settings(hold=HoldSettings(ignore=("player",))))
            await until(lambda: told.events[-1] == GateOpened(FULLSCREEN), said=told.events)
            it.configure(Settings())
            await until(lambda: told.events[-1] == GateClosed(FULLSCREEN), said=told.events)
            sway.end(player)
            await until(lambda: told.events[-1] == GateOpened(FULLSCREEN), said=told.events)

    asyncio.run(scene())
