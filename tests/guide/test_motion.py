"""Whether motion is unwanted, as Linux desktops say it."""

from pathlib import Path

import pytest

from deskbreak.guide.motion import unwanted


def gsettings(folder: Path, script: str) -> dict[str, str]:
    """An environment with a ``gsettings`` of its own."""
    program = folder / "gsettings"
    program.write_text(f"#!/bin/sh\n{script}\n")
    program.chmod(0o755)
    return {"PATH": str(folder)}


def test_what_is_set_counts() -> None:
    assert unwanted("on", {})
    assert not unwanted("off", {})


@pytest.mark.parametrize(
    ("script", "expected"),
    [
        ('[ "$*" = "get org.gnome.desktop.interface enable-animations" ] && echo false', True),
        ("echo true", False),
        ("echo false; exit 1", False),
        ("exec /bin/sleep 5", False),
    ],
)
def test_gnome_tells_by_its_setting(script: str, expected: bool, tmp_path: Path) -> None:
    assert unwanted("auto", gsettings(tmp_path, script)) is expected


def test_without_any_setting_motion_is_welcome(tmp_path: Path) -> None:
    assert not unwanted("auto", {"PATH": str(tmp_path)})


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[KDE]\nAnimationDurationFactor=0\n", True),
        ("[KDE]\nAnimationDurationFactor=0.0\nSingleClick=false\n", True),
        ("[KDE]\nAnimationDurationFactor=0.5\n", False),
        ("[KDE]\n", False),
    ],
)
def test_plasma_tells_by_its_file(text: str, expected: bool, tmp_path: Path) -> None:
    (tmp_path / "kdeglobals").write_text(text)
    environ = {"XDG_CURRENT_DESKTOP": "KDE", "XDG_CONFIG_HOME": str(tmp_path)}
    assert unwanted("auto", environ) is expected


def test_plasma_without_a_file_moves(tmp_path: Path) -> None:
    environ = {"XDG_CURRENT_DESKTOP": "KDE", "XDG_CONFIG_HOME": str(tmp_path)}
    assert not unwanted("auto", environ)
