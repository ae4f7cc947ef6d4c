"""Commands through a port of 127.0.0.1 that only those can use who can read a private file.

The port is another one at every start, and the file beside it holds the secret of that start. See
docs/decisions/0090 for what another user, and a web page, can and cannot do.
"""

import asyncio
import contextlib
import json
import os
import socket
import sys
from pathlib import Path

from deskbreak.control import handshake
from deskbreak.control.channel import Serve
from deskbreak.control.private_file import write_private

PROVES_WITHIN = 10.0
"""Seconds that a stranger has to prove who they are."""
STRANGERS = 16
"""Connections that may be unproven at a time; for one more the oldest of them is hung up on.

The person's own programs prove themselves in a moment, so it is never theirs.
"""


class Loopback:
    """The port ``Channel`` on Windows; it works on every system.

    Args:
        path: the file that holds port and secret.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._secret = os.urandom(16)
        self._unproven: list[asyncio.Timeout] = []

    async def listen(self, serve: Serve, limit: int) -> asyncio.Server:
        """Begin at whichever port is free, and write down which."""
        listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        try:
            if sys.platform == "win32":  # there another program could bind to the same port
                listening.setsockopt(socket.SOL_SOCKET, socket.SO_EXCLUSIVEADDRUSE, 1)
            listening.bind(("127.0.0.1", 0))
            known = {"port": listening.getsockname()[1], "secret": self._secret.hex()}
            server = await asyncio.start_server(serve, sock=listening, limit=limit)
        except OSError:
            listening.close()
            raise
        try:
            write_private(self._path, json.dumps(known).encode())
        except OSError:
            server.close()
            raise
        return server

    async def admits(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bool:
        """Whether it proves in time that it can read the file."""
        try:
            async with asyncio.timeout(PROVES_WITHIN) as patience:
                self._unproven.append(patience)
                try:
                    self._make_room()
                    return await self._proven(reader, writer)
                finally:
                    with contextlib.suppress(ValueError):  # it had to make room
                        self._unproven.remove(patience)
        except (TimeoutError, ValueError, asyncio.IncompleteReadError):
            return False

    def _make_room(self) -> None:
        """Whoever has come first among too many has had the longest time to prove anything."""
        while len(self._unproven) > STRANGERS:
            oldest = self._unproven.pop(0)
            if not oldest.expired():
                oldest.reschedule(0)

    async def _proven(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bool:
        theirs = await _line(reader)
        if handshake.NONCE.fullmatch(theirs) is None:
            return False
        ours = handshake.new_nonce()
        writer.write(ours + b" " + handshake.proof(self._secret, "server", theirs, ours) + b"\n")
        await writer.drain()
        wanted = handshake.proof(self._secret, "client", theirs, ours)
        return handshake.same(await _line(reader), wanted)

    def is_there(self) -> bool:
        """Whether the file that tells the port is there."""
        return self._path.is_file()

    def remove(self) -> None:
        """Take the file away."""
        with contextlib.suppress(OSError):
            self._path.unlink()


async def _line(reader: asyncio.StreamReader) -> bytes:
    """A short line; ValueError for a long one."""
    line = await reader.readline()
    if len(line) > handshake.LONGEST:
        raise ValueError("a line of the handshake is short")
    return line.removesuffix(b"\n")
