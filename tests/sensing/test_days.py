"""Whole days of the real sensors and gates, on simulated time, beside ``simulate``."""

import asyncio
import json
import random
from collections.abc import Callable
from datetime import timedelta

import pytest
from fakes.presence_day import MORNING, Day, play
from playing import run

from deskbreak.app.day_output import as_json
from deskbreak.domain.prompt.life import Phase
from deskbreak.domain.time.units import MINUTE, SECOND, Millis
from deskbreak.domain.vocabulary.effects import ShowPrompt
from deskbreak.domain.vocabulary.events import Action, Answered
from deskbreak.domain.vocabulary.settings import Settings

HOURS_S = 10 * 3600
COMPARED = ("prompt", "hold", "release", "record", "refused", "withdraw", "start")


class Person:
    """Somebody whose day is thrown by dice; writes down what they do as the lines of a day."""

    def __init__(self, day: Day, seed: int) -> None:
        self.day, self.dice = day, random.Random(seed)
        self.lines: list[str] = []
        self.answered: set[str] = set()
        self.touched = ""
        self.sleeps: list[tuple[str, str]] = []

    async def live(self) -> None:
        """Ten hours."""
        for act in (self.touch, self.work):
            await act()
        acts = (self.work, self.work, self.read, self.watch, self.leave, self.lock, self.suspend,
                self.call, self.present)  # fmt: skip
        while self.day.clock.now().instant < HOURS_S * SECOND:
            await self.dice.choice(acts)()

    def write(self, event: str, **fields: object) -> None:
        at = self.at()
        self.lines.append(json.dumps({"at": at, "event": event, **fields}))

    def at(self) -> str:
        return self.day.clock.now().wall.replace(tzinfo=None).isoformat()

    def seen(self, at: str) -> str:
        """When a machine that sleeps sees what is due then: when it is awake again."""
        return next((end for start, end in self.sleeps if start < at < end), at)

    async def touch(self) -> None:
        """One input, and with it perhaps an answer."""
        self.day.hand.move()
        self.touched = self.at()
        self.write("typing")
        self.write("quiet")
        await settle()
        prompt = self.day.engine.state.prompt
        if prompt is not None and prompt.id not in self.answered:
            await self.answer(prompt.id, prompt.phase)

    async def answer(self, id_: str, phase: Phase) -> None:
        actions = {
            Phase.SHOWN: (Action.START, Action.SKIP, Action.SNOOZE, None, None),
            Phase.STARTED: (Action.DONE, Action.STOP, None, None),
        }.get(phase, (None,))
        action = self.dice.choice(actions)
        if action is None or self.dice.random() < 0.5:
            return
        await self.pause(1)
        if action is Action.SKIP:
            self.answered.add(id_)
        self.write("answer", action=action.value)
        await self.day.engine.ask(Answered(action))

    async def work(self) -> None:
        """Input now and then, for a while."""
        for _ in range(self.dice.randint(20, 150)):
            await self.pause(self.dice.choice((1, 1, 1, 2, 2, 4, 9, 25)))
            await self.touch()

    async def read(self) -> None:
        """No input, but not for so long that it would be an absence."""
        self.write("idle", since=self.touched)
        await self.pause(self.dice.randint(61, 290))
        await self.come_back()

    async def leave(self) -> None:
        """No input for long."""
        self.write("idle", since=self.touched)
        await self.pause(self.dice.randint(301, 1800))
        await self.come_back()

    async def watch(self) -> None:
        """A video."""
        self.day.hand.screen_kept_on = True
        self.write("watch", since=self.touched)
        await self.pause(self.dice.randint(301, 3600))
        await self.come_back()
        self.day.hand.screen_kept_on = False

    async def come_back(self) -> None:
        self.write("present")
        await self.touch()

    async def lock(self) -> None:
        """The session is locked and unlocked; desktops tell it twice."""
        for _ in range(2):
            self.day.told.lock("logind", locked=True)
        self.write("lock")
        length = self.dice.choice((20, 50, 90, 200, 400, 2000))
        if length > 60:
            self.write("idle", since=self.touched)
        await self.pause(length)
        for _ in range(2):
            self.day.told.lock("logind", locked=False)
        self.write("unlock")
        await settle()
        await self.touch()

    async def suspend(self) -> None:
        """The lid is closed."""
        await self.pause(2)
        self.write("sleep")
        began = self.at()
        self.day.sleep(self.dice.choice((30, 100, 600, 5000)) * SECOND)
        await settle()
        self.sleeps.append((began, self.at()))
        self.write("wake")
        await self.pause(2)
        await self.touch()

    async def call(self) -> None:
        """A call, with hands that move now and then."""
        self.write("busy", reason="call")
        self.day.turn(self.day.call, closed=True)
        await self.work()
        self.write("free", reason="call")
        self.day.turn(self.day.call, closed=False)
        await settle()

    async def present(self) -> None:
        """A presentation: fullscreen, the screen kept on, no hands."""
        self.write("busy", reason="fullscreen")
        self.day.turn(self.day.window, closed=True)
        await self.watch()
        self.write("free", reason="fullscreen")
        self.day.turn(self.day.window, closed=False)
        await settle()

    async def pause(self, seconds: int) -> None:
        await asyncio.sleep(seconds)
        await settle()


