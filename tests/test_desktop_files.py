"""Name and icon for the desktop: valid files, and put into a person's folders on demand."""

import subprocess
import sys
from configparser import ConfigParser
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from deskbreak import __version__
from deskbreak.desktop.user_entries import user_entries
from deskbreak.notices.notice_text import APP, desktop_entry

ASSETS = Path(__file__).parents[1] / "assets" / "desktop"
ENTRY = "applications/deskbreak.desktop"


def deskbreak(home: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "deskbreak", *words],
        env={"HOME": str(home), "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8"},
        cwd=ASSETS.parents[1],
        capture_output=True,
        text=True,
        check=False,
    )


def parsed(file: Path) -> ConfigParser:
    reader = ConfigParser(interpolation=None, strict=True)
    reader.optionxform = str  # type: ignore[assignment,method-assign]
    reader.read(file, "utf-8")
    return reader


def test_its_name_is_what_notices_and_windows_say() -> None:
    entry = parsed(ASSETS / "deskbreak.desktop")["Desktop Entry"]
    assert (ASSETS / f"{APP}.desktop").exists()
    assert (entry["Icon"], entry["StartupWMClass"]) == (APP, APP)
    assert (ASSETS / f"{APP}.svg").exists()
    tree = ET.parse(ASSETS / "org.deskbreak.Deskbreak.metainfo.xml").getroot()
    assert tree.findtext("launchable") == f"{APP}.desktop"
    release = tree.find("releases/release")
    assert release is not None
    assert release.get("version") == __version__


def test_in_flatpak_the_entry_has_the_name_of_the_package() -> None:
    assert desktop_entry({}) == APP
    assert desktop_entry({"FLATPAK_ID": "org.deskbreak.Deskbreak"}) == "org.deskbreak.Deskbreak"


def test_installed_started_as_it_runs_and_taken_away(tmp_path: Path) -> None:
    done = deskbreak(tmp_path, "install-desktop")
    assert (done.returncode, done.stderr) == (0, "")
    share = tmp_path / ".local/share"
    for place in ("scalable/apps/deskbreak.svg", "symbolic/apps/deskbreak-symbolic.svg"):
        ET.parse(share / "icons/hicolor" / place)
    reader = parsed(share / ENTRY)
    start = f"{sys.executable} -P -m deskbreak"
    assert reader["Desktop Entry"]["Exec"] == f"{start} run"
    assert reader["Desktop Action now"]["Exec"] == f"{start} now"
    assert deskbreak(tmp_path, "install-desktop").returncode == 0, "twice is as good as once"
    assert deskbreak(tmp_path, "install-desktop", "--remove").returncode == 0
    assert [one for one in share.rglob("*") if one.is_file()] == []


@pytest.mark.parametrize(
    ("lang", "words"), [("en", "stays as it is"), ("ja", "そのままにしました")]
)
def test_what_is_not_ours_stays(tmp_path: Path, lang: str, words: str) -> None:
    file = tmp_path / ".local/share" / ENTRY
    file.parent.mkdir(parents=True)
    file.write_text("[Desktop Entry]\n")
    for more in ([], ["--remove"]):
        done = deskbreak(tmp_path, "--lang", lang, "install-desktop", *more)
        assert (done.returncode, done.stderr.count("\n")) == (1, 1)
        assert str(file) in done.stderr
        assert words in done.stderr
    assert file.read_text() == "[Desktop Entry]\n"


def test_a_folder_that_is_a_file_is_told_in_one_line(tmp_path: Path) -> None:
    (tmp_path / ".local").write_text("")
    done = deskbreak(tmp_path, "install-desktop")
    assert (done.returncode, done.stderr.count("\n")) == (1, 1), done.stderr
    assert ".local" in done.stderr


def test_other_systems_have_no_such_files() -> None:
    for platform in ("win32", "darwin"):
        assert user_entries({}, Path("/"), platform) is None
