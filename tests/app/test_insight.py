"""Hooks, the look back at a bad moment, and what the voice and the guide are told."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any

import pytest
from app.test_question_menu import day
from app.test_weekly_look_back import FRIDAY, Scene, hurry
from fakes.app_parts import HastyLoop
from fakes.insight_parts import QuietCommand
from msgspec.structs import replace

from deskbreak.app import guide_protocol
from deskbreak.app.guide_protocol import GuideReport, GuideRequest
from deskbreak.app.guide_session import GuideSession
from deskbreak.app.hook_events import HookCall
from deskbreak.app.insight import AGAIN, GATES_WITHIN
from deskbreak.app.weekly_look_back import suits
from deskbreak.content.loader import load_routines
from deskbreak.content.strings import text
from deskbreak.domain.machine.state import State
from deskbreak.domain.prompt.question import STANDS_FOR, Question
from deskbreak.domain.time.units import SECOND
from deskbreak.domain.vocabulary.effects import (
    Cause,
    Effect,
    ShowPrompt,
    StartRoutine,
    UnwatchGates,
    WatchGates,
    WithdrawPrompt,
)
from deskbreak.domain.vocabulary.events import (
    Action,
    Answered,
    CheckAnswered,
    Event,
    FeedbackGiven,
    GateClosed,
    NotForMe,
    Paused,
    PromptWanted,
    Reason,
)
from deskbreak.domain.vocabulary.lead_events import (
    GuideClosed,
    GuideFound,
    GuideOpened,
    HowWanted,
)
from deskbreak.domain.vocabulary.presence_events import Locked, StoodUp
from deskbreak.domain.vocabulary.question_effects import EndQuestion, ShowHow
from deskbreak.domain.vocabulary.routine import Code, Comfort
from deskbreak.domain.vocabulary.settings import GuideSettings, ReportSettings, Settings

CONTENT = load_routines(None)


class Hooks:
    """Hooks that remember, and one of which went wrong."""

    def __init__(self) -> None:
        self.calls: list[HookCall] = []
        self.configured: list[Settings] = []
        self.closed = 0

    def configure(self, settings: Settings) -> None:
        self.configured.append(settings)

    def call(self, call: HookCall) -> None:
        self.calls.append(call)

    def problems(self) -> dict[str, str]:
        return {"on_done": "it was ended"}

    def settings(self) -> dict[str, str]:
        return {}

    async def close(self) -> None:
        self.closed += 1


def with_hooks(scene: Scene) -> Hooks:
    hooks = Hooks()
    scene.insight._parts = scene.insight._parts._replace(hooks=hooks)
    return hooks


def test_an_effect_calls_its_hook_with_the_title_and_the_local_time() -> None:
    async def work() -> None:
        scene = Scene()
        hooks = with_hooks(scene)
        state = scene.engine.state
        scene.insight.perform(ShowPrompt("p", "sit-to-stand", Cause.DUE, 2), state)
        scene.insight.perform(WatchGates(), state)
        (call,) = hooks.calls
        assert call.setting == "on_prompt"
        assert call.environment["DESKBREAK_TITLE"] == "Stand from the hips"
        assert call.environment["DESKBREAK_AT"] == "2026-11-27T16:25:00+09:00"
        scene.insight.configure(state.settings)
        assert hooks.configured == [state.settings]
        (problem,) = scene.insight.problems()
        assert (problem.where, problem.since) == ("hooks.on_done", None)
        assert problem.words("en") == text(
            "en", "doctor.hook", setting="on_done", why="it was ended"
        )
        await scene.insight.close()
        assert hooks.closed == 1

    hurry(work)


def test_a_bad_moment_is_tried_again_after_ten_minutes_and_its_gates_rest_meanwhile() -> None:
    async def work() -> None:
        scene = Scene(busy=True)
        asked: list[Effect] = []
        gates = scene.gates
        scene.insight._gates = lambda effect: (asked.append(effect), gates(effect))[1]  # type: ignore[func-returns-value]
        await scene.at(6)
        assert asked == [WatchGates(), UnwatchGates()]
        scene.busy = False
        await asyncio.sleep(AGAIN - 5)
        await scene.at(1)
        assert len(asked) == 2
        await asyncio.sleep(5)
        await scene.at(1)
        assert asked[2:] == [WatchGates(), UnwatchGates()]
        assert scene.titles() == ["Your week"]
        await scene.insight.close()

    hurry(work)


def test_the_gates_have_two_seconds() -> None:
    async def work() -> None:
        scene = Scene()
        scene.clock.pass_by(6 * 60_000)
        scene.insight.look(scene.engine.look()[0])
        await asyncio.sleep(GATES_WITHIN - 0.1)
        assert scene.command.lines == []
        await asyncio.sleep(0.2)
        assert len(scene.command.lines) <= 1
        await scene.insight.close()

    hurry(work)


def test_what_cannot_be_shown_is_said_in_a_notice() -> None:
    async def work() -> None:
        scene = Scene(command=QuietCommand("there is no browser", 1))
        scene.insight.open_report()
        await asyncio.sleep(0.01)
        (notice,) = scene.board.shown.values()
        assert (notice.key, notice.title) == ("report", text("en", "report.title"))
        assert (notice.body, notice.buttons, notice.default_action) == (
            "there is no browser", (), None,
        )  # fmt: skip
        await scene.insight.close()

    hurry(work)


def test_who_clicks_twice_gets_one_page_and_the_end_takes_it_away() -> None:
    async def work() -> None:
        scene = Scene()
        begun: list[tuple[str, ...]] = []

        async def slow(*words: str) -> tuple[int, str]:
            begun.append(words)
            await asyncio.Event().wait()
            return 0, ""

        scene.command.run = slow  # type: ignore[method-assign]
        scene.insight.why()
        await asyncio.sleep(0.01)
        scene.insight.open_report()
        await asyncio.sleep(0.01)
        assert begun == [("--lang", "en", "why", "now")]
        await scene.insight.close()
        assert scene.watch.faults == ()

    hurry(work)


def test_a_look_back_that_was_shown_is_not_shown_again_after_a_restart() -> None:
    async def work() -> None:
        scene = Scene()
        scene.mark.day = FRIDAY.date()
        await scene.at(6)
        assert scene.command.lines == []
        scene.mark.day = FRIDAY.date() - timedelta(days=7)
        await scene.at(6)
        assert scene.command.lines == [], "it is read once"
        never = replace(scene.engine.state, settings=replace(Settings(), report=ReportSettings()))
        scene.insight.look(never)
        assert scene.command.lines == []
        await scene.insight.close()

    hurry(work)


@pytest.mark.parametrize(
    ("events", "fits"),
    [
        ((), True),
        ((Locked(),), False),
        ((StoodUp(),), False),
        ((Paused(60_000),), False),
        ((PromptWanted("sit-to-stand"),), False),
        ((PromptWanted("sit-to-stand"), Answered(Action.START), Answered(Action.DONE)), False),
    ],
)
def test_when_a_look_back_suits(events: tuple[Event, ...], *, fits: bool) -> None:
    state = day(*events).state
    assert suits(state) == fits
    assert not suits(replace(state, watched_since=1))


class Screen:
    """A guide and a voice that remember."""

    name = "window"

    def __init__(self) -> None:
        self.why: str | None = None
        self.lost: str | None = None
        self.asked: list[tuple[GuideRequest, float]] = []
        self.heard: list[Any] = []
        self.gone = 0
        self.over = asyncio.Event()
        self.report: Callable[[GuideReport], None] = lambda _: None

    def viable(self) -> str | None:
        return self.why

    def advice(self) -> str:
        return ""

    async def lead(
        self, request: GuideRequest, seconds: float, on_report: Callable[[GuideReport], None]
    ) -> str | None:
        self.asked.append((request, seconds))
        self.report = on_report
        try:
            await self.over.wait()
        except asyncio.CancelledError:
            self.gone += 1
            raise
        return self.lost

    def say(self, words: str, language: str, seconds: float, *, urgent: bool) -> None:
        self.heard.append((words, language, seconds, urgent))

    def hush(self) -> None:
        self.heard.append("hush")

    def hold(self, *, on: bool) -> None:
        self.heard.append(f"hold {on}")

    def rows(self, _: str) -> tuple[tuple[str, str | None], ...]:
        return ()

    async def close(self) -> None:
        pass


class Led:
    """A guide session on such a screen."""

    def __init__(self) -> None:
        self.screen = Screen()
        self.posted: list[Event] = []
        self.chimed: list[str] = []
        self.opened: list[str] = []
        self.it = GuideSession(
            self.screen,
            self.posted.append,
            CONTENT,
            lambda: "ja",
            self.chimed.append,
            "/own",
            voice=self.screen,
            opened=self.opened.append,
        )

    async def begin(self) -> State:
        state = day(PromptWanted("sit-to-stand"), Answered(Action.START)).state
        self.it.perform(StartRoutine("p1", "sit-to-stand", guide=True), state)
        await asyncio.sleep(0.01)
        return state


def led(work: Callable[[Led], Awaitable[None]]) -> None:
    async def scene() -> None:
        await work(Led())

    with asyncio.Runner(loop_factory=HastyLoop) as runner:
        runner.run(scene())


REPORTED: list[tuple[GuideReport, list[Event]]] = [
    (guide_protocol.Opened(), [GuideOpened("p1")]),
    (guide_protocol.Unfit("KNEE"), [NotForMe(Code.KNEE)]),
    (guide_protocol.Unfit("never"), [NotForMe(None)]),
    (guide_protocol.Ended("done"), [Answered(Action.DONE, "p1", None, True)]),
    (guide_protocol.Ended("stopped"), [Answered(Action.STOP, "p1", None, True)]),
    (guide_protocol.ComfortTold("hurts", "b"), [FeedbackGiven(Comfort.HURTS, "b")]),
    (guide_protocol.CheckTold("fix"), [CheckAnswered("fix")]),
    (guide_protocol.Started(), []),
    (guide_protocol.StepBegan(2), []),
    (guide_protocol.Eased(), []),
    (guide_protocol.Closed(), []),
]


@pytest.mark.parametrize(("report", "events"), REPORTED, ids=[repr(one) for one, _ in REPORTED])
def test_each_report_is_its_event(report: GuideReport, events: list[Event]) -> None:
    async def work(it: Led) -> None:
        await it.begin()
        it.screen.report(report)
        assert it.posted == events
        assert it.opened == (["p1"] if isinstance(report, guide_protocol.Opened) else [])
        await it.it.close()

    led(work)


def test_what_is_heard_of_a_guide() -> None:
    async def work(it: Led) -> None:
        await it.begin()
        assert it.screen.heard == ["hush", "hold False"]
        it.screen.heard.clear()
        it.screen.report(guide_protocol.Chimed("end"))
        it.screen.report(guide_protocol.Said("a", "ja", 1500, urgent=True))
        it.screen.report(guide_protocol.Said("b", "en", 20))
        it.screen.report(guide_protocol.Hushed())
        assert it.chimed == ["end"]
        assert it.screen.heard == [("a", "ja", 1.5, True), ("b", "en", 0.02, False), "hush"]
        await it.it.close()

    led(work)


@pytest.mark.parametrize("lost", [None, "it died"])
def test_a_guide_that_is_gone_leaves_the_routine(lost: str | None) -> None:
    async def work(it: Led) -> None:
        await it.begin()
        assert it.it.is_there
        ((request, seconds),) = it.screen.asked
        assert (request.routine, request.own, seconds) == ("sit-to-stand", "/own", 60)
        it.screen.lost = lost
        it.screen.over.set()
        await asyncio.sleep(0.01)
        assert not it.it.is_there
        assert it.posted == [GuideClosed("p1")]

    led(work)


def test_which_effects_take_the_guide_away() -> None:
    away: list[tuple[Effect, bool]] = [
        (WithdrawPrompt("p1"), True),
        (WithdrawPrompt("p2"), False),
        (ShowPrompt("p1", "wall-slide", Cause.DUE, 2), True),
        (ShowPrompt("p2", "wall-slide", Cause.DUE, 2), False),
        (EndQuestion("p1"), False),
        (StartRoutine("p2", "sit-to-stand", guide=False), False),
    ]
    for effect, goes in away:

        async def work(it: Led, effect: Effect = effect, *, goes: bool = goes) -> None:
            state = await it.begin()
            it.screen.heard.clear()
            it.it.perform(effect, state)
            await asyncio.sleep(0.01)
            assert (it.it.is_there, it.screen.gone) == (not goes, int(goes)), effect
            assert it.screen.heard == (["hush"] if goes else [])
            await it.it.close()
            assert it.screen.gone == 1

        led(work)


@pytest.mark.parametrize(
    ("opens", "why", "known", "events"),
    [
        ("on-start", None, False, [GuideFound(True)]),
        ("on-start", None, True, []),
        ("on-start", "no display", True, [GuideFound(False)]),
        ("on-start", "no display", False, []),
        ("never", None, False, []),
    ],
)
def test_whether_there_can_be_a_guide_is_told_when_it_is_another_answer(
    opens: Any, why: str | None, events: list[Event], *, known: bool
) -> None:
    async def work(it: Led) -> None:
        it.screen.why = why
        state = day(settings=Settings(guide=GuideSettings(open=opens))).state
        it.it.perform(
            ShowPrompt("p1", "sit-to-stand", Cause.DUE, 2), replace(state, guide_ready=known)
        )
        assert it.posted == events

    led(work)


@pytest.mark.parametrize(
    ("lost", "events"),
    [(None, [GuideClosed("p1")]), ("it died", [HowWanted("p1", in_notice=True)])],
)
def test_a_page_for_a_check_ends_with_its_question(lost: str | None, events: list[Event]) -> None:
    async def work(it: Led) -> None:
        show = ShowHow("p1", "screen-height", 0, guide=True)
        it.it.perform(show, day().state)
        await asyncio.sleep(0.01)
        it.it.perform(EndQuestion("p2"), day().state)
        assert it.it.is_there
        it.it.perform(EndQuestion("p1"), day().state)
        assert not it.it.is_there
        it.it.perform(show, day().state)
        await asyncio.sleep(0.01)
        request, seconds = it.screen.asked[-1]
        assert (request.only_check, seconds) == (True, STANDS_FOR[Question.CHECK] / SECOND)
        assert request.check is not None
        it.screen.lost = lost
        it.screen.over.set()
        await asyncio.sleep(0.01)
        assert it.posted == events
        it.it.perform(show, day().state)
        await asyncio.sleep(0.01)
        it.screen.report(guide_protocol.CheckTold("yes"))
        await it.it.close()

    led(work)


def test_a_hold_that_begins_silences_the_voice_but_one_from_before_does_not() -> None:
    async def work(it: Led) -> None:
        calm = day().state
        it.it.look(calm)
        assert it.screen.heard == []
        state = await it.begin()
        it.screen.heard.clear()
        it.it.look(state)
        assert it.screen.heard == ["hold False"]
        busy = day(PromptWanted("sit-to-stand"), Answered(Action.START), GateClosed(Reason.CALL))
        it.it.look(busy.state)
        assert it.screen.heard == ["hold False", "hold True"]
        it.it.perform(StartRoutine("p1", "sit-to-stand", guide=True), busy.state)
        it.it.look(busy.state)
        assert it.screen.heard[-1] == "hold False", "it was on when the routine was started"
        await it.it.close()

    led(work)


@pytest.mark.parametrize("code", [-9, 1, 2])
def test_a_command_that_failed_in_whatever_way_is_told_and_shows_no_week(code: int) -> None:
    async def work() -> None:
        scene = Scene(command=QuietCommand("it was ended", code))
        scene.insight.open_report()
        await asyncio.sleep(0.01)
        assert [one.body for one in scene.board.shown.values()] == ["it was ended"]
        scene.board.shown.clear()
        await scene.at(6)
        assert scene.board.shown == {}
        await scene.insight.close()

    hurry(work)
