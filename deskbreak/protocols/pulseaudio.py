"""A client of PulseAudio's native protocol for asyncio: who records from what, and when it changes.

PipeWire serves the same protocol. Source: the protocol's own notes (``PROTOCOL`` in PulseAudio) and
the order of ``PA_COMMAND_*``; why this is not pulsectl: ``docs/decisions/0053``.
"""

import asyncio
import struct
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TypeAlias

from msgspec import Struct

from deskbreak.errors import UnavailableError
from deskbreak.protocols.pulseaudio_tags import Row, Value, pack, unpack

VERSION = 21
"""The last version before streams have volumes and formats of their own; both servers speak it."""
VERSION_BITS = 0xFFFF
CONTROL = 0xFFFFFFFF
NOTHING = 0xFFFFFFFF
"""An index that points nowhere."""
BIGGEST = 4 * 1024 * 1024
"""Bytes in a message at most; what is asked for has some thousand."""

ERROR, REPLY, AUTH, SET_CLIENT_NAME = 0, 2, 8, 9
GET_SOURCE_INFO_LIST, GET_SOURCE_OUTPUT_INFO_LIST, SUBSCRIBE, SUBSCRIBE_EVENT = 24, 32, 35, 66
SOURCE_OUTPUTS = 8
"""The kind of change that is subscribed to."""

Values: TypeAlias = list[Value]


class PulseError(UnavailableError):
    """There is no sound server, it went away, or it said no; one line."""


class Recording(Struct, frozen=True):
    """One stream that records."""

    source: int
    by_server: bool
    """A module of the server made it, not a program."""
    corked: bool
    resampling: str
    title: str
    properties: Mapping[str, str]


def socket_path(environ: Mapping[str, str]) -> Path:
    """Where the server of this session listens; PulseError where that cannot be told."""
    named = environ.get("PULSE_SERVER", "").removeprefix("unix:")
    if named:
        if not named.startswith("/"):
            raise PulseError("the sound server is on another machine")
        return Path(named)
    if folder := environ.get("PULSE_RUNTIME_PATH"):
        return Path(folder, "native")
    if runtime := environ.get("XDG_RUNTIME_DIR"):
        return Path(runtime, "pulse", "native")
    raise PulseError("XDG_RUNTIME_DIR is not set")


def cookie(environ: Mapping[str, str]) -> bytes:
    """The shared secret; a server of the same user does without."""
    home = Path(environ.get("HOME") or "/")
    config = Path(environ.get("XDG_CONFIG_HOME") or home / ".config")
    named = environ.get("PULSE_COOKIE")
    for path in (Path(named),) if named else (config / "pulse/cookie", home / ".pulse-cookie"):
        try:
            secret = _first_bytes(path, 257)
        except OSError:
            continue
        if len(secret) == 256:
            return secret
    return bytes(256)


