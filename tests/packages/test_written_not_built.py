"""The manifests for Flatpak and macOS, as far as they can be tried here."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from built import ROOT, run

pytestmark = pytest.mark.packages

FLATPAK = ROOT / "packaging/flatpak"
MACOS = ROOT / "packaging/macos"


def test_flatpak_builder_understands_the_manifest(tmp_path: Path) -> None:
    manifest = FLATPAK / "org.deskbreak.Deskbreak.yml"
    read = json.loads(run("flatpak-builder", "--show-manifest", manifest, cwd=tmp_path))
    assert read["id"] == manifest.stem
    assert read["rename-desktop-file"] == "deskbreak.desktop"
    assert {"--socket=wayland", "--talk-name=org.freedesktop.Notifications"} <= {
        *read["finish-args"]
    }
    (module,) = read["modules"]
    named = [word for line in module["build-commands"] for word in line.split()]
    files = [word for word in named if word.startswith("desktop/")]
    assert files
    assert [one for one in files if not (ROOT / "assets" / one).is_file()] == []


def test_the_frozen_program_is_its_own_python() -> None:
    start = MACOS / "start.py"
    for words in ([], ["-P", "-m", "deskbreak"]):
        said = run(sys.executable, start, *words, "--version", env={"PYTHONPATH": str(ROOT)})
        assert said.startswith("deskbreak 0.2.0"), words
    assert run(sys.executable, start, "-P", "-c", "print(6 * 7)") == "42\n"


def test_the_spec_names_files_that_are_there() -> None:
    said = (MACOS / "deskbreak.spec").read_text("utf-8")
    compile(said, "deskbreak.spec", "exec")
    for place in ("packaging/macos/start.py", "assets/icon.png", "config.example.toml"):
        assert Path(place).name in said
        assert (ROOT / place).is_file()


@pytest.mark.parametrize("folder", [FLATPAK, MACOS])
def test_each_says_that_it_was_not_built(folder: Path) -> None:
    said = (folder / "README.md").read_text("utf-8")
    assert "not been built" in " ".join(said.replace("**", "").split())


def test_the_spec_is_in_shape() -> None:
    words = [sys.executable, "-m", "ruff", "check", "--isolated", "--select", "E,F,I,W"]
    words += ["--line-length", "100", "--ignore", "F821", str(MACOS / "deskbreak.spec")]
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
