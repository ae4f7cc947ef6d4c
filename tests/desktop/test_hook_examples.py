"""The two examples of docs/hooks.md, run as they stand there."""

import re
import sys

import pytest
from desk import Desk, wait_for
from panels import ROOT
from running import Running

pytestmark = pytest.mark.desktop
DOCUMENT = (ROOT / "docs/hooks.md").read_text("utf-8")

PLAYER = """
import asyncio, sys
from jeepney import DBusAddress, HeaderFields, MessageType, new_method_return
from jeepney.io.blocking import open_dbus_connection
from jeepney.bus_messages import message_bus

bus = open_dbus_connection(bus="SESSION")
bus.send_and_get_reply(message_bus.RequestName("org.mpris.MediaPlayer2.song"))
state, log = "Playing", open(sys.argv[1], "a", buffering=1)
log.write("ready\\n")
while True:
    asked = bus.receive()
    if asked.header.message_type is not MessageType.method_call:
        continue
    member = asked.header.fields.get(HeaderFields.member)
    if member == "GetAll":
        answer = new_method_return(asked, "a{sv}", ({
            "PlaybackStatus": ("s", state), "CanPause": ("b", True), "CanPlay": ("b", True),
            "CanControl": ("b", True),
        },))
    elif member == "Get":
        answer = new_method_return(asked, "v", (("s", state),))
    else:
        if member in ("Pause", "Play", "PlayPause"):
            state = "Paused" if member == "Pause" else "Playing"
            log.write(state + "\\n")
        answer = new_method_return(asked)
    bus.send(answer)
"""


def example(number: int) -> str:
    """The examples are the blocks below a heading of their own."""
    parts = DOCUMENT.split("\n## ")[1:]
    found = re.search(r"```toml\n(.*?)```", parts[number], re.DOTALL)
    assert found is not None
    return found[1]


def test_the_music_pauses_and_goes_on(desk: Desk) -> None:
    desk.bus()
    script, log = desk.folder / "player.py", desk.folder / "player.log"
    script.write_text(PLAYER)
    desk.spawn(sys.executable, script, log)
    wait_for(lambda: log.exists() and "ready" in log.read_text(), said="the player")
    daemon = Running(desk, example(0), "--no-tray")
    daemon.start()
    daemon.call("now")
    assert daemon.call("start")[0] == 0
    wait_for(lambda: "Paused" in log.read_text(), said="the pause")
    assert daemon.call("done")[0] == 0
    wait_for(lambda: log.read_text().split()[-1] == "Playing", said="the music")
    daemon.quit()


def test_the_desk_is_told_to_go_up_and_down(desk: Desk) -> None:
    command, told = desk.folder / "bin/idasen", desk.folder / "told"
    command.parent.mkdir()
    command.write_text(f'#!/bin/sh\necho "$@" >> {told}\n')
    command.chmod(0o755)
    desk.env["PATH"] = f"{command.parent}:{desk.env['PATH']}"
    daemon = Running(desk, example(1), "--no-tray")
    daemon.start()
    daemon.call("now")
    wait_for(told.exists, said="the way up")
    assert daemon.call("done")[0] == 0
    wait_for(lambda: told.read_text().split() == ["stand", "sit"], said="the way down")
    daemon.quit()
