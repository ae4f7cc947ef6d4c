"""What an idle daemon must not hold: modules of which it uses nothing (docs/decisions/0123).

Memory itself is measured by ``bench/``; this keeps an innocent import from bringing it back.
"""

import subprocess
import sys
from pathlib import Path

import pytest
from desk import Desk, wait_for
from panels import xfce
from running import Running

from deskbreak.desktop.later_modules import LATER

pytestmark = pytest.mark.desktop

PROGRAM = """
import atexit, sys
waits = lambda module: module is None or type(module).__name__ == "Later"
held = lambda: " ".join(name for name, module in sys.modules.items() if not waits(module))
atexit.register(lambda: open(sys.argv[1], "w").write(held()))
from deskbreak.cli.main import run
sys.exit(run(["run", "--verbose"]))
"""
UNUSED = {
    "PIL": "images are drawn beforehand",
    "PySide6": "windows are processes of their own",
    "Xlib": "X11 is spoken by protocols/x11.py; only an XEmbed panel needs it",
    "apscheduler.executors.pool": "the one job runs in the event loop",
    "argparse": "an ordinary start has no words to parse",
    "concurrent.futures.process": "there is no pool of processes",
    "desktop_notifier": "not on Linux",
    "difflib": "nobody has mistyped",
    "email": "nothing here is a letter",
    "holidays": "the configuration is read in a process of its own",
    "html.entities": "pages are written when somebody reads them",
    "http": "calendars are fetched in a process of their own",
    "icalendar": "the same",
    "importlib.metadata": "APScheduler's plugins are not looked up",
    "multiprocessing": "there is no pool of processes",
    "plistlib": "autostart of macOS",
    "plyer": "a notification server is there",
    "pydantic": "the configuration is read in a process of its own",
    "ssl": "the daemon has no network",
    "tomli_w": "nothing was chosen yet",
    "typing_extensions": "msgspec does without",
    "webbrowser": "no page is open",
    "xml": "autostart of macOS",
    "zipfile": "nothing is packed",
}
ROOMS = {
    "deskbreak.cli.parser": "an ordinary start has no words to parse",
    "deskbreak.config.init": "no file is written",
    "deskbreak.config.loading": "read in a process of its own",
    "deskbreak.content.document": "written by make pictures",
    "deskbreak.figures": "drawn in the guide",
    "deskbreak.guide": "a process of its own",
    "deskbreak.report": "a process of its own",
}


def test_an_idle_daemon_holds_nothing_that_it_does_not_use(desk: Desk, tmp_path: Path) -> None:
    desk.display()
    desk.bus()
    desk.spawn("openbox")
    desk.spawn("dunst")
    xfce(desk)
    wait_for(lambda: desk.owner("org.freedesktop.Notifications"), said="dunst")
    wait_for(lambda: desk.owner("org.kde.StatusNotifierWatcher"), said="the panel")
    daemon, told = Running(desk), tmp_path / "modules"
    daemon.start()
    daemon.quit()  # the greeting of the very first start is behind it
    daemon.process = desk.spawn(sys.executable, "-c", PROGRAM, told)
    wait_for(lambda: daemon.call("status")[0] == 0, 20, "the daemon")
    assert "x11-idle" in daemon.call("doctor", "--json")[1]
    daemon.quit()
    held = set(told.read_text().split()) - {"shutil"}  # doctor, just asked, looked for programs
    assert {
        "apscheduler",
        "deskbreak.sensing.x11_idle",
        "deskbreak.tray.status_notifier_item",
    } <= held
    assert {name: why for name, why in (UNUSED | ROOMS | LATER).items() if name in held} == {}


def test_what_is_kept_out_can_still_be_had() -> None:
    code = (
        "import deskbreak.timing.alarm, importlib.metadata as real; print(real.version('msgspec'))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip()
