"""The D-Bus connection against peers that misbehave, each a small server on a unix socket."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from fakes.notif_desk import descriptors, until
from jeepney import (
    DBusAddress,
    Message,
    Parser,
    new_method_return,
    new_signal,
)

from deskbreak.app import supervise
from deskbreak.protocols.dbus.address import socket_paths
from deskbreak.protocols.dbus.connection import (
    THE_BUS,
    BusError,
    Peer,
    Signal,
    connect,
    session_address,
    system_address,
)
from deskbreak.protocols.dbus.shared_connection import Link

Script = Callable[["Side"], Awaitable[None]]


class Side:
    """The other end of one connection."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.reader, self.writer, self.parser = reader, writer, Parser()
        self.serial = 0

    async def log_in(self, said: bytes = b"OK 1234\r\n") -> None:
        await self.reader.readuntil(b"\r\n")
        self.writer.write(said)
        await self.reader.readuntil(b"BEGIN\r\n")

    async def call(self) -> Message:
        while (message := self.parser.get_next_message()) is None:
            data = await self.reader.read(4096)
            if not data:
                raise asyncio.IncompleteReadError(b"", 1)
            self.parser.add_data(data)
        return message

    def wire(self, message: Message) -> bytes:
        self.serial += 1
        return bytes(message.serialise(self.serial))

    async def greet(self) -> None:
        await self.log_in()
        self.writer.write(self.wire(new_method_return(await self.call(), "s", (":1.7",))))


@asynccontextmanager
async def peer(folder: Path, script: Script) -> AsyncIterator[str]:
    """A bus that plays ``script`` for every connection; gives its address."""
    tasks = set()

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        tasks.add(asyncio.current_task())
        try:
            await script(Side(reader, writer))
            await writer.drain()
            await reader.read()
        except (asyncio.IncompleteReadError, ConnectionError):
            pass  # the client went away
        finally:
            writer.close()

    server = await asyncio.start_unix_server(serve, folder / "peer")
    try:
        yield f"unix:path={folder}/peer"
    finally:
        server.close()
        for task in tasks:
            if task is not None:
                task.cancel()
        await asyncio.gather(*(task for task in tasks if task), return_exceptions=True)
        await server.wait_closed()


def play(folder: Path, script: Script, test: Callable[[str], Awaitable[None]]) -> None:
    async def run() -> None:
        async with peer(folder, script) as address:
            await test(address)

    asyncio.run(run())


def test_replies_in_single_bytes_and_in_one_lump(tmp_path: Path) -> None:
    async def script(it: Side) -> None:
        await it.greet()
        reply = it.wire(new_method_return(await it.call(), "as", (["大", "小"],)))
        for each in reply:
            it.writer.write(bytes([each]))
            await it.writer.drain()
            await asyncio.sleep(0)
        first, second = await it.call(), await it.call()
        it.writer.write(
            it.wire(new_method_return(second, "s", ("second",)))
            + it.wire(new_method_return(first, "s", ("first",)))
        )

    async def test(address: str) -> None:
        bus = await connect(address)
        assert bus.name == ":1.7"
        assert await bus.call(THE_BUS, "ListNames", gives="as") == (["大", "小"],)
        one, two = await asyncio.gather(
            bus.call(THE_BUS, "One", gives="s"), bus.call(THE_BUS, "Two", gives="s")
        )
        assert (one, two) == (("first",), ("second",))
        await bus.close()

    play(tmp_path, script, test)


def test_a_big_message(tmp_path: Path) -> None:
    text = "席" * 1_000_000

    async def script(it: Side) -> None:
        await it.greet()
        call = await it.call()
        it.writer.write(it.wire(new_method_return(call, "s", call.body)))

    async def test(address: str) -> None:
        bus = await connect(address)
        assert await bus.call(THE_BUS, "Echo", "s", (text,), gives="s") == (text,)
        await bus.close()

    play(tmp_path, script, test)


@pytest.mark.parametrize(
    "garbage",
    [
        b"\r\nHTTP/1.1 400 Bad Request\r\n\r\n",
        b"l\x09\x00\x01" + b"\x00" * 40,
        b"l\x04\x00\x01" + b"\xff" * 60,
        b"l\x04\x00\x01\xff\xff\xff\x7f" + b"\x00" * 8,
    ],
)
def test_garbage_closes_with_a_reason_and_fails_what_waits(tmp_path: Path, garbage: bytes) -> None:
    async def script(it: Side) -> None:
        await it.greet()
        await it.call()
        it.writer.write(garbage)

    async def test(address: str) -> None:
        bus = await connect(address)
        with pytest.raises(BusError, match="no D-Bus message"):
            await bus.call(THE_BUS, "ListNames", gives="as")
        assert "no D-Bus message" in await bus.closed
        with pytest.raises(BusError, match="no D-Bus message"):
            bus.tell(THE_BUS, "ListNames")
        await bus.close()

    play(tmp_path, script, test)


