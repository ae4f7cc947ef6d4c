"""A connection to a Wayland compositor for asyncio: only the wire, no library behind it.

Enough for the protocols that deskbreak uses; none of them passes file descriptors. Source: the
Wayland protocol, "Wire Format"; why this is not pywayland: ``docs/decisions/0050``.
"""

import asyncio
import struct
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TypeAlias

from deskbreak.errors import UnavailableError

DISPLAY, REGISTRY = 1, 2
"""Ids of ``wl_display`` and of our ``wl_registry``."""

ERROR, DELETE_ID = 0, 1
GLOBAL, GLOBAL_REMOVE = 0, 1
SYNC, GET_REGISTRY, BIND = 0, 1, 0

SERVERS_OWN = 0xFF000000
"""Ids from here on are made by the compositor."""
MOST = 10_000
"""Objects, or kinds of globals, that are kept."""

Handler: TypeAlias = Callable[[int, bytes], None]
"""(opcode of the event, its arguments as they came)."""


class WaylandError(UnavailableError):
    """There is no compositor, it went away, or it does not have what was asked; one line."""


class NoCompositorError(WaylandError):
    """Nobody listens at the compositor's socket."""


def socket_path(environ: Mapping[str, str]) -> str:
    """The compositor's socket of this environment; WaylandError where none is named."""
    name = environ.get("WAYLAND_DISPLAY")
    if not name:
        raise WaylandError("WAYLAND_DISPLAY is not set")
    if name.startswith("/"):
        return name
    runtime = environ.get("XDG_RUNTIME_DIR")
    if not runtime:
        raise WaylandError("XDG_RUNTIME_DIR is not set")
    return str(Path(runtime, name))


def u32(*values: int) -> bytes:
    """Unsigned numbers, object ids included."""
    return struct.pack(f"={len(values)}I", *values)


def text(value: str) -> bytes:
    """A string: its length with the final NUL, the bytes, padding to four."""
    data = value.encode() + b"\0"
    return u32(len(data)) + data + b"\0" * (-len(data) % 4)


def read_text(data: bytes, start: int = 0) -> tuple[str, int]:
    """A string at a place, and where the next argument begins."""
    (length,) = struct.unpack_from("=I", data, start)
    end = start + 4 + length
    if end > len(data):
        raise struct.error("a text is longer than its event")
    return data[start + 4 : max(start + 4, end - 1)].decode(errors="replace"), end + (-length % 4)


