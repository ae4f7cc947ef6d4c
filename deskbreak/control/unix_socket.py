"""Commands through a socket in the file system: 0600 in a 0700 directory."""

import asyncio
import contextlib
import os
import socket
import struct
import sys
import time
from pathlib import Path
from typing import Any

from deskbreak.control.channel import Serve
from deskbreak.protocols.open_files import free

TO_ANSWER = 2
"""Descriptors: the connection's, and one for a file of texts."""
A_MOMENT_S = 0.01


class _Listening(socket.socket):
    """Takes a connection only while it can be answered; the next waits until one has ended."""

    def accept(self) -> tuple[socket.socket, Any]:
        if free(TO_ANSWER) < TO_ANSWER:
            time.sleep(A_MOMENT_S)  # or the loop would ask again without rest
            raise BlockingIOError
        return super().accept()


class UnixSocket:
    """The port ``Channel`` on Linux and macOS; where it can be asked, the peer is the same user."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._made: tuple[int, int] | None = None

    async def listen(self, serve: Serve, limit: int) -> asyncio.Server:
        """Begin; the lock is held, so a socket that is there is stale."""
        if sys.platform == "win32":
            raise OSError("there are no such sockets on Windows")
        new = self._path.with_name("new.sock")
        with contextlib.suppress(FileNotFoundError):
            new.unlink()
        listening = _Listening(socket.AF_UNIX, socket.SOCK_STREAM)
        before = os.umask(0o177)
        try:
            listening.bind(str(new))
        finally:
            os.umask(before)
        server = await asyncio.start_unix_server(serve, sock=listening, limit=limit)
        new.replace(self._path)  # whoever waits for it finds it listening
        self._made = self._identity()
        return server

    def is_there(self) -> bool:
        """Whether the socket at the path is the one that was made."""
        return self._made is not None and self._identity() == self._made

    def _identity(self) -> tuple[int, int] | None:
        try:
            found = self._path.lstat()
        except OSError:
            return None
        return found.st_dev, found.st_ino

    async def admits(self, _reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bool:
        """Whether it is the same user; where the system does not tell, the directory guards it."""
        if sys.platform != "linux":
            return True
        connection: socket.socket = writer.get_extra_info("socket")
        size = struct.calcsize("3i")
        said = connection.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, size)
        return bool(struct.unpack("3i", said)[1] == os.getuid())

    def remove(self) -> None:
        """Take the socket away, unless another daemon's stands there by now."""
        if not self.is_there():
            return
        with contextlib.suppress(OSError):
            self._path.unlink()