@pytest.mark.parametrize("said", [b"REJECTED KERBEROS\r\n", b"\x00" * 9000, b"OK 1\r\nextra"])
def test_a_refused_login_is_said_and_leaves_nothing_open(tmp_path: Path, said: bytes) -> None:
    async def script(it: Side) -> None:
        await it.log_in(said)

    async def test(address: str) -> None:
        before = descriptors()
        for _ in range(5):
            with pytest.raises(BusError, match="no D-Bus message"):
                await connect(address)
        await until(lambda: descriptors() == before)

    play(tmp_path, script, test)


def test_a_bus_that_hangs_at_the_door_is_given_up_and_leaves_nothing_open(tmp_path: Path) -> None:
    async def script(it: Side) -> None:
        await it.reader.read()

    async def test(address: str) -> None:
        before = descriptors()
        for _ in range(3):
            with pytest.raises(BusError, match=r"did not let us in within 0\.05 s"):
                await connect(address, limit=0.05)
        await until(lambda: descriptors() == before)

    play(tmp_path, script, test)


def test_a_call_has_a_limit_and_its_late_reply_harms_nothing(tmp_path: Path) -> None:
    late = asyncio.Event()

    async def script(it: Side) -> None:
        await it.greet()
        slow = await it.call()
        await late.wait()
        it.writer.write(it.wire(new_method_return(slow, "s", ("late",))))
        it.writer.write(it.wire(new_method_return(await it.call(), "s", ("next",))))

    async def test(address: str) -> None:
        bus = await connect(address)
        with pytest.raises(BusError, match=r"did not answer Slow within 0\.05 s"):
            await bus.call(THE_BUS, "Slow", limit=0.05, gives="s")
        late.set()
        assert await bus.call(THE_BUS, "Next", gives="s") == ("next",)
        await bus.close()

    play(tmp_path, script, test)


def test_a_peer_that_goes_away_is_told_to_all(tmp_path: Path) -> None:
    async def script(it: Side) -> None:
        await it.greet()
        await it.call()
        it.writer.close()

    async def test(address: str) -> None:
        bus = await connect(address)
        with pytest.raises(BusError, match="closed the connection"):
            await bus.call(THE_BUS, "ListNames", gives="as")
        assert await bus.closed == "the other side closed the connection"
        with pytest.raises(BusError):
            await bus.match(THE_BUS, lambda _: None)

    play(tmp_path, script, test)


def test_a_signal_before_a_reply_is_told_before_it(tmp_path: Path) -> None:
    async def script(it: Side) -> None:
        await it.greet()
        it.writer.write(it.wire(new_method_return(await it.call())))
        signal = new_signal(DBusAddress("/a", interface="a.b"), "Changed", "s", ("x",))
        reply = new_method_return(await it.call(), "s", ("reply",))
        it.writer.write(it.wire(signal) + it.wire(reply) + it.wire(signal))

    async def test(address: str) -> None:
        order: list[str] = []
        bus = await connect(address)
        match = await bus.match(Peer("", "", "a.b"), lambda signal: order.append(signal.member))
        (reply,) = await bus.call(THE_BUS, "Get", gives="s")
        order.append(str(reply))
        await until(lambda: len(order) == 3)
        assert order == ["Changed", "reply", "Changed"]
        bus.unmatch(match)
        bus.unmatch(match)
        await bus.close()

    play(tmp_path, script, test)


def test_a_signal_is_given_only_to_those_who_want_it(tmp_path: Path) -> None:
    async def script(it: Side) -> None:
        await it.greet()
        for _ in range(4):
            it.writer.write(it.wire(new_method_return(await it.call())))
        for path, member, body in (("/a", "M", "one"), ("/b", "M", "two"), ("/a", "N", "two")):
            signal = new_signal(DBusAddress(path, interface="a.b"), member, "s", (body,))
            it.writer.write(it.wire(signal))

    async def test(address: str) -> None:
        got: dict[str, list[Signal]] = {"path": [], "member": [], "arg": [], "all": []}
        bus = await connect(address)
        await bus.match(Peer("", "/a", ""), got["path"].append)
        await bus.match(Peer("", "", "a.b"), got["member"].append, "N")
        await bus.match(Peer("", "", ""), got["arg"].append, arg0="two")
        await bus.match(Peer("x.y", "", ""), got["all"].append)
        await until(lambda: len(got["all"]) == 3)
        assert [len(each) for each in got.values()] == [2, 1, 2, 3]
        await bus.close()

    play(tmp_path, script, test)


