"""What is loaded where: nothing of D-Bus on Windows and macOS, nothing heavy anywhere."""

import subprocess
import sys

import pytest

EVERYWHERE = (
    "desktop_notifier",
    "fallback_chain",
    "log_notifier",
    "plyer_notifier",
    "terminal_notifier",
    "tray_balloon",
)
HEAVY = {"plyer", "PIL", "desktop_notifier", "dbus", "pystray", "ssl._ssl", "urllib.request"}

CODE = """
import importlib, sys
for name in sys.argv[1:]:
    importlib.import_module(f"deskbreak.notices.{name}")
print(*sys.modules)
"""


def loaded(*names: str) -> set[str]:
    command = [sys.executable, "-c", CODE, *names]
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=60)
    return set(done.stdout.split())


@pytest.mark.parametrize("name", EVERYWHERE)
def test_what_serves_everywhere_needs_no_dbus(name: str) -> None:
    assert not loaded(name) & {"jeepney", *HEAVY}


def test_the_linux_chain_loads_nothing_heavy() -> None:
    modules = loaded("native", *EVERYWHERE)
    assert "jeepney" in modules
    assert not modules & HEAVY
