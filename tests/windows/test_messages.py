"""Presence by messages of Windows, posted by hand; the daemon's window hears them."""

import sys
from collections.abc import Iterator

assert sys.platform == "win32"

import ctypes  # noqa: E402 - the rest is Windows'
import winreg  # noqa: E402

import pytest  # noqa: E402
from window_calls import post, window  # noqa: E402
from windows_daemon import Make, WindowsDaemon  # noqa: E402

from deskbreak.timing.windows_zone import KEY  # noqa: E402

POWER, SESSION, TIME, SETTING = 0x0218, 0x02B1, 0x001E, 0x001A
LOCK, UNLOCK, SUSPEND, RESUME = 7, 8, 4, 0x12


TITLE = "deskbreak-presence"


def ear(desk: WindowsDaemon) -> int:
    """The window that hears messages; a busy machine answers commands before it is there."""
    desk.wait(lambda: bool(window(title=TITLE)), "the window that hears messages")
    return window(title=TITLE)


def presence(desk: WindowsDaemon, wanted: str) -> None:
    desk.wait(lambda: desk.status()["presence"] == wanted, wanted)


def test_lock_sleep_and_clock(make: Make) -> None:
    desk = make("", "--no-tray")
    desk.start()
    handle = ear(desk)
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
    assert not window(title=TITLE)


@pytest.fixture
def zone() -> Iterator[winreg.HKEYType]:
    """Where Windows keeps its time zone; as it was, afterwards."""
    with winreg.OpenKey(winreg.HKEY_LOCAL_MACHINE, KEY, 0, winreg.KEY_ALL_ACCESS) as key:
        before = winreg.QueryValueEx(key, "TimeZoneKeyName")[0]
        yield key
        winreg.SetValueEx(key, "TimeZoneKeyName", 0, winreg.REG_SZ, before)


def test_a_journey_to_another_time_zone(make: Make, zone: winreg.HKEYType) -> None:
    desk = make("", "--no-tray")
    winreg.SetValueEx(zone, "TimeZoneKeyName", 0, winreg.REG_SZ, "GMT Standard Time")
    desk.start()
    assert desk.ask("pause", until="today")["code"] == 0
    handle = ear(desk)
    assert desk.status()["resumes_at"][-6:] in ("+00:00", "+01:00")
    winreg.SetValueEx(zone, "TimeZoneKeyName", 0, winreg.REG_SZ, "Tokyo Standard Time")
    post(handle, TIME)
    desk.wait(lambda: desk.status()["resumes_at"].endswith("+09:00"), "the time of Tokyo")
    winreg.SetValueEx(zone, "TimeZoneKeyName", 0, winreg.REG_SZ, "Nepal Standard Time")
    region = ctypes.create_unicode_buffer("intl")
    post(handle, SETTING, 0, ctypes.addressof(region))
    desk.wait(lambda: desk.status()["resumes_at"].endswith("+05:45"), "the time of Kathmandu")
    desk.quit()
