"""Writes a file whole or not at all."""

import contextlib
import os
import tempfile
from collections.abc import Iterable
from pathlib import Path

from deskbreak.errors import FileUnusableError


class NotWrittenError(FileUnusableError):
    """The file was not written and nothing else was changed; one line says which, why and what."""


def write_whole(file: Path, parts: Iterable[bytes]) -> int:
    """Write parts one after the other, in the owner's hands only; returns how many there were.

    A file that is there is replaced when the last part is written, never before. Raises
    NotWrittenError, and whatever making the parts raises.
    """
    if file.is_dir():
        raise NotWrittenError(f"{file} is a folder: name a file in it")
    target = Path(os.path.realpath(file))
    count = 0
    try:
        if target.exists() and not target.is_file():  # root would put a file in place of /dev/null
            raise NotWrittenError(f"{file} is a device or a pipe: name a file")
        handle, name = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent)
    except OSError as error:
        raise NotWrittenError(
            f"{file}: {error.strerror}: name a file in a folder that you can write to"
        ) from None
    try:
        with os.fdopen(handle, "wb") as to:
            for part in parts:
                to.write(part)
                count += 1
        Path(name).replace(target)
    except OSError as error:
        raise NotWrittenError(f"{file}: {error.strerror}; nothing was written") from None
    finally:
        with contextlib.suppress(FileNotFoundError):
            Path(name).unlink()
    return count
