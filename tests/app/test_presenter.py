"""What the eyes see of a prompt, from the offer to the last step."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from fakes.app_parts import Board, HastyLoop
from playing import catalogue

from deskbreak.app.presenter import Presenter
from deskbreak.app.room import BODY, TITLE
from deskbreak.app.simulation import Simulation
from deskbreak.content.loader import load_routines
from deskbreak.content.model import Language
from deskbreak.domain.effects import Effect
from deskbreak.domain.events import Action, Answered, CameBack, Event, NotifierChanged, PromptWanted
from deskbreak.domain.settings import Mode, RoutineSettings, Settings

MONDAY = datetime(2026, 11, 30, 9, tzinfo=ZoneInfo("Asia/Tokyo"))


class Stage:
    """A presenter, a board, and the machine behind them."""

    def __init__(self, language: Language = "en", settings: Settings | None = None) -> None:
        self.board = Board()
        self.presenter = Presenter(self.board, load_routines(), lambda: language)
        self.day = Simulation(MONDAY, MONDAY.tzinfo, settings or Settings(), catalogue())  # type: ignore[arg-type]  # it has one
        self.day.feed(CameBack())

    async def feed(self, event: Event) -> None:
        self.day.feed(event)
        happened, self.day.happened = self.day.happened, []
        for one in happened:
            self.perform(one.effect)
        for _ in range(5):
            await asyncio.sleep(0)

    def perform(self, effect: Effect) -> None:
        self.presenter.perform(effect, self.day.state)


def play(work: Callable[[], Awaitable[None]]) -> None:
    with asyncio.Runner(loop_factory=HastyLoop) as runner:
        runner.run(work())  # type: ignore[arg-type]  # a coroutine


@pytest.mark.parametrize("language", ["ja", "en"])
@pytest.mark.parametrize("routine", [one.id for one in catalogue() if one.scheduled])
def test_every_routine_fits_its_notice_and_shows_its_steps_in_time(
    language: Language, routine: str
) -> None:
    async def work() -> None:
        stage = Stage(language)
        stage.day.feed(PromptWanted(routine))
        if stage.day.state.prompt is None:
            return  # the floor was not allowed: nothing to see
        await stage.feed(NotifierChanged(up=True))
        [offer] = stage.board.shown.values()
        assert [one.action for one in offer.buttons] == ["start", "snooze", "skip"]
        await stage.feed(Answered(Action.START))
        begin = asyncio.get_running_loop().time()
        stage.board.ever.clear()
        stage.board.ever.append((begin, next(iter(stage.board.shown.values()))))
        await asyncio.sleep(60)
        card = load_routines().card(routine)
        begins = [round(at - begin) for at, _ in stage.board.ever]
        assert begins == [
            sum(one.seconds for one in card.steps[:n]) for n in range(len(card.steps))
        ]
        for _, notice in stage.board.ever:
            assert len(notice.title) <= TITLE
            assert len(notice.body) <= BODY
            assert [one.action for one in notice.buttons] == ["done", "hurts-now", "when-to-stop"]
        await stage.presenter.close()

    play(work)


def test_an_answer_takes_the_notice_and_the_coming_steps_away() -> None:
    async def work() -> None:
        stage = Stage()
        await stage.feed(PromptWanted())
        await stage.feed(Answered(Action.START))
        await stage.feed(Answered(Action.DONE))
        shown = len(stage.board.ever)
        await asyncio.sleep(60)
        assert stage.board.shown == {}
        assert len(stage.board.ever) == shown
        await stage.presenter.close()

    play(work)


def test_when_to_stop_stays_in_place_of_the_steps() -> None:
    async def work() -> None:
        stage = Stage()
        stage.presenter.show_stop_rule(stage.day.state)
        await stage.feed(PromptWanted())
        await stage.feed(Answered(Action.START))
        stage.presenter.show_stop_rule(stage.day.state)
        await asyncio.sleep(60)
        [notice] = stage.board.shown.values()
        assert "sharp pain" in notice.body
        assert len(notice.body) <= BODY
        await stage.presenter.close()

    play(work)


def test_seated_only_mode_ends_seated() -> None:
    async def work() -> None:
        seated = Settings(routines=RoutineSettings(mode=Mode.SEATED_ONLY))
        stage = Stage(settings=seated)
        await stage.feed(PromptWanted("seated-breathing"))
        await stage.feed(Answered(Action.START))
        await asyncio.sleep(60)
        assert "sit bone" in stage.board.ever[-1][1].body
        await stage.presenter.close()

    play(work)


def test_a_notifier_that_fails_does_not_stop_the_next_notice() -> None:
    async def work() -> None:
        stage = Stage()
        stage.board.failing = True
        await stage.feed(PromptWanted())
        assert stage.board.shown == {}
        stage.board.failing = False
        await stage.feed(NotifierChanged(up=True))
        assert len(stage.board.shown) == 1
        await stage.presenter.close()

    play(work)
