"""What the tests of presence and gates share: a recorder of events, and the links of a desk."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

from desk import LOADED, Desk

from deskbreak.domain.time.units import Instant, Millis
from deskbreak.domain.vocabulary.events import Event, GatesAsked
from deskbreak.domain.vocabulary.settings import Rhythm, Settings
from deskbreak.holding.gate_watch import Gates
from deskbreak.holding.system_gates import gates
from deskbreak.protocols.buses import Buses
from deskbreak.protocols.dbus.connection import session_address, system_address
from deskbreak.protocols.dbus.shared_connection import Link
from deskbreak.sensing.all_sensors import Presence
from deskbreak.sensing.system_sensors import presence
from deskbreak.timing.clock import SystemClock


class Recorder:
    """Takes events as the engine would, with the instant at which each came."""

    def __init__(self) -> None:
        self.clock = SystemClock()
        self.events: list[Event] = []
        self.at: list[Instant] = []
        self.wakeups = 0

    def __call__(self, event: Event) -> None:
        self.events.append(event)
        self.at.append(self.clock.now().instant)

    def wakeup(self) -> None:
        self.wakeups += 1

    @property
    def names(self) -> list[str]:
        return [type(event).__name__ for event in self.events]


async def until(what: Callable[[], object], seconds: float = 10.0, said: object = "") -> None:
    """Wait in the loop until ``what()`` is true; on a loaded machine three times as long."""
    loop = asyncio.get_running_loop()
    end = loop.time() + LOADED * seconds
    while not what():
        if loop.time() > end:
            raise AssertionError(f"waited {seconds:g} s in vain: {said}")
        await asyncio.sleep(0.02)


def buses(desk: Desk) -> Buses:
    """Links to the desk's buses; a system bus of the machine's own is never touched."""
    nowhere = f"unix:path={desk.folder}/no-system-bus"
    system = desk.env.get("DBUS_SYSTEM_BUS_ADDRESS", nowhere)
    env = desk.env | {"DBUS_SYSTEM_BUS_ADDRESS": system}
    return Buses(
        Link(session_address(env), first=0.2), Link(system_address(env), first=0.2), desk.env
    )


@asynccontextmanager
async def sensing(
    desk: Desk, away_after: Millis = 1500, taken_after: Millis = 700, pause: Millis = 800
) -> AsyncIterator[tuple[Presence, Recorder]]:
    """The presence of a desk, started, and what it tells."""
    recorder, links = Recorder(), buses(desk)
    rhythm = Rhythm(away_after=away_after, taken_after=taken_after, pause=pause)
    it = presence(recorder, recorder.clock, rhythm, recorder.wakeup, links)
    await it.start()
    try:
        yield it, recorder
    finally:
        await it.stop()
        await links.session.close()
        await links.system.close()


def running(it: Presence) -> list[str]:
    """The sensors that run, the source of idle time first."""
    return [row.name for row in it.report() if row.running]


@asynccontextmanager
async def gating(
    desk: Desk, settings: Settings | None = None, cache: Path | None = None
) -> AsyncIterator[tuple[Gates, Recorder]]:
    """The gates of a desk, and what they tell."""
    recorder, links = Recorder(), buses(desk)
    path = cache or desk.folder / "home" / "calendars.json"
    it = gates(recorder, recorder.clock, settings or Settings(), links, path)
    try:
        yield it, recorder
    finally:
        await it.stop()
        await links.session.close()
        await links.system.close()


async def asked(it: Gates, told: Recorder) -> None:
    """Watch, and wait for the first round."""
    it.watch()
    await until(lambda: GatesAsked() in told.events, seconds=2)


def answer(it: Gates, name: str) -> str:
    """What a gate said last, and why if it does not know."""
    (row,) = (row for row in it.report() if row.name == name)
    return f"unknown: {row.why}" if row.answer == "unknown" else row.answer or row.why
