"""What the guide's window costs: start to first frame, processor, memory, and the minute itself.

Budgets: a sign of life 150 ms after Start, the first frame 350 ms after it, 400 ms warm with the
start of the process, 15 % of one core at 30 frames a second, 100 MB while it is open.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "tests"), str(ROOT / "tests/desktop")]

from desk import Desk, wait_for  # noqa: E402 - the tests' desk serves here too
from fakes.notif_desk import fake_server  # noqa: E402 - from the tests
from fakes.notif_server import NAME, PATH  # noqa: E402 - from the tests
from jeepney import DBusAddress  # noqa: E402 - a path of ours comes first
from panels import SessionBus  # noqa: E402 - from the tests
from running import Running  # noqa: E402 - from the tests

from deskbreak.app.guide_protocol import (  # noqa: E402 - from this tree
    Ended,
    GuideReport,
    GuideRequest,
    Opened,
    Started,
    StepBegan,
    decode_report,
    encode_request,
)
from deskbreak.control.client import ask  # noqa: E402 - from this tree
from deskbreak.guide_host.guide_process import COMMAND  # noqa: E402 - from this tree

STARTS = 9
TICKS = os.sysconf("SC_CLK_TCK")


class Window:
    """One guide on the desk."""

    def __init__(self, desk: Desk, request: GuideRequest) -> None:
        self.began = time.perf_counter()
        self.process = subprocess.Popen(
            COMMAND,
            env={**desk.env, "PYTHONPATH": str(ROOT)},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        assert self.process.stdin is not None
        self.process.stdin.write(encode_request(request))
        self.process.stdin.close()

    def wait(self, kind: type[GuideReport]) -> float:
        """Seconds from the start until it tells this."""
        assert self.process.stdout is not None
        for line in self.process.stdout:
            if isinstance(decode_report(line), kind):
                return time.perf_counter() - self.began
        raise SystemExit(f"the guide never told {kind.__name__}")

    def processor(self) -> float:
        """Seconds of processor time so far."""
        fields = Path(f"/proc/{self.process.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / TICKS

    def memory(self) -> float:
        """Proportional set size, MB."""
        lines = Path(f"/proc/{self.process.pid}/smaps_rollup").read_text().splitlines()
        (pss,) = (line.split()[1] for line in lines if line.startswith("Pss:"))
        return int(pss) / 1024

    def end(self) -> None:
        """Take it away."""
        self.process.kill()
        self.process.wait()


def start(desk: Desk) -> None:
    """Print the time to the first frame."""
    times, used = [], []
    for _ in range(STARTS + 1):
        window = Window(desk, GuideRequest("1", "seated-cat-cow", "ja"))
        times.append(window.wait(Opened) * 1000)
        used.append(window.processor() * 1000)
        window.end()
    warm = sorted(times[1:])
    print(
        f"start to first frame: median {median(warm):.0f} ms, best {warm[0]:.0f}, "
        f"first {times[0]:.0f} (budget 400); "
        f"processor {median(used[1:]):.0f} ms"
    )


def sign_of_life(desk: Desk) -> None:
    """Print how soon after Start the daemon's notice has changed, before a window can be there."""
    desk.bus()
    fake_server(desk)
    daemon = Running(desk, 'language = "ja"\n', "--no-tray")
    daemon.start()
    bus, times = SessionBus(desk), []
    server = DBusAddress(PATH, NAME, "org.test.Control")

    def titles() -> list[str]:
        live = json.loads(bus.ask(server, "Seen")[0])["live"]
        return [popup["title"] for popup in live.values()]

    def call(**request: object) -> None:
        ask(str(daemon.socket), {"lang": None, **request})

    for _ in range(STARTS):
        before = titles()
        call(do="now", routine="R17")
        wait_for(lambda before=before: titles() not in ([], before), said="the prompt")  # type: ignore[misc]  # bound
        shown, began = titles(), time.perf_counter()
        call(do="answer", action="start", id=None)
        while titles() == shown:
            pass
        times.append((time.perf_counter() - began) * 1000)
        call(do="answer", action="stop", id=None)
        time.sleep(1)
    bus.close()
    daemon.quit()
    times.sort()
    print(
        f"Start to the first sign of life: median {median(times):.0f} ms, best {times[0]:.0f}, "
        f"worst {times[-1]:.0f} (budget 150)"
    )


def run(desk: Desk, routine: str, scale: str, *, whole: bool = False) -> None:
    """Print what a step of many repetitions costs, and how long the whole minute takes."""
    desk.env["QT_SCALE_FACTOR"] = scale
    window = Window(desk, GuideRequest("1", routine, "ja"))
    started = window.wait(Started)
    window.wait(StepBegan)
    window.wait(StepBegan)
    before, begin = window.processor(), time.perf_counter()
    peak = 0.0
    for _ in range(12):
        time.sleep(2)
        peak = max(peak, window.memory())
    used = (window.processor() - before) / (time.perf_counter() - begin)
    minute = f"; the minute took {window.wait(Ended) - started:.2f} s" if whole else ""
    window.end()
    print(
        f"{routine} at {scale}x: {used:.1%} of a core (budget 15 %), at most {peak:.0f} MB "
        f"(budget 100){minute}"
    )


def main() -> None:
    """Measure on a display of its own."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--routines", default="seated-cat-cow,walk-one-minute,seated-pelvis-reset")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, Desk(Path(folder)) as desk:
        desk.display("2560x1600x24")
        start(desk)
        sign_of_life(desk)
        routines = args.routines.split(",")
        run(desk, routines[0], "1", whole=True)
        for routine in routines[1:]:
            run(desk, routine, "1")
        run(desk, routines[0], "2")


if __name__ == "__main__":
    main()
