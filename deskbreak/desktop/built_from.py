"""Which commit this program is: what ``--version`` adds in a development build.

A wheel carries it in ``commit.txt``, an unpacked sdist has that file at its top, a checkout asks
git. A release has nothing to say.
"""

import subprocess
from pathlib import Path

import deskbreak

LIMIT = 5.0
"""Seconds that git may take; it looks at every file once."""


def commit(package: Path = Path(deskbreak.__file__).parent) -> str | None:
    """The commit in short, and whether files differ from it; None: a release, or nobody knows."""
    root = package.parent
    places = [package, root] if (root / "pyproject.toml").exists() else [package]
    for place in places:
        try:
            return (place / "commit.txt").read_text("utf-8").strip() or None
        except (OSError, UnicodeDecodeError):
            continue  # the usual case: a checkout
    if not (root / ".git").exists():
        return None
    try:
        short = _git(root, "rev-parse", "--short=10", "HEAD")
        changed = _git(root, "status", "--porcelain", "--untracked-files=no")
        tags = _git(root, "tag", "--points-at", "HEAD").split()
    except (OSError, subprocess.SubprocessError):
        return "unknown: git does not say"
    if f"v{deskbreak.__version__}" in tags and not changed:
        return None
    return f"{short}, with changes" if changed else short


def version_line() -> str:
    """The answer to ``--version``."""
    found = commit()
    said = f"deskbreak {deskbreak.__version__}"
    return said if found is None else f"{said} (development build, commit {found})"


def _git(root: Path, *words: str) -> str:
    done = subprocess.run(  # noqa: S603 -- git, with words of our own
        ["git", "-C", str(root), *words],  # noqa: S607 -- wherever it is installed
        capture_output=True,
        text=True,
        check=True,
        timeout=LIMIT,
    )
    return done.stdout.strip()
