"""A guide and the machine: who tells the end, and what goes on when a guide is lost."""

import asyncio
from collections.abc import Awaitable, Callable

import pytest
from app.test_presenter import Stage, look_of, play
from app.test_question_menu import day
from msgspec.structs import replace

from deskbreak.app import supervise
from deskbreak.app.guide_protocol import (
    CheckTold,
    Chimed,
    Closed,
    ComfortTold,
    Ended,
    GuideReport,
    GuideRequest,
    Hushed,
    Opened,
    Said,
    Started,
    Unfit,
)
from deskbreak.app.guide_requests import check_request, routine_request
from deskbreak.app.guide_session import GUIDE, GuideSession
from deskbreak.content.loader import load_routines
from deskbreak.content.model import Language
from deskbreak.domain.machine.follow_up_questions import after_comfort
from deskbreak.domain.prompt.life import Phase
from deskbreak.domain.prompt.question import Question
from deskbreak.domain.vocabulary.effects import Effect, Outcome, Record, StartRoutine
from deskbreak.domain.vocabulary.events import (
    Action,
    Answered,
    CheckAnswered,
    Event,
    FeedbackGiven,
    GateClosed,
    GateOpened,
    NotForMe,
    PromptWanted,
    Reason,
)
from deskbreak.domain.vocabulary.lead_events import HowWanted
from deskbreak.domain.vocabulary.question_effects import ShowHow
from deskbreak.domain.vocabulary.routine import Code, Comfort
from deskbreak.domain.vocabulary.settings import GuideSettings, Personal, Settings


class Script:
    """A guide that tells what it is told to, then waits; or that cannot be shown."""

    name = "script"

    def __init__(self, *reports: GuideReport, why: str | None = None, unfit: bool = False) -> None:
        self.reports = list(reports)
        self.why = why
        self.unfit = unfit
        self.requests: list[GuideRequest] = []
        self.taken_away = False
        self.go = asyncio.Event()

    def viable(self) -> str | None:
        return "there is no display" if self.unfit else None

    def advice(self) -> str:
        return ""

    async def lead(
        self, request: GuideRequest, seconds: float, on_report: Callable[[GuideReport], None]
    ) -> str | None:
        assert seconds == (120 if request.only_check else 60)
        self.requests.append(request)
        try:
            for report in self.reports:
                on_report(report)
                await asyncio.sleep(0.01)
            await self.go.wait()
        except asyncio.CancelledError:
            self.taken_away = True
            raise
        return self.why


class Reader:
    """A voice that notes what it is told."""

    def __init__(self) -> None:
        self.said: list[tuple[str, str, float, bool]] = []
        self.hushed = 0
        self.held = False

    def say(self, text: str, language: Language, seconds: float, *, urgent: bool) -> None:
        self.said.append((text, language, seconds, urgent))

    def hush(self) -> None:
        self.hushed += 1

    def hold(self, *, on: bool) -> None:
        self.held = on

    def rows(self, _: Language) -> tuple[tuple[str, str | None], ...]:
        return ()

    async def close(self) -> None:
        pass


class Led(Stage):
    """A stage with an open guide; what the guide tells reaches the machine."""

    def __init__(self, guide: Script, settings: Settings | None = None) -> None:
        super().__init__("en", settings)
        self.records: list[Outcome] = []
        self.chimes: list[str] = []
        self.voice = Reader()
        self.guide_session = GuideSession(
            guide,
            self.post,
            load_routines(),
            lambda: "en",
            self.chimes.append,
            voice=self.voice,
            opened=self.presenter.withdraw,
        )
        self.presenter._guide_there = lambda: self.guide_session.is_there

    def post(self, event: Event) -> None:
        self.day.feed(event)
        happened, self.day.happened = self.day.happened, []
        for one in happened:
            self.perform(one.effect)

    def perform(self, effect: Effect) -> None:
        if isinstance(effect, Record):
            self.records.append(effect.outcome)
        self.guide_session.perform(effect, self.day.state)
        super().perform(effect)

    async def close(self) -> None:
        await self.guide_session.close()
        await self.presenter.close()


async def begin(stage: Led, routine: str = "sit-to-stand") -> None:
    await stage.feed(PromptWanted(routine))
    await stage.feed(Answered(Action.START))


def run(work: Callable[[], Awaitable[None]]) -> None:
    play(work)


