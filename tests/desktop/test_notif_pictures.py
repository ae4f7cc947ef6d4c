"""The picture of the routine in the popup, as people see it: the daemon on real servers."""

import asyncio

import pytest
from desk import Desk, wait_for
from fakes.notif_daemons import CLICKED, Daemon, popup, start, start_dunst
from fakes.notif_desk import STAND, room
from msgspec.structs import replace
from PIL import Image
from running import Running

from deskbreak.content.posters import poster
from deskbreak.figures.scene import Role
from deskbreak.figures.theme import LIGHT

pytestmark = pytest.mark.desktop

SETTINGS = """
language = "{lang}"
[rhythm]
every = "10s"
ceiling = "10s"
snooze = ["10s"]
"""
DUNST = Daemon("dunst", "dunst")
SHIRT = bytes.fromhex(LIGHT.colours[Role.SHIRT].removeprefix("#"))
NEAR = 24
"""How far one channel may be off; servers shrink the picture to 32 or 48 pixels."""


def pictured(desk: Desk, name: str) -> bool:
    """Whether somebody in a shirt of that colour, which nothing else has, is on the screen."""
    with Image.open(desk.screenshot(name)) as image:
        counted = image.convert("RGB").getcolors(1 << 24) or []
    pixels = 0
    for number, found in counted:
        assert isinstance(found, tuple)
        if max(abs(a - b) for a, b in zip(found, SHIRT, strict=True)) <= NEAR:
            pixels += number
    return pixels >= 5


@pytest.fixture
def x11(desk: Desk) -> Desk:
    desk.display("800x600x24")
    desk.bus()
    return desk


def begin(desk: Desk, daemon: Daemon) -> None:
    if daemon is DUNST:
        start_dunst(desk)
    else:
        start(desk, daemon)


@pytest.mark.parametrize("lang", ["en", "ja"])
@pytest.mark.parametrize("daemon", [DUNST, *CLICKED], ids=lambda daemon: daemon.name)
def test_the_popup_of_a_prompt_shows_the_routine(x11: Desk, daemon: Daemon, lang: str) -> None:
    begin(x11, daemon)
    running = Running(x11, SETTINGS.format(lang=lang), "--no-tray")
    running.start()
    wait_for(lambda: running.status()["state"] == "prompting", 30, "the prompt")
    wait_for(lambda: popup(x11), said="the popup")
    wait_for(lambda: pictured(x11, f"picture-{daemon.name}-{lang}"), 10, "the picture")
    running.quit()


@pytest.mark.parametrize("id_", ["hip-hinge", "weight-even"])
def test_dunst_shows_the_picture_of_a_routine_and_of_a_check(x11: Desk, id_: str) -> None:
    start_dunst(x11)

    async def run() -> None:
        async with room(x11) as it:
            await it.native.show(STAND)
            await asyncio.sleep(1)
            assert not await asyncio.to_thread(pictured, x11, "picture-none")
            await it.native.show(replace(STAND, picture=poster(id_)))
            await asyncio.sleep(1)
            assert await asyncio.to_thread(pictured, x11, f"picture-{id_}")

    asyncio.run(run())
