"""The windows are the only ones that are ever mapped: no part of a page flashes by itself."""

import subprocess
import sys

import pytest
from desk import Desk
from running import PROGRAM, ROOT
from test_guide_form import press

pytestmark = pytest.mark.desktop

WATCH = """
import sys
from Xlib import X, display
root = display.Display().screen().root
root.change_attributes(event_mask=X.SubstructureNotifyMask)
root.display.flush()
print("ready", flush=True)
while True:
    event = root.display.next_event()
    if event.type == X.MapNotify:
        print(event.window.id, flush=True)
"""


def test_the_first_questions_map_one_window(desk: Desk) -> None:
    desk.env["PYTHONPATH"] = str(ROOT)
    desk.display()
    watch = subprocess.Popen(
        [sys.executable, "-c", WATCH], env=desk.env, stdout=subprocess.PIPE, text=True
    )
    try:
        assert watch.stdout is not None
        assert watch.stdout.readline() == "ready\n"
        process = desk.spawn(*PROGRAM, "--lang", "en", "setup", "--window")
        first = int(watch.stdout.readline())
        search = ("xdotool", "search", "--onlyvisible", "--name", "^deskbreak: first questions$")
        desk.run(*search)
        desk.run("xdotool", "windowfocus", "--sync", str(first))
        press(desk, "n", "n", "y", "Return", "n", "Escape")
        process.wait(10)
    finally:
        watch.kill()
    rest, _ = watch.communicate(timeout=5)
    assert rest.split() == [], "another window was mapped"
