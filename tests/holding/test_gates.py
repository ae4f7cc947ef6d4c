"""How answers of many gates become reasons."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from typing import TypeAlias

import pytest
from fakes.presence_gate import HandGate

from deskbreak.domain.vocabulary.events import Event, GateClosed, GateOpened, GatesAsked, Reason
from deskbreak.domain.vocabulary.settings import HoldSettings, Settings
from deskbreak.holding.gate_watch import Gates
from deskbreak.holding.ignored_programs import Ignore

CALL, SHARE = Reason.CALL, Reason.SCREEN_SHARE


class Scene:
    """Three gates, and what they tell."""

    def __init__(self) -> None:
        self.events: list[Event] = []
        self.microphone = HandGate("microphone", CALL)
        self.camera = HandGate("camera", CALL)
        self.cast = HandGate("screen-cast", SHARE)
        self.beside = 0
        self.gates = Gates(
            self.events.append, self._make, Ignore(), Settings(),
            beside=self._beside,
        )  # fmt: skip

    def _make(self) -> tuple[HandGate, ...]:
        return self.microphone, self.camera, self.cast

    async def _beside(self) -> None:
        self.beside += 1

    async def watch(self) -> None:
        """Watch until the first round is over and changes are told."""
        count = self.events.count(GatesAsked())
        self.gates.watch()
        await until(lambda: self.events.count(GatesAsked()) > count)
        await asyncio.sleep(0.05)

    @property
    def changes(self) -> list[Event]:
        """What was told after the first round."""
        return self.events[self.events.index(GatesAsked()) + 1 :]


Play: TypeAlias = Callable[[Scene], Awaitable[None]]


def play(act: Play) -> None:
    async def run() -> None:
        scene = Scene()
        await act(scene)
        await scene.gates.stop()

    asyncio.run(run())


async def until(what: Callable[[], object], seconds: float = 3) -> None:
    loop = asyncio.get_running_loop()
    end = loop.time() + seconds
    while not what():
        assert loop.time() < end, "waited in vain"
        await asyncio.sleep(0.005)


def test_reasons_are_told_before_all_have_answered() -> None:
    async def act(scene: Scene) -> None:
        scene.cast.closed = True
        await scene.watch()
        assert GateClosed(SHARE) in scene.events
        assert scene.events[-1] == GatesAsked()
        assert scene.beside == 1

    play(act)


def test_a_reason_is_on_while_any_of_its_gates_is_closed() -> None:
    async def act(scene: Scene) -> None:
        await scene.watch()
        scene.microphone.turn(closed=True)
        await until(lambda: scene.changes == [GateClosed(CALL)])
        scene.camera.turn(closed=True)
        await asyncio.sleep(0.1)
        scene.microphone.turn(closed=False)
        await asyncio.sleep(0.1)
        assert scene.changes == [GateClosed(CALL)]
        scene.camera.turn(closed=False)
        await until(lambda: scene.changes == [GateClosed(CALL), GateOpened(CALL)])

    play(act)


@pytest.mark.parametrize("how", ["hangs", "fails", "unknown"])
def test_an_unknown_gate_does_not_block(how: str) -> None:
    async def act(scene: Scene) -> None:
        scene.camera.closed = None if how == "unknown" else True
        scene.camera.hangs = how == "hangs"
        scene.camera.fails = "no camera" if how == "fails" else ""
        start = time.perf_counter()
        await scene.watch()
        assert time.perf_counter() - start < 1
        assert GateClosed(CALL) not in scene.events
        (row,) = (row for row in scene.gates.report() if row.name == "camera")
        assert row.answer == "unknown"
        assert row.advice == ("buy-one" if how == "fails" else "")
        assert row.why == {"hangs": "no answer within 0.5 s", "fails": "no camera"}.get(how, "")

    play(act)


def test_a_gate_that_becomes_unknown_lets_go() -> None:
    async def act(scene: Scene) -> None:
        scene.cast.closed = True
        await scene.watch()
        scene.cast.turn(closed=None)
        await until(lambda: scene.changes == [GateOpened(SHARE)])

    play(act)


def test_settings_turn_a_reason_off_and_on_at_once() -> None:
    async def act(scene: Scene) -> None:
        scene.cast.closed = True
        await scene.watch()
        scene.gates.configure(Settings(hold=HoldSettings(screen_share=False)))
        assert scene.changes == [GateOpened(SHARE)]
        count = scene.cast.asked
        scene.cast.turn(closed=True)
        await asyncio.sleep(0.1)
        assert scene.cast.asked == count
        (row,) = (row for row in scene.gates.report() if row.name == "screen-cast")
        assert not row.running
        scene.gates.configure(Settings())
        await until(lambda: scene.changes == [GateOpened(SHARE), GateClosed(SHARE)])

    play(act)


def test_nothing_is_asked_or_told_while_nothing_is_watched() -> None:
    async def act(scene: Scene) -> None:
        await asyncio.sleep(0.05)
        assert scene.cast.asked == 0
        await scene.watch()
        scene.gates.unwatch()
        await until(lambda: scene.cast.changed is None)
        count = scene.cast.asked
        scene.cast.closed = True
        scene.gates.look()
        await asyncio.sleep(0.1)
        assert (scene.cast.asked, scene.changes) == (count, [])

    play(act)


def test_what_is_still_closed_is_told_again_at_the_next_watch() -> None:
    async def act(scene: Scene) -> None:
        scene.cast.closed = True
        for times in (1, 2, 3):
            await scene.watch()
            assert scene.events.count(GateClosed(SHARE)) == times
            scene.gates.unwatch()

    play(act)


def test_watching_again_at_once_keeps_the_subscription() -> None:
    async def act(scene: Scene) -> None:
        await scene.watch()
        scene.gates.unwatch()
        await scene.watch()
        await until(lambda: scene.cast.changed is not None)
        scene.cast.turn(closed=True)
        await until(lambda: scene.events[-1] == GateClosed(SHARE))

    play(act)


def test_many_changes_are_few_questions() -> None:
    async def act(scene: Scene) -> None:
        await scene.watch()
        count = scene.cast.asked
        for _ in range(50):
            scene.cast.turn(closed=True)
        await until(lambda: scene.changes == [GateClosed(SHARE)])
        await asyncio.sleep(0.5)
        assert scene.cast.asked - count <= 3

    play(act)


def test_a_probe_reports_without_watching() -> None:
    async def act(scene: Scene) -> None:
        scene.cast.closed = True
        rows = {row.name: row for row in await scene.gates.probe()}
        assert rows["screen-cast"].answer == "closed"
        assert rows["microphone"].took_ms is not None
        assert scene.events == []

    play(act)


def test_something_slow_beside_the_gates_does_not_block() -> None:
    async def forever() -> None:
        await asyncio.Event().wait()

    async def run() -> None:
        events: list[Event] = []
        gates = Gates(events.append, tuple, Ignore(), Settings(), beside=forever)
        gates.watch()
        await until(lambda: GatesAsked() in events, seconds=1)
        await gates.stop()

    asyncio.run(run())


@pytest.mark.parametrize(
    ("names", "program", "covered"),
    [
        (("zoom",), "zoom", True),
        (("Zoom",), "ZOOM.EXE", True),
        (("org.gnome.Totem",), "org.gnome.Totem.desktop", True),
        (("obs",), "/usr/bin/obs", True),
        (("obs",), "obsidian", False),
        ((), "obs", False),
        (("obs",), "", False),
    ],
)
def test_names_to_ignore(names: tuple[str, ...], program: str, covered: bool) -> None:
    assert Ignore(names).covers(program, None) is covered
