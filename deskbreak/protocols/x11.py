"""A connection to an X server for asyncio, on python-xlib's protocol layer.

Only that layer is loaded (``Xlib.protocol``): ``Xlib.display`` would cost twice the memory. Nothing
here waits for the server in the loop: replies come through futures.
"""

import asyncio
import logging
import socket
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, TypeAlias

from Xlib.error import ConnectionClosedError, DisplayError, XauthError, XError
from Xlib.protocol import event, request, rq
from Xlib.protocol.display import Display
from Xlib.support.connect import get_display

from deskbreak.protocols.threads import in_thread
from deskbreak.protocols.x11_errors import GARBAGE, NoServerError, X11Error

log = logging.getLogger(__name__)

OnEvent: TypeAlias = Callable[[rq.Event], None]


class _Server(Display):
    """python-xlib's wire. Its tables for extensions would be shared by all connections."""

    def __init__(self, name: str) -> None:
        self.resource_classes: Any = {}  # no resource has a class on this layer
        self.event_classes = dict(event.event_class)
        super().__init__(name)


class X11:
    """A live connection. ``closed`` is done, with the reason, as soon as it is no longer one.

    Replies are unpacked by python-xlib, which trusts them; what it fails on ends the connection.
    Properties have any type that a program gives them: only ``numbers`` and ``words`` read them.
    """

    def __init__(self, server: _Server) -> None:
        self._server = server
        self._loop = asyncio.get_running_loop()
        self.closed: asyncio.Future[str] = self._loop.create_future()
        self.listeners: list[OnEvent] = []
        self.root: int = server.info.roots[server.default_screen].root
        self._asked: list[tuple[rq.ReplyRequest, asyncio.Future[rq.ReplyRequest]]] = []
        self._atoms: dict[str, int] = {}
        self._fileno = server.fileno()
        server.set_error_handler(_note_error)
        self._loop.add_reader(self._fileno, self._read)

    async def ask(self, what: type[rq.ReplyRequest], **fields: Any) -> Any:
        """Send a request and return its reply; X11Error if the server says no or goes away."""
        future: asyncio.Future[rq.ReplyRequest] = self._loop.create_future()
        asked = (self._send(what, defer=True, **fields), future)
        self._asked.append(asked)
        self._pump()
        try:
            return await future
        finally:
            if asked in self._asked:
                self._asked.remove(asked)

    def tell(self, what: type[rq.Request], **fields: Any) -> None:
        """Send a request that has no reply; an error it may cause is only noted."""
        self._send(what, **fields)
        self._pump()

    def follow(self, what: type[rq.ReplyRequest], **fields: Any) -> None:
        """Send a request whose replies never end; it takes them itself."""
        self._send(what, defer=True, **fields)
        self._pump()

    async def extension(self, name: str) -> Any:
        """Major opcode and first event of an extension; X11Error if the server has none."""
        reply = await self.ask(request.QueryExtension, name=name)
        if not reply.present:
            raise X11Error(f"the X server has no {name} extension")
        return reply

    def expect(self, code: int, what: type[rq.Event]) -> None:
        """Events with this code are of this kind."""
        self._server.add_extension_event(code, what)

    async def atom(self, name: str) -> int:
        """The number of a name."""
        if name not in self._atoms:
            reply = await self.ask(request.InternAtom, name=name, only_if_exists=0)
            self._atoms[name] = reply.atom
        return self._atoms[name]

    async def numbers(self, window: int, name: str) -> list[int]:
        """A window's property of 32-bit numbers; empty if it has none, or is gone."""
        value = await self._property(window, name)
        return [] if value is None or value[0] != 32 else [int(each) for each in value[1]]

    async def words(self, window: int, name: str) -> list[str]:
        """A window's property of NUL-separated texts; empty if it has none, or is gone."""
        value = await self._property(window, name)
        if value is None or value[0] != 8:
            return []
        return [word for word in bytes(value[1]).decode(errors="replace").split("\0") if word]

    def listen(self, window: int, mask: int) -> None:
        """Choose the events that we get of a window."""
        self.tell(request.ChangeWindowAttributes, window=window, attrs={"event_mask": mask})

    def new_id(self) -> int:
        """A number for something that we make on the server."""
        return int(self._server.allocate_resource_id())

    def free_id(self, number: int) -> None:
        """The thing is gone."""
        self._server.free_resource_id(number)

    @property
    def now(self) -> float:
        """The loop's clock, in seconds."""
        return self._loop.time()

    def close(self) -> None:
        """Close the connection."""
        self._end("closed by deskbreak")

    # Inside.

    async def _property(self, window: int, name: str) -> tuple[int, Any] | None:
        try:
            reply = await self.ask(
                request.GetProperty,
                delete=0, window=window, property=await self.atom(name), type=0,
                long_offset=0, long_length=1024,
            )  # fmt: skip
        except X11Error:
            if self.closed.done():
                raise
            return None  # the window closed meanwhile
        value: tuple[int, Any] | None = reply.value
        return value

    def _send(self, what: type[Any], **fields: Any) -> Any:
        if self.closed.done():
            raise X11Error(self.closed.result())
        sent: list[Any] = []
        if self._fails(lambda: sent.append(what(display=self._server, **fields))):
            raise X11Error(self.closed.result())
        return sent[0]

    def _pump(self) -> None:
        """Send what is to be sent; what came in meanwhile would not be announced again."""
        if self._fails(self._server.flush):
            return
        self._loop.call_soon(self._hand_out)

    def _read(self) -> None:
        if not self._fails(self._server.pending_events):
            self._hand_out()

    def _fails(self, work: Callable[[], object]) -> bool:
        """Whether the server is gone, or sends what is no X11."""
        try:
            work()
        except ConnectionClosedError as error:
            self._end(str(error))
        except GARBAGE as error:
            self._end(f"the X server sent what cannot be read: {error!r}")
        else:
            return False
        return True

    def _hand_out(self) -> None:
        for asked in tuple(self._asked):
            reply, future = asked
            failed = reply._error  # noqa: SLF001 -- waiting for it publicly would block
            if failed is None and reply._data is None:  # noqa: SLF001 -- the same
                continue
            self._asked.remove(asked)
            if future.done():
                continue
            if failed is None:
                future.set_result(reply)
            else:
                future.set_exception(X11Error(f"the X server said no: {failed}"))
        queue = self._server.event_queue
        while queue and not self.closed.done():
            event = queue.pop(0)
            for listener in tuple(self.listeners):
                listener(event)

    def _end(self, why: str) -> None:
        if self.closed.done():
            return
        self._loop.remove_reader(self._fileno)
        if self._server.socket_error is None:
            self._server.close_internal("client")
        self.closed.set_result(why)
        for _, future in self._asked:
            if not future.done():
                future.set_exception(X11Error(why))
        self._asked.clear()


