"""What every way to know about input has in common.

A source counts the time without input and tells when it reaches a length, and when input ends it.
It knows nothing of thresholds that matter, of locks, or of the engine.
"""

from collections.abc import Callable
from typing import Protocol, TypeAlias

from deskbreak.app import supervise
from deskbreak.app.ports import UnavailableError
from deskbreak.domain.time.units import Millis

Tell: TypeAlias = Callable[[Millis | None], None]
"""The time without input when it reached the length that is watched; None: there was input."""

Disarm: TypeAlias = Callable[[], None]
"""Ends a watch; nothing is told after it. Harmless when doubled or when the source is gone."""

Lost: TypeAlias = Callable[[str], None]
"""The source stopped working, and why; told once."""


class IdleSource(Protocol):
    """One way to know how long there has been no input."""

    name: str

    async def viable(self) -> str | None: ...

    async def open(self, lost: Lost) -> None:
        """Connect; UnavailableError says why it could not be."""

    async def idle(self) -> Millis | None:
        """How long there has been no input; None where the system does not say."""

    async def watch(self, after: Millis, tell: Tell) -> Disarm:
        """Tell at once if there has been no input for ``after`` already, and at each change."""

    async def inhibited(self, tell: Callable[[bool], None]) -> Disarm | None:
        """Tell whether something (a video, a call) keeps the screen on, now and at each change.

        None: this source has no knowledge of that of its own.
        """

    async def close(self) -> None:
        """Let go of the connection. Never raises."""


async def nothing_else(source: IdleSource) -> str | None:
    """``viable()`` of a source that can only find out by connecting."""
    try:
        await source.open(lambda _why: None)
    except UnavailableError as error:
        return str(error)
    await source.close()
    return None


class Absent:
    """A source that this session cannot have; its code is never loaded."""

    def __init__(self, name: str, why: str) -> None:
        self.name = name
        self.why = why

    async def viable(self) -> str | None:
        """Why not."""
        return self.why

    async def open(self, _lost: Lost) -> None:
        """Never opens."""
        raise UnavailableError(self.why, hopeless=True)

    async def idle(self) -> Millis | None:
        """Does not know."""
        return None

    async def watch(self, _after: Millis, _tell: Tell) -> Disarm:
        """Cannot."""
        raise UnavailableError(self.why, hopeless=True)

    async def inhibited(self, _tell: Callable[[bool], None]) -> Disarm | None:
        """Does not know."""
        return None

    async def close(self) -> None:
        """Holds nothing."""


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
