"""The control channel: one request a line, one reply a line.

Only the person's own programs are served; how that is known is the channel's matter. A message that
is too long, not UTF-8 or not JSON is answered with an error, and the daemon goes on.
"""

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from pathlib import Path

from deskbreak.app import supervise, wire
from deskbreak.app.parts import Part
from deskbreak.app.wire import Reply
from deskbreak.control.channel import Channel, ChannelError, system_channel
from deskbreak.errors import UnavailableError
from deskbreak.protocols.open_files import leaves_enough

log = logging.getLogger(__name__)

Handle = Callable[[wire.AnyRequest], Awaitable[Reply]]
FollowOn = Callable[[wire.Follow], AsyncIterator[Reply]]

TALK = Part("commands", "commands")
ANSWERS_WITHIN, SLOW_WITHIN = 2.5, 9.0
"""Seconds for a reply; a command waits for 3, and for 10 where others are asked."""

IDLE_LIMIT = 60.0
"""Seconds a connection may stay silent before its first or next request."""
SCARCE_LIMIT = 2.0
"""The same where the system gives too few descriptors for it to stay."""


class Control:
    """Serves one channel.

    Args:
        path: where it is found.
        handle: makes the reply to a request.
        follow: makes the replies to ``follow``.
        channel: another one than the system's.
        before: called one after the other when it is about to listen; what they raise passes.
    """

    def __init__(
        self,
        path: Path,
        handle: Handle,
        follow: FollowOn,
        channel: Channel | None = None,
        before: Sequence[Callable[[], None]] = (),
    ) -> None:
        self._before = before
        self._path = path
        self._channel = channel or system_channel(path)
        self._handle = handle
        self._follow = follow
        self._server: asyncio.Server | None = None
        self._open: set[asyncio.Task[None]] = set()

    async def start(self) -> None:
        """Listen. The caller holds the daemon's lock, so whatever is there is stale.

        Raises ChannelError.
        """
        for call in self._before:
            call()
        try:
            self._server = await self._channel.listen(self._serve, wire.LIMIT)
        except OSError as error:
            raise ChannelError(f"{self._path}: {error.strerror or error}") from error

    def look(self) -> None:
        """Raise ChannelError if nobody finds the channel any more: its folder was cleared, say."""
        if self._server is not None and not self._channel.is_there():
            raise ChannelError(f"{self._path} was taken away; it is made anew")

    async def close(self) -> None:
        """Stop listening, hang up, and leave nothing behind."""
        server, self._server = self._server, None
        if server is not None:
            server.close()
        self._channel.remove()  # first: whatever hangs below, nobody finds it any more
        for task in self._open:
            task.cancel()
        await asyncio.gather(*self._open, return_exceptions=True)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One connection, until it hangs up."""
        task = asyncio.current_task()
        if task is not None:
            self._open.add(task)
        try:
            if await self._channel.admits(reader, writer):
                await self._talk(reader, writer)
        except (ConnectionError, TimeoutError):
            pass  # they hung up
        except Exception as error:  # noqa: BLE001 - one conversation ends, the others go on
            supervise.supervisor().failed(TALK, error)
        finally:
            writer.close()
            if task is not None:
                self._open.discard(task)

    async def _talk(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Request after request; what came with the last one is there, and waits for nothing."""
        while True:
            await asyncio.sleep(0)  # the others have their turn
            try:
                async with asyncio.timeout(IDLE_LIMIT if leaves_enough(0) else SCARCE_LIMIT):
                    line = await reader.readline()
            except ValueError:
                # What follows the limit cannot be told from a new message: say so and hang up.
                await _send(writer, _error(f"a message may have at most {wire.LIMIT} bytes"))
                return
            if not line:
                return
            try:
                request = wire.decode(line)
            except wire.WireError as error:
                await _send(writer, _error(str(error)))
                continue
            if isinstance(request, wire.Follow) and leaves_enough(0):
                await self._push(request, reader, writer)
                return
            await _send(writer, await self._answer(request))

    async def _answer(self, request: wire.AnyRequest) -> Reply:
        """The reply, also when whoever makes it fails or hangs."""
        limit = SLOW_WITHIN if isinstance(request, wire.Doctor) else ANSWERS_WITHIN
        try:
            return await supervise.supervisor().guard(TALK, lambda: self._handle(request), limit)
        except UnavailableError as error:
            return Reply(code=1, text=f"deskbreak could not answer ({error}): see deskbreak doctor")

    async def _push(
        self,
        request: wire.Follow,
        reader: asyncio.StreamReader,
        writer: asyncio.StreamWriter,
    ) -> None:
        """Send what changes until the other side hangs up."""
        hung_up = supervise.start(_end_of(reader))
        stream = self._follow(request)
        try:
            while True:
                coming = supervise.start(_next(stream))
                done, _ = await asyncio.wait({coming, hung_up}, return_when=asyncio.FIRST_COMPLETED)
                if hung_up in done:
                    coming.cancel()
                    await asyncio.gather(coming, return_exceptions=True)
                    return
                await _send(writer, coming.result())
        finally:
            hung_up.cancel()


async def _end_of(reader: asyncio.StreamReader) -> None:
    """Until the other side hangs up; what it says meanwhile is not kept."""
    with contextlib.suppress(ConnectionError):
        while await reader.read(wire.LIMIT):
            pass


async def _next(stream: AsyncIterator[Reply]) -> Reply:
    return await anext(stream)


async def _send(writer: asyncio.StreamWriter, reply: Reply) -> None:
    writer.write(wire.encode(reply))
    await writer.drain()


def _error(why: str) -> Reply:
    return Reply(code=2, text=why)
