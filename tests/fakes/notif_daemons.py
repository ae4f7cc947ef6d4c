"""Real notification servers for a desk: how each is started, and where its popup is clicked."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from desk import Desk, wait_for

NAME = "org.freedesktop.Notifications"
XFCONFD = "/usr/lib/x86_64-linux-gnu/xfce4/xfconf/xfconfd"

Point = tuple[float, float]
"""Fractions of the popup's width and height."""


@dataclass(frozen=True)
class Daemon:
    """``points``: where the body and the buttons are clicked."""

    name: str
    command: str
    points: dict[str, Point] = field(default_factory=dict)
    body_is_default: bool = True


XFCE = Daemon(
    "xfce4-notifyd",
    "/usr/lib/x86_64-linux-gnu/xfce4/notifyd/xfce4-notifyd",
    {"body": (0.5, 0.3), "start": (0.2, 0.8), "snooze": (0.5, 0.8), "skip": (0.8, 0.8)},
    body_is_default=False,
)
MATE = Daemon(
    "mate-notification-daemon",
    "/usr/lib/mate-notification-daemon/mate-notification-daemon",
    {"body": (0.5, 0.3), "snooze": (0.65, 0.8), "skip": (0.8, 0.8)},
)
LXQT = Daemon(
    "lxqt-notificationd",
    "lxqt-notificationd",
    {"body": (0.5, 0.3), "start": (0.3, 0.785), "snooze": (0.51, 0.785), "skip": (0.73, 0.785)},
    body_is_default=False,
)
GNOME_FLASHBACK = Daemon(
    "notification-daemon",
    "/usr/lib/notification-daemon/notification-daemon",
    {"body": (0.5, 0.3), "snooze": (0.6, 0.8), "skip": (0.8, 0.8)},
)
CLICKED = (XFCE, MATE, LXQT, GNOME_FLASHBACK)


def start(desk: Desk, daemon: Daemon) -> None:
    """Start a server under X on a desk that has a bus and a display."""
    desk.env["GSETTINGS_BACKEND"] = "memory"
    if daemon is XFCE:
        desk.spawn(XFCONFD)
        wait_for(lambda: desk.owner("org.xfce.Xfconf"), said="xfconfd")
    desk.spawn(daemon.command)
    wait_for(lambda: desk.owner(NAME), said=daemon.name)


def start_dunst(desk: Desk) -> None:
    """Start dunst with a context menu that picks the line written to ``pick``."""
    menu = desk.folder / "menu.sh"
    menu.write_text(
        f'#!/bin/sh\ntee {desk.folder}/offered | grep -m1 -F "$(cat {desk.folder}/pick)"\n'
    )
    menu.chmod(0o755)
    config = Path(desk.env["XDG_CONFIG_HOME"]) / "dunst"
    config.mkdir(parents=True)
    (config / "dunstrc").write_text(f"[global]\n dmenu={menu}\n")
    desk.spawn("dunst")
    wait_for(lambda: desk.owner(NAME), said="dunst")


def popup(desk: Desk) -> tuple[int, int, int, int] | None:
    """Place and size of the biggest visible window that is no desktop: x, y, width, height."""
    found = []
    # A window that goes away meanwhile makes xdotool fail: look again.
    search = ("xdotool", "search", "--onlyvisible", "--name", ".*")
    for window in desk.run(*search, check=False).split():
        said = desk.run("xdotool", "getwindowgeometry", "--shell", window, check=False)
        got = dict(line.split("=") for line in said.split() if "=" in line)
        if got and 100 < int(got["WIDTH"]) < 700:
            found.append(tuple(int(got[key]) for key in ("X", "Y", "WIDTH", "HEIGHT")))
    if not found:
        return None
    x, y, width, height = max(found, key=lambda it: it[2] * it[3])
    return x, y, width, height


def click(desk: Desk, at: Point) -> None:
    """Click into the popup."""
    place = popup(desk)
    assert place is not None
    x, y, width, height = place
    spot = (str(round(x + width * at[0])), str(round(y + height * at[1])))
    desk.run("xdotool", "mousemove", *spot, "sleep", "0.3", "click", "1")


@contextmanager
def sway(desk: Desk) -> Iterator[None]:
    """A headless sway, as an ordinary user because it refuses to run as root."""
    runtime = Path(tempfile.mkdtemp(prefix="sway-"))
    (runtime / "config").write_text("output HEADLESS-1 mode 800x600\nxwayland disable\n")
    command = ["sway", "-c", str(runtime / "config")]
    if os.getuid() == 0:
        os.chown(runtime, 65534, 65534)
        command = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", *command]
    settings = {
        "WLR_BACKENDS": "headless",
        "WLR_LIBINPUT_NO_DEVICES": "1",
        "WLR_RENDERER": "pixman",
        "XDG_RUNTIME_DIR": str(runtime),
        "HOME": str(runtime),
    }
    process = desk.spawn(*command, env=settings)
    try:
        wait_for(lambda: list(runtime.glob("wayland-?")), said="sway")
        (socket,) = runtime.glob("wayland-?")
        desk.env["WAYLAND_DISPLAY"] = str(socket)
        yield
    finally:
        desk.end(process)
        shutil.rmtree(runtime)
