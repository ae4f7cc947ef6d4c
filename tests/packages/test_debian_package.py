"""The Debian package on this machine: checked, installed, run, upgraded, purged."""

import contextlib
import json
import os
import re
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from built import copy_of_the_checkout, run
from desk import Desk, wait_for

pytestmark = pytest.mark.packages

NAMES = ("deskbreak", "deskbreak-guide")
OLDER = "0.1.9"
HOME = Path("/usr/lib/deskbreak")
APT = ("apt-get", "-q", "-y", "-o", "DPkg::Lock::Timeout=300")


def apt(*words: str | Path) -> str:
    return run(*APT, *words, env=os.environ | {"DEBIAN_FRONTEND": "noninteractive"})


def installed() -> dict[str, str]:
    """Version of each of our packages that is there."""
    words = ["dpkg-query", "-W", "-f", "${Package} ${Version} ${db:Status-Status}\n", *NAMES]
    said = subprocess.run(words, capture_output=True, text=True, check=False).stdout.splitlines()
    return {line.split()[0]: line.split()[1] for line in said if line.endswith(" installed")}


@pytest.fixture(scope="module")
def packages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """What ``make deb`` builds of this checkout."""
    assert os.geteuid() == 0, "the Debian package is installed for real: run this as root"
    tree = copy_of_the_checkout(tmp_path_factory.mktemp("deb") / "tree")
    run("tools/deb.sh", Path(os.environ.get("VENV", ".venv")).resolve(), cwd=tree)
    return {path.name.partition("_")[0]: path for path in (tree / "dist").glob("*.deb")}


@pytest.fixture(scope="module")
def older(packages: dict[str, Path], tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """The same as if it had been built before: an older number, a file that is gone by now."""
    folder = tmp_path_factory.mktemp("older")
    made = []
    for name, package in packages.items():
        root = folder / name
        run("dpkg-deb", "-R", package, root)
        control = root / "DEBIAN/control"
        said = control.read_text("utf-8")
        version = re.search(r"^Version: (.+)$", said, re.MULTILINE)
        assert version is not None
        control.write_text(said.replace(version[1], OLDER), "utf-8")
        if name == "deskbreak":
            site = root / "usr/lib/deskbreak/lib/python3.11/site-packages/deskbreak"
            (site / "__init__.py").write_text(f'__version__ = "{OLDER}"\n')
            (site / "gone_by_now.py").write_text("")
            (site / "commit.txt").unlink(missing_ok=True)
        made.append(folder / f"{name}_{OLDER}.deb")
        run("dpkg-deb", "-b", "-Znone", root, made[-1])
    return made


@pytest.fixture
def clean() -> Iterator[None]:
    """Nothing of ours before and after."""
    assert installed() == {}, "deskbreak is installed here: this test would take it away"
    yield
    run("dpkg", "--purge", *reversed(NAMES))


def test_lintian_finds_no_error(packages: dict[str, Path]) -> None:
    words = ["lintian", "--allow-root", "--fail-on", "error", *map(str, packages.values())]
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
    assert not re.search("^E:", done.stdout, re.MULTILINE)


def test_a_life_on_this_machine(
    packages: dict[str, Path], older: list[Path], desk: Desk, clean: None
) -> None:
    def deskbreak(*words: str) -> str:
        return run("/usr/bin/deskbreak", *words, env=desk.env, cwd=desk.folder)

    def answers() -> bool:
        done = subprocess.run(
            ["/usr/bin/deskbreak", "status"], env=desk.env, capture_output=True, check=False
        )
        return done.returncode == 0

    # Installed: everything is in its place, nothing is switched on.
    apt("install", "--no-install-recommends", *older)
    assert installed() == dict.fromkeys(NAMES, OLDER)
    assert deskbreak("--version") == f"deskbreak {OLDER}\n"
    assert list(HOME.rglob("__pycache__")), "it is compiled once, by root"
    entry = Path("/etc/xdg/autostart/deskbreak.desktop").read_text("utf-8")
    assert "Hidden=true" in entry
    assert not list(Path("/etc/systemd/user").rglob("deskbreak.service"))
    run("desktop-file-validate", "/usr/share/applications/deskbreak.desktop")
    assert "deskbreak.desktop" in run("appstreamcli", "dump", "org.deskbreak.Deskbreak")
    for shared in (
        "icons/hicolor/scalable/apps/deskbreak.svg",
        "icons/hicolor/symbolic/apps/deskbreak-symbolic.svg",
        "bash-completion/completions/deskbreak",
        "fish/vendor_completions.d/deskbreak.fish",
        "zsh/vendor-completions/_deskbreak",
    ):
        assert (Path("/usr/share") / shared).is_file(), shared
    assert Path("/usr/lib/systemd/user/deskbreak.service").is_file()

    # Run: a minute is led in the guide's own window, and kept.
    desk.env |= {"DISPLAY": ":no-such-display", "QT_QPA_PLATFORM": "offscreen"}
    daemon = desk.spawn("/usr/bin/deskbreak")
    wait_for(answers, 20, "the daemon")
    deskbreak("now", "stand-one-minute")
    deskbreak("start")
    children = Path(f"/proc/{daemon.pid}/task/{daemon.pid}/children")
    wait_for(lambda: guides(children), 20, "the guide")
    deskbreak("done")

    # Upgraded while it runs: the ledger stays, what is gone is gone.
    apt("install", "--no-install-recommends", *packages.values())
    assert installed()["deskbreak"] != OLDER
    assert not list(HOME.rglob("gone_by_now*"))
    deskbreak("quit")
    assert daemon.wait(20) == 0
    (ledger,) = Path(desk.env["XDG_DATA_HOME"]).rglob("deskbreak.db")
    as_the_first_version_wrote_it(ledger)
    again = desk.spawn("/usr/bin/deskbreak")
    wait_for(answers, 20, "the new daemon")
    assert json.loads(deskbreak("status", "--json"))["today"]["done"] == 1
    assert deskbreak("--version").startswith("deskbreak 0.2.0")
    assert json.loads(deskbreak("history", "--json"))
    deskbreak("quit")
    assert again.wait(20) == 0

    # Purged: nothing is left but what is the person's own.
    run("dpkg", "--purge", *reversed(NAMES))
    assert not HOME.exists()
    assert not Path("/etc/xdg/autostart/deskbreak.desktop").exists()
    assert shutil.which("deskbreak", path="/usr/bin") is None
    assert ledger.is_file()


def as_the_first_version_wrote_it(ledger: Path) -> None:
    """Take away what later versions added to its tables, and the number that says so."""
    with contextlib.closing(sqlite3.connect(ledger)) as database:
        for table in ("journal", "day", "comfort", "identity"):
            database.execute(f"DROP TABLE {table}")
        database.execute("PRAGMA user_version = 1")
        database.commit()


def guides(children: Path) -> list[str]:
    """The command lines of the daemon's guides."""
    lines = [Path(f"/proc/{one}/cmdline") for one in children.read_text().split()]
    return [said for line in lines if "deskbreak.guide" in (said := line.read_text())]
