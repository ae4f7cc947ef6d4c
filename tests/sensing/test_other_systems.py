"""Windows and macOS against small fakes of their interfaces, and sources that are only asked."""

import asyncio
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from fakes.presence_clock import HandClock

from deskbreak.domain.time.units import Millis
from deskbreak.domain.vocabulary.events import Event, Ticked
from deskbreak.domain.vocabulary.presence_events import FellAsleep, Locked, Unlocked, WokeUp
from deskbreak.errors import UnavailableError
from deskbreak.sensing.macos import (
    ACTIVE,
    DID_WAKE,
    LOCKED,
    RESIGNED,
    UNLOCKED,
    WILL_SLEEP,
    SystemNotifications,
)
from deskbreak.sensing.macos import idle_reader as macos_reader
from deskbreak.sensing.macos_assertions import Assertions, holds
from deskbreak.sensing.next_input import NextInput
from deskbreak.sensing.polled_idle import PolledIdle
from deskbreak.sensing.presence_reporter import PresenceReporter
from deskbreak.sensing.windows import OnMessage, SessionMessages
from deskbreak.sensing.windows import idle_reader as windows_reader


class Input:
    """user32 and kernel32."""

    def __init__(self, last: int, ticks: int) -> None:
        self.last, self.now = last, ticks

    def last_input(self) -> int:
        return self.last

    def ticks(self) -> int:
        return self.now


class BrokenInput(Input):
    """A session without input."""

    def last_input(self) -> int:
        raise OSError(5, "Access is denied")


@pytest.mark.parametrize(
    ("last", "ticks", "idle"),
    [(1000, 4000, 3000), (5, 5, 0), (2**32 - 500, 500, 1000)],
)
def test_windows_idle_time_survives_the_wrap_of_its_clock(last: int, ticks: int, idle: int) -> None:
    assert windows_reader(Input(last, ticks))() == idle


def test_windows_without_input_says_why() -> None:
    source = PolledIdle("windows-idle", lambda: windows_reader(BrokenInput(0, 0)))
    why = asyncio.run(source.viable())
    assert why is not None
    assert "Access is denied" in why


class Window:
    """A hidden window, whose messages the test sends."""

    def __init__(self, problem: OSError | None = None) -> None:
        self.problem = problem
        self.send: OnMessage | None = None
        self.hears = True
        self.heard: list[bool] = []

    def hear_input(self, *, on: bool) -> bool:
        self.heard.append(on)
        return self.hears

    def open(self, on_message: OnMessage) -> None:
        if self.problem is not None:
            raise self.problem
        self.send = on_message

    def close(self) -> None:
        self.send = None


def test_windows_locks_and_sleep() -> None:
    async def run() -> list[Event]:
        events: list[Event] = []
        window = Window()
        sensor = SessionMessages(window, PresenceReporter(events.append, HandClock(), lambda: None))
        await sensor.start()
        assert sensor.why is None
        assert window.send is not None
        for message in ((0x2B1, 7), (0x2B1, 8), (0x218, 4), (0x218, 0x12), (0x218, 7), (0x111, 4)):
            window.send(*message)
        await asyncio.sleep(0)
        await sensor.stop()
        assert window.send is None
        return events

    expected = [Locked(), Unlocked(), FellAsleep(), WokeUp(), Ticked(), Ticked()]
    assert asyncio.run(run()) == expected


def test_windows_clock_zone_and_remote_desktop() -> None:
    async def run() -> list[Event]:
        events: list[Event] = []
        window = Window()
        sensor = SessionMessages(window, PresenceReporter(events.append, HandClock(), lambda: None))
        await sensor.start()
        assert window.send is not None
        for message in ((0x1E, 0), (0x1A, 0), (0x2B1, 4), (0x2B1, 7), (0x2B1, 8), (0x2B1, 3)):
            window.send(*message)
        await asyncio.sleep(0)
        return events

    assert asyncio.run(run()) == [Ticked(), Ticked(), Locked(), Unlocked()]


def test_the_end_of_an_absence_is_told_and_not_looked_for() -> None:
    async def run(hears: bool) -> tuple[list[Millis | None], list[bool], int]:
        told: list[Millis | None] = []
        window, reads = Window(), []
        window.hears = hears
        found = Input(0, 0)
        sensor = SessionMessages(
            window, PresenceReporter(lambda _: None, HandClock(), lambda: None)
        )
        await sensor.start()

        def read() -> Millis:
            reads.append(found.now)
            return windows_reader(found)()

        source = PolledIdle("windows-idle", lambda: read, sensor.input.wait)
        await source.open(lambda _: None)
        found.now = 60_000
        disarm = await source.watch(60_000, told.append)
        assert window.send is not None
        found.last = found.now = 70_000
        for _ in range(3):  # a hand on the mouse sends many
            window.send(0xFF, 0)
        await asyncio.sleep(0)
        disarm()
        return told, window.heard, len(reads)

    assert asyncio.run(run(True)) == ([60_000, None], [True, False], 2)
    assert asyncio.run(run(False))[:2] == ([60_000], [True])


def test_windows_stops_hearing_when_nobody_waits_any_more() -> None:
    window = Window()
    waits = NextInput(window)
    ends = [waits.wait(lambda: None), waits.wait(print)]
    for end in (*ends, *ends):
        assert end is not None
        end()
    assert window.heard == [True, False]


