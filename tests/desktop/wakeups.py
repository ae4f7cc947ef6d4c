"""Counts how often a process with nothing but the sensors wakes up: ``wakeups.py SECONDS``.

Half of the seconds somebody types, then nobody does. Prints both counts, and the CPU time in ms.
What is counted are the waits of its one thread's loop that ended: the kernel's count of voluntary
switches also tells of pages that had to be read while the machine is busy.
"""

import asyncio
import os
import resource
import selectors
import sys
import threading

from deskbreak.domain.vocabulary.events import Event
from deskbreak.domain.vocabulary.settings import Rhythm
from deskbreak.protocols.buses import Buses
from deskbreak.protocols.dbus.connection import session_address, system_address
from deskbreak.protocols.dbus.shared_connection import Link
from deskbreak.sensing.system_sensors import presence
from deskbreak.timing.clock import SystemClock


def ignore(_event: Event) -> None:
    """Nobody listens."""


class Counting(selectors.DefaultSelector):
    """How often there was something to do after a wait."""

    def __init__(self) -> None:
        super().__init__()
        self.waits = 0

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        found = super().select(timeout)
        self.waits += timeout is None or timeout > 0
        return found


async def main(seconds: float, selector: Counting) -> None:
    """Start, settle, count twice."""
    links = Buses(Link(session_address(os.environ)), Link(system_address(os.environ)), os.environ)
    it = presence(ignore, SystemClock(), Rhythm(), lambda: None, links)
    await it.start()
    await asyncio.sleep(3)
    counts, cpu = [], []
    sys.stdout.write("started\n")
    sys.stdout.flush()
    for _ in range(2):
        before, used = selector.waits, resource.getrusage(resource.RUSAGE_SELF)
        await asyncio.sleep(seconds / 2)
        after = resource.getrusage(resource.RUSAGE_SELF)
        counts.append(selector.waits - before - 1)  # without the end of our own sleep
        cpu.append(1000 * (after.ru_utime - used.ru_utime + after.ru_stime - used.ru_stime))
    sys.stdout.write(f"wakeups {counts[0]} {counts[1]} cpu {cpu[0]:.2f} {cpu[1]:.2f} ms\n")
    for row in it.report():
        sys.stdout.write(f"{row}\n")
    if threading.active_count() > 1:
        raise AssertionError(f"another thread may wake up unseen: {threading.enumerate()}")
    await it.stop()


counted = Counting()
with asyncio.Runner(loop_factory=lambda: asyncio.SelectorEventLoop(counted)) as runner:
    runner.run(main(float(sys.argv[1]), counted))