def test_a_callback_that_fails_does_not_end_the_connection(tmp_path: Path) -> None:
    async def script(it: Side) -> None:
        await it.greet()
        it.writer.write(it.wire(new_method_return(await it.call())))
        signal = new_signal(DBusAddress("/a", interface="a.b"), "Changed")
        it.writer.write(it.wire(signal))
        it.writer.write(it.wire(new_method_return(await it.call(), "s", ("fine",))))

    async def test(address: str) -> None:
        failures: list[object] = []
        loop = asyncio.get_running_loop()
        loop.set_exception_handler(lambda _, context: failures.append(context["exception"]))

        def fail(_: Signal) -> None:
            raise LookupError

        bus = await connect(address)
        await bus.match(Peer("", "", "a.b"), fail)
        assert await bus.call(THE_BUS, "Get", gives="s") == ("fine",)
        assert [type(each) for each in failures] == [LookupError]
        await bus.close()

    play(tmp_path, script, test)


def test_addresses() -> None:
    assert list(socket_paths("unix:abstract=/tmp/a,guid=1;unix:path=/run/b%20c")) == [
        "\0/tmp/a",
        "/run/b c",
    ]
    assert list(socket_paths("unix:path=/%e5%b8%ad")) == ["/席"]
    for bad in ("tcp:host=a,port=1", "unix:tmpdir=/tmp", "unix", "unix:path"):
        with pytest.raises(BusError, match="the bus address"):
            list(socket_paths(bad))


def test_where_the_buses_are(tmp_path: Path) -> None:
    assert session_address({"DBUS_SESSION_BUS_ADDRESS": "unix:path=/x"}) == "unix:path=/x"
    assert session_address({"XDG_RUNTIME_DIR": str(tmp_path)}) == f"unix:path={tmp_path}/bus"
    assert session_address({}) is None
    assert system_address({}) == "unix:path=/run/dbus/system_bus_socket"
    assert system_address({"DBUS_SYSTEM_BUS_ADDRESS": "unix:path=/y"}) == "unix:path=/y"


def test_the_second_address_is_tried(tmp_path: Path) -> None:
    async def test(address: str) -> None:
        bus = await connect(f"unix:path={tmp_path}/nobody;{address}")
        await bus.close()
        with pytest.raises(BusError, match=r"cannot reach the bus at .*nobody: No such file"):
            await connect(f"unix:path={tmp_path}/nobody")

    play(tmp_path, Side.greet, test)


def test_a_link_is_shared_and_made_again_when_lost(tmp_path: Path) -> None:
    sides: list[Side] = []

    async def script(it: Side) -> None:
        sides.append(it)
        await it.greet()

    async def test(address: str) -> None:
        seen: list[bool] = []
        link = Link(address, first=0.01)
        link.listen(lambda bus: seen.append(bus is not None))
        one, two = await asyncio.gather(link.bus(), link.bus())
        assert one is two
        sides[0].writer.close()
        await until(lambda: seen == [True, False, True])
        assert await link.bus() is not one
        await link.close()
        with pytest.raises(BusError, match="closed"):
            await link.bus()
        assert len(sides) == 2

    play(tmp_path, script, test)


def test_a_link_waits_longer_each_time_and_then_rests(tmp_path: Path) -> None:
    calls = 0

    async def script(it: Side) -> None:
        nonlocal calls
        calls += 1
        await it.log_in(b"REJECTED\r\n")

    async def test(address: str) -> None:
        link = Link(address, first=0.01, most=0.04)
        link.listen(lambda _: None)
        with pytest.raises(BusError):
            await link.bus()
        with pytest.raises(BusError):
            await link.bus()
        assert calls == 1, "no second try while it waits"
        await until(lambda: calls == 4)  # at 0, then after 10, 20 and 40 ms
        await asyncio.sleep(0.2)
        assert calls == 4
        with pytest.raises(BusError):
            await link.bus()
        assert calls == 5, "asked again, it tries again"
        await link.close()

    play(tmp_path, script, test)


