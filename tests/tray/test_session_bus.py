"""The tray's own connection to a real session bus."""

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest
from desk import Desk
from sensing import until

from deskbreak.protocols.dbus.connection import BusError, Peer, connect
from deskbreak.protocols.dbus.message_reader import TAKEN
from deskbreak.tray.session_bus import BUS, Link

pytestmark = pytest.mark.desktop


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    with Desk(tmp_path) as it:
        it.bus()
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", it.env["DBUS_SESSION_BUS_ADDRESS"])
        yield it


def test_what_is_too_big_is_passed_over_and_the_rest_is_heard(desk: Desk) -> None:
    async def scene() -> None:
        lost: list[str] = []
        names: list[tuple[object, ...] | None] = []
        link = Link({}, lambda *_: None, lost.append)
        other = await connect(desk.env["DBUS_SESSION_BUS_ADDRESS"])
        us = Peer(link.name, "/StatusNotifierItem", "org.kde.StatusNotifierItem")
        with pytest.raises(BusError, match="did not answer Activate within"):
            await other.call(us, "Activate", "ay", (bytes(TAKEN + 1),), 1.0, gives="")
        assert link._reader._parser.buf.bytes_buffered < TAKEN
        with pytest.raises(BusError, match=r"UnknownObject|UnknownMethod"):
            await other.call(us, "Activate", "ii", (1, 1), gives="")
        link.call(BUS, "ListNames", "", (), names.append, "as")
        await until(lambda: names and names[0])
        assert lost == []
        await other.close()
        link.close()

    asyncio.run(scene())


def test_a_bus_that_goes_is_told_once(desk: Desk) -> None:
    async def scene() -> None:
        lost: list[str] = []
        link = Link({}, lambda *_: None, lost.append)
        desk.end(desk.started[0])
        await until(lambda: lost)
        await asyncio.sleep(0.1)
        assert len(lost) == 1
        link.close()

    asyncio.run(scene())
