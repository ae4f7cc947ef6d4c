"""The wire to an X server: names, cookies, who is let in, and servers that send nonsense."""

import asyncio
import os
import random
import socket
import struct
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest

from deskbreak.protocols.x11 import X11, connect
from deskbreak.protocols.x11_display import COOKIE, LOCAL, Display, cookie, setup_of
from deskbreak.protocols.x11_errors import NoServerError, X11Error
from deskbreak.protocols.xsync import IdleCounter

NUMBER = 40_000 + os.getpid() % 20_000
HERE = Display("", NUMBER, 0)
HOST = socket.gethostname().encode()

Talk = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]


def screen(root: int, depths: int) -> bytes:
    one = struct.pack("=BxHxxxx", 24, 2) + bytes(48)
    return struct.pack("=I35xB", root, depths) + one * depths


def answer(*roots: int) -> bytes:
    """A server with these screens lets somebody in."""
    body = struct.pack("=IIIIHHBBxxxxxxxxxx", 1, 0x2600000, 0x1FFFFF, 0, 3, 65535, len(roots), 2)
    body += b"me \0" + bytes(16) + b"".join(screen(root, 2) for root in roots)
    return struct.pack("=BxHHH", 1, 11, 0, len(body) // 4) + body


def with_server(talk: Talk, use: Callable[[X11], Awaitable[None]]) -> None:
    async def run() -> None:
        async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            try:
                await reader.readexactly(12)
                await talk(reader, writer)
            finally:
                writer.close()

        server = await asyncio.start_unix_server(serve, HERE.socket)
        try:
            x11 = await connect({"DISPLAY": f":{NUMBER}", "HOME": "/nowhere"}, limit=2)
            try:
                await use(x11)
            finally:
                x11.close()
        finally:
            server.close()

    asyncio.run(run())


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        (":0", Display("", 0, 0)),
        (":10.2", Display("", 10, 2)),
        ("unix:1", Display("", 1, 0)),
        ("unix/far:1", Display("", 1, 0)),
        ("far.example:3", Display("far.example", 3, 0)),
        ("tcp/far:3.1", Display("far", 3, 1)),
    ],
)
def test_a_display_is_found_by_its_name(name: str, meant: Display) -> None:
    assert Display.named(name) == meant
    assert Display("far", 3, 0).port == 6003


@pytest.mark.parametrize("name", ["x", ":", ":0.", "tcp/:0", ":0\n", ":٣", "far:x"])
def test_what_is_no_name_is_no_server(name: str) -> None:
    with pytest.raises(NoServerError, match="no name of a display"):
        Display.named(name)


def entry(family: int, address: bytes, number: bytes, name: bytes, data: bytes) -> bytes:
    texts = (address, number, name, data)
    parts = [struct.pack(">H", len(text)) + text for text in texts]
    return struct.pack(">H", family) + b"".join(parts)


def test_the_cookie_of_this_display_is_found(tmp_path: Path) -> None:
    file = tmp_path / "cookies"
    environ = {"XAUTHORITY": str(file)}
    number = str(NUMBER).encode()
    any_host = entry(0xFFFF, b"whatever", b"", COOKIE, b"any")
    file.write_bytes(
        entry(LOCAL, b"another", number, COOKIE, b"1")
        + entry(LOCAL, HOST, b"99", COOKIE, b"2")
        + entry(LOCAL, HOST, number, b"XDM-AUTHORIZATION-1", b"3")
        + any_host
        + entry(LOCAL, HOST, number, COOKIE, b"mine")
        + entry(0, bytes([10, 0, 0, 7]), b"3", COOKIE, b"far")
    )
    far = Display("far", 3, 0)
    assert cookie(environ, HERE, "") == b"mine"
    assert cookie(environ, far, "10.0.0.7") == b"far"
    assert cookie(environ, Display("localhost", NUMBER, 0), "127.0.0.1") == b"mine"
    assert cookie(environ, far, "10.0.0.8") == b"any"
    assert cookie(environ, far, "no address") == b"any"
    file.write_bytes(any_host[:-1] + b"\0\0\0")
    assert cookie(environ, HERE, "") == b""
    assert cookie({"HOME": str(tmp_path)}, HERE, "") == b""


def test_the_screen_of_the_display_has_the_root() -> None:
    assert setup_of(answer(7, 8, 9), 0) == (7, 0x2600000, 0x1FFFFF)
    assert setup_of(answer(7, 8, 9), 2).root == 9
    with pytest.raises(X11Error, match="no screen 3"):
        setup_of(answer(7, 8, 9), 3)


