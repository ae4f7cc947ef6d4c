"""How often the whole daemon wakes up, in five settings side by side and one state after another.

Budget: one wakeup a minute while sitting counts, which it does in a pause too; none otherwise.
Linux, with the desktop packages. Prints a line a setting: how often any of its threads gave the
processor away (voluntary context switches, proc(5)) a minute.
"""

import argparse
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT / "tests"), str(ROOT / "tests/desktop")]

from compositors import start_sway, user_desk  # noqa: E402 - the tests' desk serves here too
from counters import cpu_ms, switches  # noqa: E402 - the same
from desk import Desk  # noqa: E402 - the same
from running import Running  # noqa: E402 - the same

SETTLE_S = 20.0


@contextmanager
def plain(prepare: Callable[[Desk], None]) -> Iterator[Desk]:
    """A desk with what ``prepare`` puts on it."""
    with tempfile.TemporaryDirectory() as folder, Desk(Path(folder)) as desk:
        prepare(desk)
        yield desk


def x11(desk: Desk) -> None:
    """A display and both buses."""
    desk.display()
    desk.bus()
    desk.bus("system")


def no_display(desk: Desk) -> None:
    """Both buses, no display."""
    desk.bus()
    desk.bus("system")


def no_system_bus(desk: Desk) -> None:
    """A display and a session bus; no system bus where it should be."""
    desk.display()
    desk.bus()


@contextmanager
def wayland() -> Iterator[Desk]:
    """Sway and both buses."""
    with user_desk() as screen, plain(no_display) as desk:
        start_sway(screen)
        desk.env["WAYLAND_DISPLAY"] = f"{screen.folder}/run/{screen.env['WAYLAND_DISPLAY']}"
        yield desk


@contextmanager
def busy() -> Iterator[Desk]:
    """A home whose neighbours, and the neighbours of whose configuration, never rest."""
    over = threading.Event()
    with plain(x11) as desk:
        config = Path(desk.env["XDG_CONFIG_HOME"])
        config.mkdir(parents=True)
        (config / "neighbour").mkdir()

        def noise() -> None:
            while not over.wait(0.1):
                for folder in (desk.folder, Path(desk.env["HOME"]), config):
                    file = folder / "noise"
                    file.write_text("x")
                    file.chmod(0o600)
                    file.rename(folder / "noise.conf")
                    file.parent.chmod(0o700)
                (config / "neighbour").chmod(0o755)

        thread = threading.Thread(target=noise)
        thread.start()
        try:
            yield desk
        finally:
            over.set()
            thread.join()


SETTINGS = {
    "X11": lambda: plain(x11),
    "Wayland": wayland,
    "no display": lambda: plain(no_display),
    "no system bus": lambda: plain(no_system_bus),
    "home in a busy folder": busy,
}


LONG = '[rhythm]\nevery = "4h"\naway_after = "{away}"\n'
NEVER = "[hours]\nmon = []\n"


def sitting(_daemon: Running) -> None:
    """As it was started."""


def paused(daemon: Running) -> None:
    """A manual hold: sitting goes on counting, so there is a note a minute."""
    daemon.call("pause", "4h")


def standing(daemon: Running) -> None:
    """Nothing counts."""
    daemon.call("resume")
    daemon.call("standing", "4h")


def off_hours(daemon: Running) -> None:
    """No day has working hours."""
    daemon.call("sitting")
    daemon.config.write_text(LONG.format(away="60m") + NEVER)


def away(daemon: Running) -> None:
    """No input for longer than ``away_after``; without a display nothing tells, and it counts."""
    daemon.config.write_text(LONG.format(away="10s"))


STATES = {
    "sitting": sitting,
    "paused": paused,
    "standing": standing,
    "off hours": off_hours,
    "away": away,
}


def main() -> None:
    """Measure all settings at the same time, one state after the other."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--minutes", type=float, default=4)
    parser.add_argument("--state", action="append", choices=STATES)
    parser.add_argument("--setting", action="append", choices=SETTINGS)
    said = parser.parse_args()
    with ExitStack() as stack:
        daemons: dict[str, tuple[Running, int]] = {}
        for name in said.setting or SETTINGS:
            daemon = Running(stack.enter_context(SETTINGS[name]()), LONG.format(away="60m"))
            daemon.start()
            assert daemon.process is not None
            daemons[name] = daemon, daemon.process.pid
        for state in said.state or STATES:
            for daemon, _ in daemons.values():
                STATES[state](daemon)
            time.sleep(SETTLE_S)
            before = {name: (switches(pid), cpu_ms(pid)) for name, (_, pid) in daemons.items()}
            time.sleep(said.minutes * 60)
            for name, (daemon, pid) in daemons.items():
                woken, spent = switches(pid) - before[name][0], cpu_ms(pid) - before[name][1]
                per = 1 / said.minutes
                is_so = daemon.status()
                where = f"{is_so['state']}, {is_so['presence']}"
                print(
                    f"{state} ({where}), {name}: {woken * per:.2f} wakeups"
                    f" and {spent * per:.1f} ms of CPU a minute",
                    flush=True,
                )


if __name__ == "__main__":
    main()
