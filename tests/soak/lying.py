"""Conversations of the real daemon with servers that lie."""

import sys
from pathlib import Path
from time import perf_counter
from typing import Any

from counters import pss_mb
from desk import Desk, wait_for
from fakes import lying_server
from running import ROOT, Running

from deskbreak.control.client import ask

SLOWEST = 0.2
"""Seconds that ``status`` may take."""


class Liars:
    """A desk whose servers lie, and a daemon that talks to them."""

    def __init__(self, desk: Desk, **words: str) -> None:
        self.folder = desk.folder / "lies"
        self.folder.mkdir()
        self.say(**words)
        desk.bus()
        script = str(lying_server.__file__)
        desk.spawn(sys.executable, script, self.folder, env={"PYTHONPATH": str(ROOT)})
        wait_for(lambda: desk.owner("org.kde.KWin"), said="the liars")
        desk.env["WAYLAND_DISPLAY"] = "no-compositor"  # so that GNOME's and KDE's gates are asked
        self.daemon = Running(desk, '[rhythm]\nevery = "4h"\n', "--no-tray")
        self.daemon.start()
        self.slowest = 0.0

    def say(self, **words: str) -> None:
        """How they lie from now on."""
        for name in ("lie", "member", "seed"):
            (self.folder / name).write_text(words.get(name, ""))

    def ask(self, **request: object) -> dict[str, Any]:
        return ask(str(self.daemon.socket), request)

    def status(self) -> dict[str, Any]:
        start = perf_counter()
        found = self.ask(do="status")
        self.slowest = max(self.slowest, perf_counter() - start)
        return found

    def memory(self) -> float:
        assert self.daemon.process is not None
        return pss_mb(self.daemon.process.pid)

    def converse(self, seeds: range) -> None:
        """For each seed: a prompt comes and goes, and every gate is asked."""
        for seed in seeds:
            self.say(seed=str(seed))
            self.ask(do="now")
            self.status()
            if seed % 5 == 0:
                self.ask(do="doctor")
                self.status()
            self.ask(do="answer", action="skip")
            self.status()
        self.say()


def log_of(desk: Desk) -> str:
    """What the daemon wrote, to the terminal and to its file."""
    file = Path(desk.env["XDG_STATE_HOME"]) / "deskbreak/log/deskbreak.log"
    terminal = "".join(path.read_text() for path in desk.folder.glob("python*.log"))
    return terminal + (file.read_text() if file.exists() else "")


def told(figures: str) -> None:
    """What was measured; ``make soak`` shows it."""
    sys.stdout.write(f"\n{figures}\n")