def test_a_server_that_lets_nobody_in_says_why() -> None:
    async def refuse(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(struct.pack("=BBHHH", 0, 5, 11, 0, 2) + b"Never\0\0\0")

    async def use(_: X11) -> None:
        pytest.fail("it was let in")

    with pytest.raises(X11Error, match="nobody in: Never"):
        with_server(refuse, use)


def test_replies_and_errors_find_who_asked() -> None:
    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(answer(7))
        for number in range(1, 4):
            await reader.readexactly(12)
            kind = 0 if number == 2 else 1
            writer.write(struct.pack("=BBHII", kind, 9, number, 0, 70 + number) + bytes(20))
        await reader.read()

    async def use(x11: X11) -> None:
        assert x11.root == 7
        assert x11.new_id() == 0x2600001
        assert x11.new_id() == 0x2600002
        x11.free_id(0x2600001)
        assert x11.new_id() == 0x2600001
        assert await x11.atom("ABCD") == 71
        with pytest.raises(X11Error, match="said no: error 9"):
            await x11.atom("EFGH")
        assert await x11.atom("ABCD") == 71
        assert await x11.atom("IJKL") == 73

    with_server(talk, use)


def test_a_refusal_that_loses_nothing_is_noted_once(caplog: pytest.LogCaptureFixture) -> None:
    def error(number: int, request: int) -> bytes:
        return struct.pack("=BBHIHB21x", 0, 3, number, 77, 0, request)

    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(answer(7))
        await reader.readexactly(4 * 4)
        late = struct.pack("=BxHI24x", 1, 3, 0)
        writer.write(error(1, 25) + error(2, 25) + late + struct.pack("=BxHI24x", 1, 4, 0))

    async def use(x11: X11) -> None:
        for _ in range(3):
            x11.tell(25)
        await x11.ask(43)

    with caplog.at_level("DEBUG"):
        with_server(talk, use)
    told = [one.getMessage() for one in caplog.records if "X server" in one.getMessage()]
    assert told == ["the X server refused request 25 with error 3: often a window that has gone"]


def test_a_property_that_is_longer_than_its_reply_ends_the_connection() -> None:
    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(answer(7))
        await reader.readexactly(12)
        writer.write(struct.pack("=BBHII20x", 1, 0, 1, 0, 5))
        await reader.readexactly(24)
        writer.write(struct.pack("=BBHIIII12x", 1, 32, 2, 0, 6, 0, 1000))
        await reader.read()

    async def use(x11: X11) -> None:
        with pytest.raises(X11Error, match="longer than its reply"):
            await x11.numbers(7, "ABCD")
        assert x11.closed.done()

    with_server(talk, use)


def test_what_a_listener_raises_does_not_end_the_connection() -> None:
    heard = []

    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(answer(7))
        await reader.readexactly(16)
        writer.write(bytes([28 | 0x80]) + bytes(31) + bytes([12]) + bytes(31))
        writer.write(struct.pack("=BBHII20x", 1, 0, 2, 0, 5))
        await reader.read()

    def listen(number: int, _event: bytes) -> None:
        heard.append(number)
        raise ValueError("a fault of ours")

    async def use(x11: X11) -> None:
        asyncio.get_running_loop().set_exception_handler(lambda *_: None)
        x11.listeners.append(listen)
        x11.listen(x11.root, 1)
        await x11.atom("ABCD")
        assert heard == [28, 12]
        assert not x11.closed.done()

    with_server(talk, use)


def test_a_server_that_lies_raises_its_own_error() -> None:
    def liar(dice: random.Random) -> Talk:
        async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            writer.write(answer(7) if dice.random() < 0.8 else dice.randbytes(60))
            for number in range(1, 12):
                head = struct.pack("=BBH", dice.choice([0, 1, 1, 1, 35, 84]), 1, number)
                length = dice.choice([0, 0, 1, 3, 2**30])
                writer.write(
                    head + struct.pack("=I", length) + dice.randbytes(24 + 4 * (length & 3))
                )
            writer.close()
            await reader.read()

        return talk

    async def use(x11: X11) -> None:
        for _ in range(3):
            await x11.numbers(x11.root, "ABCD")
        counter = await IdleCounter.of(x11)
        counter.alarm(1000, 0, lambda _: None)
        await counter.read()

    for seed in range(150):
        try:
            with_server(liar(random.Random(seed)), use)
        except X11Error:
            continue
