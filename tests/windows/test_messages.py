"""Presence by messages of Windows, posted by hand; the daemon's window hears them."""

import sys

assert sys.platform == "win32"

from window_calls import post, window  # noqa: E402 - the rest is Windows'
from windows_daemon import Make, WindowsDaemon  # noqa: E402

POWER, SESSION, TIME, SETTING = 0x0218, 0x02B1, 0x001E, 0x001A
LOCK, UNLOCK, SUSPEND, RESUME = 7, 8, 4, 0x12


def presence(desk: WindowsDaemon, wanted: str) -> None:
    desk.wait(lambda: desk.status()["presence"] == wanted, wanted)


def test_lock_sleep_and_clock(make: Make) -> None:
    desk = make("", "--no-tray")
    desk.start()
    handle = window(title="deskbreak-presence")
    assert handle
    post(handle, SESSION, LOCK)
    presence(desk, "locked")
    post(handle, SESSION, UNLOCK)
    desk.wait(lambda: desk.status()["presence"] != "locked", "the unlock")
    post(handle, POWER, SUSPEND)
    presence(desk, "asleep")
    post(handle, POWER, RESUME)
    desk.wait(lambda: desk.status()["presence"] != "asleep", "the resume")
    post(handle, TIME)
    post(handle, SETTING)
    assert desk.status()["presence"] != "asleep"
    desk.quit()
    assert not window(title="deskbreak-presence")
