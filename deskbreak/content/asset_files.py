"""Files that come with the program."""

from pathlib import Path

import deskbreak


def asset(name: str) -> Path:
    """A file of ``assets/``: inside the package when installed, beside it in a working copy."""
    package = Path(deskbreak.__file__).parent
    inside = package / "assets" / name
    return inside if inside.exists() else package.parent / "assets" / name