async def connect(environ: Mapping[str, str], limit: float = 2.0) -> X11:
    """Connect to the server of this environment; X11Error if it cannot be within ``limit`` s."""
    name = environ.get("DISPLAY")
    if not name:
        raise X11Error("DISPLAY is not set")
    try:
        async with asyncio.timeout(limit):
            return X11(await in_thread(lambda: _connect(name), X11Error))
    except TimeoutError as error:
        raise X11Error(f"the X server did not answer within {limit:g} s") from error


def _connect(name: str) -> _Server:
    try:
        _probe(name)
    except (DisplayError, OSError, *GARBAGE) as error:
        raise NoServerError(f"cannot open the display {name}: {error}") from error
    try:
        return _Server(name)
    except (DisplayError, XauthError, ConnectionClosedError, OSError, *GARBAGE) as error:
        raise X11Error(f"cannot open the display {name}: {error}") from error


def _probe(name: str) -> None:
    """Fail if nobody listens at a local display: python-xlib would leave its sockets open."""
    if sys.platform == "win32":
        return
    _, protocol, host, number, _ = get_display(name)
    if protocol == "tcp" or host not in {"", "unix"}:
        return
    path = f"/tmp/.X11-unix/X{number}"  # noqa: S108 -- where X servers have their sockets
    address = path if Path(path).exists() else f"\0{path}"
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as probe:
        probe.connect(address)


def _note_error(error: XError, _request: object) -> None:
    log.debug("the X server said no: %s", error)
