"""The folder and the installer for Windows, under Wine: installed, double-clicked, taken away.

``make windows`` builds both and runs this.
"""

import json
import struct
from collections.abc import Iterator
from pathlib import Path

import pytest
from built import ROOT
from desk import Desk, wait_for
from wine import Wine

from deskbreak import __version__

pytestmark = pytest.mark.windows_package

FOLDER = ROOT / "dist/windows/deskbreak"
SETUP = ROOT / f"dist/deskbreak-{__version__}-setup.exe"
PYTHON = ROOT / ".venv-windows/python"
RUN = r"HKCU\Software\Microsoft\Windows\CurrentVersion\Run"
UNINSTALL = r"HKCU\Software\Microsoft\Windows\CurrentVersion\Uninstall\deskbreak"
APP = r"HKCU\Software\Classes\AppUserModelId\deskbreak"
WINDOWED = 2
"""IMAGE_SUBSYSTEM_WINDOWS_GUI: no console is opened for it."""


@pytest.fixture
def wine(tmp_path: Path) -> Iterator[Wine]:
    with Desk(tmp_path / "desk") as desk:
        desk.display()
        made = Wine(tmp_path / "prefix", PYTHON, desk)
        yield made
        made.close()


@pytest.fixture(autouse=True)
def folders(tmp_path: Path) -> None:
    (tmp_path / "desk").mkdir()


def subsystem(program: Path) -> int:
    """Of the optional header of a Windows program (PE format)."""
    data = program.read_bytes()[:4096]
    header = struct.unpack_from("<I", data, 0x3C)[0]
    found: int = struct.unpack_from("<H", data, header + 24 + 68)[0]
    return found


def test_what_is_double_clicked_has_no_console() -> None:
    assert subsystem(FOLDER / "deskbreak.exe") == WINDOWED
    assert subsystem(FOLDER / "python/pythonw.exe") == WINDOWED
    assert subsystem(FOLDER / "bin/deskbreak.exe") != WINDOWED
    assert not list(FOLDER.rglob("bcryptprimitives.dll")), "Windows has the real one"
    assert not (FOLDER / "python/Lib/site-packages/pytest").exists(), "nothing that only tests need"


QT = "from PySide6.QtWidgets import QApplication; QApplication([]); print('opened')"


def a_day(wine: Wine, folder: Path, *, ended: bool = True) -> None:
    """Started as by a double click, asked by the command, a minute led, ended."""
    command = folder / "bin/deskbreak.exe"
    with wine.start(folder / "deskbreak.exe") as double_clicked:
        assert double_clicked.wait(60) == 0, "it does not wait for what it started"

    def status() -> dict[str, object]:
        said = wine.run(command, "status", "--json")
        return dict(json.loads(said)) if said.startswith("{") else {}

    wait_for(status, 60, "the daemon")
    assert wine.run(command, "--version").startswith(f"deskbreak {__version__}")
    wine.run(command, "now", "stand-one-minute")
    wine.run(command, "start")
    assert status()["state"] == "guiding"
    assert "opened" in wine.run(folder / "python/python.exe", "-P", "-c", QT)
    wine.run(command, "done")
    assert status()["state"] != "guiding"
    if ended:
        wine.run(command, "quit")
        wait_for(lambda: "pythonw" not in wine.processes(), 60, "its end")


def test_the_folder_starts_where_it_lies(wine: Wine) -> None:
    a_day(wine, FOLDER)


def test_installed_used_and_taken_away(wine: Wine) -> None:
    wine.run(SETUP, "/S", "/AUTOSTART")
    folder = wine.home / "AppData/Local/Programs/deskbreak"
    assert (folder / "deskbreak.exe").is_file()
    menu = wine.home / "AppData/Roaming/Microsoft/Windows/Start Menu/Programs/deskbreak.lnk"
    assert "deskbreak.exe".encode("utf-16-le") in menu.read_bytes()
    assert wine.registry(UNINSTALL, "DisplayVersion") == __version__
    assert wine.registry(APP, "DisplayName") == "deskbreak"
    line = wine.registry(RUN, "deskbreak")
    assert line is not None
    assert line.endswith("-P -m deskbreak run")
    assert "pythonw.exe" in line
    a_day(wine, folder, ended=False)

    # Installed once more over the one that runs: it is ended, and what is gone is gone.
    gone = folder / "python/Lib/site-packages/deskbreak/gone_by_now.py"
    gone.write_text("")
    wine.run(SETUP, "/S")
    assert not gone.exists()
    assert "pythonw" not in wine.processes()

    # Taken away: the settings and the ledger stay.
    wine.run(folder / "uninstall.exe", "/S")
    wait_for(lambda: not folder.exists(), 60, "the end of the folder")
    assert not menu.exists()
    assert wine.registry(RUN, "deskbreak") is None
    assert wine.registry(UNINSTALL, "DisplayVersion") is None
    assert wine.registry(APP, "DisplayName") is None
    assert list((wine.home / "AppData").rglob("deskbreak.db"))


def test_autostart_is_a_choice(wine: Wine) -> None:
    wine.run(SETUP, "/S")
    assert wine.registry(RUN, "deskbreak") is None
