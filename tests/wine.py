"""A Windows of its own under Wine, with what Debian's Wine lacks and Windows has."""

import os
import shutil
import subprocess
from pathlib import Path

from desk import Desk

STAND_INS = ("bcryptprimitives.dll", "icuuc.dll")
"""Real ones stand in every Windows since 10; decision 92."""
LIMIT = 400
"""Seconds for one program of Windows; installing copies two hundred megabytes."""


class Wine:
    """One prefix with a display.

    Args:
        folder: where it may live; it is made anew.
        python: the folder of the Windows Python whose stand-ins are put into its system folder.
        desk: on whose display it shows itself.
    """

    def __init__(self, folder: Path, python: Path, desk: Desk) -> None:
        self.prefix = folder
        kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
        self.env = kept | {
            "WINEPREFIX": str(folder),
            "WINEDEBUG": "-all",
            "WINEARCH": "win64",
            "WINEDLLOVERRIDES": "mscoree,mshtml=",
            "LC_ALL": "C.UTF-8",
            "DISPLAY": desk.env["DISPLAY"],
        }
        self.run("wineboot", "-i")
        for name in STAND_INS:
            shutil.copy(python / name, folder / "drive_c/windows/system32" / name)
        self.run("reg", "add", r"HKCU\Software\Wine", "/v", "Version", "/d", "win10", "/f")

    @property
    def home(self) -> Path:
        """The person's folder."""
        return next((self.prefix / "drive_c/users").glob("[!P]*"))

    def start(self, *words: str | Path) -> subprocess.Popen[bytes]:
        """Start a program. It gets pipes: Debian's Wine takes no /dev/null as input."""
        return subprocess.Popen(
            ["wine", *map(str, words)],
            env=self.env,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )

    def run(self, *words: str | Path) -> str:
        """Run a program to its end; what it wrote, without carriage returns."""
        said, _ = self.start(*words).communicate(timeout=LIMIT)
        return said.decode("utf-8", "replace").replace("\r", "")

    def registry(self, key: str, name: str) -> str | None:
        """One value, or None."""
        for line in self.run("reg", "query", key, "/v", name).splitlines():
            parts = line.split(None, 2)
            if len(parts) == 3 and parts[0] == name:
                return parts[2]
        return None

    def processes(self) -> str:
        """What runs, a line each."""
        return self.run("tasklist")

    def close(self) -> None:
        """End everything that runs in it."""
        subprocess.run(["wineserver", "-k"], env=self.env, check=False)
        subprocess.run(["wineserver", "-w"], env=self.env, check=False, timeout=60)
