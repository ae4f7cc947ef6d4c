"""What is built from this checkout, and the bare homes that it is installed into."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
REACHED = ("PIP_", "UV_", "SSL_", "http", "HTTP", "no_proxy", "NO_PROXY")
"""Variables that say how packages are reached: all that a bare home knows of this environment."""
LIMIT = 500
"""Seconds that one command may take: downloading is part of some."""


def bare(home: Path, **more: str) -> dict[str, str]:
    """The environment of a person with an empty home."""
    kept = {name: value for name, value in os.environ.items() if name.startswith(REACHED)}
    home.mkdir(parents=True, exist_ok=True)
    plain = {"PATH": "/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin", "LC_ALL": "C.UTF-8"}
    return plain | kept | {"HOME": str(home)} | more


def run(*words: str | Path, cwd: Path = ROOT, env: dict[str, str] | None = None) -> str:
    """Run a command that must do well; what it wrote to its output."""
    done = subprocess.run(
        [str(word) for word in words],
        cwd=cwd,
        env=env,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=LIMIT,
        check=False,
    )
    assert done.returncode == 0, f"{words}: {done.stdout}\n{done.stderr}"
    return done.stdout


def copy_of_the_checkout(folder: Path) -> Path:
    """A clone, with what is not committed yet; none of what git ignores."""
    run("git", "clone", "-q", "--no-hardlinks", ROOT, folder)
    for name in run("git", "ls-files", "-z", "-mo", "--exclude-standard").split("\0"):
        if name and (ROOT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, folder / name)
    return folder


def build(tree: Path, *targets: str) -> list[Path]:
    """What ``make dist`` builds, of another tree: the wheel last."""
    if not (tree / "share").exists():  # an sdist brings them along
        run(sys.executable, "tools/command_files.py", "build/share", cwd=tree)
    run(sys.executable, "-m", "hatchling", "build", *targets, cwd=tree)
    return sorted((tree / "dist").iterdir(), key=lambda path: path.suffix == ".whl")
