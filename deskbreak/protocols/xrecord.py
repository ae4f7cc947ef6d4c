"""The RECORD extension for python-xlib: only who resets the screen saver.

A player that keeps the screen on may do that every few seconds; the server then counts idle time
from zero, as if there had been a hand. Nothing else is recorded. Source: Record Extension Protocol
1.13.
"""

from collections.abc import Callable, Mapping
from typing import Any, Final

from Xlib.protocol import rq

from deskbreak.protocols.x11 import X11, connect
from deskbreak.protocols.xsync import head, reply

NAME: Final = "RECORD"
FORCE_SCREEN_SAVER: Final = 115
"""The core request."""
RESET: Final = bytes([FORCE_SCREEN_SAVER, 0])
"""Its second byte is the mode, 0 to reset."""
ALL_CLIENTS: Final = 3
FROM_CLIENT, END_OF_DATA = 1, 5


class QueryVersion(rq.ReplyRequest):
    """Agree on the version."""

    _request = rq.Struct(*head(0), rq.Card16("major"), rq.Card16("minor"))
    _reply = reply(rq.Card16("major"), rq.Card16("minor"), rq.Pad(20))


class CreateContext(rq.Request):
    """What is recorded: core requests from ``first`` to ``last``, of everybody."""

    _request = rq.Struct(
        *head(1), rq.Card32("context"), rq.Card8("element_header"), rq.Pad(3),
        rq.Card32("clients"), rq.Card32("ranges"), rq.Card32("client"),
        rq.Card8("first"), rq.Card8("last"), rq.Pad(22),
    )  # fmt: skip


class EnableContext(rq.ReplyRequest):
    """Record from now on: the replies to this request never end."""

    _request = rq.Struct(*head(5), rq.Card32("context"))
    _reply = rq.Struct(
        rq.ReplyCode(), rq.Card8("category"), rq.Card16("sequence_number"), rq.ReplyLength(),
        rq.Pad(24), rq.Binary("recorded", pad=0),
    )  # fmt: skip

    def __init__(self, told: Callable[[Mapping[str, Any]], None], **fields: Any) -> None:
        self._told = told
        super().__init__(**fields)

    def _parse_response(self, data: bytes) -> None:
        said, _ = self._reply.parse_binary(data, self._display, rawdict=True)
        self.sequence_number = said["sequence_number"]  # python-xlib asks for it
        if said["category"] != END_OF_DATA:
            self._display.sent_requests.insert(0, self)
        self._told(said)


class ScreenSaverResets:
    """Calls ``told`` at each reset by any program. It has a connection of its own."""

    def __init__(self, x11: X11, told: Callable[[], None]) -> None:
        self._x11, self._told = x11, told

    @classmethod
    async def of(cls, environ: Mapping[str, str], told: Callable[[], None]) -> "ScreenSaverResets":
        """Listen; X11Error if the server does not record."""
        x11 = await connect(environ)
        try:
            opcode = (await x11.extension(NAME)).major_opcode
            await x11.ask(QueryVersion, opcode=opcode, major=1, minor=13)
            context = x11.new_id()
            x11.tell(
                CreateContext,
                opcode=opcode, context=context, element_header=0, clients=1, ranges=1,
                client=ALL_CLIENTS, first=FORCE_SCREEN_SAVER, last=FORCE_SCREEN_SAVER,
            )  # fmt: skip
            it = cls(x11, told)
            x11.follow(EnableContext, told=it._recorded, opcode=opcode, context=context)
        except BaseException:  # whatever ends this, the socket must not stay open
            x11.close()
            raise
        return it

    def close(self) -> None:
        """Record nothing more; the server forgets the context with its connection."""
        self._x11.close()

    def _recorded(self, said: Mapping[str, Any]) -> None:
        if said["category"] == FROM_CLIENT and said["recorded"][:2] == RESET:
            self._told()
