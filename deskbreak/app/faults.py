"""Which parts have failed and do not work yet, and who wants to hear of it."""

import contextlib
import logging
from collections.abc import Callable, Iterator
from datetime import datetime

from msgspec.structs import replace

from deskbreak.app.parts import Fault, Part, one_line

log = logging.getLogger(__name__)

FORGOTTEN = 600.0
"""Seconds after which a call that failed is forgotten, if no other has."""


class Faults:
    """Belongs to one event loop.

    Args:
        seconds: the loop's own clock.
        now: the local time, for ``Fault.since``.
        changed: called after a fault came or went.
    """

    def __init__(
        self,
        seconds: Callable[[], float],
        now: Callable[[], datetime | None],
        changed: Callable[[], None],
    ) -> None:
        self._clock, self._now, self.changed = seconds, now, changed
        self._faults: dict[Part, Fault] = {}
        self._failed_at: dict[Part, float] = {}
        self._listeners: dict[Part, list[Callable[[str], None]]] = {}

    @property
    def faults(self) -> tuple[Fault, ...]:
        """Those that last, oldest first."""
        over = [
            part
            for part, fault in self._faults.items()
            if fault.passing and self._clock() - self._failed_at[part] > FORGOTTEN
        ]
        for part in over:
            del self._faults[part]
        return tuple(self._faults.values())

    def fault_of(self, part: Part) -> Fault | None:
        """The fault of one part; None if it works."""
        return self._faults.get(part)

    def failed(self, part: Part, error: BaseException | str, *, passing: bool = False) -> None:
        """A part failed: log it once, keep it, tell who listens.

        ``passing``: it was one call among many, and is forgotten when no other fails for long.
        """
        what = one_line(error)
        known = self._faults.get(part)
        self._failed_at[part] = self._clock()
        if known is None or known.what != what:
            exc = error if isinstance(error, BaseException) else None
            log.error("the part %s failed: %s", part.name, what, exc_info=exc)
        if known is None:
            self._faults[part] = Fault(part, what, self._now(), passing=passing)
        else:
            still = known.passing and passing
            self._faults[part] = replace(known, what=what, times=known.times + 1, passing=still)
        for listener in tuple(self._listeners.get(part, ())):
            listener(what)
        if known is None:
            self.changed()

    def recovered(self, part: Part) -> None:
        """A part works again."""
        if self._faults.pop(part, None) is not None:
            log.warning("the part %s works again", part.name)
            self.changed()

    @contextlib.contextmanager
    def listening(self, part: Part, heard: Callable[[str], None]) -> Iterator[None]:
        """Call ``heard`` with the reason at each failure of a part, while inside."""
        listeners = self._listeners.setdefault(part, [])
        listeners.append(heard)
        try:
            yield
        finally:
            listeners.remove(heard)
