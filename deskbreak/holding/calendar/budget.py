"""How much reading a calendar may cost: of one item, and of one calendar.

An item that takes too long is left by an exception. A calendar that takes too much in spite of
that ends with its process, by the system's own limits, where the system has them.
"""

import math
import signal
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

from deskbreak.holding.calendar.watchdog import Watchdog

CPU_S = 2.0
"""Seconds of computing for one calendar."""
MEMORY = 128 * 1024 * 1024
"""Bytes of memory that may be written, for one calendar."""
WALL_S = 60.0
"""Seconds for one calendar in all, with waiting for its server."""
ITEM_S = 0.25
"""Seconds of computing for one item."""
SOFT_S = 1.5
"""Seconds of computing after which what is left is not begun."""


class TooLongError(BaseException):
    """An item takes too long. Not an Exception: no library on the way may take it for its own."""


class Budget:
    """Counts from when it is made."""

    def __init__(self) -> None:
        self._end = time.process_time() + SOFT_S
        if sys.platform == "win32":
            self._watchdog = Watchdog(ITEM_S, TooLongError)

    @property
    def is_spent(self) -> bool:
        """Whether nothing more should be begun."""
        return time.process_time() > self._end

    @contextmanager
    def one_item(self) -> Iterator[None]:
        """Raises TooLongError in whoever is still at work inside after ``ITEM_S``.

        If all is spent, at once.
        """
        if self.is_spent:
            raise TooLongError
        if sys.platform == "win32":
            with self._watchdog.one_item():
                yield
            return
        before = signal.signal(signal.SIGVTALRM, _too_long)
        signal.setitimer(signal.ITIMER_VIRTUAL, ITEM_S)
        try:
            yield
        finally:
            signal.setitimer(signal.ITIMER_VIRTUAL, 0)
            signal.signal(signal.SIGVTALRM, before)


def _too_long(*_: object) -> None:
    raise TooLongError


def limit_this_process() -> None:
    """From here on this process has ``CPU_S`` and ``MEMORY``, where the system can hold it."""
    if sys.platform == "win32":
        return
    import resource  # noqa: PLC0415 -- not on Windows

    _lower(resource.RLIMIT_CPU, math.ceil(time.process_time() + CPU_S))
    _lower(resource.RLIMIT_DATA, MEMORY)
    _lower(resource.RLIMIT_CORE, 0)


def _lower(kind: int, wanted: int) -> None:
    if sys.platform == "win32":
        return
    import resource  # noqa: PLC0415 -- not on Windows

    _, hard = resource.getrlimit(kind)
    most = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
    resource.setrlimit(kind, (most, most))
