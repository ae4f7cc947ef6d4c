"""A program that was started before its display finds it when it comes, without asking for it."""

import os
import sys

import pytest
from compositors import start_sway, user_desk
from counters import switches
from desk import Desk, wait_for
from login import Login
from running import Running

pytestmark = pytest.mark.desktop

SETTINGS = '[rhythm]\naway_after = "10s"\n'
MANAGER = """
import dbus, dbus.service, dbusmock.mockobject
from gi.repository import GLib
from dbus.mainloop.glib import DBusGMainLoop
DBusGMainLoop(set_as_default=True)
bus = dbus.SessionBus()
name = dbus.service.BusName("org.freedesktop.systemd1", bus)
path, interface = "/org/freedesktop/systemd1", "org.freedesktop.systemd1.Manager"
it = dbusmock.mockobject.DBusMockObject(name, path, interface, {})
it.AddProperty(interface, "Environment", dbus.Array([], signature="s"))
it.AddMethod(interface, "Subscribe", "", "", "")
GLib.MainLoop().run()
"""


def used(daemon: Running, name: str) -> bool:
    lines = daemon.call("doctor", "--lang", "en")[1].splitlines()
    return any(line.strip().startswith(f"{name}: in use") for line in lines)


def notices_absence(daemon: Running) -> None:
    wait_for(lambda: daemon.status()["state"] == "away", 25, "absence")
    daemon.desk.run("xdotool", "mousemove_relative", "5", "5")
    wait_for(lambda: daemon.status()["state"] == "working", said="being back")
    assert "Traceback" not in daemon.log()


def test_the_display_of_the_environment_comes_later(desk: Desk) -> None:
    display = f":{2000 + os.getpid() % 20000}"  # no other test takes it meanwhile
    desk.env["DISPLAY"] = display
    daemon = Running(desk, SETTINGS, "--no-tray")
    daemon.start()
    assert not used(daemon, "x11-idle")
    desk.spawn("Xvfb", display, "-nolisten", "tcp", "-noreset")
    wait_for(lambda: used(daemon, "x11-idle"), 10, "the display")
    notices_absence(daemon)


def test_a_display_that_nothing_names_is_found_by_its_socket(desk: Desk) -> None:
    desk.bus()
    daemon = Running(desk, SETTINGS, "--no-tray")
    daemon.start()
    assert not used(daemon, "x11-idle")
    display = desk.display()
    wait_for(lambda: used(daemon, "x11-idle"), 10, "the display")
    desk.env["DISPLAY"] = display
    notices_absence(daemon)


def test_a_display_of_another_login_is_not_taken(desk: Desk) -> None:
    desk.env["XDG_RUNTIME_DIR"], own = str(desk.folder / "home"), desk.env["XDG_RUNTIME_DIR"]
    desk.display()
    desk.env["XDG_RUNTIME_DIR"] = own
    del desk.env["DISPLAY"]
    daemon = Running(desk, SETTINGS, "--no-tray")
    daemon.start()
    assert not used(daemon, "x11-idle")


def test_a_display_that_the_user_manager_names_is_taken(desk: Desk) -> None:
    """The X server seems to be another login's, so that only the manager can name it."""
    desk.bus()
    desk.spawn("/usr/bin/python3", "-c", MANAGER)
    wait_for(lambda: desk.owner("org.freedesktop.systemd1"), said="the user manager")
    daemon = Running(desk, SETTINGS, "--no-tray")
    daemon.start()
    own, desk.env["XDG_RUNTIME_DIR"] = desk.env["XDG_RUNTIME_DIR"], str(desk.folder / "home")
    display = desk.display()
    desk.env["XDG_RUNTIME_DIR"] = own
    path, interface = "/org/freedesktop/systemd1", "org.freedesktop.systemd1.Manager"
    desk.run(
        "gdbus", "call", "--session", "-d", "org.freedesktop.systemd1", "-o", path,
        "-m", "org.freedesktop.DBus.Mock.UpdateProperties", interface,
        f"{{'Environment': <['LANG=C', 'DISPLAY={display}']>}}",
    )  # fmt: skip
    wait_for(lambda: used(daemon, "x11-idle"), 10, "the display")
    notices_absence(daemon)


def test_a_compositor_that_nothing_names_is_found_by_its_socket(desk: Desk) -> None:
    with user_desk() as screen:
        desk.env["XDG_RUNTIME_DIR"] = screen.env["XDG_RUNTIME_DIR"]
        daemon = Running(desk, SETTINGS, "--no-tray")
        daemon.socket = screen.folder / "run/deskbreak/control.sock"
        if os.getuid() == 0:
            os.chown(screen.folder / "run", 0, 0)
        daemon.start()
        start_sway(screen)
        assert not used(daemon, "wayland-kde-idle"), "a compositor of another user"
        daemon.quit()


def test_a_session_that_comes_later_is_found(desk: Desk) -> None:
    daemon = Running(desk, SETTINGS, "--no-tray")
    desk.env["DBUS_SYSTEM_BUS_ADDRESS"] = f"unix:path={desk.folder}/system-bus"
    daemon.start()
    login = Login(desk)
    wait_for(lambda: used(daemon, "logind-idle"), 10, "the session")
    login.hint("IdleHint", value=True)
    wait_for(lambda: daemon.status()["state"] == "away", 25, "absence")


def test_nothing_is_asked_after_while_nothing_comes(desk: Desk) -> None:
    """Neither a display, nor a session bus, nor a system bus: only the minute's note wakes it."""
    (desk.folder / "quiet").mkdir()
    desk.env["DBUS_SYSTEM_BUS_ADDRESS"] = f"unix:path={desk.folder}/quiet/system-bus"
    daemon = Running(desk, "", "--no-tray")
    daemon.start()
    assert daemon.process is not None
    assert sys.platform == "linux"
    wait_for(lambda: not used(daemon, "x11-idle"))
    before = switches(daemon.process.pid)
    for folder in (desk.folder, daemon.config.parent.parent):  # an ancestor, and ~/.config
        noisy = folder / "busy"
        for number in range(50):
            noisy.write_text(str(number))
            noisy.chmod(0o600 + number % 8)
            noisy.rename(folder / f"busy-{number}")
            (folder / f"busy-{number}").unlink()
    assert switches(daemon.process.pid) - before <= 2
