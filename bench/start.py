"""From the start of a daemon until its control socket answers. Goal: 0.4 s on a quiet machine.

With a display, a tray and a notification server; the first start of all is not counted.
"""

import os
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT / "tests"), str(ROOT / "tests/desktop")]

from desk import Desk  # noqa: E402 - the tests' desk serves here too
from panels import xfce_desktop  # noqa: E402 - the same
from running import PROGRAM, Running  # noqa: E402 - the same

from deskbreak.control.client import ask  # noqa: E402 - the same
from deskbreak.errors import DeskbreakError  # noqa: E402 - the same

STARTS = 7
LIMIT_S = 30.0


def answered(socket: Path) -> bool:
    """Whether a daemon answers there."""
    try:
        ask(str(socket), {"do": "status"})
    except (OSError, DeskbreakError):
        return False
    return True


def start(daemon: Running) -> float:
    """Seconds from the start of the process to its first answer."""
    begin = time.perf_counter()
    daemon.process = daemon.desk.spawn(*PROGRAM, "run")
    while not answered(daemon.socket):
        assert time.perf_counter() - begin < LIMIT_S
        time.sleep(0.002)
    return time.perf_counter() - begin


def main() -> None:
    """Measure on a desktop of its own."""
    with tempfile.TemporaryDirectory() as folder, Desk(Path(folder)) as desk:
        xfce_desktop(desk)
        daemon = Running(desk)
        times = []
        for _ in range(STARTS + 1):
            times.append(start(daemon))
            daemon.quit()
        counted = sorted(times[1:])
        print(
            f"control socket after start: median {median(counted):.2f} s "
            f"({counted[0]:.2f} to {counted[-1]:.2f}; goal 0.4 s), "
            f"load {os.getloadavg()[0]:.1f}"
        )


if __name__ == "__main__":
    main()
