"""How long ``deskbreak status`` takes beside a bare ``python3 -c pass``. Budget: four times."""

import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT / "tests"), str(ROOT / "tests/desktop")]

from desk import Desk  # noqa: E402 - the tests' desk serves here too
from running import Running  # noqa: E402 - the same

RUNS = 30
BUDGET = 4.0


def milliseconds(command: list[str], env: dict[str, str]) -> float:
    """The median of some runs."""
    times = []
    for _ in range(RUNS):
        begin = time.perf_counter()
        subprocess.run(command, env=env, stdout=subprocess.DEVNULL, check=True)
        times.append((time.perf_counter() - begin) * 1000)
    return median(times)


def main() -> None:
    """Print both, and their ratio."""
    with tempfile.TemporaryDirectory() as folder, Desk(Path(folder)) as desk:
        Running(desk, "", "--no-tray").start()
        command = str(Path(sys.executable).with_name("deskbreak"))
        status = milliseconds([command, "status"], desk.env)
        bare = milliseconds([sys.executable, "-c", "pass"], desk.env)
    print(
        f"deskbreak status: {status:.1f} ms; python3 -c pass: {bare:.1f} ms; "
        f"{status / bare:.1f} times (budget {BUDGET:g})"
    )


if __name__ == "__main__":
    main()