def test_start_is_answered_at_once_by_a_notice_that_goes_when_the_guide_is_there() -> None:
    async def work() -> None:
        guide = Script()
        stage = Led(guide)
        await begin(stage)
        await asyncio.sleep(0)
        [notice] = stage.board.shown.values()
        assert "Started: " in notice.title
        assert notice.buttons == ()
        guide.go.set()
        await stage.close()
        stage = Led(Script(Opened()))
        await begin(stage)
        await asyncio.sleep(0.05)
        assert stage.board.shown == {}
        await stage.close()

    run(work)


def test_a_worrying_sign_told_to_the_guide_is_not_told_again_over_its_page() -> None:
    async def work() -> None:
        stage = Led(Script(Opened(), Ended("stopped"), ComfortTold("hurts", "c")))
        await begin(stage)
        await asyncio.sleep(0.1)
        assert stage.board.shown == {}
        assert stage.day.state.memory.safety_pause
        await stage.close()

    run(work)


def test_a_guide_tells_the_end_and_asks_by_itself() -> None:
    async def work() -> None:
        guide = Script(
            Opened(), Started(), Chimed("step"), Ended("done"), ComfortTold("good"),
            CheckTold("yes"), Closed(),
        )  # fmt: skip
        stage = Led(guide)
        await begin(stage)
        await asyncio.sleep(1)
        assert stage.records == [Outcome.DONE, Outcome.CHECK]
        assert stage.board.shown == {}
        assert stage.chimes == ["step"]
        [request] = guide.requests
        assert request.learn
        assert request.check is not None
        assert request.check.intro
        assert request.lines, "the chair must not roll"
        assert len(request.closing) == 2, "this week's focus, and a moment to remember it by"
        guide.go.set()
        await asyncio.sleep(1)
        assert stage.day.state.asking is None
        await stage.close()

    run(work)


def test_a_guide_that_is_closed_early_stops_the_routine_and_nothing_more_is_asked() -> None:
    async def work() -> None:
        guide = Script(Opened(), Ended("stopped"), ComfortTold("hurts", "a"), Closed())
        stage = Led(guide)
        await begin(stage)
        guide.go.set()
        await asyncio.sleep(1)
        assert stage.records == [Outcome.STOPPED]
        assert stage.board.shown == {}
        await stage.close()

    run(work)


@pytest.mark.parametrize("reports", [(), (Opened(),)])
def test_a_guide_that_is_lost_leaves_the_routine_to_the_notification(
    reports: tuple[GuideReport, ...],
) -> None:
    async def work() -> None:
        guide = Script(*reports, why="it died")
        stage = Led(guide)
        await begin(stage)
        await asyncio.sleep(5)
        titles = [notice.title for notice in stage.board.shown.values()]
        assert all("Started" in title for title in titles), "no steps while it may still open"
        guide.go.set()
        await asyncio.sleep(1)
        [notice] = stage.board.shown.values()
        assert [one.action for one in notice.buttons] == ["done", "hurts-now", "when-to-stop"]
        prompt = stage.day.state.prompt
        assert prompt is not None
        assert prompt.phase is Phase.STARTED
        assert not prompt.guided
        fault = supervise.supervisor().fault_of(GUIDE)
        assert fault is not None, "doctor and status say that it was lost"
        assert fault.what == "it died"
        assert fault.passing == bool(reports), "one that never opened lasts until one opens"
        await stage.feed(Answered(Action.DONE))
        assert stage.records == [Outcome.DONE]
        await stage.close()

    run(work)


def test_the_next_guide_that_opens_ends_the_fault() -> None:
    async def work() -> None:
        stage = Led(Script(Opened()))
        supervise.supervisor().failed(GUIDE, "it died")
        await begin(stage)
        await asyncio.sleep(1)
        assert supervise.supervisor().fault_of(GUIDE) is None
        await stage.close()

    run(work)


def test_an_answer_elsewhere_takes_the_guide_away_and_is_asked_about_in_the_notification() -> None:
    async def work() -> None:
        guide = Script(Opened())
        stage = Led(guide)
        await begin(stage)
        await asyncio.sleep(1)
        await stage.feed(Answered(Action.DONE))
        await asyncio.sleep(0.1)
        assert guide.taken_away
        [comfort] = stage.board.shown.values()
        assert [one.action for one in comfort.buttons] == ["good", "hard", "hurts"]
        await stage.close()

    run(work)


