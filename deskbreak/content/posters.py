"""The pictures that come with the program; ``tools/pictures.py`` draws them beforehand."""

from pathlib import Path

from deskbreak.content.asset_files import asset


def poster(id_: str, *, easier: bool = False) -> Path | None:
    """The picture of a routine or set-up check; None if it has none, as a routine of one's own.

    Args:
        id_: of the routine or check.
        easier: the routine's easier form; a check has none and shows its only picture.
    """
    names = (f"{id_}.easier", id_) if easier else (id_,)
    paths = (asset(f"posters/{name}.png") for name in names)
    return next((path for path in paths if path.is_file()), None)
