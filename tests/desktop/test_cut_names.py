"""A fullscreen window of a program whose name is cut inside a letter holds a prompt back."""

import sys
from pathlib import Path

import pytest
from desk import Desk, wait_for
from running import Running

pytestmark = pytest.mark.desktop

NAME = "aビデオ会議"
"""16 bytes; the kernel keeps 15 (proc(5), comm)."""
WINDOW = """
import ctypes, sys, time
from Xlib import X, display
name = sys.argv[1].encode()
ctypes.CDLL(None).prctl(15, name, 0, 0, 0)
d = display.Display()
w = d.screen().root.create_window(0, 0, 200, 200, 0, d.screen().root_depth)
w.change_property(d.intern_atom("_NET_WM_PID"), 6, 32, [__import__("os").getpid()])
w.change_property(d.intern_atom("WM_CLASS"), 31, 8, b"\\xe3\\x83\\0\\xff\\0")
state = d.intern_atom("_NET_WM_STATE")
w.change_property(state, 4, 32, [d.intern_atom("_NET_WM_STATE_FULLSCREEN")])
w.map()
d.flush()
time.sleep(600)
"""
SOON = """
[rhythm]
every = "10s"
ceiling = "10s"
[hold]
settle = "0s"
ignore = ["somebody-else"]
"""


def test_the_prompt_waits_and_doctor_answers(desk: Desk) -> None:
    desk.display("800x400x24")
    desk.bus()
    desk.spawn("openbox")
    wait_for(
        lambda: "window id" in desk.run("xprop", "-root", "_NET_SUPPORTING_WM_CHECK", check=False),
        said="openbox",
    )
    player = desk.spawn(sys.executable, "-c", WINDOW, NAME)
    comm = Path(f"/proc/{player.pid}/comm")
    wait_for(lambda: comm.read_bytes().strip() == NAME.encode()[:15], said="the name")
    daemon = Running(desk, SOON, "--no-tray")
    daemon.start()
    wait_for(lambda: daemon.status()["state"] == "held", 30, f"a hold: {daemon.status()}")
    assert daemon.status()["hold"]["reason"] == "fullscreen"
    code, said, _ = daemon.call("doctor", "--lang", "en")
    assert code == 0
    assert "fullscreen-x11: in use; holds prompts back" in said
    desk.end(player)
    wait_for(lambda: daemon.status()["state"] == "prompting", 25, "the prompt")
    assert "Traceback" not in daemon.log()
