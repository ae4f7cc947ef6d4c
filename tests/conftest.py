"""What of the suite is not for Windows, and why: the one place where it is said."""

import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parent

LINUX_DESKTOP = "it starts displays, buses, panels or sound servers of Linux"
DBUS = "it speaks D-Bus; jeepney is not installed there"
MODES = "it is about the owners and modes of POSIX files"
PSEUDO = "it types into a pseudoterminal"
SIGNALS = "it sends signals that Windows does not have"
SHELL = "its stand-ins for programs are shell scripts"
NAMES = "it is about names, links or devices that Windows does not allow"
WORDS = "it expects POSIX's words for an error, or its way to write a path"

FILES = {
    "config/test_trust.py": MODES,
    "config/test_watch.py": "it is about inotify; tests/windows is about the folder's own events",
    "daemon": LINUX_DESKTOP,
    "desktop": LINUX_DESKTOP,
    "faults": LINUX_DESKTOP,
    "guide/test_terminal_pty.py": PSEUDO,
    "guide_host/test_chime.py": SHELL,
    "notices/test_contract.py": DBUS,
    "protocols/test_dbus.py": DBUS,
    "sensing/test_wayland_idle.py": "it speaks through sockets of the file system",
    "tray/test_dbus_objects.py": DBUS,
    "tray/test_dbusmenu.py": DBUS,
    "tray/test_linux_tray.py": DBUS,
}
"""Files and folders, by their path below this one."""

TESTS: dict[str, str] = {}
"""Single tests, by the path of their file and their name."""


def pytest_ignore_collect(collection_path: Path) -> bool | None:
    """Leave out what cannot even be imported there; ``tests/windows`` is for Windows alone."""
    if not collection_path.is_relative_to(HERE):
        return None
    name = collection_path.relative_to(HERE).as_posix()
    left_out = name in FILES if sys.platform == "win32" else name == "windows"
    return True if left_out else None


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out single tests."""
    if sys.platform != "win32":
        return
    left_out = [item for item in items if _name(item) in TESTS]
    if left_out:
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if _name(item) not in TESTS]


def _name(item: pytest.Item) -> str:
    """``content/test_x.py::test_y``, without parameters."""
    name: str = getattr(item, "originalname", item.name)
    return f"{item.path.relative_to(HERE).as_posix()}::{name}"
