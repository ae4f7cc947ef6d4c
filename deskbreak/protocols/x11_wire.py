"""The wire to an X server for asyncio: requests, and what is said of them.

Enough for requests that pass numbers and names. Source: X Window System Protocol, appendix B; why
this is not python-xlib: ``docs/decisions/0122``.
"""

import asyncio
import logging
import struct
from collections.abc import Callable
from typing import Final, TypeAlias

from deskbreak.protocols.x11_display import Setup, greeting, padded, setup_of
from deskbreak.protocols.x11_errors import GARBAGE, X11Error

log = logging.getLogger(__name__)

ERROR, REPLY, GENERIC_EVENT = 0, 1, 35
SENT: Final = 0x80
"""Set in the number of an event that another program has sent."""
MOST: Final = 1 << 24
"""Bytes of one reply; what is longer is none that we asked for."""

OnEvent: TypeAlias = Callable[[int, bytes], None]
"""(number of the event, all of it as it came)."""
OnReply: TypeAlias = Callable[[bytes], None]


class Wire(asyncio.Protocol):
    """A live connection. ``closed`` is done, with the reason, as soon as it is no longer one."""

    def __init__(self) -> None:
        self._loop = asyncio.get_running_loop()
        self.closed: asyncio.Future[str] = self._loop.create_future()
        self.listeners: list[OnEvent] = []
        self._let_in: asyncio.Future[bytes] = self._loop.create_future()
        self._data = b""
        self._sent = 0
        self._asked: dict[int, asyncio.Future[bytes]] = {}
        self._follows: dict[int, OnReply] = {}
        self._noted: set[tuple[int, int, int]] = set()

    async def enter(self, secret: bytes, screen: int) -> Setup:
        """Be let in; X11Error if the server does not."""
        self._transport.write(greeting(secret))
        try:
            return setup_of(await self._let_in, screen)
        except GARBAGE as error:
            raise X11Error(f"the X server sent what cannot be read: {error!r}") from error

    async def ask(self, opcode: int, body: bytes = b"", data: int = 0) -> bytes:
        """Send a request and return its reply; X11Error if the server says no or goes away."""
        number = self._send(opcode, body, data)
        future: asyncio.Future[bytes] = self._loop.create_future()
        self._asked[number] = future
        try:
            return await future
        finally:
            self._asked.pop(number, None)

    def tell(self, opcode: int, body: bytes = b"", data: int = 0) -> None:
        """Send a request that has no reply; an error it may cause is only noted."""
        self._send(opcode, body, data)

    def follow(self, opcode: int, body: bytes, data: int, told: OnReply) -> None:
        """Send a request whose replies never end."""
        self._follows[self._send(opcode, body, data)] = told

    @property
    def now(self) -> float:
        """The loop's clock, in seconds."""
        return self._loop.time()

    def close(self) -> None:
        """Close the connection."""
        self._end("closed by deskbreak")

    # What asyncio calls.

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """The way to the server is open."""
        assert isinstance(transport, asyncio.Transport)  # noqa: S101 -- it narrows the type
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        """Hand out what is complete."""
        self._data += data
        while not self.closed.done() and (size := self._whole()):
            whole, self._data = self._data[:size], self._data[size:]
            if not self._let_in.done():
                self._let_in.set_result(whole)
            else:
                self._hand_out(whole)

    def connection_lost(self, error: Exception | None) -> None:
        """Fail everything that still waits."""
        self._end(str(error) if error else "the X server closed the connection")

    # Inside.

    def _send(self, opcode: int, body: bytes, data: int) -> int:
        """The number by which its reply, or an error, will name it."""
        if self.closed.done():
            raise X11Error(self.closed.result())
        words = 1 + len(padded(body)) // 4
        self._transport.write(struct.pack("=BBH", opcode, data, words) + padded(body))
        self._sent = (self._sent + 1) & 0xFFFF
        return self._sent

    def _whole(self) -> int:
        """Bytes of what comes next; 0 while it is not complete."""
        if len(self._data) < (32 if self._let_in.done() else 8):
            return 0
        if not self._let_in.done():
            size = 8 + 4 * int(struct.unpack_from("=H", self._data, 6)[0])
        elif self._data[0] in (REPLY, GENERIC_EVENT, GENERIC_EVENT | SENT):
            size = 32 + 4 * int(struct.unpack_from("=I", self._data, 4)[0])
        else:
            size = 32
        if size > MOST:
            self.garbage(f"{size} bytes at once")
            return 0
        return size if len(self._data) >= size else 0

    def _hand_out(self, whole: bytes) -> None:
        """A reply, an error or an event; what a listener raises does not end the connection."""
        (number,) = struct.unpack_from("=H", whole, 2)
        if whole[0] == REPLY and number in self._follows:
            self._loop.call_soon(self._follows[number], whole)
        elif whole[0] in (REPLY, ERROR):
            waiting = self._asked.pop(number, None)
            if waiting is None or waiting.done():
                self._note_refusal(whole)  # a reply only came too late
            elif whole[0] == REPLY:
                waiting.set_result(whole)
            else:
                waiting.set_exception(X11Error(f"the X server said no: error {whole[1]}"))
        else:
            for listener in tuple(self.listeners):
                self._loop.call_soon(self._tell, listener, whole)

    def _note_refusal(self, whole: bytes) -> None:
        """What was only told was refused: a window has gone meanwhile, say. Once for each kind."""
        kind = whole[0], whole[1], whole[10]
        if whole[0] == ERROR and kind not in self._noted:
            self._noted.add(kind)
            words = "the X server refused request %d with error %d: often a window that has gone"
            log.debug(words, whole[10], whole[1])

    def _tell(self, listener: OnEvent, event: bytes) -> None:
        if not self.closed.done():
            listener(event[0] & ~SENT, event)

    def garbage(self, what: str) -> X11Error:
        """End the connection with a server that sends what is no X11."""
        self._end(f"the X server sent what cannot be read: {what}")
        return X11Error(self.closed.result())

    def _end(self, why: str) -> None:
        if self.closed.done():
            return
        self._transport.abort()
        self.closed.set_result(why)
        for waiting in (self._let_in, *self._asked.values()):
            if not waiting.done():
                waiting.set_exception(X11Error(why))
        self._asked.clear()
