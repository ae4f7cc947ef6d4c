"""The control channel of Windows, on this system: who gets in, and who does not."""

import asyncio
import contextlib
import json
import socket
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path

import pytest

from deskbreak.app import wire
from deskbreak.app.wire import Reply
from deskbreak.control import handshake, loopback_client
from deskbreak.control.client_errors import NotRunning
from deskbreak.control.loopback import STRANGERS, Loopback
from deskbreak.control.server import Control


async def handle(_request: wire.AnyRequest) -> Reply:
    return Reply(text="here")


async def follow(_request: wire.Follow) -> AsyncIterator[Reply]:
    yield Reply(text="here")


def with_server(file: Path, work: Callable[[], Awaitable[None]]) -> None:
    async def run() -> None:
        control = Control(file, handle, follow, Loopback(file))
        await control.start()
        try:
            await work()
        finally:
            await control.close()

    asyncio.run(run())


def asked(file: Path) -> bytes:
    """One request by the real client."""
    connection = loopback_client.connected(str(file))
    with connection:
        connection.sendall(b'{"do": "status"}\n')
        return connection.recv(4096)


def port_of(file: Path) -> int:
    return int(json.loads(file.read_bytes())["port"])


def said_to(port: int, words: bytes) -> bytes:
    """What comes back to whoever says this, until the other side hangs up."""
    with socket.create_connection(("127.0.0.1", port), 10) as connection:
        connection.sendall(words)
        got = b""
        while part := connection.recv(4096):
            got += part
        return got


def test_who_can_read_the_file_is_answered(tmp_path: Path) -> None:
    file = tmp_path / "control.json"

    async def work() -> None:
        assert b"here" in await asyncio.to_thread(asked, file)

    with_server(file, work)
    assert not file.exists()
    with pytest.raises(NotRunning):
        loopback_client.connected(str(file))


@pytest.mark.parametrize(
    "words",
    [
        b"POST / HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n{}",
        b'{"do": "quit"}\n',
        b"\n",
        b"0" * 31 + b"\n",
        b"\xff" * 200 + b"\n",
        b"0" * 100_000 + b"\n",
    ],
)
def test_whoever_begins_otherwise_gets_no_word(tmp_path: Path, words: bytes) -> None:
    file = tmp_path / "control.json"

    async def work() -> None:
        with contextlib.suppress(ConnectionError):  # hung up on before all of it was read
            assert await asyncio.to_thread(said_to, port_of(file), words) == b""

    with_server(file, work)


@pytest.mark.parametrize("proof", [b"", b"0" * 64, b"server"])
def test_a_wrong_proof_is_hung_up_on(tmp_path: Path, proof: bytes) -> None:
    file = tmp_path / "control.json"

    def send_proof() -> bytes:
        ours = handshake.new_nonce()
        words = ours + b"\n" + proof + b'\n{"do": "status"}\n'
        return said_to(port_of(file), words)

    async def work() -> None:
        got = await asyncio.to_thread(send_proof)
        assert got.count(b"\n") == 1  # the challenge, and nothing more
        assert b"here" not in got

    with_server(file, work)


def test_the_servers_own_proof_is_not_the_clients(tmp_path: Path) -> None:
    file = tmp_path / "control.json"

    def mirror() -> bytes:
        with socket.create_connection(("127.0.0.1", port_of(file)), 10) as connection:
            connection.sendall(handshake.new_nonce() + b"\n")
            proof = connection.recv(4096).split()[1]
            connection.sendall(proof + b'\n{"do": "status"}\n')
            return connection.recv(4096)

    async def work() -> None:
        assert await asyncio.to_thread(mirror) == b""

    with_server(file, work)


def test_many_strangers_keep_nobody_out(tmp_path: Path) -> None:
    file = tmp_path / "control.json"

    async def work() -> None:
        port, more = port_of(file), 34
        strangers = await asyncio.gather(
            *(asyncio.open_connection("127.0.0.1", port) for _ in range(STRANGERS + more))
        )
        readers = [reader for reader, _ in strangers]
        done = [asyncio.ensure_future(reader.read()) for reader in readers]  # noqa: TID251 - a test
        assert b"here" in await asyncio.to_thread(asked, file)
        for _, one in zip(range(more), asyncio.as_completed(done, timeout=10), strict=False):
            assert await one == b""  # the oldest are hung up on
        assert sum(one.done() for one in done) in (more, more + 1)
        for _, writer in strangers:
            writer.close()
        await asyncio.gather(*done, return_exceptions=True)

    with_server(file, work)


def test_another_program_at_the_port_of_a_killed_daemon_learns_nothing(tmp_path: Path) -> None:
    file = tmp_path / "control.json"
    secret = bytes(16)
    with socket.create_server(("127.0.0.1", 0)) as impostor:
        known = {"port": impostor.getsockname()[1], "secret": secret.hex()}
        file.write_text(json.dumps(known))

        async def work() -> None:
            asking = asyncio.create_task(  # noqa: TID251 - a test
                asyncio.to_thread(loopback_client.connected, str(file))
            )
            connection, _ = await asyncio.to_thread(impostor.accept)
            with connection:
                assert secret.hex().encode() not in await asyncio.to_thread(connection.recv, 4096)
                connection.sendall(b"0" * 32 + b" " + b"0" * 64 + b"\n")
                with pytest.raises(NotRunning):
                    await asking

        asyncio.run(work())


@pytest.mark.parametrize(
    "content", [b"", b"{}", b"[]", b'{"port": "x", "secret": ""}', b'{"port": 1e99, "secret": ""}']
)
def test_a_damaged_file_is_as_if_there_were_none(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "control.json"
    file.write_bytes(content)
    with pytest.raises(NotRunning):
        loopback_client.connected(str(file))
