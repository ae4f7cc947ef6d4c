"""The native notifier on the servers that people have, looked at and clicked."""

import asyncio
import json
from pathlib import Path

import pytest
from desk import Desk, wait_for
from fakes.notif_daemons import CLICKED, Daemon, click, popup, start, start_dunst, sway
from fakes.notif_desk import STAND, Room, room, until, until_equal
from msgspec.structs import replace

from deskbreak.app.ports.notice_ports import Button, Notice

pytestmark = pytest.mark.desktop

EN = Notice(
    "p2",
    "Stand up & stretch",
    "Stand up slowly, <3 & breathe. Sit down again.",
    (Button("start", "Start"), Button("snooze", "Snooze 5 min"), Button("skip", "Not now")),
    default_action="start",
)


@pytest.fixture
def x11(desk: Desk) -> Desk:
    desk.display("800x600x24")
    desk.bus()
    return desk


def picture(desk: Desk) -> Path:
    folder = desk.folder / "絵 100%"
    folder.mkdir()
    path = folder / "a b.png"
    desk.run(
        "convert", "-size", "64x64", "xc:#2a9d8f", "-fill", "white",
        "-draw", "circle 32,32 32,8", path,
    )  # fmt: skip
    return path


@pytest.mark.parametrize("daemon", CLICKED, ids=lambda daemon: daemon.name)
def test_every_button_and_the_body_mean_what_they_say(x11: Desk, daemon: Daemon) -> None:
    start(x11, daemon)
    image = picture(x11)

    async def run() -> None:
        async with room(x11) as it:
            await it.native.show(replace(EN, picture=image))
            await until(lambda: popup(x11))
            await asyncio.sleep(1)  # it fades in
            await asyncio.to_thread(x11.screenshot, f"notif-{daemon.name}-en")
            for what, at in daemon.points.items():
                await it.native.show(replace(EN, picture=image))
                await until(lambda: popup(x11))
                await asyncio.sleep(1)
                it.record.actions.clear()
                await asyncio.to_thread(click, x11, at)
                if what != "body" or daemon.body_is_default:
                    meant = "start" if what == "body" else what
                    await until(lambda: it.record.actions)
                    assert it.record.actions == [("p2", meant)], what
                else:
                    await asyncio.sleep(0.5)
                    assert it.record.actions == [], what
                    await it.native.withdraw("p2")
                await asyncio.to_thread(x11.run, "xdotool", "mousemove", "5", "5")
                await until(lambda: popup(x11) is None)

    asyncio.run(run())


@pytest.mark.parametrize("daemon", CLICKED, ids=lambda daemon: daemon.name)
def test_japanese_is_shown_replaced_and_withdrawn(x11: Desk, daemon: Daemon) -> None:
    start(x11, daemon)
    image = picture(x11)

    async def run() -> None:
        async with room(x11) as it:
            await it.native.show(replace(STAND, title="前のもの"))
            await it.native.show(replace(STAND, picture=image))
            await until(lambda: popup(x11))
            await asyncio.sleep(1)
            await asyncio.to_thread(x11.screenshot, f"notif-{daemon.name}-ja")
            await it.native.withdraw(STAND.key)
            await until(lambda: popup(x11) is None)

    asyncio.run(run())


async def shown_by_dunst(desk: Desk) -> int:
    return int(await asyncio.to_thread(desk.run, "dunstctl", "count", "displayed"))


@pytest.mark.parametrize(
    ("label", "action"), [("はじめる", "start"), ("5分後に", "snooze"), ("今回はやめる", "skip")]
)
def test_dunst_offers_the_buttons_in_its_menu(x11: Desk, label: str, action: str) -> None:
    start_dunst(x11)
    (x11.folder / "pick").write_text(label)

    async def run() -> None:
        async with room(x11) as it:
            await it.native.show(replace(STAND, picture=picture(x11)))
            await until_equal(lambda: shown_by_dunst(x11), 1)
            await asyncio.sleep(0.3)
            await asyncio.to_thread(x11.screenshot, "notif-dunst-ja")
            await asyncio.to_thread(x11.run, "dunstctl", "context")
            await until(lambda: it.record.actions)
            assert it.record.actions == [("p1", action)]
            await until_equal(lambda: shown_by_dunst(x11), 0)

    asyncio.run(run())


def test_dunst_replaces_withdraws_and_a_closed_popup_is_no_answer(x11: Desk) -> None:
    start_dunst(x11)

    async def run() -> None:
        async with room(x11) as it:
            await it.native.show(EN)
            await it.native.show(replace(EN, title="replaced"))
            await until_equal(lambda: shown_by_dunst(x11), 1)
            await asyncio.to_thread(x11.screenshot, "notif-dunst-en")
            await it.native.withdraw(EN.key)
            await until_equal(lambda: shown_by_dunst(x11), 0)
            await it.native.show(EN)
            await until_equal(lambda: shown_by_dunst(x11), 1)
            await asyncio.to_thread(x11.run, "dunstctl", "close")
            await until_equal(lambda: shown_by_dunst(x11), 0)
            await it.native.show(EN)
            await until_equal(lambda: shown_by_dunst(x11), 1)
            assert it.record.actions == []

    asyncio.run(run())


def mako_titles(desk: Desk) -> list[str]:
    (groups,) = json.loads(desk.run("makoctl", "list"))["data"]
    return sorted(each["summary"]["data"] for each in groups)


def test_mako_on_sway(desk: Desk) -> None:
    desk.bus()

    async def run(it: Room) -> None:
        image = picture(desk)
        await it.native.show(replace(STAND, picture=image))
        await it.native.show(replace(EN, picture=image))
        await asyncio.sleep(1)
        await asyncio.to_thread(take, "notif-mako-ja-en")
        first, second = sorted(it.native._shown)
        await asyncio.to_thread(desk.run, "makoctl", "invoke", "-n", str(first), "snooze")
        await until(lambda: it.record.actions)
        assert await asyncio.to_thread(mako_titles, desk) == [EN.title], "closed after the action"
        await asyncio.to_thread(desk.run, "makoctl", "invoke", "-n", str(second))
        await until(lambda: len(it.record.actions) == 2)
        assert it.record.actions == [("p1", "snooze"), ("p2", "start")]
        await it.native.show(EN)
        await it.native.withdraw(EN.key)
        await until_equal(lambda: asyncio.to_thread(mako_titles, desk), [])

    def take(name: str) -> None:
        folder = Path(__file__).parents[1] / "screenshots"
        folder.mkdir(exist_ok=True)
        desk.run("grim", folder / f"{name}.png")

    async def scene() -> None:
        async with room(desk) as it:
            await run(it)

    with sway(desk):
        desk.spawn("mako")
        wait_for(lambda: desk.owner("org.freedesktop.Notifications"), said="mako")
        asyncio.run(scene())
