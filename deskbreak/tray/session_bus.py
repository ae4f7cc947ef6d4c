"""One connection to the session bus inside an asyncio loop, by jeepney's blocking client.

The loop belongs to the tray's own thread, so a blocking send can hold up nothing else; it gives
up after ``PATIENCE`` and counts as a lost connection.
"""

import asyncio
import logging
import os
import socket
from collections.abc import Callable
from typing import Final, TypeAlias

from jeepney import (
    DBusAddress,
    HeaderFields,
    Message,
    MessageType,
    new_method_call,
    new_signal,
)
from jeepney.io.blocking import (
    DBusConnection,
    open_dbus_connection,
)

from deskbreak.errors import UnavailableError
from deskbreak.protocols.dbus import address
from deskbreak.protocols.dbus.message_reader import GARBAGE, MessageReader, signature_of
from deskbreak.tray.dbus_objects import Exported, answer

log = logging.getLogger(__name__)

AT_ONCE: Final = 64 * 1024
"""Bytes that are taken in at once."""
NO_WAIT: Final[int] = getattr(socket, "MSG_DONTWAIT", 0)
"""Not there on Windows, where this file is only read."""
PATIENCE: Final = 5.0
"""Seconds that one send may take."""

BUS: Final = DBusAddress("/org/freedesktop/DBus", "org.freedesktop.DBus", "org.freedesktop.DBus")

OnReply: TypeAlias = Callable[[tuple[object, ...] | None], None]
"""Gets the body of a reply, or None when the call ended in an error or has other types."""


class BusUnavailableError(UnavailableError):
    """There is no session bus; the text says why in one line."""


def session_address() -> str | None:
    """Where the session bus is, or will be; None when this session can have none."""
    return address.session_address(os.environ)


class Link:
    """A connection that answers for ``objects`` and hands on signals.

    Args:
        objects: by object path.
        on_signal: member and body of every signal that was asked for.
        on_lost: called once, from the loop, with the reason.
    """

    def __init__(
        self,
        objects: dict[str, Exported],
        on_signal: Callable[[str, tuple[object, ...]], None],
        on_lost: Callable[[str], None],
    ) -> None:
        self._loop = asyncio.get_running_loop()
        self._objects = objects
        self._on_signal = on_signal
        self._on_lost = on_lost
        self._waiting: dict[int, tuple[OnReply, str]] = {}
        self._open = True
        self._connection = _connect()
        self._connection.sock.settimeout(PATIENCE)
        self._reader = MessageReader(self._connection.parser)
        self._loop.add_reader(self._connection.sock, self._read)

    @property
    def name(self) -> str:
        """The unique name on the bus."""
        return str(self._connection.unique_name)

    def close(self) -> None:
        """Leave the bus; ``on_lost`` is not called."""
        if self._open:
            self._open = False
            self._loop.remove_reader(self._connection.sock)
            self._connection.close()

    def subscribe(self, rule: str) -> None:
        """Ask the bus for the signals of a match rule."""
        self.call(BUS, "AddMatch", "s", (rule,))

    def call(
        self,
        to: DBusAddress,
        method: str,
        signature: str,
        body: tuple[object, ...],
        on_reply: OnReply | None = None,
        gives: str = "",
    ) -> None:
        """Call a method; nobody waits for the reply. ``gives``: its types; "": any will do."""
        serial = next(self._connection.outgoing_serial)
        if on_reply:
            self._waiting[serial] = (on_reply, gives)
        self._send(new_method_call(to, method, signature, body), serial)

    def emit(
        self, path: str, interface: str, name: str, types: tuple[str, ...], body: tuple[object, ...]
    ) -> None:
        """Send a signal of one of our objects."""
        signature = "".join(types) or None
        self._send(new_signal(DBusAddress(path, interface=interface), name, signature, body))

    def _send(self, message: Message, serial: int | None = None) -> None:
        if not self._open:
            return
        try:
            self._connection.send(message, serial=serial)
        except OSError as error:
            self._lose(error)
        except GARBAGE as error:  # such as a text with letters that are none
            log.warning("it cannot be said over D-Bus: %s", error)

    def _lose(self, error: Exception) -> None:
        if self._open:
            self.close()
            # Not from inside a send: whoever sends must not find itself without a connection.
            self._loop.call_soon(self._on_lost, str(error) or type(error).__name__)

    def _read(self) -> None:
        try:
            data = self._connection.sock.recv(AT_ONCE, NO_WAIT)
            messages = list(self._reader.feed(data))
        except BlockingIOError:
            return
        except (OSError, *GARBAGE) as error:  # gone, or it speaks no D-Bus any more
            self._lose(error)
            return
        for message in messages:
            if self._open:
                self._take(message)
        if not data:
            self._lose(ConnectionResetError("the bus closed the connection"))

    def _take(self, message: Message) -> None:
        fields, kind = message.header.fields, message.header.message_type
        if kind is MessageType.method_call:
            reply = answer(self._objects, message)
            if reply is not None:
                self._send(reply)
        elif kind is MessageType.signal:
            self._on_signal(str(fields.get(HeaderFields.member)), message.body)
        elif waiting := self._waiting.pop(fields.get(HeaderFields.reply_serial), None):
            on_reply, gives = waiting
            is_good = kind is MessageType.method_return and gives in {"", signature_of(message)}
            on_reply(message.body if is_good else None)


def _connect() -> DBusConnection:
    where = session_address()
    if where is None:
        raise BusUnavailableError("this session has no D-Bus (DBUS_SESSION_BUS_ADDRESS is not set)")
    try:
        return open_dbus_connection(where)
    except (OSError, RuntimeError, *GARBAGE) as error:
        why = getattr(error, "strerror", None) or error
        raise BusUnavailableError(f"the D-Bus session bus does not answer: {why}") from error
