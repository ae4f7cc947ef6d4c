"""Sensors and gates as ``doctor`` shows them."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from app.test_question_menu import day
from fakes.app_parts import HastyLoop
from msgspec.structs import replace
from playing import catalogue

from deskbreak.app.observers import HURRY, STARTS_WITHIN, Observers, doctor_rows_of
from deskbreak.app.part_report import TURNED_OFF, PartReport
from deskbreak.domain.machine.state import begin
from deskbreak.domain.time.units import Now
from deskbreak.domain.vocabulary.effects import EndDay, UnwatchGates, WatchGates
from deskbreak.domain.vocabulary.events import Action, Answered, PromptWanted
from deskbreak.domain.vocabulary.presence_events import CameBack
from deskbreak.domain.vocabulary.settings import Rhythm, Settings
from deskbreak.timing.clock import SystemClock

SENSOR = PartReport("sensor", "x11-idle", running=True, answer="present")
GATE = PartReport("gate", "camera", running=False, why="there is no camera", took_ms=1.0)


class Hand:
    """Both ports at once: sensors that report one row, gates that report another."""

    async def start(self, *, locked: bool) -> None:
        assert not locked

    async def stop(self) -> None:
        pass

    def configure(self, settings: Settings) -> None:
        pass

    def report(self) -> list[PartReport]:
        return [SENSOR]

    async def probe(self) -> list[PartReport]:
        return [GATE]

    def problems(self) -> list[str]:
        return ["example.org: too slow"]


def test_every_sensor_gate_and_calendar_has_its_row() -> None:
    async def day() -> None:
        hand: Any = Hand()
        events: list[object] = []

        def gates(_: Settings, _beside: Callable[[], Awaitable[None]]) -> Any:
            return hand

        observers = Observers(events.append, lambda *_: hand, gates, lambda: None)
        alone = [row.name for row in await observers.rows()]
        assert alone == ["camera", "example.org"], "no sensors before they were begun"
        now: Now = SystemClock().now()
        observers.begin(begin(now, Settings(), catalogue()))
        await observers.begun()
        rows = await observers.rows()
        assert [(row.section, row.name, row.state) for row in rows] == [
            ("sensor", "x11-idle", "active"),
            ("gate", "camera", "passed-over"),
            ("calendar", "example.org", "problem"),
        ]
        assert rows[2].reason == "too slow"
        await observers.stop()

    asyncio.run(day())


def test_what_was_never_tried_on_a_system_says_so() -> None:
    off = PartReport("gate", "call", running=False, why=TURNED_OFF)
    advised = PartReport("sensor", "a", running=False, advice="no-idle-source")
    on_mac = doctor_rows_of([SENSOR, off, advised], "darwin")
    assert [row.advice for row in on_mac] == ["not-yet-run-there", "", "no-idle-source"]
    assert [row.state for row in on_mac] == ["active", "off", "passed-over"]
    assert [row.advice for row in doctor_rows_of([SENSOR], "linux")] == [""]


class Senses:
    """All sensors as one, whose start may fail, hang or answer."""

    def __init__(self, rhythm: Rhythm, woken: Callable[[], None]) -> None:
        self.rhythm, self.woken = rhythm, woken
        self.heard: list[object] = []
        self.start_with: Callable[[], Awaitable[object]] | None = None

    async def start(self, *, locked: bool = False) -> object:
        self.heard.append(("start", locked))
        return None if self.start_with is None else await self.start_with()

    async def stop(self) -> None:
        self.heard.append("stop")

    def configure(self, settings: Settings) -> None:
        self.heard.append(("configure", settings.language))

    def arm(self, *, prompt_open: bool) -> None:
        self.heard.append(("arm", prompt_open))

    async def watch_typing(self) -> None:
        self.heard.append("watch typing")

    def unwatch_typing(self) -> None:
        self.heard.append("unwatch typing")

    def report(self) -> list[PartReport]:
        return [SENSOR]


class Doors:
    """All gates as one."""

    def __init__(self, settings: Settings, beside: Callable[[], Awaitable[None]]) -> None:
        self.settings, self.beside = settings, beside
        self.heard: list[object] = []

    async def stop(self) -> None:
        self.heard.append("stop")

    def watch(self) -> None:
        self.heard.append("watch")

    def unwatch(self) -> None:
        self.heard.append("unwatch")

    def look(self) -> None:
        self.heard.append("look")

    def configure(self, settings: Settings) -> None:
        self.heard.append(("configure", settings.language))

    async def probe(self) -> list[PartReport]:
        return [GATE]

    def problems(self) -> list[str]:
        return []


class Room:
    """Observers, and what they made."""

    def __init__(self, start_with: Callable[[], Awaitable[object]] | None = None) -> None:
        self.senses: list[Senses] = []
        self.doors: list[Doors] = []
        self.posted: list[object] = []
        self.woken: list[int] = []
        self._start_with = start_with
        self.it = Observers(
            self.posted.append, self._presence, self._gates, lambda: self.woken.append(1)
        )
        self.state = begin(SystemClock().now(), Settings(language="ja"), catalogue())

    def _presence(self, rhythm: Rhythm, woken: Callable[[], None]) -> Senses:
        made = Senses(rhythm, woken)
        if not self.senses:
            made.start_with = self._start_with
        self.senses.append(made)
        return made

    def _gates(self, settings: Settings, beside: Callable[[], Awaitable[None]]) -> Doors:
        self.doors.append(Doors(settings, beside))
        return self.doors[-1]


def play(
    work: Callable[[Room], Awaitable[None]],
    start_with: Callable[[], Awaitable[object]] | None = None,
) -> None:
    async def scene() -> None:
        await work(Room(start_with))

    with asyncio.Runner(loop_factory=HastyLoop) as runner:
        runner.run(scene())


def test_sensors_and_gates_are_made_once_and_follow_the_settings() -> None:
    async def work(room: Room) -> None:
        room.it.look(room.state)
        room.it.perform(UnwatchGates())
        assert room.it.problems() == []
        assert (room.senses, room.doors) == ([], [])
        locked = replace(room.state, presence=replace(room.state.presence, locked=True))
        room.it.begin(locked)
        await room.it.begun()
        (senses,) = room.senses
        assert senses.rhythm == room.state.settings.rhythm
        assert senses.heard == [("start", True)]
        room.it.configure(Settings(language="en"))
        room.it.configure(Settings(language="ja"))
        (doors,) = room.doors
        assert (doors.settings.language, doors.heard) == ("en", [("configure", "ja")])
        assert senses.heard[1:] == [("configure", "en"), ("configure", "ja")]
        await doors.beside()
        senses.woken()
        room.it.perform(WatchGates())
        room.it.perform(UnwatchGates())
        room.it.perform(EndDay(room.state.day, 0, 0))
        assert doors.heard[1:] == ["look", "watch", "unwatch"]
        assert senses.heard[3:] == ["watch typing", "unwatch typing"]
        assert room.woken == [1]
        await room.it.stop()
        assert doors.heard[-1] == "stop"
        assert senses.heard[-1] == "stop"
        assert room.posted == []
        room.it.look(room.state)
        assert senses.heard[-1] == "stop", "nothing more is said to those that ended"

    play(work)


def test_a_prompt_from_before_the_restart_wants_its_gates_at_once() -> None:
    async def work(room: Room) -> None:
        room.it.begin(room.state)
        room.it.perform(WatchGates())
        (doors,) = room.doors
        assert (doors.settings.language, doors.heard) == ("ja", ["watch"])
        room.it.perform(WatchGates())
        assert len(room.doors) == 1
        await doors.beside()
        await room.it.stop()

    play(work)


@pytest.mark.parametrize(
    ("events", "is_open"),
    [
        ((), False),
        ((PromptWanted("sit-to-stand"),), True),
        ((PromptWanted("sit-to-stand"), Answered(Action.START)), False),
        ((PromptWanted("sit-to-stand"), Answered(Action.SNOOZE)), False),
    ],
)
def test_a_short_absence_matters_while_a_prompt_is_on_the_screen(
    events: tuple[PromptWanted | Answered, ...], *, is_open: bool
) -> None:
    async def work(room: Room) -> None:
        room.it.begin(room.state)
        await room.it.begun()
        room.it.look(day(*events).state)
        assert room.senses[0].heard[-1] == ("arm", is_open)
        await room.it.stop()

    play(work)


async def _hangs() -> object:
    await asyncio.Event().wait()
    return None


async def _answers() -> object:
    return "no sense"


async def _fails() -> object:
    raise RuntimeError("told to")


@pytest.mark.parametrize("start_with", [_hangs, _answers, _fails])
def test_whom_no_sensor_can_see_counts_as_present_and_they_are_begun_again(
    start_with: Callable[[], Awaitable[object]],
) -> None:
    async def work(room: Room) -> None:
        loop = asyncio.get_running_loop()
        room.it.begin(room.state)
        began = loop.time()
        await room.it.begun()
        hung = start_with is _hangs
        assert loop.time() - began == (HURRY if hung else 0)
        await asyncio.sleep(STARTS_WITHIN if hung else 0.1)
        assert room.posted == [CameBack()]
        assert room.senses[0].heard[-1] == "stop"
        await asyncio.sleep(2)
        assert len(room.senses) == 2
        assert len(room.posted) == 1
        await room.it.stop()

    play(work, start_with)
