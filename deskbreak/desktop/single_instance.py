"""One daemon a user: a lock that the system takes away when its holder dies, however it dies.

Where the sockets lie depends on the environment (a terminal over ssh may have another
XDG_RUNTIME_DIR), so there is a second lock beside the ledger: two daemons would never share one.
"""

import contextlib
import os
import sys
from pathlib import Path
from typing import IO

from deskbreak.app.ports.control_ports import AlreadyRunning
from deskbreak.desktop.paths import make_runtime
from deskbreak.desktop.runtime_paths import PathError


class InstanceLock:
    """The lock, held until ``close``; it is free again as well when the process ends.

    Its folder may be cleared while a daemon runs: a system does so when the person logs out, and a
    program started from a terminal may outlive that. ``renew`` then takes it once more, so that
    there are never two.
    """

    def __init__(self, path: Path, beside_ledger: Path | None = None) -> None:
        """Take both. Raises AlreadyRunning, and PathError if there can be no lock at ``path``."""
        self._path = path
        self._file = _locked(path)
        self._beside = beside_ledger
        self._beside_file: IO[str] | None = None
        try:
            self._take_beside()
        except AlreadyRunning:
            self._file.close()
            raise

    def renew(self) -> None:
        """See that it is still the one that others would find. Raises as taking it does."""
        if sys.platform == "win32":
            return  # there a file that is open cannot be taken away
        if _identity(self._path) != _identity(self._file.fileno()):
            make_runtime(self._path.parent)
            before, self._file = self._file, _locked(self._path)
            before.close()
        self._take_beside()

    def _take_beside(self) -> None:
        """The one beside the ledger, if it is not held yet.

        Where there can be none the ledger cannot be written either, which is told there.
        """
        path, held = self._beside, self._beside_file
        if path is None or sys.platform == "win32":  # there the place of both is always the same
            return
        if held is None or _identity(path) != _identity(held.fileno()):
            with contextlib.suppress(PathError):
                self._beside_file = _locked(path)
                if held is not None:
                    held.close()

    def close(self) -> None:
        """Let others run."""
        self._file.close()
        if self._beside_file is not None:
            self._beside_file.close()


def holder(path: Path) -> int | None:
    """The process that holds a lock; None if nobody does, or nobody can tell. Changes nothing."""
    if sys.platform == "win32":  # there the place of the socket is always the same
        return None
    try:
        pid = int(path.read_text("ascii"))
        os.kill(pid, 0)  # only then is it tried: one that starts right now must find it free
        return pid if _is_held(path) else None
    except (OSError, ValueError, OverflowError):
        return None


def _is_held(path: Path) -> bool:
    with path.open("r+") as file:
        try:
            _take(file)
        except BlockingIOError:
            return True
        return False


def _locked(path: Path) -> IO[str]:
    try:
        file = os.fdopen(os.open(path, os.O_RDWR | os.O_CREAT, 0o600), "r+")
    except OSError as error:
        raise PathError(f"{path}: {error.strerror}: it must be a file of yours") from None
    try:
        _take(file)
    except OSError as error:
        file.seek(0)
        said = file.read().strip()
        file.close()
        if sys.platform != "win32" and not isinstance(error, BlockingIOError):
            raise PathError(f"{path}: {error.strerror}: it cannot be locked") from None
        raise AlreadyRunning(int(said) if said.isdigit() else 0) from None
    file.seek(0)
    file.truncate()
    file.write(f"{os.getpid()}\n")
    file.flush()
    return file


def _identity(file: Path | int) -> tuple[int, int] | None:
    try:
        found = file.stat() if isinstance(file, Path) else os.fstat(file)
    except OSError:
        return None
    return found.st_dev, found.st_ino


def _take(file: IO[str]) -> None:
    """Lock the file or raise OSError at once."""
    if sys.platform == "win32":
        import msvcrt  # noqa: PLC0415 - only there

        file.seek(1000)  # beyond the text, so that others may read it
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
    else:
        import fcntl  # noqa: PLC0415 - not on Windows

        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
