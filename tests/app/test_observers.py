"""Sensors and gates as ``doctor`` shows them."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

from playing import catalogue

from deskbreak.app.observers import Observers, doctor_rows_of
from deskbreak.app.part_report import TURNED_OFF, PartReport
from deskbreak.domain.machine.state import begin
from deskbreak.domain.time.units import Now
from deskbreak.domain.vocabulary.settings import Settings
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
