"""What is said to each request, and its exit code, from a real engine on parts by hand."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any, Literal

import pytest
from app.test_engine import Rig
from msgspec.structs import replace
from playing import catalogue

from deskbreak.app import wire
from deskbreak.app.programme_service import ProgrammeService
from deskbreak.app.prompt_service import PromptService
from deskbreak.app.status_text import status_lines
from deskbreak.app.time_words import Slip
from deskbreak.content.checks import load_checks
from deskbreak.content.loader import load_routines
from deskbreak.domain.machine.state import begin
from deskbreak.domain.time.units import MINUTE
from deskbreak.domain.vocabulary.events import Action
from deskbreak.domain.vocabulary.presence_events import CameBack
from deskbreak.domain.vocabulary.settings import Personal, Settings


class Desk:
    """Both services on one engine."""

    def __init__(self, in_file: str | None = None) -> None:
        self.rig = Rig()
        now = self.rig.clock.now()
        settings = Settings(personal=Personal(setup_done=True))
        self.rig.engine.state = begin(now, settings, catalogue(), checks=load_checks())
        content = load_routines()
        self.prompts = PromptService(self.rig.engine, content)
        self.programme = ProgrammeService(
            self.rig.engine, content, lambda key: "config.toml" if key == in_file else None
        )

    async def says(self, request: Any) -> tuple[int, str]:
        room = self.prompts if isinstance(request, PROMPT) else self.programme
        reply = await room.handle(request, "en")
        return reply.code, reply.text

    def ready(self) -> None:
        """The next stage may be proposed."""
        state = self.rig.engine.state
        memory = replace(
            state.memory, stage=1, stage_completed=8, stage_days=4, used_days=11, stage_stays=0
        )
        self.rig.engine.state = replace(state, memory=memory)


PROMPT = (wire.Answer, wire.Now, wire.Pause, wire.Resume, wire.Standing, wire.Sitting)


def run(work: Callable[[], Awaitable[None]]) -> None:
    asyncio.run(work())  # type: ignore[arg-type]  # a coroutine


def answer(action: Action, span: str | None = None) -> wire.Answer:
    return wire.Answer(action=action, span=span)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("壁", '"壁" fits several: R19 Wall breathing, ribs down, R27 Wall dead bug, R29 Wall'),
        ("e", '"e" fits several: R01 Diaphragm breathing (floor), '),
        (
            "hip hindge",
            'No routine named "hip hindge". Did you mean R03 Hip hinge? See: deskbreak routines',
        ),
        ("no such", 'No routine named "no such". See: deskbreak routines'),
        (" ", "Which routine? Say its number, or words of its title. See: deskbreak routines"),
    ],
)
def test_words_that_are_not_one_routine_are_answered_alike_everywhere(name: str, said: str) -> None:
    async def work() -> None:
        desk = Desk()
        for request in (
            wire.Now(routine=name),
            wire.Hide(routine=name, hidden=True),
            wire.Hide(routine=name, hidden=False),
            wire.NotForMe(routine=name),
        ):
            code, words = await desk.says(request)
            assert code == 2
            assert words.startswith(said)
        assert desk.rig.engine.state.prompt is None

    run(work)


def test_of_very_many_routines_the_first_are_named_and_the_rest_counted() -> None:
    async def work() -> None:
        words = (await Desk().says(wire.Now(routine="e")))[1]
        assert "R06 Thread the needle (floor), and " in words
        assert "R08" not in words

    run(work)


def test_a_prompt_from_now_to_done() -> None:
    async def work() -> None:
        desk = Desk()
        assert await desk.says(answer(Action.START)) == (
            5,
            "There is no prompt to answer. To get one now: deskbreak now",
        )
        assert await desk.says(answer(Action.STOP)) == (5, "No routine is running.")
        code, said = await desk.says(wire.Now(routine="R14"))
        assert code == 0
        assert "Stand from the hips" in said
        assert (await desk.says(answer(Action.SNOOZE, "7m")))[0] == 2
        assert (await desk.says(answer(Action.SNOOZE, "soon")))[0] == 2
        assert "9:10" in (await desk.says(answer(Action.SNOOZE, "10m")))[1]
        assert (await desk.says(answer(Action.SNOOZE)))[0] == 5
        await desk.says(wire.Now())
        for _ in range(2):
            code, said = await desk.says(answer(Action.ANOTHER))
            assert code == 0
        assert (await desk.says(answer(Action.ANOTHER)))[0] == 1
        assert (await desk.says(answer(Action.START)))[1].startswith("Started: ")
        assert (await desk.says(wire.Now()))[0] == 5
        assert (await desk.says(answer(Action.SKIP)))[0] == 5
        assert (await desk.says(answer(Action.DONE)))[0] == 0
        assert (await desk.says(wire.Now(routine="R99")))[0] == 2

    run(work)


def test_a_snooze_beyond_the_limit_is_refused_in_words() -> None:
    async def work() -> None:
        desk = Desk()
        for _ in range(2):
            await desk.says(wire.Now())
            assert (await desk.says(answer(Action.SNOOZE)))[0] == 0
        await desk.says(wire.Now())
        code, said = await desk.says(answer(Action.SNOOZE))
        assert code == 1
        assert "2" in said
        assert (await desk.says(answer(Action.SKIP)))[0] == 0

    run(work)


def test_pauses_and_standing() -> None:
    async def work() -> None:
        desk = Desk()
        assert "9:30" in (await desk.says(wire.Pause(until="30m")))[1]
        assert "14:00" in (await desk.says(wire.Pause(until="14:00")))[1]
        assert (await desk.says(wire.Pause(until="later")))[0] == 2
        assert (await desk.says(wire.Pause(until="0s")))[0] == 2
        assert (await desk.says(wire.Resume()))[0] == 0
        assert not desk.rig.engine.state.holds.paused
        assert (await desk.says(wire.Standing(span="0m")))[0] == 2
        assert (await desk.says(wire.Standing(span="soon")))[0] == 2
        assert not desk.rig.engine.state.presence.standing
        assert "9:20" in (await desk.says(wire.Standing(span="20m")))[1]
        assert "0" not in (await desk.says(wire.Standing()))[1]
        await desk.says(wire.Pause(until="2h"))
        assert (await desk.says(wire.Standing(span="30m")))[1] == "Counted as standing until 09:30"
        await desk.says(wire.Resume())
        assert (await desk.says(wire.Sitting()))[0] == 0
        assert not desk.rig.engine.state.presence.standing

    run(work)


def test_accepting_and_declining_an_offer_are_answered_in_words() -> None:
    async def work() -> None:
        desk = Desk()
        assert await desk.says(wire.Offer()) == (0, "There is no offer at the moment.")
        assert await desk.says(wire.Offer(choice="accept")) == (
            5,
            "There is no offer at the moment.",
        )
        desk.ready()
        code, said = await desk.says(wire.Offer())
        assert code == 0
        assert "deskbreak offer accept: " in said
        assert "deskbreak offer decline: " in said
        assert (await desk.says(wire.Offer(choice="maybe")))[0] == 2
        assert await desk.says(wire.Offer(choice="decline")) == (0, "Staying as it is")
        assert desk.rig.engine.state.settings.personal.stage == 1
        desk.ready()
        assert await desk.says(wire.Offer(choice="accept")) == (0, "Moved on to stage 2")
        assert desk.rig.engine.state.settings.personal.stage == 2
        bound = Desk("personal.stage")
        bound.ready()
        code, said = await bound.says(wire.Offer(choice="accept"))
        assert code == 1
        assert "config.toml" in said

    run(work)


def test_the_other_offers_are_answered_with_what_was_chosen() -> None:
    async def work() -> None:
        desk = Desk()
        state = desk.rig.engine.state
        earlier = state.day.replace(day=state.day.day - 3)
        memory = replace(state.memory, slow_on=earlier, help_on=earlier)
        desk.rig.engine.state = replace(state, memory=memory)
        code, said = await desk.says(wire.Offer())
        assert "deskbreak offer 60: " in said
        label = next(line.split(": ")[1] for line in said.splitlines() if "offer 60: " in line)
        assert await desk.says(wire.Offer(choice="60")) == (0, label)
        assert code == 0
        assert desk.rig.engine.state.rhythm.every == 60 * MINUTE
        desk.rig.engine.state = replace(desk.rig.engine.state, memory=memory)
        assert await desk.says(wire.Offer(choice="decline")) == (0, "Staying as it is")

    run(work)


def test_stage_today_hide_and_safety() -> None:
    async def work() -> None:
        desk = Desk()
        code, said = await desk.says(wire.Stage())
        assert code == 0
        assert "1" in said
        assert (await desk.says(wire.Stage(stage=7)))[0] == 2
        up = await desk.says(wire.Stage(stage=3))
        down = await desk.says(wire.Stage(stage=0))
        assert up[0] == down[0] == 0
        assert up[1] != down[1]
        texts = {(await desk.says(wire.Today(override=one)))[1] for one in TODAYS}
        assert len(texts) == len(TODAYS)
        assert (await desk.says(wire.Today()))[1] in texts
        assert (await desk.says(wire.Hide(routine="R14")))[0] == 0
        assert "sit-to-stand" in desk.rig.engine.state.settings.personal.hidden
        assert (await desk.says(wire.Hide(routine="R14", hidden=False)))[0] == 0
        assert (await desk.says(wire.Hide(routine="R99")))[0] == 2
        quiet = await desk.says(wire.Safety())
        state = desk.rig.engine.state
        desk.rig.engine.state = replace(state, memory=replace(state.memory, safety_pause=True))
        assert await desk.says(wire.Safety()) != quiet
        assert not desk.rig.engine.state.memory.safety_pause

    run(work)


TODAYS: tuple[Literal["seated", "elsewhere", "normal"], ...] = ("seated", "elsewhere", "normal")


@pytest.mark.parametrize("value", ["yes", "no", "fix"])
def test_checks_that_were_asked_by_hand(value: str) -> None:
    async def work() -> None:
        desk = Desk()
        reply = await desk.programme.handle(wire.Checks(name="C5"), "en")
        [check] = reply.data["checks"]
        assert check["question"]
        assert check["fix"]
        asked = wire.Check(check=check["id"], value=value)  # type: ignore[arg-type]  # one of three
        assert (await desk.programme.handle(asked, "en")).code == 0
        assert desk.rig.engine.state.memory.checks[0].times == 1
        assert (await desk.says(wire.Checks(name="C99")))[0] == 2
        every = await desk.programme.handle(wire.Checks(), "en")
        assert len(every.data["checks"]) > 1
        assert (await desk.says(wire.Feedback(value="good")))[0] == 5  # type: ignore[arg-type]

    run(work)


def test_the_person_is_present_when_a_request_comes() -> None:
    async def work() -> None:
        desk = Desk()
        await desk.rig.engine.ask(CameBack())
        await desk.says(wire.Now(routine="R14"))
        await desk.says(answer(Action.START))
        await desk.says(answer(Action.DONE))
        reply = await desk.programme.handle(wire.Feedback(value="hard"), "en")  # type: ignore[arg-type]
        assert reply.data == {"replies": ("hard",)}
        assert "easier form" in reply.text

    run(work)


def test_a_prompt_that_is_put_off_is_told_as_that() -> None:
    async def work() -> None:
        desk = Desk()
        await desk.says(wire.Now(routine="R14"))
        assert (await desk.says(answer(Action.SNOOZE)))[1].startswith("Comes back at ")
        code, said = await desk.says(answer(Action.SNOOZE))
        assert code == 5
        assert said.startswith('"Stand from the hips" comes back at ')
        assert "deskbreak now" in said

    run(work)


def test_a_snooze_in_a_pause_comes_back_after_the_pause() -> None:
    async def work() -> None:
        desk = Desk()
        await desk.says(wire.Now(routine="R14"))
        _, paused = await desk.says(wire.Pause(until="1h"))
        said = (await desk.says(answer(Action.SNOOZE)))[1]
        assert said == f"Comes back after the pause, at {paused.split()[-1]}"
        lines = status_lines(desk.rig.engine.state, "en", lambda _: "Stand")
        assert lines[:2] == [
            f"Paused until {paused.split()[-1]}.",
            '"Stand" waits until then and comes once more.',
        ]

    run(work)


@pytest.mark.parametrize(
    ("request_", "typed", "kind", "guess"),
    [
        (wire.Pause(until="soon"), "soon", "pause", ""),
        (wire.Pause(until="9"), "9", "pause_bare", "9:00"),
        (wire.Standing(span="soon"), "soon", "duration", ""),
        (wire.Standing(span="9"), "9", "duration_unit", "9m"),
    ],
)
def test_what_was_typed_is_read_as_what_it_was_meant_for(
    request_: Any, typed: str, kind: str, guess: str
) -> None:
    async def work() -> None:
        said = Slip(kind, typed, guess).words("en")
        assert await Desk().says(request_) == (2, said)

    run(work)
