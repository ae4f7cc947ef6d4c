"""One connection to a D-Bus message bus, for asyncio, on jeepney's wire format.

    bus = await connect(session_address(os.environ))
    (names,) = await bus.call(THE_BUS, "ListNames")
    await bus.watch_name("org.example.Thing", lambda owner: ...)

Nothing here starts a service: every call carries NO_AUTO_START. Callbacks run in the loop, in the
order in which the messages came, replies included. Source: D-Bus Specification 0.43.
``dbus_link`` keeps one connection for several users and makes it again when it is lost.
"""

import asyncio
import struct
from collections.abc import Callable
from itertools import count

from jeepney import (
    DBusAddress,
    HeaderFields,
    Message,
    MessageFlag,
    MessageType,
    Parser,
    new_error,
    new_method_call,
    new_method_return,
    new_signal,
)
from jeepney.auth import BEGIN, Authenticator

from deskbreak.app import supervise
from deskbreak.app.parts import PROGRAM, Part
from deskbreak.protocols.dbus.address import session_address, socket_paths, system_address
from deskbreak.protocols.dbus.types import (
    THE_BUS,
    Body,
    BusError,
    Call,
    Handler,
    Match,
    Peer,
    Signal,
)

__all__ = [
    "THE_BUS", "Body", "Bus", "BusError", "Call", "Handler", "Match", "Peer", "Signal", "connect",
    "session_address", "system_address",
]  # fmt: skip

BIGGEST = 128 * 1024 * 1024
"""Bytes in a message at most (specification, "Message Format")."""

UNEXPECTED = "org.freedesktop.DBus.Error.Failed"

GARBAGE = (ValueError, KeyError, IndexError, TypeError, AssertionError, struct.error)
"""What jeepney's parser raises on bytes that are no message."""