class Pulse(asyncio.Protocol):
    """A live connection. ``closed`` is done, with the reason, as soon as it is no longer one."""

    def __init__(self) -> None:
        self._loop = asyncio.get_running_loop()
        self.closed: asyncio.Future[str] = self._loop.create_future()
        self.on_change: Callable[[], None] = lambda: None
        self._waiting: dict[int, asyncio.Future[Values]] = {}
        self._tag = 0
        self._data = b""
        self._why = ""

    async def recordings(self) -> list[Recording]:
        """Every stream that records."""
        values = await self.ask(GET_SOURCE_OUTPUT_INFO_LIST)
        with _understood():
            return [_recording(Row(values, start)) for start in range(0, len(values), 13)]

    async def monitors(self) -> set[int]:
        """The sources that only repeat what is played."""
        values = await self.ask(GET_SOURCE_INFO_LIST)
        found, start = set(), 0
        with _understood():
            while start < len(values):
                row = Row(values, start)
                index, ports = row.get(0, int), row.get(19, int)
                if row.get(8, int) != NOTHING:
                    found.add(index)
                start += 21 + 3 * ports
                if start < len(values) and not Row(values, start).has(1, str):
                    start += 1 + Row(values, start).get(0, int)  # formats, from PipeWire only
        return found

    async def subscribe(self, changed: Callable[[], None]) -> None:
        """Call whenever a recording begins, changes or ends."""
        self.on_change = changed
        await self.ask(SUBSCRIBE, SOURCE_OUTPUTS)

    async def ask(self, command: int, *values: Value) -> Values:
        """Send a command and return what came back."""
        if self.closed.done():
            raise PulseError(self.closed.result())
        self._tag += 1
        tag = self._tag
        future: asyncio.Future[Values] = self._loop.create_future()
        self._waiting[tag] = future
        try:
            body = pack(command, tag, *values)
            self._transport.write(struct.pack("!5I", len(body), CONTROL, 0, 0, 0) + body)
            return await future
        finally:
            self._waiting.pop(tag, None)

    def close(self) -> None:
        """Close the socket."""
        self._why = self._why or "closed by deskbreak"
        self._transport.abort()

    # What asyncio calls.

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """The socket is open."""
        assert isinstance(transport, asyncio.Transport)  # noqa: S101 -- it narrows the type
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        """Take the messages that are complete."""
        self._data += data
        try:
            while len(self._data) >= 20:
                size, channel = struct.unpack_from("!2I", self._data)
                if size > BIGGEST:
                    self._fail("a message over 4 MiB")
                    return
                if len(self._data) < 20 + size:
                    return
                body, self._data = self._data[20 : 20 + size], self._data[20 + size :]
                if channel == CONTROL:
                    self._take(unpack(body))
        except (ValueError, struct.error) as error:
            self._fail(str(error))

    def connection_lost(self, error: Exception | None) -> None:
        """Fail everything that still waits."""
        why = self._why or (str(error) if error else "the sound server closed the connection")
        if not self.closed.done():
            self.closed.set_result(why)
        for future in self._waiting.values():
            if not future.done():
                future.set_exception(PulseError(why))

    def _fail(self, what: str) -> None:
        self._why = f"the sound server sent what cannot be read: {what}"
        self._transport.abort()

    def _take(self, message: Values) -> None:
        row = Row(message)
        command, tag = row.get(0, int), row.get(1, int)
        if command == SUBSCRIBE_EVENT:
            self.on_change()
            return
        future = self._waiting.get(tag)
        if future is None or future.done():
            return
        if command == REPLY:
            future.set_result(message[2:])
        elif command == ERROR:
            future.set_exception(PulseError(f"the sound server said no: error {row.get(2, int)}"))


async def connect(environ: Mapping[str, str]) -> Pulse:
    """Connect and log in; never starts a server. PulseError says why it could not be."""
    path = socket_path(environ)
    try:
        _, pulse = await asyncio.get_running_loop().create_unix_connection(Pulse, str(path))
    except OSError as error:
        why = error.strerror or str(error)
        raise PulseError(f"cannot reach the sound server: {why}") from error
    try:
        await pulse.ask(AUTH, VERSION, cookie(environ))
        await pulse.ask(SET_CLIENT_NAME, {"application.name": "deskbreak"})
    except BaseException:  # whatever ends this, the socket must not stay open
        pulse.close()
        raise
    return pulse


def _first_bytes(path: Path, most: int) -> bytes:
    """What a file begins with; OSError for what is no file, which might never end."""
    if not path.is_file():
        raise FileNotFoundError(path)
    with path.open("rb") as file:
        return file.read(most)


@contextmanager
def _understood() -> Iterator[None]:
    """What is not as the protocol says is the server's fault."""
    try:
        yield
    except ValueError as error:
        raise PulseError(f"the sound server sent what cannot be read: {error}") from error


def _recording(row: Row) -> Recording:
    """The fields are index, title, module, client, source, sample, channels, two latencies,
    resampling, driver, properties and whether it is corked.
    """  # noqa: D205 -- a list of thirteen is no summary
    return Recording(
        source=row.get(4, int),
        by_server=row.get(3, int) == NOTHING,
        corked=row.get(12, bool),
        resampling=row.text(9),
        title=row.text(1),
        properties=row.properties(11),
    )
