"""The real daemon as a process of its own, and the command line beside it."""

import json
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

from desk import Desk, wait_for

PROGRAM = (sys.executable, "-m", "deskbreak")
ROOT = Path(__file__).parents[1]


class Running:
    """A daemon on a desk. ``settings`` is the text of its configuration file."""

    def __init__(self, desk: Desk, settings: str = "", *words: str) -> None:
        self.desk = desk
        self.words = words
        desk.env["PYTHONPATH"] = str(ROOT)
        self.config = Path(desk.env["XDG_CONFIG_HOME"]) / "deskbreak/config.toml"
        self.config.parent.mkdir(parents=True, exist_ok=True)
        if settings:
            self.config.write_text(settings)
        self.data = Path(desk.env["XDG_DATA_HOME"]) / "deskbreak"
        self.database = self.data / "deskbreak.db"
        self.socket = Path(desk.env["XDG_RUNTIME_DIR"]) / "deskbreak/control.sock"
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start it and wait until it answers."""
        self.process = self.desk.spawn(*PROGRAM, "run", *self.words)
        wait_for(lambda: self.call("status")[0] == 0, 20, "the daemon")

    def kill(self) -> None:
        """SIGKILL: no chance to tidy up."""
        assert self.process is not None
        self.desk.end(self.process, signal.SIGKILL)

    def quit(self) -> None:
        """End it by its own command."""
        assert self.call("quit")[0] == 0
        assert self.process is not None
        self.process.wait(10)

    def call(self, *words: str) -> tuple[int, str, str]:
        """Run a command: exit code, standard output, standard error."""
        done = subprocess.run(
            [*PROGRAM, *words],
            env=self.desk.env,
            capture_output=True,
            text=True,
            timeout=30,
            check=False,
        )
        return done.returncode, done.stdout, done.stderr

    def status(self) -> dict[str, Any]:
        """``status --json``."""
        code, out, err = self.call("status", "--json")
        assert code == 0, err
        found: dict[str, Any] = json.loads(out)
        return found

    def prompt(self) -> dict[str, Any]:
        """The prompt that is open."""
        found = self.status()["prompt"]
        assert found is not None
        return dict(found)

    def rows(self, *outcomes: str) -> list[tuple[str, str | None]]:
        """Outcome and prompt of the ledger's rows, read by another process's connection."""
        with closing(sqlite3.connect(f"file:{self.database}?mode=ro", uri=True)) as connection:
            found = connection.execute("SELECT outcome, prompt FROM record ORDER BY number")
            return [(outcome, id_) for outcome, id_ in found if outcome in outcomes or not outcomes]

    def log(self) -> str:
        """What it wrote to its terminal, every start together."""
        parts = sorted(self.desk.folder.glob("python*.log"))
        return "\n".join(part.read_text() for part in parts)
