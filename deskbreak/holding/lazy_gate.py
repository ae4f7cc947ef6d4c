"""A gate whose code is loaded only once this session can have it."""

from collections.abc import Callable

from deskbreak.domain.vocabulary.events import Reason
from deskbreak.errors import UnavailableError
from deskbreak.holding.gate_answers import WatchedGate


class LazyGate:
    """``why_not`` tells each time why the session cannot have it now; ``make`` makes it."""

    def __init__(
        self,
        name: str,
        reason: Reason,
        why_not: Callable[[], str | None],
        make: Callable[[], WatchedGate],
    ) -> None:
        self.name, self.reason = name, reason
        self._why_not, self._make = why_not, make
        self._gate: WatchedGate | None = None

    @property
    def subscribed(self) -> bool:
        """Whether the real one tells of changes."""
        return self._gate is not None and self._gate.subscribed

    async def viable(self) -> str | None:
        """Why not, or None."""
        return self._why_not() or await self._real().viable()

    async def ask(self) -> bool | None:
        """Whether it is closed."""
        return await self._real().ask()

    async def watch(self, changed: Callable[[], None]) -> None:
        """Hear of changes."""
        await self._real().watch(changed)

    async def unwatch(self) -> None:
        """Hear no more."""
        if self._gate is not None:
            await self._gate.unwatch()

    def _real(self) -> WatchedGate:
        if (why := self._why_not()) is not None:
            raise UnavailableError(why)
        if self._gate is None:
            self._gate = self._make()
        return self._gate
