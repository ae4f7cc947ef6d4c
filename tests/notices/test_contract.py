"""The contract of the port, on the fakes and on every adapter that needs no bus.

Those on a real bus keep the same contract in ``tests/desktop/test_notif_plyer.py`` and
``test_notif_native.py``.
"""

import asyncio
from collections.abc import Callable
from typing import cast

import pytest
from fakes.fake_notifier import FakeNotifier
from fakes.notif_balloon import FakeBalloon
from fakes.notif_centre import FakeLibrary
from fakes.notif_clock import HandClock
from fakes.notif_contract import Titles, keeps_contract

from deskbreak.app.ports.notice_ports import Notifier
from deskbreak.notices.desktop_notifier import Desktop, Library
from deskbreak.notices.fallback_chain import FallbackChain
from deskbreak.notices.log_notifier import Log
from deskbreak.notices.terminal_notifier import Terminal
from deskbreak.notices.tray_balloon import TrayBalloon


def fake() -> tuple[Notifier, Titles | None]:
    notifier = FakeNotifier()

    async def titles() -> list[str]:
        return [notice.title for notice in notifier.live.values()]

    return notifier, titles


def chain() -> tuple[Notifier, Titles | None]:
    notifier, titles = fake()
    it = FallbackChain(HandClock(), lambda _: None)
    it.set_notifiers((notifier, Log()))
    return it, titles


def desktop() -> tuple[Notifier, Titles | None]:
    library = FakeLibrary()

    async def titles() -> list[str]:
        return [each.title for each in library.centre.live.values()]

    return Desktop(lambda *_: None, library=lambda: cast("Library", library)), titles


def balloon() -> tuple[Notifier, Titles | None]:
    shown = FakeBalloon()

    async def titles() -> list[str]:
        return [title for title, _ in shown.live]

    return TrayBalloon(shown, lambda *_: None), titles


def terminal() -> tuple[Notifier, Titles | None]:
    return Terminal(asked=True, write=lambda _: None), None


def log() -> tuple[Notifier, Titles | None]:
    return Log(), None


@pytest.mark.parametrize("make", [fake, chain, desktop, balloon, terminal, log])
def test_keeps_the_contract(make: Callable[[], tuple[Notifier, Titles | None]]) -> None:
    async def run() -> None:
        notifier, titles = make()
        await keeps_contract(notifier, titles)

    asyncio.run(run())
