"""What sensors and gates cost: wakeups and CPU, the time of an answer, a resume, and memory.

Budgets (issue 5): one wakeup and 1 ms of CPU a minute from all sensors, whether somebody works or
not; all gates within 100 ms, a prompt never later than 1 s for them; a due prompt within 1 s of a
resume; 3 MB of memory. Linux, with the desktop packages.
"""

import argparse
import asyncio
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "tests"), str(ROOT / "tests/desktop")]

from counters import cpu_ms, pss_mb, switches  # noqa: E402 - the same counters
from desk import Desk, wait_for  # noqa: E402 - the tests' desk serves here too
from login import Login  # noqa: E402 - the same logind
from running import PROGRAM, Running  # noqa: E402 - the same daemon
from sensing import gating  # noqa: E402 - the same gates

SETTLE_S = 6.0
STARTS = 3
ROUNDS = 20


@contextmanager
def desktop() -> Iterator[tuple[Desk, Login]]:
    """X11 with a window manager, a notification server, sound, and a login session."""
    with tempfile.TemporaryDirectory(dir="/var/tmp") as folder, Desk(Path(folder)) as desk:
        login = Login(desk)
        desk.display()
        desk.bus()
        desk.spawn("openbox")
        desk.spawn("dunst")
        desk.spawn(
            "pulseaudio", "-n", "--exit-idle-time=-1", "--daemonize=no",
            "-L", "module-native-protocol-unix", "-L", "module-null-source source_name=mic",
        )  # fmt: skip
        wait_for(lambda: desk.owner("org.freedesktop.Notifications"), said="dunst")
        wait_for((desk.folder / "run/pulse/native").exists, said="PulseAudio")
        yield desk, login


def started(desk: Desk, root: Path = ROOT) -> tuple[Running, int]:
    """A daemon that has been greeted before, settled, and its process."""
    daemon = Running(desk, "", "--no-tray")
    desk.env["PYTHONPATH"] = str(root)
    daemon.start()
    daemon.quit()
    daemon.start()
    assert daemon.process is not None
    time.sleep(SETTLE_S)
    return daemon, daemon.process.pid


def cost(pid: int, seconds: float, what: str, meanwhile: Callable[[], object]) -> None:
    """Print wakeups and CPU of a while; ``meanwhile`` is called twice a second."""
    before, cpu = switches(pid), cpu_ms(pid)
    end = time.perf_counter() + seconds
    while (left := end - time.perf_counter()) > 0:
        meanwhile()
        time.sleep(min(0.5, left))
    woken, spent = switches(pid) - before, cpu_ms(pid) - cpu
    per = 60 / seconds
    print(f"{what}: {woken * per:.2f} wakeups and {spent * per:.2f} ms of CPU a minute")


def wakeups(seconds: float) -> None:
    """The whole daemon, while nobody touches anything and while somebody works."""
    with desktop() as (desk, _):
        daemon, pid = started(desk)
        move = ("xdotool", "mousemove_relative", "--", "1", "0")
        cost(pid, seconds, "sitting counts, nobody moves", lambda: None)
        cost(pid, seconds, "sitting counts, somebody works", lambda: desk.run(*move))
        daemon.call("standing")
        time.sleep(2)
        cost(pid, seconds, "standing, somebody works", lambda: desk.run(*move))


def answers() -> None:
    """How long all gates take together."""
    with desktop() as (desk, _):
        desk.spawn("pipewire")
        wait_for((desk.folder / "run/pipewire-0").exists, said="PipeWire")

        async def ask() -> list[float]:
            times = []
            async with gating(desk) as (gates, _):
                for _ in range(ROUNDS):
                    start = time.perf_counter()
                    await gates.probe()
                    times.append(1000 * (time.perf_counter() - start))
            return times

        first, *rest = asyncio.run(ask())
        rest.sort()
        middle = rest[len(rest) // 2]
        print(
            f"all gates: {first:.0f} ms at first, then {middle:.0f} ms, at most {rest[-1]:.0f} ms"
        )


def resume() -> None:
    """From logind's word that the machine is awake to the prompt whose snooze is over."""
    with desktop() as (desk, login):
        daemon = Running(desk, '[rhythm]\nsnooze = ["10s"]\n', "--no-tray")
        daemon.start()
        daemon.call("now")
        daemon.call("snooze")
        login.sleep(going=True)
        time.sleep(11)
        follow = subprocess.Popen(
            [*PROGRAM, "status", "--follow", "--format", "json"],
            env=desk.env, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip
        assert follow.stdout is not None
        follow.stdout.readline()
        start = time.perf_counter()
        login.sleep(going=False)
        sent = time.perf_counter()
        for line in follow.stdout:
            if json.loads(line)["state"] == "prompting":
                break
        now = time.perf_counter()
        daemon.quit()
        follow.wait(5)
        print(f"resume to prompt: {1000 * max(0, now - sent):.0f} ms after the signal was sent")
        print(f"  (sending it takes {1000 * (sent - start):.0f} ms by itself)")


def memory(beside: Path | None) -> None:
    """The whole daemon; before and after gates were asked; beside another checkout."""
    with desktop() as (desk, _):
        for root in [ROOT] if beside is None else [beside, ROOT]:
            sizes, asked = [], []
            for _ in range(STARTS):
                daemon, pid = started(desk, root)
                sizes.append(pss_mb(pid))
                daemon.call("doctor")
                asked.append(pss_mb(pid))
                daemon.quit()
            name = "this checkout" if root == ROOT else "the other"
            print(f"{name}: {min(sizes):.2f} MB, and {min(asked):.2f} MB after doctor")


def main() -> None:
    """Measure on desktops of its own."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=120)
    parser.add_argument("--beside", type=Path, help="another checkout to compare memory with")
    parser.add_argument("--only", choices=("answers", "resume", "memory", "wakeups"))
    args = parser.parse_args()
    for name, measure in (
        ("answers", answers),
        ("resume", resume),
        ("memory", lambda: memory(args.beside)),
        ("wakeups", lambda: wakeups(args.seconds)),
    ):
        if args.only in (None, name):
            measure()


if __name__ == "__main__":
    main()
