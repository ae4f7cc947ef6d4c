"""A gate that this system cannot have; it never blocks, and ``doctor`` says why."""

from collections.abc import Callable

from deskbreak.domain.vocabulary.events import Reason
from deskbreak.errors import UnavailableError


class UnknownGate:
    """Never knows; the code of the real one is never loaded."""

    subscribed = True
    """There is nothing to ask again for."""

    def __init__(self, name: str, reason: Reason, why: str) -> None:
        self.name, self.reason, self._why = name, reason, why

    async def viable(self) -> str | None:
        """Why not."""
        return self._why

    async def ask(self) -> bool | None:
        """Never knows."""
        raise UnavailableError(self._why)

    async def watch(self, changed: Callable[[], None]) -> None:
        """Nothing will change."""

    async def unwatch(self) -> None:
        """Nothing was watched."""