@pytest.mark.parametrize(
    ("settings", "unfit"),
    [(Settings(guide=GuideSettings(open="never")), False), (Settings(), True)],
)
def test_without_a_guide_the_notification_leads(settings: Settings, unfit: bool) -> None:
    async def work() -> None:
        guide = Script(unfit=unfit)
        stage = Led(guide, settings)
        await begin(stage)
        assert guide.requests == []
        assert len(stage.board.shown) == 1
        await stage.close()

    run(work)


def test_ending_takes_the_guide_away() -> None:
    async def work() -> None:
        guide = Script(Opened())
        stage = Led(guide)
        await begin(stage)
        await asyncio.sleep(0.1)
        await stage.close()
        assert guide.taken_away

    run(work)


def test_not_for_me_in_the_guide_offers_another_at_once() -> None:
    async def work() -> None:
        guide = Script(Opened(), Unfit("KNEE"), Closed())
        stage = Led(guide)
        await stage.feed(PromptWanted("sit-to-stand"))
        await stage.feed(Answered(Action.START))
        assert guide.requests[0].codes == ("SURG", "DIZZY", "KNEE")
        await asyncio.sleep(0.1)
        prompt = stage.day.state.prompt
        assert prompt is not None
        assert prompt.phase is Phase.SHOWN
        assert prompt.routine != "sit-to-stand"
        assert stage.day.state.settings.personal.codes == {Code.KNEE}
        assert prompt.id in stage.board.shown
        guide.go.set()
        await asyncio.sleep(0.1)
        assert stage.day.state.prompt == prompt
        await stage.presenter.close()

    play(work)


def test_a_routine_not_wanted_in_the_guide_is_hidden() -> None:
    async def work() -> None:
        guide = Script(Opened(), Unfit("never"), Closed())
        stage = Led(guide)
        await stage.feed(PromptWanted("sit-to-stand"))
        await stage.feed(Answered(Action.START))
        await asyncio.sleep(0.1)
        prompt, personal = stage.day.state.prompt, stage.day.state.settings.personal
        assert prompt is not None
        assert (prompt.phase, prompt.routine != "sit-to-stand") == (Phase.SHOWN, True)
        assert personal.hidden == {"sit-to-stand"}
        assert personal.codes == set()
        guide.go.set()
        await stage.presenter.close()

    play(work)


def test_not_for_me_in_the_menu_takes_the_guide_away() -> None:
    async def work() -> None:
        guide = Script(Opened())
        stage = Led(guide)
        await stage.feed(PromptWanted("sit-to-stand"))
        await stage.feed(Answered(Action.START))
        await asyncio.sleep(0.1)
        await stage.feed(NotForMe(Code.KNEE))
        await asyncio.sleep(0.1)
        assert guide.taken_away
        prompt = stage.day.state.prompt
        assert prompt is not None
        assert prompt.id in stage.board.shown
        await stage.presenter.close()

    play(work)


async def ask_how(stage: Led) -> str:
    """A check is asked in the notification, and the person wants to know how; the prompt's id."""
    for routine in ("sit-to-stand", "hip-hinge", "march-at-desk"):
        await begin(stage, routine)
        await stage.feed(Answered(Action.DONE))
        await stage.feed(FeedbackGiven(Comfort.GOOD))
        asking = stage.day.state.asking
        if asking is not None and asking.question is Question.CHECK:
            await asyncio.sleep(0.05)
            stage.records.clear()
            await stage.feed(HowWanted())
            await asyncio.sleep(0.05)
            return asking.prompt
    raise AssertionError("no check was asked")


def asked_again(stage: Led, prompt: str) -> list[str]:
    notice = stage.board.shown.get(prompt)
    return [] if notice is None else [one.action for one in notice.buttons]


WITH_CHECKS = Settings(personal=Personal(setup_done=True))


def test_how_opens_a_page_that_asks_the_check_in_place_of_the_notice() -> None:
    async def work() -> None:
        guide = Script(Opened(), CheckTold("fix"))
        stage = Led(guide, WITH_CHECKS)
        prompt = await ask_how(stage)
        request = guide.requests[-1]
        assert request.only_check
        assert request.check is not None
        assert request.check.look
        assert prompt not in stage.board.shown
        assert stage.records == [Outcome.CHECK]
        assert stage.guide_session.is_there, "what to change stands there until it is closed"
        guide.go.set()
        await asyncio.sleep(0.05)
        assert not stage.guide_session.is_there
        assert stage.board.shown == {}
        await stage.close()

    run(work)


