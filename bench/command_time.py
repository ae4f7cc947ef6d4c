"""What commands cost beside a bare ``python3 -c pass``: processor time, user and system.

The goals are in times of that. The clock is told too, which a busy machine stretches.
"""

import contextlib
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from statistics import median

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT / "tests"), str(ROOT / "tests/desktop")]

from desk import Desk  # noqa: E402 - the tests' desk serves here too
from running import Running  # noqa: E402 - the same

RUNS = 15
GOALS = {
    "status": 4,
    "status --json": 3,
    "next --why": 3,
    "-h": 3,
    "history": 8,
    "routines": 8,
    "config check": 12,
}


def milliseconds(command: list[str], env: dict[str, str]) -> tuple[float, float]:
    """Of the processor, and on the clock."""
    before, begin = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    subprocess.run(command, env=env, stdout=subprocess.DEVNULL, check=True)
    clock, after = time.perf_counter() - begin, resource.getrusage(resource.RUSAGE_CHILDREN)
    used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return used * 1000, clock * 1000


@contextlib.contextmanager
def usual_place(env: dict[str, str]) -> Iterator[None]:
    """The socket where a session has it, if that is free: commands find it without platformdirs.

    That costs 1.4 times a ``pass``; who has an unusual place pays it each time.
    """
    usual = Path(f"/run/user/{os.getuid()}")
    made, free = not usual.exists(), not (usual / "deskbreak").exists()
    with contextlib.suppress(OSError):  # then it stays in the desk's own folder
        usual.mkdir(mode=0o700, exist_ok=True)
        if free:
            env["XDG_RUNTIME_DIR"] = str(usual)
    print(f"XDG_RUNTIME_DIR={env['XDG_RUNTIME_DIR']}")
    try:
        yield
    finally:
        if free:
            shutil.rmtree(usual if made else usual / "deskbreak", ignore_errors=True)


def main() -> None:
    """Print each beside a bare interpreter; they take turns, so that the load is the same."""
    command = str(Path(sys.executable).with_name("deskbreak"))
    commands = {"": [sys.executable, "-c", "pass"]}
    commands |= {words: [command, *words.split()] for words in GOALS}
    times: dict[str, list[tuple[float, float]]] = {words: [] for words in commands}
    with (
        tempfile.TemporaryDirectory() as folder,
        Desk(Path(folder)) as desk,
        usual_place(desk.env),
    ):
        daemon = Running(desk, "", "--no-tray")
        daemon.start()
        python_path = desk.env.pop("PYTHONPATH")
        for _ in range(RUNS):
            for words, whole in commands.items():
                times[words].append(milliseconds(whole, desk.env))
        desk.env["PYTHONPATH"] = python_path
        daemon.quit()
    used = {words: median(one for one, _ in found) for words, found in times.items()}
    clock = {words: median(one for _, one in found) for words, found in times.items()}
    print(f"python3 -c pass: {used['']:.1f} ms of the processor, {clock['']:.1f} ms on the clock")
    for words, goal in GOALS.items():
        of, on = used[words] / used[""], clock[words] / clock[""]
        print(f"{words}: {of:.1f} times the processor, {on:.1f} times the clock (goal {goal})")


if __name__ == "__main__":
    main()
