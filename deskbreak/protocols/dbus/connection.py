"""One connection to a D-Bus message bus, for asyncio, on jeepney's wire format.

    bus = await connect(session_address(os.environ))
    (names,) = await bus.call(THE_BUS, "ListNames", gives="as")
    await bus.watch_name("org.example.Thing", lambda owner: ...)

Nothing that comes in is trusted: a caller names the types that a reply has to have (``gives``), and
a subscriber those of a signal (``carries``); what has others is an error, or is not heard. So a
body that somebody is given always has the values that the types say.

No call starts a service. Callbacks run in the loop, in the order of the messages.
Source: D-Bus Specification 0.43.
"""

import asyncio
from collections.abc import Callable

from jeepney import (
    DBusAddress,
    HeaderFields,
    Message,
    MessageFlag,
    MessageType,
    new_method_call,
    new_signal,
)

from deskbreak.protocols.dbus.address import session_address, socket_paths, system_address
from deskbreak.protocols.dbus.bus_socket import BusSocket
from deskbreak.protocols.dbus.message_reader import GARBAGE, error_of, head, signature_of
from deskbreak.protocols.dbus.served_objects import ServedObjects
from deskbreak.protocols.dbus.types import (
    THE_BUS,
    Body,
    BusError,
    Call,
    Handler,
    Match,
    NobodyError,
    Peer,
    Signal,
)

__all__ = [
    "THE_BUS", "Body", "Bus", "BusError", "Call", "Handler", "Match", "Peer", "Signal", "connect",
    "session_address", "system_address",
]  # fmt: skip

PROPERTIES = "org.freedesktop.DBus.Properties"


class Bus(BusSocket):
    """A live connection: calls, signals, and objects of our own."""

    def __init__(self) -> None:
        super().__init__()
        self.name = ""
        """Our unique name."""
        self._matches: list[Match] = []
        self._objects = ServedObjects()

    async def call(
        self,
        peer: Peer,
        member: str,
        signature: str = "",
        body: Body = (),
        limit: float | None = 5.0,
        *,
        gives: str,
    ) -> Body:
        """Call a method and return its reply, which has the types ``gives``; "": it is not used.

        BusError if it fails, takes over ``limit`` s, or has other types.
        """
        serial = next(self._serials)
        future: asyncio.Future[Message | None] = self._loop.create_future()
        self._waiting[serial] = future
        try:
            self._send(_call(peer, member, signature, body), serial)
            async with asyncio.timeout(limit):
                reply = await future
        except TimeoutError as error:
            raise BusError(f"{peer.name} did not answer {member} within {limit:g} s") from error
        finally:
            self._waiting.pop(serial, None)
        if not gives or reply is None:
            return ()
        if (got := signature_of(reply)) != gives:
            raise BusError(f"{peer.name} answered {member} with {got!r} instead of {gives!r}")
        return reply.body  # type: ignore[no-any-return]  # jeepney has no types

    async def get(self, peer: Peer, name: str, gives: str, limit: float | None = 5.0) -> object:
        """A property of ``peer``, which has the type ``gives``; BusError as for ``call``."""
        properties = peer._replace(interface=PROPERTIES)
        asked = (peer.interface, name)
        (variant,) = await self.call(properties, "Get", "ss", asked, limit, gives="v")
        return value_of(variant, gives)

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
        self._objects.add(path, handler)

    async def match(
        self,
        peer: Peer,
        callback: Callable[[Signal], None],
        member: str = "",
        arg0: str = "",
        *,
        carries: str | None = None,
    ) -> Match:
        """Subscribe to signals; empty fields match anything.

        ``carries``: the types of the body. A signal with others is not heard; None: any are, and
        the body is not handed on.

        With a well-known ``peer.name`` also compare ``Signal.sender`` with its owner: a signal
        sent to this connection alone, or for another subscription, is seen as well.
        """
        match = Match(peer, member, arg0, callback, carries)
        self._matches.append(match)
        try:
            await self.call(THE_BUS, "AddMatch", "s", (match.rule,), gives="")
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

        match = await self.match(THE_BUS, changed, "NameOwnerChanged", name, carries="sss")
        try:
            callback(await self.owner(name))
        except BaseException:  # also when cancelled: nobody holds the match then
            self.unmatch(match)
            raise
        return match

    async def owner(self, name: str) -> str:
        """The unique name that owns ``name``, or ""."""
        try:
            (owner,) = await self.call(THE_BUS, "GetNameOwner", "s", (name,), gives="s")
        except BusError as error:
            if error.name == "org.freedesktop.DBus.Error.NameHasNoOwner":
                return ""
            raise
        return str(owner)

    async def hello(self) -> None:
        """Log in and get our unique name; ``connect`` does this."""
        await self._greeted
        (name,) = await self.call(THE_BUS, "Hello", limit=None, gives="s")
        self.name = str(name)

    def connection_lost(self, error: Exception | None) -> None:
        """Fail everything that still waits."""
        super().connection_lost(error)
        self._matches.clear()

    # Inside.

    def _drop(self, match: Match) -> None:
        match.active = False
        if match in self._matches:
            self._matches.remove(match)

    def _take(self, message: Message) -> None:
        kind, fields = message.header.message_type, message.header.fields
        if kind is MessageType.signal:
            signal, types = Signal(*head(message), message.body), signature_of(message)
            for match in self._matches:
                if match.wants(signal, types):
                    self._loop.call_soon(match.give, signal, context=match.context)
        elif kind is MessageType.method_call:
            self._loop.call_soon(self._answer, message)
        elif (future := self._waiting.get(fields[HeaderFields.reply_serial])) and not future.done():
            if kind is MessageType.method_return:
                future.set_result(message)
            else:
                future.set_exception(BusError(*error_of(message)))

    def _answer(self, message: Message) -> None:
        answer = self._objects.answer(message)
        if answer is not None and not self._transport.is_closing():
            self._send(answer)


async def connect(address: str, limit: float = 5.0) -> Bus:
    """Connect and log in within ``limit`` seconds; BusError says why it could not be.

    It is a NobodyError where nobody listens.
    """
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
    raise NobodyError(why)


def _call(peer: Peer, member: str, signature: str, body: Body) -> Message:
    try:
        address = DBusAddress(peer.path, peer.name, peer.interface or None)
        message = new_method_call(address, member, signature or None, body)
    except GARBAGE as error:  # such as a path made of what another program said
        raise BusError(f"it cannot be said over D-Bus: {error}") from error
    message.header.flags |= MessageFlag.no_auto_start
    return message


def value_of(variant: object, gives: str) -> object:
    """What is in a variant; BusError unless it has the type ``gives``."""
    match variant:
        case (str(kind), value) if kind == gives:
            return value
    raise BusError(f"a value has another type than {gives!r}")
