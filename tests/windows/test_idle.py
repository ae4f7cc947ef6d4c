"""What an idle daemon waits for: events of Windows without a time limit, and one timer."""

import json
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any

assert sys.platform == "win32"

import pytest  # noqa: E402 - the rest is Windows'
from windows_daemon import Make  # noqa: E402

SPY = """
import asyncio, gc, json, pathlib, runpy, sys, threading
from deskbreak.sensing.windows_api import User32

idle = int(sys.argv[1])
User32.last_input = lambda self: (self.ticks() - idle) % 2**32

def waits(frame):
    return pathlib.PurePath(frame.f_code.co_filename).name + ":" + frame.f_code.co_name

def tell():
    for line in sys.stdin:
        me = threading.get_ident()
        frames = {i: f for i, f in sys._current_frames().items() if i != me}
        loops = [each for each in gc.get_objects() if isinstance(each, asyncio.BaseEventLoop)]
        timers = [t._callback.__qualname__ for l in loops for t in l._scheduled if not t._cancelled]
        found = {"threads": sorted(map(waits, frames.values())), "timers": sorted(timers)}
        told = pathlib.Path(line.strip())
        told.with_suffix(".new").write_text(json.dumps(found))
        told.with_suffix(".new").rename(told)

threading.Thread(target=tell, daemon=True).start()
sys.argv = ["deskbreak", "run"]
runpy.run_module("deskbreak", run_name="__main__")
"""


WAITS = {
    "_win32.py:_mainloop": "the icon's window, for its messages",
    "windows_api.py:_run": "the window that hears of presence, for its messages",
    "windows_events.py:_poll": "a loop, for its ports and its next timer",
    "windows_waiting.py:_run": "an event of the settings' folder",
}
"""Where a thread may stand: in a call without a time limit, but for the next timer of a loop."""
OTHERS = 2
"""The one alarm, and what tells if that did not ring; the next alarm takes it away unused."""
NEXT_CHANGE = "_Watch.look"
"""When somebody who is there could at the earliest have been away for long enough."""
HOUR_MS = 3_600_000


def readable(file: Path) -> bool:
    """Whether it is there, and its renaming is over."""
    with suppress(OSError):
        return bool(file.read_bytes())
    return False


@pytest.mark.parametrize(("idle", "next_changes"), [(0, 1), (HOUR_MS, 0)])
def test_no_thread_polls_and_there_is_one_timer(
    make: Make, tmp_path: Path, idle: int, next_changes: int
) -> None:
    desk = make("")
    desk.process = subprocess.Popen(
        [sys.executable, "-c", SPY, str(idle)],
        env=desk.env,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    desk.wait(desk.listens, "the daemon")
    desk.wait(lambda: (desk.status()["presence"] == "idle") == bool(idle), "what is told of idling")
    seen: list[dict[str, Any]] = []

    def at_rest() -> bool:
        """What a start has begun in threads and timers of its own comes to an end."""
        told = tmp_path / f"{len(seen)}.json"
        assert desk.process is not None
        assert desk.process.stdin is not None
        desk.process.stdin.write(f"{told}\n".encode())
        desk.process.stdin.flush()
        desk.wait(lambda: readable(told), "what it waits for")
        seen.append(json.loads(told.read_text("utf-8")))
        timers = seen[-1]["timers"]
        found = timers.count(NEXT_CHANGE)
        return set(seen[-1]["threads"]) <= WAITS.keys() and (found, len(timers) - found) == (
            next_changes,
            OTHERS,
        )

    desk.wait(at_rest, "an end of all that is no event")
    assert set(seen[-1]["threads"]) == WAITS.keys()
    desk.quit()
