"""What notification tests need on a desk: fake servers, their control, a record of callbacks."""

import asyncio
import json
import subprocess
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from desk import Desk, wait_for
from fakes import notif_server

from deskbreak.app.ports.notice_ports import Button, Notice
from deskbreak.notices.native import Native
from deskbreak.protocols.dbus.connection import Bus, Peer, connect
from deskbreak.protocols.dbus.shared_connection import Link

CONTROL = Peer(notif_server.NAME, notif_server.PATH, "org.test.Control")
ROOT = Path(__file__).parents[2]
CAPABILITIES = "actions,body,body-markup,persistence"

STAND = Notice(
    "p1",
    "立ち上がりましょう",
    "椅子から <3 & ゆっくり立って、座ります。Stand up & sit down.",
    (
        Button("start", "はじめる"),
        Button("snooze", "5分後に"),
        Button("skip", "今回はやめる"),
    ),
    default_action="start",
)


def fake_server(
    desk: Desk, product: str = "fake", capabilities: str = CAPABILITIES
) -> subprocess.Popen[bytes]:
    """Start a fake server and wait until it owns the name."""
    process = desk.spawn(
        sys.executable, notif_server.__file__, product, capabilities,
        env={"PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    wait_for(lambda: desk.owner(notif_server.NAME), said="the fake server")
    return process


class Server:
    """The test's view of a fake server."""

    def __init__(self, bus: Bus) -> None:
        self.bus = bus

    async def do(self, command: str, number: int = 0, text: object = "") -> None:
        await self.bus.call(CONTROL, "Do", "sus", (command, number, str(text)), gives="")

    async def seen(self) -> dict[str, Any]:
        (said,) = await self.bus.call(CONTROL, "Seen", gives="s")
        seen: dict[str, Any] = json.loads(str(said))
        return seen

    async def live(self) -> dict[int, dict[str, Any]]:
        """What a person would see, by id."""
        return {int(number): popup for number, popup in (await self.seen())["live"].items()}

    async def titles(self) -> list[str]:
        return [popup["title"] for popup in (await self.live()).values()]


class Record:
    """Collects what the adapter calls back."""

    def __init__(self) -> None:
        self.actions: list[tuple[str, str]] = []
        self.servers: list[bool] = []

    def act(self, key: str, action: str) -> None:
        self.actions.append((key, action))

    def server(self, up: bool) -> None:
        self.servers.append(up)


class Room:
    """A native notifier on the desk's bus, and everything a test looks at."""

    def __init__(self, link: Link, native: Native, record: Record, bus: Bus) -> None:
        self.link, self.native, self.record, self.bus = link, native, record, bus
        self.server = Server(bus)


@asynccontextmanager
async def room(
    desk: Desk, *, buttons: bool = True, limit: float = 5.0, first: float = 0.05
) -> AsyncIterator[Room]:
    """A native notifier and a second connection that controls the fake server."""
    address = desk.env["DBUS_SESSION_BUS_ADDRESS"]
    link, record = Link(address, first=first), Record()
    native = Native(link, record.act, record.server, buttons=buttons, limit=limit)
    bus = await connect(address)
    try:
        yield Room(link, native, record, bus)
    finally:
        await native.close()
        await link.close()
        await bus.close()


async def until(what: Callable[[], object], seconds: float = 15.0) -> None:
    """Wait until ``what()`` is true, letting the loop run."""
    async with asyncio.timeout(seconds):
        while not what():  # noqa: ASYNC110 -- what is waited for is of any kind
            await asyncio.sleep(0.02)


async def until_equal(
    ask: Callable[[], Awaitable[object]], wanted: object, seconds: float = 15.0
) -> None:
    """Wait until the answer is the wanted one; the last answer is shown if it never is."""
    got = await ask()
    loop = asyncio.get_running_loop()
    end = loop.time() + seconds
    while got != wanted and loop.time() < end:
        await asyncio.sleep(0.02)
        got = await ask()
    assert got == wanted


def descriptors() -> int:
    """How many file descriptors this process has open."""
    return len(list(Path("/proc/self/fd").iterdir()))
