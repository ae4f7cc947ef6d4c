"""Folders for files that are nobody else's business."""

import errno
import os
from pathlib import Path

LAST_READING = "last-reading.json"
"""What the last reading of the configuration came to; beside the profile, and as private."""


def make_private(folder: Path) -> None:
    """Make the folder 0700 if it is not there; raises OSError, also if a file is in the way."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except FileExistsError:
        raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), str(folder)) from None
