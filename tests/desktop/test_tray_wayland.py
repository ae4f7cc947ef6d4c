"""The icon in waybar on a headless sway, which refuses to run for the superuser."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from desk import BUS_CONFIG, Desk, wait_for
from panels import GREEN, ORANGE, ROOT, Program, middle_of

pytestmark = pytest.mark.desktop

NOBODY = 65534
BAR = '{"layer": "top", "height": 30, "modules-right": ["tray"], "tray": {"icon-size": 22}}'
STYLE = "* { font-family: sans; } window#waybar { background: #222222; }"


@pytest.fixture
def user() -> tuple[str, ...]:
    if os.getuid() != 0:
        return ()
    return ("setpriv", f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups")


@pytest.fixture
def sway(user: tuple[str, ...]) -> Iterator[Desk]:
    folder = Path(tempfile.mkdtemp(prefix="desk-"))  # pytest's own is closed to other users
    with Desk(folder) as desk:
        files = {"bus": BUS_CONFIG.format(kind="session", socket=folder / "socket")}
        files |= {"sway": "output HEADLESS-1 resolution 800x500\n", "bar": BAR, "style": STYLE}
        for name, text in files.items():
            (folder / name).write_text(text)
        if user:
            for path in (folder, *folder.iterdir()):
                os.chown(path, NOBODY, NOBODY)
        desk.spawn(*user, "dbus-daemon", f"--config-file={folder / 'bus'}", "--nofork")
        wait_for((folder / "socket").exists, said="the session bus")
        desk.env |= {
            "DBUS_SESSION_BUS_ADDRESS": f"unix:path={folder / 'socket'}",
            "WLR_BACKENDS": "headless",
            "WLR_RENDERER": "pixman",
            "WLR_LIBINPUT_NO_DEVICES": "1",
            "PYTHONPATH": str(ROOT),
        }
        desk.spawn(*user, "sway", "-c", folder / "sway")
        wait_for(lambda: list((folder / "run").glob("wayland-?")), said="sway")
        (display,) = (folder / "run").glob("wayland-?")
        desk.env["WAYLAND_DISPLAY"] = display.name
        yield desk
    shutil.rmtree(folder)


def test_waybar_shows_the_icon(sway: Desk, user: tuple[str, ...]) -> None:
    picture = sway.folder / "run" / "screen.png"

    def seen(colour: tuple[int, int, int]) -> bool:
        sway.run(*user, "grim", picture)
        return middle_of(picture, colour) is not None

    program = Program(sway, user=user)
    sway.spawn(*user, "waybar", "-c", sway.folder / "bar", "-s", sway.folder / "style")
    program.shown_by("sni")
    wait_for(lambda: seen(GREEN), said="the icon")
    program.change("due")
    wait_for(lambda: seen(ORANGE), said="the new icon")
    kept = Path(__file__).parents[1] / "screenshots"
    kept.mkdir(exist_ok=True)
    shutil.copy(picture, kept / "waybar.png")
