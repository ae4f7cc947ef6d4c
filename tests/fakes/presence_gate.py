"""A gate whose answer the test decides."""

import asyncio
from collections.abc import Callable

from deskbreak.domain.vocabulary.events import Reason
from deskbreak.errors import UnavailableError


class HandGate:
    """Closed, open, unknown, failing or hanging."""

    def __init__(self, name: str, reason: Reason, closed: bool | None = False) -> None:
        self.name, self.reason, self.closed = name, reason, closed
        self.fails = ""
        self.hangs = False
        self.tells = True
        self.asked = 0
        self.changed: Callable[[], None] | None = None

    @property
    def subscribed(self) -> bool:
        return self.tells and self.changed is not None

    async def viable(self) -> str | None:
        return self.fails or None

    async def ask(self) -> bool | None:
        self.asked += 1
        if self.hangs:
            await asyncio.Event().wait()
        if self.fails:
            raise UnavailableError(self.fails, advice="buy-one")
        return self.closed

    async def watch(self, changed: Callable[[], None]) -> None:
        if self.fails:
            raise UnavailableError(self.fails)
        self.changed = changed

    async def unwatch(self) -> None:
        self.changed = None

    def turn(self, closed: bool | None) -> None:
        """The answer changes, and is told."""
        self.closed = closed
        assert self.changed is not None
        self.changed()
