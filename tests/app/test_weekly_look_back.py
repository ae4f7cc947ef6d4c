"""The weekly look back: off by default, once a week, when the person is there and free."""

import asyncio
from collections.abc import Callable, Coroutine
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from fakes.app_parts import Board, HandClock, HastyLoop, MemoryStore
from fakes.insight_parts import LookedBack, QuietCommand, QuietHooks
from msgspec.structs import replace
from playing import catalogue

from deskbreak.app.engine import Engine
from deskbreak.app.insight import Insight, InsightParts
from deskbreak.app.presenter import Presenter
from deskbreak.app.supervise import Supervisor
from deskbreak.app.weekly_look_back import due
from deskbreak.content.loader import load_routines
from deskbreak.domain.machine.state import begin
from deskbreak.domain.time.units import HOUR, MINUTE, Now
from deskbreak.domain.vocabulary.effects import Effect, WatchGates
from deskbreak.domain.vocabulary.events import GateClosed, Reason, Ticked
from deskbreak.domain.vocabulary.presence_events import CameBack
from deskbreak.domain.vocabulary.settings import ReportSettings, Settings, WeekMoment

TOKYO = ZoneInfo("Asia/Tokyo")
FRIDAY = datetime(2026, 11, 27, 16, 30, tzinfo=TOKYO)
MOMENT = WeekMoment(4, 16 * 60 + 30)


@pytest.mark.parametrize(
    ("after", "last", "found"),
    [
        (timedelta(minutes=-1), None, None),
        (timedelta(), None, date(2026, 11, 27)),
        (timedelta(hours=2), None, date(2026, 11, 27)),
        (timedelta(days=2, hours=17), None, date(2026, 11, 27)),
        (timedelta(days=3), None, date(2026, 11, 27)),
        (timedelta(days=3, seconds=1), None, None),
        (timedelta(days=4), None, None),
        (timedelta(seconds=-1), None, None),
        (timedelta(seconds=-1), date(2026, 11, 13), None),
        (timedelta(hours=2), date(2026, 11, 27), None),
        (timedelta(hours=2), date(2026, 11, 20), date(2026, 11, 27)),
        (timedelta(days=7), date(2026, 11, 27), date(2026, 12, 4)),
    ],
)
def test_when_it_is_due(after: timedelta, last: date | None, found: date | None) -> None:
    assert due(MOMENT, FRIDAY + after, last) == found


def test_it_is_off_unless_it_is_asked_for() -> None:
    assert due(Settings().report.weekly, FRIDAY, None) is None


def hurry(scene: Callable[[], Coroutine[None, None, None]]) -> None:
    """Run a scene on a loop in which seconds take no time."""
    with asyncio.Runner(loop_factory=HastyLoop) as runner:
        runner.run(scene())


class Scene:
    """An office afternoon on Friday, with gates that may be closed when asked."""

    def __init__(self, *, busy: bool = False, command: QuietCommand | None = None) -> None:
        self.busy = busy
        settings = replace(Settings(), report=ReportSettings(MOMENT))
        now = Now(10 * HOUR, FRIDAY - timedelta(minutes=5))
        self.clock = HandClock(now)
        self.watch = Supervisor()
        state = begin(now, settings, catalogue())
        self.engine = Engine(state, self.clock, MemoryStore(), lambda *_: None, self.watch)
        self.board = Board()
        content = load_routines(None)
        presenter = Presenter(self.board, content, lambda: "en", lambda _, **__: None)
        self.command, self.mark = command or QuietCommand(), LookedBack()
        parts = InsightParts(QuietHooks(), self.command, self.mark)
        self.insight = Insight(
            parts, self.watch, lambda: self.engine, presenter, content, lambda: "en", self.gates
        )
        self.engine.after_step(self.insight.look)

    def gates(self, effect: Effect) -> None:
        if self.busy and effect == WatchGates():
            self.engine.post(GateClosed(Reason.CALL))

    async def at(self, minutes: int) -> None:
        """So many minutes later the person is at the desk; then some seconds pass."""
        self.clock.pass_by(minutes * MINUTE)
        await self.engine.ask(CameBack())
        await asyncio.sleep(3)

    def titles(self) -> list[str]:
        return [notice.title for notice in self.board.shown.values()]


def test_one_notice_with_two_sentences_and_the_report_a_click_away() -> None:
    async def scene() -> None:
        it = Scene()
        await it.at(1)
        assert it.command.lines == []
        await it.at(5)
        assert it.command.lines == [("--lang", "en", "report", "--look-back")]
        (notice,) = it.board.shown.values()
        assert (notice.title, notice.body) == ("Your week", "Two sentences.")
        assert [(one.action, one.label) for one in notice.buttons] == [
            ("report", "Open the report")
        ]
        assert notice.default_action == "report"
        assert it.mark.day == date(2026, 11, 27)
        await it.at(30)
        await it.engine.ask(Ticked())
        assert len(it.command.lines) == 1
        await it.insight.close()

    hurry(scene)


def test_in_a_call_it_waits_and_nothing_is_shown() -> None:
    async def scene() -> None:
        it = Scene(busy=True)
        await it.at(6)
        assert (it.command.lines, it.titles(), it.mark.day) == ([], [], None)
        assert it.engine.state.holds.on == (), "what was asked for it alone is forgotten"
        await it.insight.close()

    hurry(scene)


def test_nothing_is_shown_when_the_ledger_cannot_be_read() -> None:
    async def scene() -> None:
        it = Scene(command=QuietCommand("deskbreak: damaged", 1))
        await it.at(6)
        assert it.titles() == []
        await it.insight.close()

    hurry(scene)


def test_the_menu_opens_the_report_and_says_why_nothing_comes() -> None:
    async def scene() -> None:
        it = Scene(command=QuietCommand("Nothing at 16:25: it was off hours."))
        it.insight.why()
        await asyncio.sleep(0.01)
        assert it.command.lines == [("--lang", "en", "why", "now")]
        assert it.titles() == ["Why nothing?"]
        it.insight.open_report()
        await asyncio.sleep(0.01)
        assert it.command.lines[-1] == ("--lang", "en", "report", "--open")
        assert it.titles() == ["Why nothing?"], "a page that opened needs no notice"
        await it.insight.close()

    hurry(scene)