class Bus(asyncio.Protocol):
    """A live connection. ``closed`` is done, with the reason, as soon as it is no longer one."""

    def __init__(self) -> None:
        self._loop = asyncio.get_running_loop()
        self.closed: asyncio.Future[str] = self._loop.create_future()
        self.name = ""
        """Our unique name."""
        self._greeted: asyncio.Future[Body] = self._loop.create_future()
        self._waiting: dict[int, asyncio.Future[Body]] = {0: self._greeted}
        self._serials = count(1)
        self._matches: list[Match] = []
        self._objects: dict[str, tuple[Part, Handler]] = {}
        self._parser = Parser()
        self._login: Authenticator | None = Authenticator()
        self._why = ""

    async def call(
        self,
        peer: Peer,
        member: str,
        signature: str = "",
        body: Body = (),
        limit: float | None = 5.0,
    ) -> Body:
        """Call a method and return its reply; BusError if it fails or takes over ``limit`` s."""
        serial = next(self._serials)
        future: asyncio.Future[Body] = self._loop.create_future()
        self._waiting[serial] = future
        try:
            self._send(_call(peer, member, signature, body), serial)
            async with asyncio.timeout(limit):
                return await future
        except TimeoutError as error:
            raise BusError(f"{peer.name} did not answer {member} within {limit:g} s") from error
        finally:
            self._waiting.pop(serial, None)

    def tell(self, peer: Peer, member: str, signature: str = "", body: Body = ()) -> None:
        """Call a method without waiting for, or ever seeing, a reply. BusError if closed."""
        message = _call(peer, member, signature, body)
        message.header.flags |= MessageFlag.no_reply_expected
        self._send(message)

    def emit(self, peer: Peer, member: str, signature: str = "", body: Body = ()) -> None:
        """Send a signal from ``peer.path`` (its name is not used). BusError if closed."""
        emitter = DBusAddress(peer.path, interface=peer.interface)
        self._send(new_signal(emitter, member, signature or None, body))

    def serve(self, path: str, handler: Handler) -> None:
        """Answer the calls that come for an object."""
        self._objects[path] = supervise.current_part(), handler

    async def match(
        self, peer: Peer, callback: Callable[[Signal], None], member: str = "", arg0: str = ""
    ) -> Match:
        """Subscribe to signals; empty fields match anything.

        With a well-known ``peer.name`` also compare ``Signal.sender`` with its owner: a signal
        sent to this connection alone, or for another subscription, is seen as well.
        """
        match = Match(peer, member, arg0, callback)
        self._matches.append(match)
        try:
            await self.call(THE_BUS, "AddMatch", "s", (match.rule,))
        except BaseException:  # also when cancelled: nobody holds the match then
            self._drop(match)
            raise
        return match

    def unmatch(self, match: Match) -> None:
        """End a subscription; no callback after this. Nothing happens if the bus is closed."""
        if match.active and not (self.closed.done() or self._transport.is_closing()):
            self.tell(THE_BUS, "RemoveMatch", "s", (match.rule,))
        self._drop(match)

    async def watch_name(self, name: str, callback: Callable[[str], None]) -> Match:
        """Tell the owner of a name ("" if none): now, before this returns, and at each change."""

        def changed(signal: Signal) -> None:
            callback(str(signal.body[2]))

        match = await self.match(THE_BUS, changed, "NameOwnerChanged", name)
        try:
            callback(await self.owner(name))
        except BaseException:  # also when cancelled: nobody holds the match then
            self.unmatch(match)
            raise
        return match

    async def owner(self, name: str) -> str:
        """The unique name that owns ``name``, or ""."""
        try:
            (owner,) = await self.call(THE_BUS, "GetNameOwner", "s", (name,))
        except BusError as error:
            if error.name == "org.freedesktop.DBus.Error.NameHasNoOwner":
                return ""
            raise
        return str(owner)

    async def close(self) -> None:
        """Send what is still to be sent, then let go of the socket; takes 1 s at most."""
        self._why = self._why or "closed by deskbreak"
        self._transport.close()
        await asyncio.wait({self.closed}, timeout=1.0)
        self.abort()

    def abort(self) -> None:
        """Let go of the socket at once."""
        self._transport.abort()

    async def hello(self) -> None:
        """Log in and get our unique name; ``connect`` does this."""
        await self._greeted
        (name,) = await self.call(THE_BUS, "Hello", limit=None)
        self.name = str(name)

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
            self._parser.add_data(data)
            while (message := self._parser.get_next_message()) is not None:
                self._take(message)
            if (self._parser.next_msg_size or 0) > BIGGEST:
                raise ValueError("a message over 128 MiB")
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
        self._matches.clear()

    # Inside.

    def _drop(self, match: Match) -> None:
        match.active = False
        if match in self._matches:
            self._matches.remove(match)

    def _log_in(self, data: bytes) -> None:
        assert self._login is not None  # noqa: S101 -- it narrows the type
        self._login.feed(data)
        if self._login.authenticated:
            self._login = None
            self._transport.write(BEGIN)
            self._greeted.set_result(())

    def _send(self, message: Message, serial: int | None = None) -> None:
        if self.closed.done() or self._transport.is_closing():
            raise BusError(self._why or "the connection is closed")
        self._transport.write(message.serialise(serial or next(self._serials)))

    def _take(self, message: Message) -> None:
        kind, fields = message.header.message_type, message.header.fields
        if kind is MessageType.signal:
            signal = Signal(*_head(message), message.body)
            for match in self._matches:
                if match.wants(signal):
                    self._loop.call_soon(match.give, signal, context=match.context)
        elif kind is MessageType.method_call:
            self._loop.call_soon(self._answer, message)
        elif (future := self._waiting.get(fields[HeaderFields.reply_serial])) and not future.done():
            if kind is MessageType.method_return:
                future.set_result(message.body)
            else:
                name = fields[HeaderFields.error_name]
                said = message.body[0] if message.body else "no reason given"
                future.set_exception(BusError(f"{name}: {said}", name))

    def _answer(self, message: Message) -> None:
        call = Call(*_head(message), message.body)
        try:
            reply = self._handler(call)(call)
            answer = None if reply is None else new_method_return(message, *reply)
        except BusError as error:
            answer = new_error(message, error.name, "s", (str(error),))
        except Exception as error:  # noqa: BLE001 - its part is told, the caller gets an answer
            supervise.supervisor().failed(self._part(call), error)
            answer = new_error(message, UNEXPECTED, "s", (type(error).__name__,))
        wanted = not message.header.flags & MessageFlag.no_reply_expected
        if answer is not None and wanted and not self._transport.is_closing():
            self._send(answer)

    def _handler(self, call: Call) -> Handler:
        if call.interface == "org.freedesktop.DBus.Peer" and call.member == "Ping":
            return lambda _: ("", ())
        if call.path not in self._objects:
            raise BusError(f"no object {call.path}", "org.freedesktop.DBus.Error.UnknownObject")
        return self._objects[call.path][1]

    def _part(self, call: Call) -> Part:
        """Whose object was called."""
        return self._objects.get(call.path, (PROGRAM,))[0]


async def connect(address: str, limit: float = 5.0) -> Bus:
    """Connect and log in within ``limit`` seconds; BusError says why it could not be."""
    loop = asyncio.get_running_loop()
    why = ""
    try:
        async with asyncio.timeout(limit):
            for path in socket_paths(address):
                try:
                    _, bus = await loop.create_unix_connection(Bus, path)
                except OSError as error:
                    why = f"cannot reach the bus at {path.lstrip(chr(0))}: {error.strerror}"
                    continue
                try:
                    await bus.hello()
                except BaseException:  # whatever ends this, the socket must not stay open
                    bus.abort()
                    raise
                return bus
    except TimeoutError as error:
        raise BusError(f"the bus did not let us in within {limit:g} s") from error
    raise BusError(why)


def _call(peer: Peer, member: str, signature: str, body: Body) -> Message:
    address = DBusAddress(peer.path, peer.name, peer.interface or None)
    message = new_method_call(address, member, signature or None, body)
    message.header.flags |= MessageFlag.no_auto_start
    return message


def _head(message: Message) -> tuple[str, str, str, str]:
    fields = message.header.fields
    wanted = (HeaderFields.sender, HeaderFields.path, HeaderFields.interface, HeaderFields.member)
    sender, path, interface, member = (str(fields.get(field, "")) for field in wanted)
    return sender, path, interface, member
