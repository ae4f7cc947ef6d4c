"""Objects of our own on a bus, and the answers to whoever calls them."""

from typing import Final

from jeepney import Message, MessageFlag, new_error, new_method_return

from deskbreak.app import supervise
from deskbreak.app.parts import PROGRAM, Part
from deskbreak.protocols.dbus.message_reader import head
from deskbreak.protocols.dbus.types import BusError, Call, Handler

UNEXPECTED: Final = "org.freedesktop.DBus.Error.Failed"


class ServedObjects:
    """Handlers by object path; each belongs to the part that added it."""

    def __init__(self) -> None:
        self._objects: dict[str, tuple[Part, Handler]] = {}

    def add(self, path: str, handler: Handler) -> None:
        """Answer the calls that come for an object."""
        self._objects[path] = supervise.current_part(), handler

    def answer(self, message: Message) -> Message | None:
        """The reply to a call; None if none is wanted."""
        call = Call(*head(message), message.body)
        try:
            reply = self._handler(call)(call)
            answer = None if reply is None else new_method_return(message, *reply)
        except BusError as error:
            answer = new_error(message, error.name, "s", (str(error),))
        except Exception as error:  # noqa: BLE001 - its part is told, the caller gets an answer
            supervise.supervisor().failed(self._part(call), error)
            answer = new_error(message, UNEXPECTED, "s", (type(error).__name__,))
        return None if message.header.flags & MessageFlag.no_reply_expected else answer

    def _handler(self, call: Call) -> Handler:
        if call.interface == "org.freedesktop.DBus.Peer" and call.member == "Ping":
            return lambda _: ("", ())
        if call.path not in self._objects:
            raise BusError(f"no object {call.path}", "org.freedesktop.DBus.Error.UnknownObject")
        return self._objects[call.path][1]

    def _part(self, call: Call) -> Part:
        """Whose object was called."""
        return self._objects.get(call.path, (PROGRAM,))[0]
