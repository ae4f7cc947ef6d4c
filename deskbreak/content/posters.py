"""The pictures that come with the program; ``tools/pictures.py`` draws them beforehand."""

from pathlib import Path

from deskbreak.content.asset_files import asset


def poster(id_: str) -> Path | None:
    """The picture of a routine or set-up check; None if it has none, as a routine of one's own."""
    path = asset(f"posters/{id_}.png")
    return path if path.is_file() else None
