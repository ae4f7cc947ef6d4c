"""Folders for files that are nobody else's business."""

import errno
import os
from pathlib import Path


def make_private(folder: Path) -> None:
    """Make the folder 0700 if it is not there; raises OSError, also if a file is in the way."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except FileExistsError:
        raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), str(folder)) from None
