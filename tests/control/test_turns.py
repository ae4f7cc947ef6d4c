"""Connections take turns: whoever says much at once keeps nobody waiting."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

from deskbreak.app import wire
from deskbreak.app.wire import Reply
from deskbreak.control.channel import Serve
from deskbreak.control.server import Control

MANY = 2000
STATUS = b'{"do":"status"}\n'


class Anybody:
    """A channel that lets everybody in."""

    port = 0

    async def listen(self, serve: Serve, limit: int) -> asyncio.Server:
        server = await asyncio.start_server(serve, "127.0.0.1", 0, limit=limit)
        self.port = server.sockets[0].getsockname()[1]
        return server

    async def admits(self, _reader: asyncio.StreamReader, _writer: asyncio.StreamWriter) -> bool:
        return True

    def is_there(self) -> bool:
        return True

    def remove(self) -> None:
        """There is nothing to remove."""


def test_one_that_says_much_at_once_keeps_nobody_waiting(tmp_path: Path) -> None:
    answered = 0

    async def handle(_request: wire.AnyRequest) -> Reply:
        nonlocal answered
        answered += 1
        return Reply(text="here")

    async def follow(_request: wire.Follow) -> AsyncIterator[Reply]:
        yield Reply(text="here")

    async def run() -> int:
        channel = Anybody()
        control = Control(tmp_path / "control", handle, follow, channel)
        await control.start()
        other, to_other = await asyncio.open_connection("127.0.0.1", channel.port)
        much, to_much = await asyncio.open_connection("127.0.0.1", channel.port)
        to_other.write(STATUS)
        await other.readline()  # it is known by now
        to_much.write(STATUS * MANY)
        to_other.write(STATUS)
        await other.readline()
        before_it = answered
        for _ in range(MANY):
            await much.readline()
        for writer in (to_much, to_other):
            writer.close()
        await control.close()
        return before_it

    assert asyncio.run(run()) < MANY // 10
    assert answered == MANY + 2
