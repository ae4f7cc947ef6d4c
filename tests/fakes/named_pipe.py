"""A file that is a pipe, where a system has such files."""

import os
import sys
from pathlib import Path


def make_pipe(path: Path) -> None:
    """Put a pipe without a writer where a file is expected. Not for Windows: it has none there."""
    if sys.platform == "win32":
        raise NotImplementedError(path)
    os.mkfifo(path)