class Wayland(asyncio.Protocol):
    """A live connection. ``closed`` is done, with the reason, as soon as it is no longer one."""

    def __init__(self) -> None:
        self._loop = asyncio.get_running_loop()
        self.closed: asyncio.Future[str] = self._loop.create_future()
        self.globals: dict[str, tuple[int, int]] = {}
        """Interface: (name in the registry, version). The first of several of a kind."""
        self._handlers: dict[int, Handler] = {DISPLAY: self._display, REGISTRY: self._registry}
        self._bound: set[int] = set()
        self._next = REGISTRY + 1
        self._free: list[int] = []
        self._syncs: set[asyncio.Future[None]] = set()
        self._data = b""
        self._why = ""

    def new(self, handler: Handler) -> int:
        """An object id for a request that makes an object; its events go to ``handler``."""
        if self._free:
            number = self._free.pop()
        else:
            number, self._next = self._next, self._next + 1
        self._handlers[number] = handler
        return number

    def adopt(self, number: int, handler: Handler) -> None:
        """The compositor made an object."""
        if number < SERVERS_OWN or len(self._handlers) > MOST:
            self._fail("the compositor sent what is no Wayland event")
            return
        self._handlers[number] = handler

    def drop(self, number: int, destroy: int) -> None:
        """Send an object's destructor; nothing it still says is heard."""
        if number in self._handlers:
            self._handlers[number] = _ignore
            self.send(number, destroy)

    def send(self, number: int, opcode: int, arguments: bytes = b"") -> None:
        """Send a request; WaylandError if the connection is closed."""
        if self.closed.done() or self._transport.is_closing():
            raise WaylandError(self._why or "the connection to the compositor is closed")
        size = 8 + len(arguments)
        self._transport.write(u32(number, size << 16 | opcode) + arguments)

    def bind(self, interface: str, version: int, handler: Handler) -> int:
        """Use a global, at most at this version; WaylandError if the compositor has none."""
        if interface not in self.globals:
            raise WaylandError(f"the compositor has no {interface}")
        name, offered = self.globals[interface]
        number = self.new(handler)
        self._bound.add(name)
        which = text(interface) + u32(min(version, offered), number)
        self.send(REGISTRY, BIND, u32(name) + which)
        return number

    async def roundtrip(self) -> None:
        """Wait until the compositor has answered everything sent so far."""
        done: asyncio.Future[None] = self._loop.create_future()
        self._syncs.add(done)

        def answered(_opcode: int, _data: bytes) -> None:
            if not done.done():
                done.set_result(None)

        try:
            self.send(DISPLAY, SYNC, u32(self.new(answered)))
            await done
        finally:
            self._syncs.discard(done)

    def close(self) -> None:
        """Close the socket."""
        self._why = self._why or "closed by deskbreak"
        self._transport.abort()

    # What asyncio calls.

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Ask for the registry."""
        assert isinstance(transport, asyncio.Transport)  # noqa: S101 -- it narrows the type
        self._transport = transport
        self.send(DISPLAY, GET_REGISTRY, u32(REGISTRY))

    def data_received(self, data: bytes) -> None:
        """Hand out the events that are complete."""
        self._data += data
        while len(self._data) >= 8:
            number, word = struct.unpack_from("=II", self._data)
            size = word >> 16
            if size < 8:
                self._fail("the compositor sent what is no Wayland event")
                return
            if len(self._data) < size:
                return
            event, self._data = self._data[8:size], self._data[size:]
            try:
                self._handlers.get(number, _ignore)(word & 0xFFFF, event)
            except struct.error:
                self._fail("the compositor sent an event that is too short")
                return

    def connection_lost(self, error: Exception | None) -> None:
        """Fail everything that still waits."""
        why = self._why or (str(error) if error else "the compositor closed the connection")
        if not self.closed.done():
            self.closed.set_result(why)
        for waiting in self._syncs:
            if not waiting.done():
                waiting.set_exception(WaylandError(why))

    # Inside.

    def _fail(self, why: str) -> None:
        self._why = self._why or why
        self._transport.abort()

    def _display(self, opcode: int, data: bytes) -> None:
        if opcode == ERROR:
            self._fail(f"protocol error: {read_text(data, 8)[0]}")
        elif opcode == DELETE_ID:
            (number,) = struct.unpack_from("=I", data)
            if REGISTRY < number < self._next and self._handlers.pop(number, None) is not None:
                self._free.append(number)

    def _registry(self, opcode: int, data: bytes) -> None:
        (name,) = struct.unpack_from("=I", data)
        if opcode == GLOBAL:
            interface, end = read_text(data, 4)
            (version,) = struct.unpack_from("=I", data, end)
            if len(self.globals) < MOST:
                self.globals.setdefault(interface, (name, version))
        elif opcode == GLOBAL_REMOVE and name in self._bound:
            self._fail("the compositor took away what we use")


async def connect(environ: Mapping[str, str], limit: float = 2.0) -> Wayland:
    """Connect and learn the globals within ``limit`` seconds; WaylandError says why not."""
    loop = asyncio.get_running_loop()
    path = socket_path(environ)
    try:
        async with asyncio.timeout(limit):
            _, wayland = await loop.create_unix_connection(Wayland, path)
            try:
                await wayland.roundtrip()
            except BaseException:  # whatever ends this, the socket must not stay open
                wayland.close()
                raise
    except TimeoutError as error:
        raise WaylandError(f"the compositor did not answer within {limit:g} s") from error
    except OSError as error:
        why = f"cannot reach the compositor: {error.strerror or error}"
        raise NoCompositorError(why) from error
    return wayland


def _ignore(_opcode: int, _data: bytes) -> None:
    """Nothing is to be done about this event."""
