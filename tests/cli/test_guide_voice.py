"""``deskbreak guide --voice`` into a pipe: it is read aloud, or the minute goes on without."""

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

SPEAKS = """#!/bin/sh
echo "$@" >>"{log}"
case "$1" in -S) ;; *) exec {sleep} 60 ;; esac
"""


class Minute:
    """A guided minute whose lines go into a pipe."""

    def __init__(self, folder: Path, language: str) -> None:
        home = folder / "home"
        home.mkdir()
        (folder / "bin").mkdir(exist_ok=True)
        self.process = subprocess.Popen(
            [sys.executable, "-m", "deskbreak", "guide", "hip-hinge", "--voice",
             "--lang", language],
            env={"PATH": str(folder / "bin"), "HOME": str(home), "PYTHONUTF8": "1"}
            | {name: os.environ[name] for name in ("PYTHONPATH",) if name in os.environ},
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        )  # fmt: skip

    def read_to(self, mark: str) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            if mark in line:
                return
        raise AssertionError(f"no line with {mark}: {self.process.communicate()[1]}")

    def interrupt(self) -> str:
        """Ctrl+C; what it complained about."""
        self.process.send_signal(signal.SIGINT)
        return self.process.communicate(timeout=30)[1]


def test_a_voice_reads_along_and_is_silent_after_ctrl_c(tmp_path: Path) -> None:
    log, voice = tmp_path / "log", tmp_path / "bin" / "spd-say"
    voice.parent.mkdir()
    voice.write_text(SPEAKS.format(log=log, sleep=shutil.which("sleep")))
    voice.chmod(0o755)
    minute = Minute(tmp_path, "en")
    minute.read_to("1 of 3")
    while not (log.is_file() and log.read_text()):
        assert minute.process.poll() is None
        time.sleep(0.02)
    said = minute.interrupt()
    spoken = log.read_text().splitlines()
    assert spoken[0].startswith("--wait -l en")
    assert spoken[-1] == "-S"
    assert "Traceback" not in said


def test_a_voice_for_one_language_only_is_named_and_the_minute_goes_on(tmp_path: Path) -> None:
    minute = Minute(tmp_path, "ja")
    minute.read_to("1/3")
    said = minute.interrupt()
    assert "言語 ja を読む声がないため" in said
    assert "Traceback" not in said
