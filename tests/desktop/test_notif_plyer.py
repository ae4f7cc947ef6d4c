"""plyer for real: through notify-send to dunst, and what it does without a server."""

import asyncio
import json
import os
import signal
import sys
from pathlib import Path

import pytest
from desk import Desk
from fakes import notif_plyer_show
from fakes.notif_daemons import start_dunst
from fakes.notif_desk import ROOT, Room, fake_server, room, until_equal

from deskbreak.notices.plyer_notifier import Plyer

pytestmark = pytest.mark.desktop


@pytest.fixture
def bus(desk: Desk) -> Desk:
    desk.bus()
    desk.env["PYTHONPATH"] = str(ROOT)
    return desk


def show(desk: Desk, title: str, body: str, limit: float = 5.0) -> list[str]:
    script = notif_plyer_show.__file__
    return desk.run(sys.executable, "-W", "error", script, title, body, str(limit)).splitlines()


def test_dunst_shows_it_through_notify_send(bus: Desk) -> None:
    bus.display("800x600x24")
    start_dunst(bus)
    assert show(bus, "立ち上がりましょう", "椅子から <3 & ゆっくり") == [
        "shown",
        "warnings are heard",
    ]
    assert bus.run("dunstctl", "count", "displayed").strip() == "1"
    bus.screenshot("notif-plyer-dunst-ja")
    bus.run("dunstctl", "close-all")
    ((shown,),) = json.loads(bus.run("dunstctl", "history"))["data"]
    assert shown["summary"]["data"] == "立ち上がりましょう"
    assert shown["body"]["data"] == "椅子から &lt;3 &amp; ゆっくり"
    assert shown["appname"]["data"] == "deskbreak"


def test_a_title_is_never_an_option_and_nothing_is_cut(bus: Desk) -> None:
    fake_server(bus, capabilities="body")
    assert show(bus, "--version " + "t" * 80, "<3 & " + "b" * 300)[0] == "shown"

    async def look(it: Room) -> None:
        ((_, popup),) = (await it.server.live()).items()
        assert popup["title"] == " --version " + "t" * 80
        assert popup["body"] == "<3 & " + "b" * 300
        assert popup["actions"] == []

    async def run() -> None:
        async with room(bus) as it:
            await look(it)

    asyncio.run(run())


def test_without_a_server_it_says_so(bus: Desk) -> None:
    assert show(bus, "a", "b")[0].startswith("no notification server runs here")


def test_without_a_bus_it_says_so(desk: Desk) -> None:
    desk.env["PYTHONPATH"] = str(ROOT)
    assert show(desk, "a", "b")[0].startswith("cannot reach the bus at ")


def test_a_hung_server_is_not_waited_for(bus: Desk) -> None:
    process = fake_server(bus)
    os.kill(process.pid, signal.SIGSTOP)
    try:
        assert show(bus, "a", "b", 0.5)[0] == "the notification server did not answer within 0.5 s"
    finally:
        os.kill(process.pid, signal.SIGCONT)


def test_a_notify_send_that_hangs_is_left_behind(bus: Desk) -> None:
    fake_server(bus)
    tools = bus.folder / "tools"
    tools.mkdir()
    (tools / "notify-send").write_text("#!/bin/sh\nexec sleep 3\n")
    (tools / "notify-send").chmod(0o755)
    bus.env["PATH"] = f"{tools}:{bus.env['PATH']}"
    assert show(bus, "a", "b", 0.5)[0] == "plyer did not return within 0.5 s"


def test_the_server_saw_one_notice_and_nothing_is_left_open(bus: Desk) -> None:
    fake_server(bus)
    show(bus, "one", "two")

    async def run() -> None:
        async with room(bus) as it:
            await until_equal(it.server.titles, ["one"])

    asyncio.run(run())


@pytest.mark.parametrize(
    ("platform", "why"),
    [("linux", "there is no D-Bus session bus here"), ("darwin", "plyer needs pyobjus on macOS")],
)
def test_where_it_cannot_serve(platform: str, why: str) -> None:
    assert asyncio.run(Plyer(None, platform=platform).viable()) == why


def test_not_inside_a_flatpak(tmp_path: Path) -> None:
    why = asyncio.run(Plyer(None, platform="linux", flatpak=tmp_path).viable())
    assert why == f"plyer is not safe where {tmp_path} exists (Flatpak)"


def test_windows_needs_nothing_more() -> None:
    assert asyncio.run(Plyer(None, platform="win32").viable()) is None
