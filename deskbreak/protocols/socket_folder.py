"""The sockets in a folder at which a program of this user listens, and which program that is.

Nobody is connected to: an X server without other clients starts anew when one that had connected
leaves. Source: proc(5), ``/proc/net/unix`` and ``/proc/PID/fd``.
"""

import os
import re
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Final

PROCESSES: Final = Path("/proc")
LISTENS: Final = "00010000"
"""The flags of a socket at which somebody listens."""
LONGEST: Final = 128 * 1024
"""Bytes of an environment that are read."""


def listening(folder: Path, pattern: re.Pattern[str]) -> dict[str, int]:
    """The names of such sockets, lowest number first, and the process that listens at each."""
    wanted = dict(_listened_at(folder, pattern))
    if not wanted:
        return {}
    owners = {wanted[inode]: pid for inode, pid in _own_sockets() if inode in wanted}
    return {name: owners[name] for name in sorted(owners, key=lambda it: (len(it), it))}


def _listened_at(folder: Path, pattern: re.Pattern[str]) -> Iterator[tuple[str, str]]:
    """Inode and name of each socket in the folder at which anybody listens."""
    try:
        lines = (PROCESSES / "net/unix").read_text(errors="surrogateescape").splitlines()
    except OSError:
        return
    for line in lines:
        # Number, references, protocol, flags, type, state, inode, path.
        words = line.split(maxsplit=7)
        if len(words) == 8 and words[3] == LISTENS:
            path = Path(words[7])
            if path.parent == folder and pattern.fullmatch(path.name) and path.exists():
                yield words[6], path.name


def _own_sockets() -> Iterator[tuple[str, int]]:
    """Inode and process of each socket of this user's programs."""
    if sys.platform != "linux":
        return
    me = os.getuid()
    for number in filter(str.isdigit, os.listdir(PROCESSES)):  # noqa: PTH208 -- names are enough
        process = f"{PROCESSES}/{number}"
        with suppress(OSError):  # it ended meanwhile, or will not be looked into
            if os.stat(process).st_uid != me:  # noqa: PTH116 -- there are thousands of them
                continue
            for each in os.listdir(f"{process}/fd"):  # noqa: PTH208 -- the same
                with suppress(OSError):  # closed meanwhile
                    target = os.readlink(f"{process}/fd/{each}")  # noqa: PTH115 -- the same
                    if target.startswith("socket:["):
                        yield target[8:-1], int(number)


def runtime_of(pid: int) -> str | None:
    """The runtime directory that a program's environment names; None: it names none."""
    try:
        with (PROCESSES / str(pid) / "environ").open("rb") as file:
            said = file.read(LONGEST)
    except OSError:
        return None
    for pair in said.split(b"\0"):
        name, _, value = pair.partition(b"=")
        if name == b"XDG_RUNTIME_DIR" and value:
            return os.fsdecode(value)
    return None
