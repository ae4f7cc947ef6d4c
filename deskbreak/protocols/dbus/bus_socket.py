"""The socket of a D-Bus connection: the login, bytes in and out, and its end."""

import asyncio
from itertools import count

from jeepney import Message
from jeepney.auth import BEGIN, Authenticator

from deskbreak.protocols.dbus.message_reader import GARBAGE, MessageReader
from deskbreak.protocols.dbus.types import BusError


class BusSocket(asyncio.Protocol):
    """Says hello, hands over messages, and fails whoever waits when it ends.

    ``closed`` is done, with the reason, as soon as it is no longer a live connection.
    """

    def __init__(self) -> None:
        self._loop = asyncio.get_running_loop()
        self.closed: asyncio.Future[str] = self._loop.create_future()
        self._greeted: asyncio.Future[Message | None] = self._loop.create_future()
        self._waiting: dict[int, asyncio.Future[Message | None]] = {0: self._greeted}
        self._serials = count(1)
        self._reader = MessageReader()
        self._login: Authenticator | None = Authenticator()
        self._why = ""

    async def close(self) -> None:
        """Send what is still to be sent, then close the socket; takes 1 s at most."""
        self._why = self._why or "closed by deskbreak"
        self._transport.close()
        await asyncio.wait({self.closed}, timeout=1.0)
        self.abort()

    def abort(self) -> None:
        """Close the socket at once."""
        self._transport.abort()

    # What asyncio calls.

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Start the login."""
        assert isinstance(transport, asyncio.Transport)  # noqa: S101 -- it narrows the type
        self._transport = transport
        assert self._login is not None  # noqa: S101 -- it narrows the type
        transport.write(self._login.data_to_send())

    def data_received(self, data: bytes) -> None:
        """Take in bytes, whole messages or not."""
        try:
            if self._login is not None:
                self._log_in(data)
                return
            for message in self._reader.feed(data):
                self._take(message)
        except GARBAGE as error:
            self._why = f"the other side sent what is no D-Bus message: {error!r}"
            self.abort()

    def connection_lost(self, error: Exception | None) -> None:
        """Fail everything that still waits."""
        why = self._why or (str(error) if error else "the other side closed the connection")
        if not self.closed.done():
            self.closed.set_result(why)
        for future in self._waiting.values():
            if not future.done():
                future.set_exception(BusError(why))

    # Inside.

    def _take(self, message: Message) -> None:
        raise NotImplementedError

    def _log_in(self, data: bytes) -> None:
        assert self._login is not None  # noqa: S101 -- it narrows the type
        self._login.feed(data)
        if self._login.authenticated:
            self._login = None
            self._transport.write(BEGIN)
            self._greeted.set_result(None)

    def _send(self, message: Message, serial: int | None = None) -> None:
        if self.closed.done() or self._transport.is_closing():
            raise BusError(self._why or "the connection is closed")
        try:
            data = message.serialise(serial or next(self._serials))
        except GARBAGE as error:  # such as a text with letters that are none
            raise BusError(f"it cannot be said over D-Bus: {error}") from error
        self._transport.write(data)
