"""What the guide needs of a terminal."""

from collections.abc import Sequence
from typing import Protocol


class Console(Protocol):
    """A terminal whose screen is the guide's while it is open."""

    def open(self) -> None:
        """Take the screen: an empty one, without a cursor, that hears single keys."""

    def close(self) -> None:
        """Give the terminal back as it was; harmless when it was given back before."""

    def size(self) -> tuple[int, int]:
        """Columns and rows."""

    def write(self, codes: str) -> None:
        """Write at once; what a terminal that is gone cannot take is dropped."""

    def now(self) -> float:
        """A clock that only goes forward, seconds."""

    async def wait(self, seconds: float) -> Sequence[str]:
        """Wait at most so long; the keys that were pressed (names as in ``keys``).

        Comes back at once when there are keys, and with none when the size changed.
        """

    def suspend(self) -> None:
        """Give the terminal back, stop this process until it is continued, take the screen."""
