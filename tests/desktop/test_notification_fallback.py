"""All notifiers on a real bus: a fallback and the return, with exactly one notice shown."""

import asyncio
import os
import signal
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from desk import Desk
from fakes.fake_notifier import FakeNotifier
from fakes.notif_clock import HandClock
from fakes.notif_desk import STAND, Server, fake_server, until, until_equal

from deskbreak.domain.time.units import SECOND
from deskbreak.notices.fallback_chain import FallbackChain
from deskbreak.notices.log_notifier import Log
from deskbreak.notices.native import Native
from deskbreak.protocols.dbus.connection import connect
from deskbreak.protocols.dbus.shared_connection import Link

pytestmark = pytest.mark.desktop


class Scene:
    """A chain of the real native notifier and a fake tray, and an engine that shows again."""

    def __init__(self, link: Link, server: Server, limit: float) -> None:
        self.clock, self.server, self.tray = HandClock(), server, FakeNotifier("tray")
        self.chain = FallbackChain(self.clock, self.server_changed)
        self.native = Native(
            link,
            lambda *_: None,
            lambda up: self.chain.server_changed("native", up=up),
            limit=limit,
        )
        self.chain.set_notifiers((self.native, self.tray, Log()))
        self.again: list[asyncio.Task[None]] = []

    def server_changed(self, up: bool) -> None:
        if up:
            self.again.append(asyncio.get_running_loop().create_task(self.chain.show(STAND)))

    async def seen(self) -> tuple[list[str], list[str]]:
        return await self.server.titles(), [each.title for each in self.tray.live.values()]


@asynccontextmanager
async def scene(desk: Desk, limit: float = 5.0) -> AsyncIterator[Scene]:
    address = desk.env["DBUS_SESSION_BUS_ADDRESS"]
    link, bus = Link(address), await connect(address)
    it = Scene(link, Server(bus), limit)
    yield it
    await it.chain.close()
    await link.close()
    await bus.close()


def test_comes_back_when_the_server_does(desk: Desk) -> None:
    desk.bus()

    async def run() -> None:
        async with scene(desk) as it:
            await it.chain.show(STAND)
            assert [each.title for each in it.tray.live.values()] == [STAND.title]
            state = {each.name: each.state for each in it.chain.report()}
            assert state == {"native": "passed over", "tray": "active", "log": "ready"}
            for _ in range(2):
                process = await asyncio.to_thread(fake_server, desk)
                await until_equal(it.seen, ([STAND.title], []))
                assert it.chain.report()[0] == ("native", "active", "")
                desk.end(process, signal.SIGKILL)
                await until(lambda: it.native._owner == "")
                await it.chain.show(STAND)
                assert list(it.tray.live) == [STAND.key]

    asyncio.run(run())


def test_a_hung_server_is_left_until_it_answers_and_then_shows_alone(desk: Desk) -> None:
    desk.bus()
    process = fake_server(desk)

    async def run() -> None:
        async with scene(desk, limit=0.3) as it:
            await it.chain.show(STAND)
            os.kill(process.pid, signal.SIGSTOP)
            await it.chain.show(STAND)
            assert list(it.tray.live) == [STAND.key]
            it.clock.pass_by(60 * SECOND)
            await it.chain.show(STAND)
            assert it.chain.report()[0].reason == "the notification server does not answer"
            os.kill(process.pid, signal.SIGCONT)
            await until_equal(it.seen, ([STAND.title], []))
            assert it.again, "its late answer was the sign"
            await asyncio.gather(*it.again)
            await it.chain.withdraw(STAND.key)
            await until_equal(it.seen, ([], []))

    asyncio.run(run())


def test_a_server_that_never_answers_holds_no_second_notice_up(desk: Desk) -> None:
    desk.bus()
    fake_server(desk)

    async def run() -> None:
        async with scene(desk, limit=0.3) as it:
            await it.server.do("deaf")
            for _ in range(3):
                it.clock.pass_by(60 * SECOND)
                await it.chain.show(STAND)
                assert await it.seen() == ([], [STAND.title])
            assert (await it.server.seen())["calls"].count("Notify") == 1
            await it.server.do("heal")
            await it.server.do("press", 99, "of another program")
            await until_equal(it.seen, ([STAND.title], []))

    asyncio.run(run())