def test_a_bus_that_lets_in_and_throws_out_is_no_storm(tmp_path: Path) -> None:
    calls = 0

    async def script(it: Side) -> None:
        nonlocal calls
        calls += 1
        await it.greet()
        await it.writer.drain()
        it.writer.close()

    async def test(address: str) -> None:
        link = Link(address, first=0.01, most=0.04)
        link.listen(lambda _: None)
        await link.bus()
        await asyncio.sleep(0.4)
        assert calls <= 5
        await link.close()

    play(tmp_path, script, test)


def test_a_bus_that_is_not_there_is_found_when_it_comes_and_not_asked_after(tmp_path: Path) -> None:
    async def run() -> None:
        seen: list[bool] = []
        link = Link(f"unix:path={tmp_path}/later/peer", first=0.01)
        link.listen(lambda bus: seen.append(bus is not None))
        with pytest.raises(BusError, match="No such file"):
            await link.bus()
        assert link._timer is None, "nothing wakes up for it"
        await asyncio.sleep(0.1)
        (tmp_path / "later").mkdir()
        async with peer(tmp_path / "later", Side.greet):
            await until(lambda: seen == [True])
            assert link._watches == []
        await link.close()

    asyncio.run(run())


def test_the_types_of_a_reply_are_those_that_were_asked_for(tmp_path: Path) -> None:
    async def script(it: Side) -> None:
        await it.greet()
        for signature, body in (("s", ("1",)), ("", ()), ("uu", (1, 2)), ("v", (("s", "x"),))):
            it.writer.write(it.wire(new_method_return(await it.call(), signature or None, body)))

    async def test(address: str) -> None:
        bus = await connect(address)
        for got in ("'s'", "''", "'uu'"):
            with pytest.raises(BusError, match=f"answered Get with {got} instead of 'u'"):
                await bus.call(THE_BUS, "Get", gives="u")
        with pytest.raises(BusError, match="another type than 'b'"):
            await bus.get(THE_BUS, "Thing", "b")
        await bus.close()

    play(tmp_path, script, test)


def test_a_signal_with_other_types_is_not_heard(tmp_path: Path) -> None:
    async def script(it: Side) -> None:
        await it.greet()
        for _ in range(2):
            it.writer.write(it.wire(new_method_return(await it.call())))
        for signature, body in ((None, ()), ("s", ("x",)), ("u", (7,))):
            signal = new_signal(DBusAddress("/a", interface="a.b"), "Changed", signature, body)
            it.writer.write(it.wire(signal))

    async def test(address: str) -> None:
        numbers: list[object] = []
        any_: list[object] = []
        bus = await connect(address)
        await bus.match(Peer("", "", "a.b"), lambda it: numbers.append(it.body), carries="u")
        await bus.match(Peer("", "", "a.b"), lambda it: any_.append(it.body))
        await until(lambda: len(any_) == 3)
        assert numbers == [(7,)]
        assert any_ == [(), (), ()], "nobody gets a body whose types they did not name"
        await bus.close()

    play(tmp_path, script, test)


def test_a_message_that_is_too_big_is_passed_over_and_harms_nobody(tmp_path: Path) -> None:
    async def script(it: Side) -> None:
        await it.greet()
        big = it.wire(new_method_return(await it.call(), "s", ("x" * 5_000_000,)))
        small = it.wire(new_method_return(await it.call(), "s", ("fine",)))
        it.writer.write(big + small)

    async def test(address: str) -> None:
        bus = await connect(address)
        big = supervise.start(bus.call(THE_BUS, "Big", gives="s", limit=1.0))
        await asyncio.sleep(0)
        assert await bus.call(THE_BUS, "Small", gives="s") == ("fine",)
        with pytest.raises(BusError, match="did not answer Big"):
            await big
        await bus.close()

    play(tmp_path, script, test)


def test_a_text_that_cannot_be_said_is_refused_before_the_bus_hangs_up(tmp_path: Path) -> None:
    async def script(it: Side) -> None:
        await it.greet()
        it.writer.write(it.wire(new_method_return(await it.call(), "s", ("fine",))))

    async def test(address: str) -> None:
        bus = await connect(address)
        with pytest.raises(BusError, match="cannot be said"):
            await bus.call(THE_BUS, "Say", "s", ("\udce4",), gives="")
        assert await bus.call(THE_BUS, "Say", "s", ("ä",), gives="s") == ("fine",)
        await bus.close()

    play(tmp_path, script, test)