def test_windows_without_a_window_says_why() -> None:
    async def run() -> str | None:
        told = PresenceReporter(lambda _: None, HandClock(), lambda: None)
        sensor = SessionMessages(Window(OSError(8, "Not enough memory")), told)
        await sensor.start()
        return sensor.why

    assert "could not be made" in str(asyncio.run(run()))


class Quartz:
    """Core Graphics."""

    def seconds_without_input(self) -> float:
        return 12.3456


class Centre:
    """The notification centres."""

    def __init__(self) -> None:
        self.names: tuple[str, ...] = ()
        self.ours = True
        self.call: Callable[[str], None] | None = None

    def observe(self, names: tuple[str, ...], call: Callable[[str], None]) -> None:
        self.names, self.call = names, call

    def forget(self) -> None:
        self.call = None

    def on_console(self) -> bool:
        return self.ours


def test_macos_idle_time() -> None:
    assert macos_reader(Quartz())() == 12_346


def test_macos_locks_and_sleep() -> None:
    async def run() -> list[Event]:
        events: list[Event] = []
        centre = Centre()
        sensor = SystemNotifications(
            centre, PresenceReporter(events.append, HandClock(), lambda: None)
        )
        await sensor.start()
        assert centre.call is not None
        assert set(centre.names) == {LOCKED, UNLOCKED, RESIGNED, ACTIVE, WILL_SLEEP, DID_WAKE}
        for name in (LOCKED, UNLOCKED, WILL_SLEEP, DID_WAKE):
            centre.call(name)
        await asyncio.sleep(0)
        await sensor.stop()
        assert centre.call is None
        return events

    assert asyncio.run(run()) == [Locked(), Unlocked(), FellAsleep(), WokeUp(), Ticked()]


def test_macos_with_somebody_else_at_the_screen() -> None:
    async def run() -> list[Event]:
        events: list[Event] = []
        centre = Centre()
        centre.ours = False
        sensor = SystemNotifications(
            centre, PresenceReporter(events.append, HandClock(), lambda: None)
        )
        await sensor.start()
        assert centre.call is not None
        for name in (ACTIVE, RESIGNED, LOCKED, ACTIVE, UNLOCKED):
            centre.call(name)
        await asyncio.sleep(0)
        return events

    assert asyncio.run(run()) == [Locked(), Unlocked(), Locked(), Unlocked()]


ASSERTIONS = """2026-11-28 09:00:00 +0900
Assertion status system-wide:
   BackgroundTask                 0
   PreventUserIdleDisplaySleep    {sum}
   PreventUserIdleSystemSleep     1
Listed by owning process:
   pid 431(Safari): [0x0] 00:01:02 PreventUserIdleDisplaySleep named: "video"
"""
"""As ``pmset`` is documented to print it; the program itself is on macOS alone."""


@pytest.mark.parametrize(("number", "held"), [(0, False), (1, True), (3, True)])
def test_macos_assertions_keep_the_screen_on(number: int, held: bool) -> None:
    assert holds(ASSERTIONS.format(sum=number)) is held
    assert not holds("")


def test_macos_assertions_are_asked_again_until_there_is_input(tmp_path: Path) -> None:
    said = tmp_path / "said"
    said.write_text(ASSERTIONS.format(sum=1))
    show = (sys.executable, "-c", "import sys; print(open(sys.argv[1]).read())", str(said))

    async def run() -> None:
        told: asyncio.Queue[bool] = asyncio.Queue()
        disarm = await Assertions(show, 0.01).follow(told.put_nowait)
        assert await told.get()
        said.write_text(ASSERTIONS.format(sum=0))
        async with asyncio.timeout(30):
            while await told.get():
                pass
        disarm()
        with pytest.raises(UnavailableError, match="cannot be started"):
            await Assertions((str(tmp_path / "none"),)).follow(told.put_nowait)

    asyncio.run(run())


class Person:
    """An idle time that grows with the loop's clock from the last touch."""

    def __init__(self) -> None:
        self.asked = 0
        self.touch()

    def touch(self) -> None:
        self.touched = asyncio.get_running_loop().time()

    def idle(self) -> Millis:
        self.asked += 1
        return round(1000 * (asyncio.get_running_loop().time() - self.touched))


def test_a_polled_source_asks_only_when_the_length_could_be_reached() -> None:
    async def run() -> None:
        person = Person()
        heard: list[Millis | None] = []
        source = PolledIdle("polled", lambda: person.idle)
        with pytest.raises(UnavailableError):
            await source.idle()
        await source.open(lambda _: None)
        disarm = await source.watch(400, heard.append)
        await asyncio.sleep(0.2)
        assert person.asked == 1
        person.touch()
        await asyncio.sleep(0.3)
        assert heard == []
        await asyncio.sleep(0.2)
        assert len(heard) == 1
        assert heard[0] is not None
        assert heard[0] >= 400
        person.touch()
        await asyncio.sleep(0.5)
        assert heard[1] is None
        disarm()
        count = person.asked
        await asyncio.sleep(0.5)
        assert person.asked == count
        await source.close()

    asyncio.run(run())
