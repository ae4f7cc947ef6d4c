"""APScheduler without what an alarm never asks of it (docs/decisions/0123).

When it is imported it looks up its own version and its plugins, and loads pools of threads and of
processes: 1.9 MB of modules, of which one job in an event loop uses nothing. While it is imported,
stand-ins answer for these; then they are gone again, and whoever asks for the modules gets the real
ones. Where they are loaded already they are left alone.
"""

import asyncio
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from types import ModuleType
from typing import Any

STAND_INS: Mapping[str, Mapping[str, Any]] = {
    "importlib.metadata": {
        "PackageNotFoundError": LookupError,
        "entry_points": lambda **_: (),
        "version": lambda _: "3",
    },
    "apscheduler.executors.pool": {"ThreadPoolExecutor": None},
}
"""What is imported from each of these modules."""


@contextmanager
def _stand_ins() -> Iterator[None]:
    """They are in place while this lasts."""
    placed = [name for name in STAND_INS if name not in sys.modules]
    for name in placed:
        module = sys.modules[name] = ModuleType(name)
        vars(module).update(STAND_INS[name])
    try:
        yield
    finally:
        for name in placed:
            del sys.modules[name]


with _stand_ins():
    from apscheduler.schedulers.asyncio import AsyncIOScheduler
    from apscheduler.triggers.interval import IntervalTrigger

__all__ = ["IntervalTrigger", "Scheduler"]


class Scheduler(AsyncIOScheduler):  # type: ignore[misc]  # it has no types
    """One that is used from within its loop alone.

    For callers in other threads APScheduler wakes the loop through a pipe, twice at every alarm:
    a fifth of what a minute costs the processor.
    """

    def wakeup(self) -> None:
        """Look soon at what is due."""
        asyncio.get_running_loop().call_soon(partial(AsyncIOScheduler.wakeup.__wrapped__, self))
