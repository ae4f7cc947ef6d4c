"""What the idle daemon costs: memory, wakeups and CPU, while sitting counts and while it does not.

Budgets: one wakeup a minute while sitting counts, none otherwise. Linux, with the desktop packages.
"""

import argparse
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT / "tests"), str(ROOT / "tests/desktop")]

from counters import cpu_ms, pss_mb, switches  # noqa: E402 - the tests' counters
from desk import Desk  # noqa: E402 - the tests' desk serves here too
from panels import xfce_desktop  # noqa: E402 - the same
from running import Running  # noqa: E402 - the same

SETTLE_S = 6.0


def watch(pid: int, minutes: float, what: str) -> None:
    """Print the cost of some minutes of doing nothing."""
    before, cpu = switches(pid), cpu_ms(pid)
    time.sleep(minutes * 60)
    woken = (switches(pid) - before) / minutes
    spent = (cpu_ms(pid) - cpu) / minutes
    print(f"{what}: {woken:.2f} wakeups and {spent:.1f} ms of CPU a minute")


def main() -> None:
    """Measure on a desktop of its own."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--minutes", type=float, default=3)
    minutes = parser.parse_args().minutes
    with tempfile.TemporaryDirectory() as folder, Desk(Path(folder)) as desk:
        xfce_desktop(desk)
        daemon = Running(desk)
        daemon.start()
        daemon.quit()
        daemon.start()
        assert daemon.process is not None
        pid = daemon.process.pid
        time.sleep(SETTLE_S)
        print(f"memory: {pss_mb(pid):.1f} MB proportional set size")
        watch(pid, minutes, "sitting counts")
        daemon.call("standing")
        time.sleep(SETTLE_S)
        watch(pid, minutes, "standing")


if __name__ == "__main__":
    main()
