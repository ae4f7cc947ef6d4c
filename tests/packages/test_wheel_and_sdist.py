"""The wheel and the sdist: the same bytes whoever builds them, and honest about their commit."""

import os
import sys
import tarfile
import tomllib
import zipfile
from pathlib import Path

from built import ROOT, build, copy_of_the_checkout, run

from deskbreak import __version__
from deskbreak.desktop.built_from import commit


def test_the_same_bytes_twice(tree: Path, wheel: Path, sdist: Path, tmp_path: Path) -> None:
    before = os.umask(0o077)
    try:
        again = copy_of_the_checkout(tmp_path / "elsewhere" / "under-another-name")
    finally:
        os.umask(before)
    for first, second in zip(
        (sdist, wheel), build(again, "-t", "wheel", "-t", "sdist"), strict=True
    ):
        assert first.read_bytes() == second.read_bytes(), first.name


def test_the_sdist_builds_the_same_wheel(wheel: Path, sdist: Path, tmp_path: Path) -> None:
    with tarfile.open(sdist) as archive:
        archive.extractall(tmp_path, filter="data")
    (unpacked,) = tmp_path.iterdir()
    (second,) = build(unpacked, "-t", "wheel")
    assert wheel.read_bytes() == second.read_bytes()


def test_the_wheel_carries_all_that_the_program_reads(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    tracked = run("git", "ls-files", "deskbreak", "assets").split()
    wanted = {name if name.startswith("deskbreak/") else f"deskbreak/{name}" for name in tracked}
    assert sorted(wanted - names) == []
    assert "deskbreak/assets/config.example.toml" in names
    assert not any(name.endswith(".pyc") for name in names)


def test_the_extras_are_there(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        name = f"deskbreak-{__version__}.dist-info/METADATA"
        metadata = archive.read(name).decode()
    told = {line.split(": ")[1] for line in metadata.splitlines() if "Provides-Extra" in line}
    assert told == {"guide", "calendar", "holidays", "all"}


def test_a_build_names_its_commit(wheel: Path, sdist: Path) -> None:
    head = run("git", "rev-parse", "--short=10", "HEAD").strip()
    with zipfile.ZipFile(wheel) as archive:
        assert archive.read("deskbreak/commit.txt").decode().startswith(head)
    with tarfile.open(sdist) as tar:
        file = tar.extractfile(f"deskbreak-{__version__}/commit.txt")
        assert file is not None
        assert file.read().decode().startswith(head)


def git(folder: Path, *words: str) -> None:
    run("git", "-c", "user.name=t", "-c", "user.email=t@t", *words, cwd=folder)


def test_a_release_has_a_version_and_no_more(tmp_path: Path) -> None:
    package = tmp_path / "deskbreak"
    package.mkdir()
    (package / "a.py").write_text("")
    assert commit(package) is None, "no git, no claim"
    git(tmp_path, "init", "-q")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-qm", "one")
    head = run("git", "rev-parse", "--short=10", "HEAD", cwd=tmp_path).strip()
    assert commit(package) == head
    git(tmp_path, "tag", f"v{__version__}")
    assert commit(package) is None
    (package / "a.py").write_text("changed")
    assert commit(package) == f"{head}, with changes"
    (package / "commit.txt").write_text("abc\n")
    assert commit(package) == "abc", "what was built says what it was built from"


def test_git_that_does_not_answer_is_not_believed(tmp_path: Path) -> None:
    (tmp_path / "deskbreak").mkdir()
    (tmp_path / ".git").write_text("nonsense")
    assert commit(tmp_path / "deskbreak") == "unknown: git does not say"


def test_version_is_the_projects(wheel: Path) -> None:
    said = run(sys.executable, "-m", "deskbreak", "--version")
    assert said.startswith(f"deskbreak {__version__}")
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert project["dynamic"] == ["version"]
    assert wheel.name == f"deskbreak-{__version__}-py3-none-any.whl"
