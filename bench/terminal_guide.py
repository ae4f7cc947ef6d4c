"""What the guide costs in a terminal: processor time while the figure moves. Budget: 8 % of a core.

The whole process in a terminal of its own, of three sizes; what the terminal itself costs is not
counted.
"""

import contextlib
import os
import sys
import threading
import time
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "tests"), str(ROOT / "tests/desktop")]

from counters import cpu_ms  # noqa: E402 - the tests' counters
from fakes.pty_run import Pty  # noqa: E402 - the same terminal

SIZES = ((80, 24), (120, 40), (200, 60))
ROUTINES = ("seated-cat-cow", "walk-one-minute", "seated-pelvis-reset")
BEGINS_S, LOOKS_S = 6.0, 12.0


def read(one: Pty) -> None:
    """Whatever it writes must be read; at the end it is killed."""
    with contextlib.suppress(ValueError, OSError, AssertionError):
        one.end()


def moving(routine: str, size: tuple[int, int]) -> float:
    """The share of a core in a window of the minute."""
    environ = {"TERM": "xterm-256color", "COLORTERM": "truecolor", "LC_ALL": "C.UTF-8"}
    environ |= {"HOME": "/nonexistent", "PATH": os.environ["PATH"]}
    with Pty(["-m", "deskbreak", "guide", routine, "--terminal"], environ, size) as one:
        one.until("\x1b[?1049h")
        one.press("\r")
        threading.Thread(target=read, args=(one,), daemon=True).start()
        time.sleep(BEGINS_S)
        before, begin = cpu_ms(one.pid), time.perf_counter()
        time.sleep(LOOKS_S)
        return (cpu_ms(one.pid) - before) / 1000 / (time.perf_counter() - begin)


def main() -> None:
    """Print all of them."""
    for size in SIZES:
        for routine in ROUTINES:
            used = moving(routine, size)
            print(f"{routine} at {size[0]}x{size[1]}: {used:.1%} of a core (budget 8 %)")


if __name__ == "__main__":
    main()
