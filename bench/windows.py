"""The same daemon as a Windows program under Wine: start, memory, wakeups. For information.

Wine is no Windows: its own share of all this is in the figures, so a Python that only waits is
measured beside. What does not depend on Wine is how often something wakes. Left out, with one line,
where Wine or the Python for Windows (``make test-windows`` makes it) is missing.
"""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from statistics import median

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT / "tests/desktop")]

from counters import cpu_ms, pss_mb, switches  # noqa: E402 - the tests' counters

from deskbreak.control import loopback_client  # noqa: E402 - the checkout's
from deskbreak.control.client_errors import NoAnswer, NotRunning  # noqa: E402 - the same

TARGET = ROOT / ".venv-windows"
PYTHON = TARGET / "python" / "python.exe"
STARTS = 5
LIMIT_S = 120.0
SETTLE_S = 20.0
DAEMON = """
import os, runpy, sys
os.environ["LOCALAPPDATA"] = os.environ["WIN_PD_OVERRIDE_LOCAL_APPDATA"]
sys.argv = ["deskbreak", "run"]
runpy.run_module("deskbreak", run_name="__main__")
"""
"""Wine gives every program that comes from outside the LOCALAPPDATA of its own registry."""
PIPES = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.STDOUT}
"""Under Wine a Windows program takes neither /dev/null nor a file."""


def missing() -> str | None:
    """What is not there."""
    for program in ("wine", "wineserver", "Xvfb"):
        if shutil.which(program) is None:
            return program
    return None if (TARGET / ".built").exists() else ".venv-windows (make test-windows)"


@contextmanager
def screen(env: dict[str, str]) -> Iterator[None]:
    """A display of its own, and an end of Wine's server."""
    read, write = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(write), "-screen", "0", "1280x800x24", "-nolisten", "tcp"],
        pass_fds=[write],
        stderr=subprocess.DEVNULL,
    )
    os.close(write)
    with os.fdopen(read) as number:
        env["DISPLAY"] = f":{number.readline().strip()}"
    try:
        yield
    finally:
        subprocess.run(["wineserver", "-k"], env=env, check=False)
        server.terminate()
        server.wait(10)


def environment(folder: Path) -> dict[str, str]:
    """Wine's, with folders of its own for the program."""
    for name in ("Roaming", "Local"):
        (folder / name).mkdir()
    kept = ("PATH", "HOME", "USER")
    return {name: os.environ[name] for name in kept if name in os.environ} | {
        "WINEPREFIX": str(TARGET / "prefix"),
        "WINEDEBUG": "-all",
        "LOCPATH": str(TARGET / "locale"),
        "LC_ALL": "en_US.UTF-8",
        "WIN_PD_OVERRIDE_APPDATA": f"Z:{folder}/Roaming".replace("/", "\\"),
        "WIN_PD_OVERRIDE_LOCAL_APPDATA": f"Z:{folder}/Local".replace("/", "\\"),
        "PYTHONPATH": f"Z:{ROOT}",
    }


class Program:
    """Python for Windows with some words, as a process of this system."""

    def __init__(self, env: dict[str, str], *words: str) -> None:
        self.process = subprocess.Popen(["wine", PYTHON, *words], env=env, **PIPES)  # type: ignore[call-overload]
        self.pid: int = self.process.pid

    def close(self) -> None:
        """It is over."""
        self.process.kill()
        self.process.communicate()


def answers(known: Path) -> bool:
    """Whether the daemon proves itself at its port."""
    try:
        loopback_client.connected(str(known)).close()
    except (NotRunning, NoAnswer):
        return False
    return True


def until(so: Callable[[], bool]) -> float:
    """Seconds until it is so."""
    begin = time.perf_counter()
    while not so():
        assert time.perf_counter() - begin < LIMIT_S
        time.sleep(0.005)
    return time.perf_counter() - begin


def order(known: Path, request: bytes) -> None:
    """One request; the reply is read and forgotten."""
    with loopback_client.connected(str(known)) as connection:
        connection.sendall(request + b"\n")
        connection.recv(65536)


def seconds(times: list[float]) -> str:
    """The middle of them, and how far they lie apart."""
    return f"median {median(times):.2f} s ({min(times):.2f} to {max(times):.2f})"


def started(env: dict[str, str], known: Path) -> tuple[Program, float]:
    """A daemon that answers, and how long that took."""
    daemon = Program(env, "-c", DAEMON)
    return daemon, until(lambda: answers(known))


def ended(daemon: Program, known: Path) -> None:
    """It quits, or is ended."""
    with suppress(NotRunning, NoAnswer, OSError):
        order(known, b'{"do": "quit", "lang": "en"}')
    with suppress(subprocess.TimeoutExpired):
        daemon.process.communicate(timeout=30)
    daemon.close()


def waiting(env: dict[str, str]) -> Program:
    """A Python that only waits."""
    program = Program(env, "-c", "print(1, flush=True); input()")
    assert program.process.stdout is not None
    program.process.stdout.readline()
    return program


def passing(env: dict[str, str]) -> float:
    """Seconds of a Python that does nothing."""
    begin = time.perf_counter()
    Program(env, "-c", "pass").process.communicate(timeout=LIMIT_S)
    return time.perf_counter() - begin


def watch(pid: int, minutes: float, what: str) -> None:
    """Print what some minutes of doing nothing cost."""
    before, cpu = switches(pid), cpu_ms(pid)
    time.sleep(minutes * 60)
    woken = (switches(pid) - before) / minutes
    print(f"{what}: {woken:.2f} wakeups and {(cpu_ms(pid) - cpu) / minutes:.1f} ms of CPU a minute")


def main() -> None:
    """Measure on a display of its own."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=3)
    minutes = parser.parse_args().minutes
    if (what := missing()) is not None:
        print(f"left out: there is no {what}")
        return
    with tempfile.TemporaryDirectory() as name, ExitStack() as stack:
        env = environment(Path(name))
        known = Path(name) / "Local" / "deskbreak" / "run" / "control.json"
        stack.enter_context(screen(env))
        bare = waiting(env)  # as long as a program runs, Wine's own do
        stack.callback(bare.close)
        ended(started(env, known)[0], known)  # fills the caches
        print(f"python.exe -c pass: {seconds([passing(env) for _ in range(STARTS)])}")
        print(f"python.exe that waits: {pss_mb(bare.pid):.1f} MB proportional set size")
        times = []
        for _ in range(STARTS):
            daemon, took = started(env, known)
            times.append(took)
            ended(daemon, known)
        print(f"control port after start: {seconds(times)}, load {os.getloadavg()[0]:.1f}")
        daemon, _ = started(env, known)
        stack.callback(daemon.close)
        time.sleep(SETTLE_S)
        print(f"memory: {pss_mb(daemon.pid):.1f} MB proportional set size")
        watch(daemon.pid, minutes, "sitting counts")
        order(known, b'{"do": "standing", "lang": "en"}')
        time.sleep(SETTLE_S)
        watch(daemon.pid, minutes, "standing")
        ended(daemon, known)


if __name__ == "__main__":
    main()
