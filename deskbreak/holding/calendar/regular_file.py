"""Reads a file that somebody named, if it is one: never a device, a pipe or a stream."""

import os
import stat
from pathlib import Path

from deskbreak.errors import FileUnusableError

CHUNK = 1024 * 1024
FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
"""A pipe that nobody writes to must not stop who opens it."""


class NotReadableError(FileUnusableError):
    """It cannot be read; the text says why and names nothing."""


def read_file(path: Path, mark: str, biggest: int) -> tuple[bytes | None, str]:
    """The content and its mark (time and size), at most ``biggest`` bytes.

    None instead of the content if the mark is still the same. Raises NotReadableError.
    """
    try:
        number = os.open(path, FLAGS)
    except (OSError, ValueError) as error:
        why = error.strerror if isinstance(error, OSError) else ""
        raise NotReadableError(why or "cannot be read") from None
    try:
        found = os.fstat(number)
        if not stat.S_ISREG(found.st_mode):
            raise NotReadableError("a folder, a device or a pipe; a file is needed")
        new = f"{found.st_mtime_ns} {found.st_size}"
        if new == mark:
            return None, mark
        return _content(number, biggest), new
    except OSError as error:
        raise NotReadableError(error.strerror or "cannot be read") from None
    finally:
        os.close(number)


def _content(number: int, biggest: int) -> bytes:
    """Whatever size it claims to have: files of the system say 0 and have no end."""
    parts, size = [], 0
    while part := os.read(number, CHUNK):
        parts.append(part)
        size += len(part)
        if size > biggest:
            raise NotReadableError(f"larger than {biggest // CHUNK} MiB")
    return b"".join(parts)
