"""Draws the desktop of README anew: a real panel, notification server, daemon and guide.

    PYTHONPATH=.:tests:tests/desktop python docs/tools/desktop_picture.py

Needs what ``tests/desktop/packages.txt`` names, and pictures to be looked at afterwards.
"""

import tempfile
import time
from pathlib import Path

import panels
from desk import Desk, wait_for
from PIL import Image
from running import PROGRAM, ROOT, Running

PICTURES = ROOT / "docs" / "pictures"
SIZE = (960, 740)


def window(desk: Desk) -> str:
    """The guide's window, once it is shown."""
    search = ("xdotool", "search", "--onlyvisible", "--name", "deskbreak")
    wait_for(lambda: desk.run(*search, check=False), said="the guide's window")
    return desk.run(*search).split()[-1]


def draw(language: str) -> None:
    """One picture: the prompt with its buttons, the icon in the panel, the guide's window."""
    with tempfile.TemporaryDirectory() as folder, Desk(Path(folder)) as desk:
        desk.env |= {"PYTHONPATH": str(ROOT)}
        desk.display("{}x{}x24".format(*SIZE))
        desk.bus()
        desk.spawn("openbox")
        desk.run("xsetroot", "-solid", "#4a5a66")
        panels.xfce(desk)
        wait_for(lambda: desk.owner("org.kde.StatusNotifierWatcher"), said="the panel")
        server = next(Path("/usr/lib").glob("*/xfce4/notifyd/xfce4-notifyd"))
        desk.spawn(server)
        wait_for(lambda: desk.owner("org.freedesktop.Notifications"), said="the server")
        daemon = Running(desk, f'language = "{language}"\n[guide]\ntheme = "light"\n')
        daemon.start()
        time.sleep(3)
        guide = desk.spawn(*PROGRAM, "--lang", language, "guide", "R14")
        number = window(desk)
        desk.run("xdotool", "windowmove", number, "60", "40")
        daemon.call("now")
        wait_for(lambda: daemon.status()["state"] == "prompting", said="the prompt")
        time.sleep(12)
        shot = desk.screenshot(f"readme-{language}")
        desk.end(guide)
    PICTURES.mkdir(exist_ok=True)
    file = PICTURES / f"desktop.{language}.png"
    with Image.open(shot) as image:
        image.convert("RGB").quantize(128).save(file, optimize=True)


if __name__ == "__main__":
    for spoken in ("en", "ja"):
        draw(spoken)