async def settle() -> None:
    """Let everything that is due now happen."""
    for _ in range(30):
        await asyncio.sleep(0)


@pytest.mark.parametrize("seed", range(12))
def test_a_random_day_comes_to_what_simulate_says(seed: int) -> None:
    people: list[Person] = []

    async def act(day: Day) -> None:
        person = Person(day, seed)
        people.append(person)
        await person.live()

    happened = play(act)
    (person,) = people
    found = [shape for one in happened if (shape := as_json(one)) is not None]
    until = MORNING + timedelta(seconds=HOURS_S)
    simulated = run(person.lines, settings=Settings(), until=until)
    ends = until.replace(tzinfo=None).isoformat()
    said, wanted = (
        [
            it | {"at": person.seen(it["at"])}
            for it in effects
            if it["effect"] in COMPARED and it["at"] < ends
        ]
        for effects in (found, simulated)
    )
    assert len(wanted) > 10
    assert said == wanted


@pytest.mark.parametrize("slow", ["gate", "beside", "both"])
def test_a_prompt_is_never_held_back_for_more_than_a_second_by_who_does_not_answer(
    slow: str,
) -> None:
    late = shown_after(slow)
    assert 0 <= late <= SECOND


def test_a_prompt_is_not_late_when_everybody_answers() -> None:
    assert shown_after("nobody") == 0


def test_a_watch_that_never_ends_its_first_round_is_not_waited_for() -> None:
    """Whatever goes wrong with the gates, the core gives them a second."""

    async def never() -> None:
        await asyncio.Event().wait()

    def deaf(day: Day) -> None:
        day.gates._questions.round = lambda *_: never()  # type: ignore[method-assign]  # all of it hangs

    assert shown_after("nobody", deaf) == SECOND


def shown_after(slow: str, prepare: Callable[[Day], None] = lambda _: None) -> Millis:
    """How late the first prompt of somebody who makes a pause just in time is shown."""

    async def forever() -> None:
        await asyncio.Event().wait()

    async def act(day: Day) -> None:
        prepare(day)
        day.call.hangs = slow in ("gate", "both")
        if slow in ("beside", "both"):
            day.beside = forever
        for _ in range(45):
            day.hand.move()
            await asyncio.sleep(60)
        await asyncio.sleep(10)

    (shown,) = (one for one in play(act) if isinstance(one.effect, ShowPrompt))
    return round((shown.at - MORNING).total_seconds() * SECOND) - 45 * MINUTE


def test_input_is_heard_although_the_prompt_it_answered_closed_before_it() -> None:
    """Gone for a minute with a prompt open, which is then answered from elsewhere."""

    async def act(day: Day) -> None:
        for _ in range(46 * 60):
            day.hand.move()
            await asyncio.sleep(1)
        assert day.engine.state.prompt is None
        await asyncio.sleep(3)
        assert day.engine.state.prompt is not None
        await asyncio.sleep(61)
        assert day.engine.state.presence.kind == "idle"
        await day.engine.ask(Answered(Action.SKIP))
        await asyncio.sleep(30)
        day.hand.move()
        await settle()
        assert day.engine.state.presence.kind == "present"

    play(act)


@pytest.mark.parametrize("told", [True, False])
def test_after_a_resume_a_prompt_comes_at_once_although_hands_moved_just_before(
    told: bool,
) -> None:
    """Due, and waiting for a pause when the lid is closed; logind may say nothing of it."""
    woke: list[Millis] = []

    async def act(day: Day) -> None:
        for _ in range(46 * 60):
            day.hand.move()
            await asyncio.sleep(1)
        assert day.engine.state.prompt is None
        if told:
            day.sleep(30 * SECOND)
        else:
            day.clock.slept += 30 * SECOND
            day.told.clocks_changed(30 * SECOND)
        await settle()
        woke.append(day.clock.now().instant)
        await asyncio.sleep(0.9)

    (shown,) = (one for one in play(act) if isinstance(one.effect, ShowPrompt))
    assert shown.at - MORNING == timedelta(milliseconds=woke[0])
