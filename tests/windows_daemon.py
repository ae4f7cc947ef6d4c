"""The daemon on Windows as a process of its own, and the command line beside it."""

import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from deskbreak.control.client import NoAnswer, NotRunning, ask, listens

PROGRAM = (sys.executable, "-m", "deskbreak")
WINDOWLESS = (str(Path(sys.executable).with_name("pythonw.exe")), "-m", "deskbreak")
ROOT = Path(__file__).parents[1]
PATIENCE = 180.0
"""Seconds; a machine that is busy takes its time to start a Windows program."""


class WindowsDaemon:
    """A daemon with folders of its own. ``settings`` is the text of its configuration file."""

    def __init__(self, folder: Path, settings: str = "", *words: str) -> None:
        self.roaming, self.local = folder / "Roaming", folder / "Local"
        self.temp = folder / "Temp"
        for each in (self.roaming, self.local, self.temp):
            each.mkdir()
        self.words = words
        self.env = os.environ | {
            "APPDATA": str(self.roaming),
            "LOCALAPPDATA": str(self.local),
            "WIN_PD_OVERRIDE_APPDATA": str(self.roaming),
            "WIN_PD_OVERRIDE_LOCAL_APPDATA": str(self.local),
            "TEMP": str(self.temp),
            "TMP": str(self.temp),
            "PYTHONPATH": str(ROOT),
        }
        self.config = self.roaming / "deskbreak" / "config.toml"
        self.known = self.local / "deskbreak" / "run" / "control.json"
        self.log = self.local / "deskbreak" / "Logs" / "deskbreak.log"
        self.process: subprocess.Popen[bytes] | None = None
        if settings:
            self.config.parent.mkdir()
            self.config.write_text(settings, "utf-8")

    def start(self, program: tuple[str, ...] = PROGRAM) -> None:
        """Start it without standard streams of its own, and wait until it answers."""
        self.process = subprocess.Popen(
            [*program, "run", *self.words],
            env=self.env,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )
        self.wait(self.listens, "the daemon")

    def listens(self) -> bool:
        """Whether it can be asked; without a process of its own for each time."""
        return listens(str(self.known))

    def call(self, *words: str, text: str = "utf-8") -> tuple[int, str, str]:
        """Run a command: exit code, standard output, standard error, without carriage returns."""
        code, out, err = self.raw(*words)
        return code, _plain(out, text), _plain(err, text)

    def raw(self, *words: str) -> tuple[int, bytes, bytes]:
        """The same as bytes."""
        done = subprocess.run(
            [*PROGRAM, *words],
            env=self.env,
            input=b"",
            capture_output=True,
            timeout=PATIENCE,
            check=False,
        )
        return done.returncode, done.stdout, done.stderr

    def status(self) -> dict[str, Any]:
        """What ``status --json`` prints, by the same channel."""
        found: dict[str, Any] = self.ask("status", format="json")["data"]
        return found

    def notifier(self, name: str) -> str:
        """What ``doctor`` says of one way to show a notice."""
        rows = self.ask("doctor")["data"]
        return next(str(row["state"]) for row in rows if row["name"] == name)

    def ask(self, do: str, **fields: object) -> dict[str, Any]:
        """One request, and its reply."""
        return ask(str(self.known), {"do": do, "lang": "en", **fields})

    def kill(self) -> None:
        """TerminateProcess: no chance to tidy up."""
        assert self.process is not None
        self.process.kill()
        self.process.communicate()
        self.process = None

    def quit(self) -> None:
        """End it as its own command does, as soon as it has time for it."""
        self.wait(self._told_to_quit, "the answer to quit")
        assert self.process is not None
        self.process.communicate(timeout=PATIENCE)
        assert self.process.returncode == 0
        self.process = None

    def _told_to_quit(self) -> bool:
        try:
            return bool(self.ask("quit")["code"] == 0)
        except NoAnswer:  # it is busy
            return False
        except NotRunning:  # it heard the last one after all
            return True

    def close(self) -> None:
        """Whatever still runs is ended."""
        if self.process is not None:
            self.kill()

    @staticmethod
    def wait(so: Callable[[], bool], what: str, seconds: float = PATIENCE) -> None:
        """Wait until something is so; a machine that is busy gets its time."""
        until = time.monotonic() + seconds  # noqa: TID251 - a test's patience
        while not so():
            assert time.monotonic() < until, f"{what} did not come"  # noqa: TID251 - the same
            time.sleep(0.2)


def _plain(said: bytes, encoding: str) -> str:
    return said.decode(encoding, "replace").replace("\r\n", "\n")


Make = Callable[..., WindowsDaemon]
"""Makes a daemon with settings and words of ``run``."""
