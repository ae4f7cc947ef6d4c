"""A connection to an X server for asyncio: windows, their properties, extensions.

Source: X Window System Protocol, appendix B.
"""

import asyncio
import socket
import struct
from collections.abc import Mapping
from typing import Final, NamedTuple

from deskbreak.protocols.x11_display import Display, Setup, cookie
from deskbreak.protocols.x11_errors import NoServerError, X11Error
from deskbreak.protocols.x11_wire import Wire

CHANGE_WINDOW_ATTRIBUTES, INTERN_ATOM, GET_PROPERTY, QUERY_EXTENSION = 2, 16, 20, 98
"""Core requests."""
EVENT_MASK: Final = 1 << 11
"""The attribute of a window."""
PROPERTY_CHANGE, STRUCTURE_NOTIFY = 1 << 22, 1 << 17
"""What may be listened to."""
UNMAP_NOTIFY, DESTROY_NOTIFY, PROPERTY_NOTIFY = 18, 17, 28
"""Events."""


class Extension(NamedTuple):
    """Where the numbers of an extension begin on this server."""

    opcode: int
    first_event: int


class X11(Wire):
    """A connection that was let in.

    Properties have any type that a program gives them: only ``numbers`` and ``words`` read them.
    """

    def __init__(self) -> None:
        super().__init__()
        self._setup = Setup(0, 0, 0)
        self._atoms: dict[str, int] = {}
        self._free: list[int] = []
        self._ids = 0

    async def begin(self, secret: bytes, screen: int) -> None:
        """Be let in; X11Error if the server does not."""
        self._setup = await self.enter(secret, screen)

    @property
    def root(self) -> int:
        """The window behind all others."""
        return self._setup.root

    async def extension(self, name: str) -> Extension:
        """The numbers of an extension; X11Error if the server has none."""
        reply = await self.ask(QUERY_EXTENSION, _name(name))
        present, opcode, first_event = struct.unpack_from("=BBB", reply, 8)
        if not present:
            raise X11Error(f"the X server has no {name} extension")
        return Extension(opcode, first_event)

    async def atom(self, name: str) -> int:
        """The number of a name."""
        if name not in self._atoms:
            reply = await self.ask(INTERN_ATOM, _name(name))
            (self._atoms[name],) = struct.unpack_from("=I", reply, 8)
        return self._atoms[name]

    async def numbers(self, window: int, name: str) -> list[int]:
        """A window's property of 32-bit numbers; empty if it has none, or is gone."""
        size, value = await self._property(window, name)
        return list(struct.unpack(f"={len(value) // 4}I", value)) if size == 32 else []

    async def words(self, window: int, name: str) -> list[str]:
        """A window's property of NUL-separated texts; empty if it has none, or is gone."""
        size, value = await self._property(window, name)
        return [word for word in value.decode(errors="replace").split("\0") if word and size == 8]

    def listen(self, window: int, mask: int) -> None:
        """Choose the events that we get of a window."""
        self.tell(CHANGE_WINDOW_ATTRIBUTES, struct.pack("=III", window, EVENT_MASK, mask))

    def new_id(self) -> int:
        """A number for something that we make on the server."""
        if self._free:
            return self._free.pop()
        self._ids += self._setup.id_mask & -self._setup.id_mask
        return self._setup.first_id | self._ids

    def free_id(self, number: int) -> None:
        """The thing is gone."""
        self._free.append(number)

    async def _property(self, window: int, name: str) -> tuple[int, bytes]:
        """Bits of each of its values, and the values; 0 and nothing if there is none."""
        asked = struct.pack("=IIIII", window, await self.atom(name), 0, 0, 1024)
        try:
            reply = await self.ask(GET_PROPERTY, asked)
        except X11Error:
            if self.closed.done():
                raise
            return 0, b""  # the window closed meanwhile
        size, (count,) = reply[1], struct.unpack_from("=I", reply, 16)
        value = reply[32 : 32 + count * size // 8]
        if len(value) != count * size // 8:
            raise self.garbage("a property is longer than its reply")
        return size, value


async def connect(environ: Mapping[str, str], limit: float = 2.0) -> X11:
    """Connect to the server of this environment; X11Error if it cannot be within ``limit`` s."""
    name = environ.get("DISPLAY")
    if not name:
        raise X11Error("DISPLAY is not set")
    display = Display.named(name)
    try:
        async with asyncio.timeout(limit):
            return await _connect(environ, display)
    except TimeoutError as error:
        raise X11Error(f"the X server did not answer within {limit:g} s") from error
    except OSError as error:
        why = error.strerror or error
        raise NoServerError(f"cannot open the display {name}: {why}") from error


async def _connect(environ: Mapping[str, str], display: Display) -> X11:
    loop = asyncio.get_running_loop()
    if display.host:
        way = await loop.create_connection(X11, display.host, display.port, family=socket.AF_INET)
    else:
        way = await loop.create_unix_connection(X11, display.socket)
    transport, x11 = way
    peer = transport.get_extra_info("peername")
    try:
        await x11.begin(cookie(environ, display, peer[0] if display.host else ""), display.screen)
    except BaseException:  # whatever ends this, the socket must not stay open
        x11.close()
        raise
    return x11


def _name(name: str) -> bytes:
    """A text as a request passes it."""
    return struct.pack("=HH", len(name), 0) + name.encode()