@pytest.mark.parametrize("reports", [(), (Opened(),)])
def test_a_page_that_is_lost_leaves_the_check_to_the_notice(
    reports: tuple[GuideReport, ...],
) -> None:
    async def work() -> None:
        guide = Script(*reports, why="it died")
        stage = Led(guide, WITH_CHECKS)
        prompt = await ask_how(stage)
        guide.go.set()
        await asyncio.sleep(0.05)
        assert asked_again(stage, prompt) == ["yes", "no", "fix"]
        assert look_of(stage, "en") in stage.board.shown[prompt].body
        await stage.close()

    run(work)


def test_a_check_that_is_answered_elsewhere_takes_its_page_away() -> None:
    async def work() -> None:
        guide = Script(Opened())
        stage = Led(guide, WITH_CHECKS)
        await ask_how(stage)
        guide.taken_away = False
        await stage.feed(CheckAnswered("no"))
        await asyncio.sleep(0.05)
        assert guide.taken_away
        assert not stage.guide_session.is_there
        await stage.close()

    run(work)


def test_a_page_that_is_closed_ends_the_question() -> None:
    async def work() -> None:
        guide = Script(Opened(), Closed())
        stage = Led(guide, WITH_CHECKS)
        await ask_how(stage)
        guide.go.set()
        await asyncio.sleep(0.05)
        assert stage.day.state.asking is None
        assert stage.board.shown == {}
        await stage.close()

    run(work)


def test_what_a_guide_says_is_said_and_silenced() -> None:
    async def work() -> None:
        guide = Script(Opened(), Said("Stand tall.", "en", 4000, urgent=True), Hushed())
        stage = Led(guide)
        await begin(stage)
        await asyncio.sleep(1)
        assert stage.voice.said == [("Stand tall.", "en", 4.0, True)]
        silenced = stage.voice.hushed
        assert silenced
        await stage.close()
        assert stage.voice.hushed > silenced, "whoever is taken away is silent"

    run(work)


def test_a_hold_that_begins_silences_the_voice_until_it_ends() -> None:
    async def work() -> None:
        stage = Led(Script(Opened()))
        await stage.feed(GateClosed(Reason.FULLSCREEN))
        await begin(stage)
        stage.guide_session.look(stage.day.state)
        assert not stage.voice.held, "it was on when the person asked"
        await stage.feed(GateClosed(Reason.CALL))
        stage.guide_session.look(stage.day.state)
        assert stage.voice.held
        await stage.feed(GateOpened(Reason.CALL))
        stage.guide_session.look(stage.day.state)
        assert not stage.voice.held
        await stage.close()

    run(work)


@pytest.mark.parametrize("seated", [True, False])
def test_the_seated_form_is_led_only_where_it_is_wanted_and_there_is_one(seated: bool) -> None:
    content = load_routines()
    state = day().state
    forms = set()
    for one in content.facts:
        effect = StartRoutine("p", one.id, seated=seated)
        asked = routine_request(effect, state, content, "en", None)
        there = bool(content.card(one.id).seated_steps)
        forms.add(there)
        assert (asked.form is not None) == (seated and there)
    assert forms == {True, False}


def test_a_check_that_is_asked_for_itself_does_not_say_again_what_checks_are_for() -> None:
    state = day().state
    asked = check_request(ShowHow("p", "screen-height"), state, "en", None).check
    assert asked is not None
    assert (asked.id, asked.intro) == ("screen-height", "")


def test_no_check_comes_with_a_routine_after_which_an_offer_is_made() -> None:
    state = day(settings=Settings(personal=Personal(setup_done=True))).state
    memory = replace(
        state.memory, stage=1, stage_completed=8, stage_days=4, used_days=11, stage_stays=0
    )
    state = replace(state, memory=memory)
    coming = after_comfort(state)
    assert coming is not None
    assert coming.question is Question.OFFER
    effect = StartRoutine("p", "sit-to-stand")
    assert routine_request(effect, state, load_routines(), "en", None).check is None


def test_a_guide_is_given_what_goes_before_each_form() -> None:
    content = load_routines()
    differs = False
    for facts in content.facts:
        card = content.card(facts.id)
        codes = frozenset(facts.easier_with)
        it = day(settings=Settings(personal=Personal(setup_done=True, codes=codes)))
        asked = routine_request(StartRoutine("p", facts.id), it.state, content, "en", None)
        assert asked.lines == tuple(line.en for line in card.before(codes))
        easier = tuple(line.en for line in card.before(codes, easier=True))
        assert asked.easier_lines == easier
        differs = differs or asked.lines != easier
    assert differs
