"""Counts how often a process with nothing but the sensors wakes up: ``wakeups.py SECONDS``.

Half of the seconds somebody types, then nobody does. Prints both counts, and the CPU time in ms.
"""

import asyncio
import os
import resource
import sys

from deskbreak.domain.vocabulary.events import Event
from deskbreak.domain.vocabulary.settings import Rhythm
from deskbreak.protocols.buses import Buses
from deskbreak.protocols.dbus.connection import session_address, system_address
from deskbreak.protocols.dbus.shared_connection import Link
from deskbreak.sensing.system_sensors import presence
from deskbreak.timing.clock import SystemClock


def ignore(_event: Event) -> None:
    """Nobody listens."""


def switches() -> int:
    """How often the process gave the processor away by waiting."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_nvcsw


async def main(seconds: float) -> None:
    """Start, settle, count twice."""
    links = Buses(Link(session_address(os.environ)), Link(system_address(os.environ)), os.environ)
    it = presence(ignore, SystemClock(), Rhythm(), lambda: None, links)
    await it.start()
    await asyncio.sleep(3)
    counts, cpu = [], []
    sys.stdout.write("started\n")
    sys.stdout.flush()
    for _ in range(2):
        before, used = switches(), resource.getrusage(resource.RUSAGE_SELF)
        await asyncio.sleep(seconds / 2)
        after = resource.getrusage(resource.RUSAGE_SELF)
        counts.append(switches() - before)
        cpu.append(1000 * (after.ru_utime - used.ru_utime + after.ru_stime - used.ru_stime))
    sys.stdout.write(f"wakeups {counts[0]} {counts[1]} cpu {cpu[0]:.2f} {cpu[1]:.2f} ms\n")
    for row in it.report():
        sys.stdout.write(f"{row}\n")
    await it.stop()


asyncio.run(main(float(sys.argv[1])))
