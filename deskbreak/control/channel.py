"""The two kinds of control channel: how a server listens, and how it knows the person.

Either carries the same messages. Which one serves a system is decided by ``system_channel``.
"""

import asyncio
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Protocol, TypeAlias

from deskbreak.errors import FileUnusableError

Serve: TypeAlias = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]
"""One conversation."""


class ChannelError(FileUnusableError):
    """Commands cannot come in: the line says where and why."""


class Channel(Protocol):
    """Where commands come in."""

    async def listen(self, serve: Serve, limit: int) -> asyncio.Server:
        """Begin; ``limit``: bytes of a line. The caller holds the daemon's lock. Raises OSError."""

    async def admits(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bool:
        """Whether the other end is the person's own; nothing of theirs was read before."""

    def is_there(self) -> bool:
        """Whether others still find it where they look."""

    def remove(self) -> None:
        """Take away what was put into the file system. Never raises."""


def system_channel(path: Path) -> Channel:
    """The channel of this system at ``runtime_paths.socket_path``."""
    if sys.platform == "win32":
        from deskbreak.control.loopback import Loopback  # noqa: PLC0415 - only there

        return Loopback(path)
    from deskbreak.control.unix_socket import UnixSocket  # noqa: PLC0415 - not on Windows

    return UnixSocket(path)
