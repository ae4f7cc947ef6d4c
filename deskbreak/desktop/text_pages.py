"""Pages of text that the system's own viewer shows."""

import logging
from pathlib import Path

from deskbreak.desktop.open_file import open_in_editor

log = logging.getLogger(__name__)


def open_page(file: Path, lines: list[str]) -> bool:
    """Write a page and open it; False if there is no way to."""
    try:
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        file.write_text("\n".join([*lines, ""]), "utf-8")
    except OSError as error:
        log.warning("the page %s was not written: %s", file.name, error.strerror)
        return False
    return open_in_editor(file)
