"""The desktop entry, its metadata and icons, as the desktops' own validators read them."""

import sys
from pathlib import Path

import pytest
from built import ROOT, bare, run

from deskbreak.desktop.user_entries import MARK

pytestmark = pytest.mark.packages

ASSETS = ROOT / "assets" / "desktop"


def test_validators_find_nothing(tmp_path: Path) -> None:
    env = bare(tmp_path / "home")
    run(sys.executable, "-m", "deskbreak", "install-desktop", env=env)
    installed = tmp_path / "home/.local/share/applications/deskbreak.desktop"
    assert MARK in installed.read_text("utf-8")
    for entry in (ASSETS / "deskbreak.desktop", installed):
        assert run("desktop-file-validate", entry) == ""
    run("appstreamcli", "validate", "--no-net", next(ASSETS.glob("*.metainfo.xml")))


@pytest.mark.parametrize("name", ["deskbreak", "deskbreak-symbolic"])
def test_the_icons_can_be_drawn(name: str, tmp_path: Path) -> None:
    picture = tmp_path / "icon.png"
    run("rsvg-convert", "-w", "48", ASSETS / f"{name}.svg", "-o", picture)
    colours = run("identify", "-format", "%w %k", picture).split()
    assert colours[0] == "48"
    assert int(colours[1]) > 3
