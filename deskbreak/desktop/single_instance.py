"""One daemon a user: a lock that the system takes away when its holder dies, however it dies."""

import os
import sys
from pathlib import Path
from typing import IO

from deskbreak.desktop.runtime_paths import PathError
from deskbreak.errors import DeskbreakError


class AlreadyRunning(DeskbreakError):
    """Another daemon holds the lock; ``pid`` is its number, 0 if it cannot be told."""

    def __init__(self, pid: int) -> None:
        super().__init__(f"deskbreak is already running (pid {pid})")
        self.pid = pid


def lock(path: Path) -> IO[str]:
    """Take the lock; it is held until the returned file is closed.

    Raises AlreadyRunning, and PathError if there can be no lock.
    """
    try:
        file = os.fdopen(os.open(path, os.O_RDWR | os.O_CREAT, 0o600), "r+")
    except OSError as error:
        raise PathError(f"{path}: {error.strerror}: it must be a file of yours") from None
    try:
        _take(file)
    except OSError:
        file.seek(0)
        said = file.read().strip()
        file.close()
        raise AlreadyRunning(int(said) if said.isdigit() else 0) from None
    file.seek(0)
    file.truncate()
    file.write(f"{os.getpid()}\n")
    file.flush()
    return file


def _take(file: IO[str]) -> None:
    """Lock the file or raise OSError at once."""
    if sys.platform == "win32":
        import msvcrt  # noqa: PLC0415 - only there

        file.seek(1000)  # beyond the text, so that others may read it
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
    else:
        import fcntl  # noqa: PLC0415 - not on Windows

        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
