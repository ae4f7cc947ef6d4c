"""What every way to know about input has in common.

A source counts the time without input and tells when it reaches a length, and when input ends it.
It knows nothing of thresholds that matter, of locks, or of the engine.
"""

from collections.abc import Callable
from typing import Protocol, TypeAlias

from deskbreak.app import supervise
from deskbreak.domain.time.units import Millis
from deskbreak.errors import UnavailableError

Tell: TypeAlias = Callable[[Millis | None], None]
"""The time without input when it reached the length that is watched; None: there was input."""

Disarm: TypeAlias = Callable[[], None]
"""Ends a watch; nothing is told after it. Harmless when doubled or when the source is gone."""

Lost: TypeAlias = Callable[[str], None]
"""The source stopped working, and why; told once."""


class NobodyThereError(UnavailableError):
    """Nobody serves there at present; that somebody comes is told (``Chance``)."""


class IdleSource(Protocol):
    """One way to know how long there has been no input."""

    name: str

    async def viable(self) -> str | None: ...

    async def open(self, lost: Lost) -> None:
        """Connect; UnavailableError says why it could not be."""

    async def idle(self) -> Millis | None:
        """How long there has been no input; None where the system does not say."""

    async def watch(self, after: Millis, tell: Tell) -> Disarm:
        """Tell at once if there has been no input for ``after`` already, and at each change.

        Whoever is cancelled or fails in here leaves no watch behind: nobody could end it.
        """

    async def inhibited(self, tell: Callable[[bool], None]) -> Disarm | None:
        """Tell whether something (a video, a call) keeps the screen on, now and at each change.

        None: this source has no knowledge of that of its own.
        """

    async def close(self) -> None:
        """Close the connection. Never raises."""


class Chance(Protocol):
    """Tells when a source may serve that did not."""

    async def start(self, again: Callable[[], None]) -> None:
        """Call from now on whenever it makes sense to try again."""

    async def stop(self) -> None:
        """Call no more."""

    async def need(self, *, needed: bool) -> None:
        """Whether what serves now is only second best."""


async def nothing_else(source: IdleSource) -> str | None:
    """``viable()`` of a source that can only find out by connecting."""
    try:
        await source.open(lambda _why: None)
    except UnavailableError as error:
        return str(error)
    await source.close()
    return None


class Lazy:
    """A source whose code is loaded only once this session can have it.

    ``why_not`` tells at each opening why it cannot have it now; ``make`` makes the real one.
    """

    def __init__(
        self, name: str, why_not: Callable[[], str | None], make: Callable[[], IdleSource]
    ) -> None:
        self.name = name
        self._why_not, self._make = why_not, make
        self._source: IdleSource | None = None

    @property
    def why(self) -> str | None:
        """Why this session cannot have it now; None: it can."""
        return self._why_not()

    async def viable(self) -> str | None:
        """Why not, or None."""
        return await nothing_else(self)

    async def open(self, lost: Lost) -> None:
        """Open the real one, if this session can have it now."""
        if (why := self._why_not()) is not None:
            raise UnavailableError(why, hopeless=True)
        if self._source is None:
            self._source = self._make()
        await self._source.open(lost)

    async def idle(self) -> Millis | None:
        """How long there has been no input."""
        return await self._real.idle()

    async def watch(self, after: Millis, tell: Tell) -> Disarm:
        """Tell at each change."""
        return await self._real.watch(after, tell)

    async def inhibited(self, tell: Callable[[bool], None]) -> Disarm | None:
        """Whether something keeps the screen on."""
        return await self._real.inhibited(tell)

    async def close(self) -> None:
        """Close the connection."""
        if self._source is not None:
            await self._source.close()

    @property
    def _real(self) -> IdleSource:
        if self._source is None:
            raise UnavailableError("not opened")
        return self._source


class Watches:
    """Watches that end together: also one that is still being set when they do."""

    def __init__(self) -> None:
        self._ends: list[Disarm] = []
        self._over = False

    async def add(self, source: IdleSource, after: Millis, tell: Tell) -> None:
        """Set one more; see ``watched``."""
        self.also(await watched(source, after, tell))

    def also(self, end: Disarm) -> None:
        """End this as well, now if they have ended already."""
        if self._over:
            end()
        else:
            self._ends.append(end)

    def end(self) -> None:
        """End them, and whatever is still to be added."""
        self._over = True
        for end in self._ends:
            end()
        self._ends.clear()


async def watched(source: IdleSource, after: Millis, tell: Tell) -> Disarm:
    """Watch a length on a source; what it gives back is checked, and ends the watch safely.

    Raises UnavailableError, as ``IdleSource.watch`` does, and TypeError for a senseless answer.
    """
    disarm: object = await source.watch(after, tell)
    if not callable(disarm):
        raise TypeError(f"{source.name} answered {disarm!r}")
    part, watch = supervise.current_part(), supervise.supervisor()

    def end() -> None:
        watch.call(part, disarm)

    return end
