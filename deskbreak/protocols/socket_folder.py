"""The sockets in a folder at which a program of this user listens, and which program that is."""

import os
import re
import socket
import stat
import struct
import sys
from pathlib import Path
from typing import Final

CREDENTIALS: Final = struct.Struct("=3i")
"""Process, user and group of the other side of a socket: unix(7), SO_PEERCRED."""
MOST: Final = 64
"""Sockets that are connected to."""
LONGEST: Final = 128 * 1024
"""Bytes of an environment that are read."""


def listening(folder: Path, pattern: re.Pattern[str]) -> dict[str, int]:
    """The names of such sockets, lowest number first, and the process that listens at each."""
    try:
        names = [each for each in os.listdir(folder) if pattern.fullmatch(each)]  # noqa: PTH208 -- names are enough
    except OSError:
        return {}
    found = {}
    for name in sorted(names, key=lambda it: (len(it), it))[:MOST]:
        if (pid := _listener(folder / name)) is not None:
            found[name] = pid
    return found


def _listener(path: Path) -> int | None:
    """Who listens there; None if nobody does, or somebody else's program."""
    if sys.platform != "linux":
        return None
    try:
        if not stat.S_ISSOCK(path.lstat().st_mode):
            return None
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as probe:
            probe.settimeout(0)
            probe.connect(str(path))
            said = probe.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, CREDENTIALS.size)
    except OSError:
        return None
    pid, user, _group = CREDENTIALS.unpack(said)
    return pid if user == os.getuid() else None


def runtime_of(pid: int) -> str | None:
    """The runtime directory that a program's environment names; None: it names none."""
    try:
        with Path(f"/proc/{pid}/environ").open("rb") as file:
            said = file.read(LONGEST)
    except OSError:
        return None
    for pair in said.split(b"\0"):
        name, _, value = pair.partition(b"=")
        if name == b"XDG_RUNTIME_DIR" and value:
            return os.fsdecode(value)
    return None
