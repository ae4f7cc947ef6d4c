"""The ledger's file as it stands at its place, and how to part from one without harming it.

SQLite writes the log of an open file into the file when it is closed, unless that has no name or
another one meanwhile. So a file that somebody wrote over is renamed while it is closed.
"""

import contextlib
import os
import shutil
import sqlite3
import sys
from pathlib import Path
from typing import NamedTuple

INCOMING = ".incoming"


class Looks(NamedTuple):
    """What names a file, and what its content leaves outside."""

    device: int
    inode: int
    size: int
    changed_ns: int


def looks_of(path: Path) -> Looks | None:
    """None where there is no file."""
    try:
        found = path.stat()
    except OSError:
        return None
    return Looks(found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns)


def same_file(one: Looks | None, other: Looks | None) -> bool:
    """Whether both are one file, whatever is in it."""
    return one is not None and other is not None and one[:2] == other[:2]


def is_deleted(open_file: Looks | None) -> bool:
    """Whether a file that we have open has no name any more, and is gone when we close it.

    Source: proc(5). Elsewhere an open file is not deleted, or nobody tells.
    """
    with contextlib.suppress(OSError):
        for each in Path("/proc/self/fd").iterdir():
            with contextlib.suppress(OSError):  # the one by which they are listed
                found = each.stat()
                if open_file is not None and (found.st_dev, found.st_ino) == open_file[:2]:
                    return found.st_nlink == 0
    return False


def beside(path: Path, tail: str) -> Path:
    """A companion of a database; SQLite has it beside the file that a link leads to."""
    real = _real(path)
    return real.with_name(real.name + tail)


def _real(path: Path) -> Path:
    """Where links lead; also of a loop, of which ``resolve`` makes an error."""
    return Path(os.path.realpath(path)) if path.is_symlink() else path


def close_overwritten(path: Path, connection: sqlite3.Connection) -> None:
    """Close a file without writing anything into it, and forget its log. Raises OSError.

    Where an open file cannot be renamed, its content is copied first.
    """
    kept, path = beside(path, INCOMING), _real(path)
    try:
        path.rename(kept)
    except PermissionError:
        if sys.platform != "win32":
            raise
        shutil.copyfile(path, kept)
    try:
        connection.close()
        for tail in ("-wal", "-shm"):  # all its rows are in memory or in what was overwritten
            beside(path, tail).unlink(missing_ok=True)
    finally:
        kept.replace(path)


def put_back(path: Path) -> None:
    """End what a kill has interrupted in ``close_overwritten``. Raises OSError."""
    kept = beside(path, INCOMING)
    if kept.exists() and not path.exists():
        for tail in ("-wal", "-shm"):
            beside(path, tail).unlink(missing_ok=True)
        kept.replace(_real(path))


def part_from_log(path: Path, connection: sqlite3.Connection, log: Looks | None) -> None:
    """SQLite would write the log of the file that was open over the one in its place."""
    if not same_file(looks_of(beside(path, "-wal")), log):
        return
    with contextlib.suppress(sqlite3.Error):  # into the file it belongs to, wherever that is
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    for tail in ("-wal", "-shm"):
        beside(path, tail).unlink(missing_ok=True)
