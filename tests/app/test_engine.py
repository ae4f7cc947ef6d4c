"""The one loop: order of disk and eyes, the alarm, and sleep that nobody told of."""

import asyncio
from datetime import datetime
from zoneinfo import ZoneInfo

from fakes.app_parts import HandClock, MemoryStore, OneAlarm
from playing import catalogue

from deskbreak.app.engine import Engine
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
