"""What is written to and read from the registry: autostart, devices in use, the time zone."""

import asyncio
import sys
from collections.abc import Iterator
from pathlib import Path

assert sys.platform == "win32"

import subprocess  # noqa: E402 - the rest is Windows'
import winreg  # noqa: E402

import pytest  # noqa: E402
from windows_daemon import Make  # noqa: E402

from deskbreak.desktop.run_key import APPROVED_KEY, RUN_KEY  # noqa: E402
from deskbreak.holding.device_in_use import DeviceInUse  # noqa: E402
from deskbreak.holding.ignored_programs import Ignore  # noqa: E402
from deskbreak.holding.windows_desktop import booted, notification_state  # noqa: E402
from deskbreak.protocols.windows_folder import FolderWatch  # noqa: E402
from deskbreak.protocols.windows_registry import UserTree  # noqa: E402
from deskbreak.timing import clock, windows_clock, windows_zone  # noqa: E402

STORE = r"Software\deskbreak-tests\microphone"
ZOOM = rf"{STORE}\NonPackaged\C:#Program Files#Zoom#zoom.exe"
USER = winreg.HKEY_CURRENT_USER


def put(path: str, name: str, value: int) -> None:
    with winreg.CreateKey(USER, path) as key:
        winreg.SetValueEx(key, name, 0, winreg.REG_QWORD, value)


@pytest.fixture
def store() -> Iterator[UserTree]:
    """A tree like Windows' own, which Wine does not have."""
    put(ZOOM, "LastUsedTimeStart", 0)
    yield UserTree(STORE)
    for path in (ZOOM, rf"{STORE}\NonPackaged", STORE):
        winreg.DeleteKey(USER, path)


def test_a_microphone_in_use_is_seen_and_told(store: UserTree) -> None:
    async def run() -> None:
        ignore = Ignore()
        gate = DeviceInUse("microphone", store, ignore, booted)
        assert await gate.ask() is False
        changed = asyncio.Event()
        await gate.watch(changed.set)
        put(ZOOM, "LastUsedTimeStart", booted() + 10_000_000)
        put(ZOOM, "LastUsedTimeStop", 0)
        await asyncio.wait_for(changed.wait(), 30)
        assert await gate.ask() is True
        ignore.set(["Zoom"])
        assert await gate.ask() is False
        ignore.set([])
        put(ZOOM, "LastUsedTimeStart", booted() - 10_000_000)  # left from before a loss of power
        assert await gate.ask() is False
        await gate.unwatch()
        assert not gate.subscribed

    asyncio.run(run())


def test_windows_says_what_moment_it_is() -> None:
    assert notification_state() in range(1, 8)


def test_a_folder_tells_of_changes(tmp_path: Path) -> None:
    async def run() -> None:
        loop, changed = asyncio.get_running_loop(), asyncio.Event()

        def told() -> None:
            loop.call_soon_threadsafe(changed.set)

        watch = FolderWatch(tmp_path, told)
        for content in ("one", "two"):
            changed.clear()
            (tmp_path / "config.toml").write_text(content)
            await asyncio.wait_for(changed.wait(), 30)
        watch.end()
        watch.end()

    asyncio.run(run())


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(OSError, match=r"."):
        FolderWatch(tmp_path / "none", lambda: None)


def test_what_autostart_registers_starts(make: Make) -> None:
    desk = make()
    assert desk.call("autostart", "on")[0] == 0
    try:
        with winreg.OpenKey(USER, RUN_KEY) as key:
            line = str(winreg.QueryValueEx(key, "deskbreak")[0])
        assert "pythonw" in line
        desk.process = subprocess.Popen(line, env=desk.env)
        desk.wait(desk.listens, "what autostart starts")
        desk.quit()
        with winreg.CreateKey(USER, APPROVED_KEY) as key:
            winreg.SetValueEx(key, "deskbreak", 0, winreg.REG_BINARY, b"\x03" + bytes(11))
        assert "startup apps" in desk.call("--lang", "en", "autostart", "status")[1]
    finally:
        assert desk.call("autostart", "off")[0] == 0
        with winreg.CreateKey(USER, APPROVED_KEY) as key:
            if winreg.QueryInfoKey(key)[1]:
                winreg.DeleteValue(key, "deskbreak")
    with winreg.OpenKey(USER, RUN_KEY) as key, pytest.raises(OSError, match=r"."):
        winreg.QueryValueEx(key, "deskbreak")


@pytest.mark.parametrize("uptime", [2**31 + 5, 2**32 + 5, 2**40])
def test_an_uptime_that_goes_on_for_months(monkeypatch: pytest.MonkeyPatch, uptime: int) -> None:
    monkeypatch.setattr(windows_clock, "ticks", lambda: uptime)
    monkeypatch.setattr(windows_clock, "awake", lambda: uptime - 3_600_000)
    assert clock.SystemClock().now().instant == uptime
    assert clock.suspended() == 3_600_000


def test_the_clocks_of_windows() -> None:
    assert 0 <= windows_clock.awake() <= windows_clock.ticks() + 1000
    assert clock.instant() > 0
    assert clock.suspended() >= 0
    assert windows_zone.zone_mark() == windows_zone.zone_mark()
