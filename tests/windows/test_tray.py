"""The icon of the daemon as Windows sees it: menu, balloon, a taskbar that restarts, sizes.

Without a panel Wine keeps icons in a small window of its own, which is visible while it has one.
"""

import subprocess
import sys
import winreg

assert sys.platform == "win32"

import pytest  # noqa: E402 - the rest is Windows'
from window_calls import delete_icon, post, post_later, user32, windows  # noqa: E402
from windows_daemon import PATIENCE, Make, WindowsDaemon  # noqa: E402

NOTIFY, RIGHT_UP, BALLOON_CLICKED = 0x040B, 0x0205, 0x0405
"""pystray's message of the icon, and what happened there."""
DESKTOP = r"Control Panel\Desktop"
TWICE = """
import gc, time
from deskbreak.app.ports.tray_ports import Icon, TrayView
from deskbreak.tray.pystray_tray import PystrayTray

for _ in range(5):
    tray = PystrayTray()
    tray.start(lambda: TrayView(Icon("working", 1), "tip", ()), print)
    icon = tray._icon
    while list(tray.report().values()) != [None]:
        time.sleep(0.05)
    tray.stop()
    icon._thread.join()
    del tray, icon
    gc.collect()  # the next icon may get the address, and so the name of the window's class
print("five")
"""
SIDE = "from deskbreak.tray.windows_tray_api import small_icon_side; print(small_icon_side())"


def icons() -> list[int]:
    """The windows of our icons."""
    return [handle for handle, kind, _, _ in windows() if kind.endswith("SystemTrayIcon")]


def icon_is_seen() -> bool:
    return any(kind == "__winex11_standalone_tray" and seen for _, kind, _, seen in windows())


def menu_is_open() -> bool:
    return any(kind == "#32768" and seen for _, kind, _, seen in windows())


def started(desk: WindowsDaemon) -> None:
    desk.start()
    desk.wait(icon_is_seen, "the icon")


def test_the_icon_comes_back_when_the_taskbar_does(make: Make) -> None:
    desk = make()
    started(desk)
    for handle in icons():
        delete_icon(handle)
    desk.wait(lambda: not icon_is_seen(), "an empty taskbar")
    message = user32.RegisterWindowMessageW("TaskbarCreated")
    for handle in icons():
        post(handle, message)
    desk.wait(icon_is_seen, "the icon again")
    desk.quit()
    assert not icon_is_seen()


def test_quit_with_the_menu_open(make: Make) -> None:
    desk = make()
    started(desk)
    for handle in icons():
        post_later(handle, NOTIFY, 0, RIGHT_UP)
    desk.wait(menu_is_open, "the menu")
    desk.quit()
    assert not menu_is_open()
    assert not icon_is_seen()


def test_a_click_on_the_balloon_starts_the_routine(make: Make) -> None:
    desk = make()
    started(desk)
    assert desk.ask("now")["code"] == 0
    desk.wait(lambda: (desk.status()["prompt"] or {}).get("phase") == "shown", "the prompt")
    desk.wait(lambda: desk.notifier("tray") == "active", "the balloon")
    for handle in icons():
        post(handle, NOTIFY, 0, BALLOON_CLICKED)
    desk.wait(lambda: (desk.status()["prompt"] or {}).get("phase") == "started", "the routine")
    desk.quit()


@pytest.mark.parametrize(("dots", "side"), [(96, 16), (144, 24), (192, 32)])
def test_the_icon_is_drawn_in_the_size_it_is_shown_in(dots: int, side: int) -> None:
    with winreg.CreateKey(winreg.HKEY_CURRENT_USER, DESKTOP) as key:
        winreg.SetValueEx(key, "LogPixels", 0, winreg.REG_DWORD, dots)
        try:
            found = subprocess.run(
                [sys.executable, "-c", SIDE],
                input="",
                capture_output=True,
                text=True,
                timeout=PATIENCE,
                check=True,
            )
        finally:
            winreg.DeleteValue(key, "LogPixels")
    assert int(found.stdout) == side


def test_an_icon_can_follow_another_in_one_process() -> None:
    done = subprocess.run(
        [sys.executable, "-c", TWICE],
        input=b"",
        capture_output=True,
        timeout=PATIENCE,
        check=False,
    )
    assert (done.stdout.split(), done.stderr) == ([b"five"], b"")
