"""The first minutes on whole desktops, for ``make screens``: welcome, menu, prompt, guide.

Xfce and LXQt with their own notifications, and Xfce with dunst's, on X11; GNOME Shell on Wayland;
Plasma on X11 where it is installed, which the tests do not ask for. Pictures go where those of
``first_hour_screens`` go.
"""

import shutil
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from compositors import as_user
from desk import Desk, wait_for
from gnome import evaluated, extension, gnome, notifications
from panels import ORANGE, lxqt, see, xfce
from running import Running

SETTLE = 4.0
"""Seconds until a popup or a window stands still."""
ICON = {"xfce": ("25", "15"), "dunst": ("25", "15"), "lxqt": ("15", "16")}
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


def start(desk: Desk, panel: str) -> None:
    """The desktop: window manager, panel and what shows notifications."""
    if panel == "plasma":
        desk.env |= {
            "XDG_CURRENT_DESKTOP": "KDE",
            "KDE_FULL_SESSION": "true",
            "DESKTOP_SESSION": "plasma",
        }
        desk.env["KDE_SESSION_VERSION"] = "5"
        for program in ("kactivitymanagerd", "kded5", "kwin_x11", "plasmashell"):
            inside = next(Path("/usr/lib").glob(f"*/libexec/{program}"), program)
            desk.spawn(inside)
        return
    desk.spawn("openbox")
    (lxqt if panel == "lxqt" else xfce)(desk)
    xfce_daemon = str(next(Path("/usr/lib").glob("*/xfce4/notifyd/xfce4-notifyd")))
    servers = {"xfce": xfce_daemon, "lxqt": "lxqt-notificationd", "dunst": "dunst"}
    desk.spawn(servers[panel])


def on_x11(panel: str, language: str, theme: str) -> None:
    """A panel and its desktop's own notifications."""
    with tempfile.TemporaryDirectory() as folder, Desk(Path(folder)) as desk:
        desk.display("1366x768x24")
        desk.bus()
        start(desk, panel)
        wait_for(lambda: desk.owner("org.freedesktop.Notifications"), 60, "notifications")
        it = Running(desk, settings(language, theme))
        it.start()

        def shot(name: str) -> None:
            desk.screenshot(f"{panel}-{language}-{theme}-{name}")

        def menu(name: str) -> None:
            place = ICON.get(panel) or map(str, see(desk, ORANGE, f"{panel}-icon"))
            desk.run("xdotool", "mousemove", *place, "click", "3")
            time.sleep(SETTLE / 2)
            shot(name)
            desk.run("xdotool", "key", "Escape")

        walk(it, shot, menu)


def on_gnome(language: str, theme: str) -> None:
    """GNOME Shell with its AppIndicator extension; the tests of the tray look at its menu."""
    with gnome() as shell, tempfile.TemporaryDirectory() as folder, Desk(Path(folder)) as desk:
        evaluated(shell, "Main.overview.hide()")
        extension(shell, on=True)
        notifications(shell)
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

        def expanded(_: str) -> None:
            """What the pointer makes of the banner; the tests of the tray look at the menu."""
            evaluated(shell, "Main.messageTray._expandBanner(true)")
            time.sleep(1)
            shot("3-prompt-under-the-pointer")

        walk(it, shot, expanded)


def shoot(desktop: str, language: str, theme: str) -> None:
    """One desktop from beginning to end."""
    if desktop == "gnome":
        on_gnome(language, theme)
    else:
        on_x11(desktop, language, theme)


DESKTOPS = (
    "xfce",
    "dunst",
    "lxqt",
    "gnome",
    *(["plasma"] if shutil.which("plasmashell") else []),
)
