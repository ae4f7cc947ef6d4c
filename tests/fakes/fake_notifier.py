"""A notifier without a screen: it shows into a dictionary, and fails or hangs when told to."""

import asyncio

from deskbreak.app.ports.notice_ports import Notice, NotifierError


class FakeNotifier:
    """Everything it shows is in ``live``; ``missing`` is what ``viable`` answers."""

    def __init__(self, name: str = "fake") -> None:
        self.name = name
        self.live: dict[str, Notice] = {}
        self.tries = 0
        self.closed = False
        self.missing: str | None = None
        self.error: str | None = None
        self.gate = asyncio.Event()
        self.gate.set()

    async def viable(self) -> str | None:
        return self.missing

    async def show(self, notice: Notice) -> None:
        self.tries += 1
        await self.gate.wait()
        if why := self.missing or self.error:
            raise NotifierError(why)
        self.live[notice.key] = notice

    async def withdraw(self, key: str) -> None:
        self.live.pop(key, None)

    async def close(self) -> None:
        self.closed = True
        self.live.clear()
