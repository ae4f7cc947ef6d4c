"""The first minutes on whole desktops, for ``make screens``: welcome, menu, prompt, guide.

Xfce and LXQt with their own notifications on X11, GNOME Shell on Wayland. Pictures go where those
of ``first_hour_screens`` go.
"""

import shutil
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from compositors import as_user
from desk import Desk, wait_for
from gnome import evaluated, extension, gnome
from panels import lxqt, xfce
from running import Running

SETTLE = 4.0
"""Seconds until a popup or a window stands still."""
ICON = {"xfce": ("25", "15"), "lxqt": ("15", "16")}
"""Where the only icon is."""
PICTURES = Path(__file__).parents[1] / "screenshots"


def settings(language: str, theme: str) -> str:
    return f'language = "{language}"\n[guide]\ntheme = "{theme}"\n'


def walk(it: Running, shot: Callable[[str], None], menu: Callable[[str], None]) -> None:
    """From the welcome to the question at the end."""
    time.sleep(SETTLE)
    shot("1-welcome")
    assert it.call("now")[0] == 0
    time.sleep(SETTLE)
    shot("2-prompt")
    menu("3-menu")
    assert it.call("start")[0] == 0
    time.sleep(2 * SETTLE)
    shot("4-guide")
    assert it.call("done")[0] == 0
    time.sleep(SETTLE)
    shot("5-felt")
    it.quit()


def on_x11(panel: str, language: str, theme: str) -> None:
    """A panel and its desktop's own notifications."""
    with tempfile.TemporaryDirectory() as folder, Desk(Path(folder)) as desk:
        desk.display("1366x768x24")
        desk.bus()
        desk.spawn("openbox")
        if panel == "xfce":
            xfce(desk)
            desk.spawn(next(Path("/usr/lib").glob("*/xfce4/notifyd/xfce4-notifyd")))
        else:
            lxqt(desk)
            desk.spawn("lxqt-notificationd")
        wait_for(lambda: desk.owner("org.freedesktop.Notifications"), said="notifications")
        it = Running(desk, settings(language, theme))
        it.start()

        def shot(name: str) -> None:
            desk.screenshot(f"{panel}-{language}-{theme}-{name}")

        def menu(name: str) -> None:
            desk.run("xdotool", "mousemove", *ICON[panel], "click", "3")
            time.sleep(SETTLE / 2)
            shot(name)
            desk.run("xdotool", "key", "Escape")

        walk(it, shot, menu)


def on_gnome(language: str, theme: str) -> None:
    """GNOME Shell with its AppIndicator extension; the tests of the tray look at its menu."""
    with gnome() as shell, tempfile.TemporaryDirectory() as folder, Desk(Path(folder)) as desk:
        evaluated(shell, "Main.overview.hide()")
        extension(shell, on=True)
        for name in ("DBUS_SESSION_BUS_ADDRESS", "XDG_CURRENT_DESKTOP"):
            desk.env[name] = shell.env[name]
        desk.env["WAYLAND_DISPLAY"] = f"{shell.folder}/run/{shell.env['WAYLAND_DISPLAY']}"
        it = Running(desk, settings(language, theme))
        it.start()

        def shot(name: str) -> None:
            file = shell.folder / "run" / f"{name}.png"
            shell.run(
                *as_user(), "gdbus", "call", "--session", "-d", "org.gnome.Shell",
                "-o", "/org/gnome/Shell/Screenshot",
                "-m", "org.gnome.Shell.Screenshot.Screenshot", "false", "false", str(file),
            )  # fmt: skip
            PICTURES.mkdir(exist_ok=True)
            shutil.copy(file, PICTURES / f"gnome-{language}-{theme}-{name}.png")

        walk(it, shot, lambda _: None)


def shoot(desktop: str, language: str, theme: str) -> None:
    """One desktop from beginning to end."""
    if desktop == "gnome":
        on_gnome(language, theme)
    else:
        on_x11(desktop, language, theme)


DESKTOPS = ("xfce", "lxqt", "gnome")
