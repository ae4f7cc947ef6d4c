"""The one loop: order of disk and eyes, the alarm, and sleep that nobody told of."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from fakes.app_parts import HandClock, HastyLoop, MemoryStore, OneAlarm
from fakes.presence_day import LoopClock
from playing import catalogue

from deskbreak.app import engine as engine_module
from deskbreak.app.engine import ALARM, STEP, Engine, StepFailedError
from deskbreak.app.parts import Part
from deskbreak.app.supervise import Supervisor
from deskbreak.domain.machine.state import State, begin
from deskbreak.domain.time.units import HOUR, MINUTE, Now
from deskbreak.domain.vocabulary.effects import Effect, Outcome, Record, ShowPrompt
from deskbreak.domain.vocabulary.events import Action, Answered, PromptWanted, Ticked
from deskbreak.domain.vocabulary.presence_events import CameBack
from deskbreak.domain.vocabulary.settings import Settings

NOW = Now(1_000_000, datetime(2026, 11, 30, 9, tzinfo=ZoneInfo("Asia/Tokyo")))


class Rig:
    """An engine on parts that are looked into."""

    def __init__(self) -> None:
        self.clock, self.store, self.alarm = HandClock(NOW), MemoryStore(), OneAlarm()
        self.performed: list[tuple[Effect, int]] = []
        self.fails = False
        state = begin(NOW, Settings(), catalogue())
        self.engine = Engine(state, self.clock, self.store, self._perform)
        self.engine.use(self.alarm)

    def _perform(self, effect: Effect, _: State) -> None:
        self.performed.append((effect, len(self.store.steps)))
        if self.fails:
            raise RuntimeError("told to")


def run(work: object) -> None:
    asyncio.run(work())  # type: ignore[operator]  # a coroutine function


def test_a_step_is_committed_before_any_of_its_effects_shows() -> None:
    async def work() -> None:
        rig = Rig()
        await rig.engine.ask(CameBack())
        effects = await rig.engine.ask(PromptWanted())
        assert any(isinstance(effect, ShowPrompt) for effect in effects)
        assert {steps for _, steps in rig.performed} == {2}
        assert rig.store.steps[-1][2], "an answer is on the disk when it returns"

    run(work)


def test_the_alarm_rings_at_the_deadline_or_the_next_full_minute() -> None:
    async def work() -> None:
        rig = Rig()
        await rig.engine.ask(CameBack())
        assert rig.alarm.at == NOW.instant + MINUTE
        rig.clock.pass_by(44 * MINUTE + 30_000)
        rig.engine.ring()
        assert rig.alarm.at == NOW.instant + 45 * MINUTE
        assert not rig.store.steps[-1][2], "a mere note is not waited for"

    run(work)


def test_a_sleep_that_nobody_told_of_is_a_break_that_ended_now() -> None:
    async def work() -> None:
        rig = Rig()
        await rig.engine.ask(CameBack())
        rig.clock.pass_by(30 * MINUTE)
        rig.clock.pass_by(HOUR, asleep=True)
        await rig.engine.ask(Ticked())
        records = [one for one, _ in rig.performed if isinstance(one, Record)]
        assert [(one.outcome, one.sitting, one.away) for one in records] == [
            (Outcome.BREAK, 30 * MINUTE, HOUR)
        ]
        assert rig.engine.state.sitting.total == 0
        clocks = {(state.offset, state.zone) for state, *_ in rig.store.steps}
        assert len(clocks) == 1, "the wall clock went on all the while and was never stepped"

    run(work)


def test_an_effect_that_fails_stops_nothing() -> None:
    async def work() -> None:
        rig = Rig()
        rig.fails = True
        await rig.engine.ask(CameBack())
        await rig.engine.ask(PromptWanted())
        await rig.engine.ask(Answered(Action.DONE))
        assert rig.engine.state.today.done == 1

    run(work)


def test_events_from_other_threads_come_in_their_turn_and_late_ones_are_dropped() -> None:
    engines: list[Engine] = []

    async def work() -> None:
        rig = Rig()
        engines.append(rig.engine)
        await asyncio.to_thread(rig.engine.post, CameBack())
        await asyncio.sleep(0)
        assert rig.engine.state.presence.kind == "present"

    run(work)
    engines[0].post(Ticked())


def test_looking_changes_nothing() -> None:
    async def work() -> None:
        rig = Rig()
        await rig.engine.ask(CameBack())
        before = rig.engine.state
        rig.clock.pass_by(MINUTE)
        state, now = rig.engine.look()
        assert state.sitting.total == MINUTE
        assert now == rig.clock.now()
        assert rig.engine.state is before

    run(work)


class LoopedRig:
    """An engine on a loop in which an hour takes no time; its alarm never rings by itself."""

    def __init__(self) -> None:
        self.clock, self.store, self.alarm = LoopClock(), MemoryStore(), OneAlarm()
        self.watch = Supervisor()
        state = begin(self.clock.now(), Settings(), catalogue())
        self.engine = Engine(state, self.clock, self.store, self._perform, self.watch)

    def _perform(self, effect: Effect, state: State) -> None:
        pass


def looped(work: Callable[[LoopedRig], Awaitable[None]]) -> None:
    async def day() -> None:
        await work(LoopedRig())

    with asyncio.Runner(loop_factory=HastyLoop) as runner:
        runner.run(day())


def test_an_alarm_that_does_not_ring_is_missed_a_second_later_and_told_until_one_rings() -> None:
    async def work(rig: LoopedRig) -> None:
        await rig.engine.ask(CameBack())
        assert rig.alarm.at is None, "none is in use yet"
        rig.engine.use(rig.alarm)
        assert rig.alarm.at is not None
        due = rig.alarm.at
        steps = len(rig.store.steps)
        await asyncio.sleep((due - rig.clock.now().instant) / 1000 + 0.99)
        assert len(rig.store.steps) == steps
        assert rig.watch.faults == ()
        await asyncio.sleep(0.02)
        assert len(rig.store.steps) == steps + 1, "it looked at the time by itself"
        (fault,) = rig.watch.faults
        assert (fault.part, fault.what) == (ALARM, "it did not ring in time")
        assert rig.alarm.at == due + MINUTE
        rig.engine.ring()
        assert rig.watch.faults == ()
        rig.engine.close()
        steps = len(rig.store.steps)
        await asyncio.sleep(600)
        assert len(rig.store.steps) == steps, "nothing is looked for after the end"

    looped(work)


def test_an_alarm_that_rings_half_a_second_late_is_in_time() -> None:
    async def work(rig: LoopedRig) -> None:
        await rig.engine.ask(CameBack())
        rig.engine.use(rig.alarm)
        for _ in range(3):
            assert rig.alarm.at is not None
            await asyncio.sleep((rig.alarm.at - rig.clock.now().instant) / 1000 + 0.6)
            rig.engine.ring()
        assert rig.watch.faults == ()
        assert len(rig.store.steps) == 4

    looped(work)


def test_a_step_that_fails_leaves_the_state_is_told_and_tried_again_in_a_second(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async def work(rig: LoopedRig) -> None:
        await rig.engine.ask(CameBack())
        rig.engine.use(rig.alarm)
        before, steps = rig.engine.state, len(rig.store.steps)

        def fails(*_: object) -> None:
            raise ZeroDivisionError("told to")

        with monkeypatch.context() as broken:
            broken.setattr(engine_module, "step", fails)
            with pytest.raises(StepFailedError, match=r"^told to$"):
                await rig.engine.ask(PromptWanted())
            rig.engine.ring()
            fault = rig.watch.fault_of(STEP)
            assert fault is not None
            assert (fault.times, fault.what) == (2, "ZeroDivisionError: told to")
            assert rig.engine.state is before
            broken.setattr(engine_module, "deadline", lambda _: 0)
            rig.engine.ring()
            assert rig.alarm.at == rig.clock.now().instant + 1000, "not at once, and again"
        assert len(rig.store.steps) == steps
        rig.engine.ring()
        assert rig.watch.fault_of(STEP) is None
        assert len(rig.store.steps) == steps + 1

    looped(work)


@pytest.mark.parametrize(("slept", "is_a_break"), [(1000, False), (1001, True)])
def test_a_suspend_of_a_second_is_no_more_than_the_reading_of_two_clocks(
    slept: int, is_a_break: bool
) -> None:
    async def work() -> None:
        rig = Rig()
        await rig.engine.ask(CameBack())
        steps = len(rig.store.steps)
        rig.clock.pass_by(slept, asleep=True)
        await rig.engine.ask(Ticked())
        assert len(rig.store.steps) - steps == (3 if is_a_break else 1)
        await rig.engine.ask(Ticked())
        assert len(rig.store.steps) - steps == (4 if is_a_break else 2), "once for each"

    run(work)


def test_whoever_looks_after_a_step_sees_the_new_state_and_may_fail_alone() -> None:
    async def work(rig: LoopedRig) -> None:
        seen: list[State] = []

        def fails(_: State) -> None:
            raise RuntimeError("told to")

        rig.engine.after_step(fails, Part("tray", "tray"))
        rig.engine.after_step(seen.append)
        await rig.engine.ask(CameBack())
        assert seen == [rig.engine.state]
        assert [fault.part.name for fault in rig.watch.faults] == ["tray"]

    looped(work)


def test_every_event_is_on_the_disk_at_once_but_a_tick_without_effects() -> None:
    async def work() -> None:
        rig = Rig()
        await rig.engine.ask(CameBack())
        await rig.engine.ask(Ticked())
        await rig.engine.ask(CameBack())
        assert [durable for _, _, durable in rig.store.steps] == [True, False, True]

    run(work)


def test_the_look_at_a_late_alarm_is_set_a_second_behind_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async def work() -> None:
        rig = Rig()
        loop = asyncio.get_running_loop()
        waits: list[float] = []
        later = loop.call_later

        def noted(wait: float, call: Callable[..., object], *more: object) -> asyncio.TimerHandle:
            waits.append(wait)
            return later(wait, call, *more)

        monkeypatch.setattr(loop, "call_later", noted)
        await rig.engine.ask(CameBack())
        assert rig.alarm.at == NOW.instant + MINUTE
        assert waits[-1] == 60 + engine_module.LATE_S
        rig.clock.pass_by(20_000)
        rig.engine._arm()
        assert waits[-1] == 40 + engine_module.LATE_S
        rig.clock.pass_by(50_000)
        rig.engine._arm()
        assert waits[-1] == engine_module.LATE_S, "one that is overdue has the same second"

    run(work)
