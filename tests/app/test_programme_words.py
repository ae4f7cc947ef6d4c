"""What the programme's commands say, word for word, and the parts of status that they change."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from app.test_question_menu import DONE, day
from app.test_services import Desk, answer
from msgspec.structs import replace

from deskbreak.app import wire
from deskbreak.app.status import view
from deskbreak.content.loader import load_routines
from deskbreak.content.strings import text
from deskbreak.domain.machine.state import State
from deskbreak.domain.prompt.question import Asking, Question
from deskbreak.domain.time.units import HOUR, MINUTE
from deskbreak.domain.vocabulary.events import Action, Answered, Paused, PromptWanted
from deskbreak.domain.vocabulary.presence_events import StoodUp
from deskbreak.domain.vocabulary.routine import Code
from deskbreak.domain.vocabulary.settings import Personal, RoutineSettings, Settings

CONTENT = load_routines()
TITLE = CONTENT.card("sit-to-stand").title.en


def say(name_of: str, /, **values: object) -> str:
    return text("en", name_of, **values)


def run(work: Callable[[Desk], Awaitable[None]]) -> None:
    async def scene() -> None:
        await work(Desk())

    asyncio.run(scene())


def test_what_each_answer_comes_to_in_words() -> None:
    async def work(desk: Desk) -> None:
        shown = await desk.prompts.handle(wire.Now(routine="R14"), "en")
        assert shown.text == say("prompt.terminal", routine=TITLE)
        assert shown.data == {
            "id": desk.rig.engine.state.prompt.id,  # type: ignore[union-attr]  # there is one
            "routine": "sit-to-stand",
        }
        said = await desk.says(answer(Action.SNOOZE, "10m"))
        assert said == (0, say("answer.snoozed", time="09:10"))
        assert await desk.says(answer(Action.START)) == (0, say("answer.started", routine=TITLE))
        assert await desk.says(answer(Action.STOP)) == (0, say("answer.stopped"))
        await desk.says(wire.Now(routine="R14"))
        assert await desk.says(answer(Action.SKIP)) == (0, say("answer.skipped"))
        await desk.says(wire.Now(routine="R14"))
        await desk.says(answer(Action.START))
        assert await desk.says(answer(Action.DONE)) == (0, say("answer.done"))
        await desk.says(wire.Now(routine="R14"))
        code, another = await desk.says(answer(Action.ANOTHER))
        prompt = desk.rig.engine.state.prompt
        assert prompt is not None
        title = CONTENT.card(prompt.routine).title.en
        assert (code, another) == (0, say("answer.another", routine=title))
        assert title != TITLE
        unknown = await desk.says(wire.Now(routine="R99"))
        assert unknown == (2, say("refused.unknown_routine", name="R99"))

    run(work)


def test_pauses_standing_and_sitting_in_words() -> None:
    async def work(desk: Desk) -> None:
        assert await desk.says(wire.Resume()) == (0, say("answer.not_paused"))
        assert await desk.says(wire.Pause(until="30m")) == (0, say("answer.paused", time="09:30"))
        assert await desk.says(wire.Resume()) == (0, say("answer.resumed"))
        assert await desk.says(wire.Sitting()) == (0, say("answer.sitting_already"))
        assert await desk.says(wire.Standing()) == (0, say("answer.standing"))
        assert await desk.says(wire.Sitting()) == (0, say("answer.sitting"))
        said = await desk.says(wire.Standing(span="20m"))
        assert said == (0, say("answer.standing_until", time="09:20"))
        code, slip = await desk.says(wire.Standing(span="0s"))
        assert (code, slip) == (2, say("refused.duration_short", text="0s", guess=""))

    run(work)


def test_a_snooze_while_paused_names_the_later_end() -> None:
    async def work(desk: Desk) -> None:
        await desk.says(wire.Pause(until="1h"))
        await desk.says(wire.Now(routine="R14"))
        code, said = await desk.says(answer(Action.SNOOZE, "5m"))
        assert desk.rig.engine.state.holds.pause_until is not None
        assert (code, said) == (0, say("answer.snoozed_paused", time="10:00"))

    run(work)


def focus(stage: int) -> str:
    return say(f"programme.stages.{stage}.focus")


def test_stages_in_words_and_as_data() -> None:
    async def work(desk: Desk) -> None:
        state = desk.rig.engine.state
        memory = replace(state.memory, stage=1, stage_completed=3, stage_days=1)
        desk.rig.engine.state = replace(state, memory=memory)
        now = await desk.programme.handle(wire.Stage(), "en")
        assert now.text.splitlines() == [
            say("programme.stage_now", number=1, focus=focus(1)),
            say("programme.progress", done=3, days="1 day"),
        ]
        assert now.data == {"stage": 1, "completed": 3, "days": 1}
        up = await desk.programme.handle(wire.Stage(stage=3), "en")
        assert (up.text, up.data) == (say("answer.stage", number=3, focus=focus(3)), {"stage": 3})
        same = await desk.programme.handle(wire.Stage(stage=3), "en")
        assert same.text == say("answer.stage", number=3, focus=focus(3))
        last = await desk.programme.handle(wire.Stage(), "en")
        assert last.text.splitlines()[1] == say("programme.last_stage")
        down = await desk.programme.handle(wire.Stage(stage=2), "en")
        assert down.text == say("programme.step_back", number=2, focus=focus(2))
        wrong = await desk.programme.handle(wire.Stage(stage=7), "en")
        assert (wrong.code, wrong.text) == (2, say("refused.no_stage", text=7, last=3))
        state = desk.rig.engine.state
        other = replace(state.memory, stage=1, stage_completed=5, stage_days=5)
        desk.rig.engine.state = replace(state, memory=other)
        fresh = await desk.programme.handle(wire.Stage(), "en")
        assert fresh.data == {"stage": 2, "completed": 0, "days": 0}, "those were of another"

    run(work)


def test_hiding_today_and_safety_in_words_and_as_data() -> None:
    async def work(desk: Desk) -> None:
        hidden = await desk.programme.handle(wire.Hide(routine="R14"), "en")
        assert hidden.text == say("answer.hidden", routine=TITLE, id="sit-to-stand")
        assert hidden.data == {"routine": "sit-to-stand"}
        back = await desk.programme.handle(wire.Hide(routine="R14", hidden=False), "en")
        assert back.text == say("answer.unhidden", routine=TITLE, id="sit-to-stand")
        for override in ("seated", "elsewhere", "normal"):
            told = await desk.programme.handle(wire.Today(override=override), "en")
            assert told.data == {"today": override}
            assert (await desk.programme.handle(wire.Today(), "en")).data == told.data
        assert await desk.says(wire.Safety()) == (0, say("safety.nothing"))
        state = desk.rig.engine.state
        paused = replace(state, memory=replace(state.memory, safety_pause=True))
        desk.rig.engine.state = paused
        refused = (1, say("refused.exercise_paused"))
        assert await desk.says(wire.Checks()) == refused
        assert await desk.says(wire.Safety()) == (0, say("safety.dismissed"))
        assert (await desk.programme.handle(wire.Checks(), "en")).code == 0

    run(work)


def test_what_the_file_sets_cannot_be_changed_here() -> None:
    async def work(desk: Desk) -> None:
        state = desk.rig.engine.state
        settings = replace(
            state.settings, routines=RoutineSettings(hide=frozenset({"sit-to-stand"}))
        )
        desk.rig.engine.state = replace(state, settings=settings)
        back = await desk.programme.handle(wire.Hide(routine="R14", hidden=False), "en")
        assert (back.code, back.text) == (
            1, say("refused.set_in_file", key="routines.hide", file=""),
        )  # fmt: skip

    run(work)


def test_a_check_that_a_code_leaves_out_is_refused_and_the_open_one_is_named() -> None:
    async def work(desk: Desk) -> None:
        every = await desk.programme.handle(wire.Checks(), "en")
        assert every.data["purpose"] == say("check.purpose")
        state = desk.rig.engine.state
        told = replace(state, memory=replace(state.memory, purpose_told=True))
        desk.rig.engine.state = told
        assert (await desk.programme.handle(wire.Checks(), "en")).data["purpose"] is None
        for question in Question:
            asking = Asking(question, "p", "sit-to-stand", 0, about="screen-height")
            desk.rig.engine.state = replace(told, asking=asking)
            found = (await desk.programme.handle(wire.Checks(), "en")).data["checks"]
            one = question is Question.CHECK
            assert ([it["id"] for it in found] == ["screen-height"]) == one
            assert (found == every.data["checks"]) != one
        desk.rig.engine.state = told
        known = " ".join(one.id for one in state.checks)
        wrong = await desk.programme.handle(wire.Checks(name="C99"), "en")
        assert (wrong.code, wrong.text) == (2, say("check.unknown", name="C99", known=known))
        barred = [one for one in state.checks if one.leave_out]
        for check in barred:
            code = min(check.leave_out)
            settings = replace(state.settings, personal=Personal(codes=frozenset(check.leave_out)))
            desk.rig.engine.state = replace(told, settings=settings)
            reply = await desk.programme.handle(wire.Checks(name=check.id), "en")
            meaning = say(f"names.code.{code}")
            assert (reply.code, reply.text) == (1, say("refused.check_code", code=meaning))

    run(work)


def shown(state: State) -> dict[str, Any]:
    return view(state, version="1", pid=1, language="en", title=str, problems=[])


def test_status_names_the_question_that_is_asked() -> None:
    state = day(*DONE).state
    assert state.asking is not None
    question = shown(state)["question"]
    assert question["question"] == "comfort"
    assert question["about"] == "sit-to-stand"
    assert question["until"].startswith("2026-11-30T09:")
    assert shown(day().state)["question"] is None


@pytest.mark.parametrize(
    ("events", "resumes", "comes"),
    [
        ((), None, "09:45"),
        ((Paused(HOUR),), "10:00", "10:00"),
        ((StoodUp(20 * MINUTE),), "09:20", None),
        ((StoodUp(),), None, None),
    ],
)
def test_status_says_when_it_goes_on(
    events: tuple[Any, ...], resumes: str | None, comes: str | None
) -> None:
    found = shown(day(*events).state)
    at = found["resumes_at"]
    assert (at and at[11:16]) == resumes
    if comes is not None:
        assert found["next_prompt_at"][11:16] >= comes


def test_status_names_the_phase_and_what_may_be_answered() -> None:
    prompt = shown(day(PromptWanted("sit-to-stand")).state)["prompt"]
    assert prompt == {
        "id": prompt["id"],
        "phase": "shown",
        "routine": "sit-to-stand",
        "title": "sit-to-stand",
        "easier": False,
        "shown_at": "2026-11-30T09:00:00+09:00",
        "snoozes_left": 2,
        "buttons": prompt["buttons"],
    }
    started = shown(day(PromptWanted("sit-to-stand"), Answered(Action.START)).state)["prompt"]
    assert started["phase"] == "started"
    knee = Settings(personal=Personal(setup_done=True, codes=frozenset({Code.KNEE})))
    eased = shown(day(PromptWanted("sit-to-stand"), settings=knee).state)["prompt"]
    assert eased["easier"] == (Code.KNEE in CONTENT.find("sit-to-stand").easier_with)
