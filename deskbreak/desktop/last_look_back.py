"""Remembers, across restarts, at which week was looked back last."""

import logging
from datetime import date
from pathlib import Path

log = logging.getLogger(__name__)


class LastLookBack:
    """One date in a file of its own; a file that makes no sense is none."""

    def __init__(self, file: Path) -> None:
        self._file = file

    def last(self) -> date | None:
        """The day that was kept."""
        try:
            return date.fromisoformat(self._file.read_text("ascii").strip())
        except (OSError, ValueError):
            return None

    def keep(self, day: date) -> None:
        """Keep a day; if it cannot be written it is kept until the program ends."""
        try:
            self._file.write_text(f"{day.isoformat()}\n", "ascii")
        except OSError as error:
            log.warning("%s: %s", self._file, error.strerror)
