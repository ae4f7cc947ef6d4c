"""The routines that there are, for commands that speak without the daemon."""

from pathlib import Path

from deskbreak.content.catalogue import Catalogue
from deskbreak.content.loader import load_routines
from deskbreak.desktop.paths import Paths


def own_routines() -> Path:
    """Where the person's own routines are, for the daemon and all commands alike."""
    return Paths().config_dir / "routines"


def all_routines() -> Catalogue:
    """The built-in routines and the person's own."""
    return load_routines(own_routines())
