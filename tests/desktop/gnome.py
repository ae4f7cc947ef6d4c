"""A real GNOME Shell without a screen, run for an ordinary user, and its AppIndicator extension."""

import ast
import json
from collections.abc import Iterator
from contextlib import contextmanager

from compositors import as_user, give, user_desk
from desk import BUS_CONFIG, Desk, wait_for

EXTENSION = "ubuntu-appindicators@ubuntu.com"
WATCHER = "org.kde.StatusNotifierWatcher"


@contextmanager
def gnome() -> Iterator[Desk]:
    """A desk on which GNOME Shell runs; it needs a logind, which is played."""
    with user_desk() as desk:
        socket = desk.folder / "system"
        config = BUS_CONFIG.format(kind="system", socket=socket)
        anybody = '<policy context="default"><allow user="*"/>'
        config = config.replace('<policy context="default">', anybody)
        (desk.folder / "system.conf").write_text(config)
        desk.env |= {
            "DBUS_SYSTEM_BUS_ADDRESS": f"unix:path={socket}",
            "XDG_CURRENT_DESKTOP": "GNOME",
            "GSETTINGS_BACKEND": "keyfile",
        }
        give(desk)
        desk.spawn(*as_user(), "dbus-daemon", f"--config-file={desk.folder / 'system.conf'}")
        wait_for(socket.exists, said="the system bus")
        mock = ("/usr/bin/python3", "-m", "dbusmock", "--system", "--template", "logind")
        desk.spawn(*as_user(), *mock)
        shell = ("gnome-shell", "--headless", "--wayland", "--no-x11")
        desk.spawn(*as_user(), *shell, "--virtual-monitor", "1000x700", "--unsafe-mode")
        wait_for(lambda: evaluated(desk, "1 + 1") == 2, 60, "GNOME Shell")
        (display,) = (desk.folder / "run").glob("wayland-?")
        desk.env["WAYLAND_DISPLAY"] = display.name
        yield desk


def evaluated(desk: Desk, script: str) -> object:
    """What a script inside the shell comes to; None if it failed."""
    said = desk.run(
        *as_user(), "gdbus", "call", "--session", "-d", "org.gnome.Shell", "-o", "/org/gnome/Shell",
        "-m", "org.gnome.Shell.Eval", script, check=False,
    )  # fmt: skip
    if not said.startswith("(true, "):
        return None
    text = ast.literal_eval(said.replace("(true", "(True", 1))[1]
    found: object = json.loads(text) if text else ""
    return found


def extension(desk: Desk, *, on: bool) -> None:
    """Switch the AppIndicator extension."""
    desk.run(*as_user(), "gnome-extensions", "enable" if on else "disable", EXTENSION)
    wait_for(lambda: desk.owner(WATCHER) is on, 30, "the watcher")


def notifications(desk: Desk) -> None:
    """Start what takes notices in a session of GNOME, and clear away what is said there already."""
    desk.spawn(*as_user(), "gjs", "/usr/share/gnome-shell/org.gnome.Shell.Notifications")
    wait_for(lambda: desk.owner("org.freedesktop.Notifications"), 30, "the notifications")
    evaluated(desk, "Main.messageTray.getSources().forEach(source => source.destroy())")


MENU = """
(() => {
    const of = Main.panel.statusArea;
    const name = Object.keys(of).find(key => key.startsWith('appindicator-'));
    if (!name) return [];
    const told = (menu) => menu._getMenuItems()
        .filter(item => item.label)
        .map(item => item.menu ? [item.label.text, told(item.menu)] : item.label.text);
    return told(of[name].menu);
})()
"""
"""The labels of the menu as the person would see it, submenus below their label."""


def labels(desk: Desk) -> object:
    """The menu of the only icon; empty while there is none."""
    return evaluated(desk, MENU)
