"""What is shown of a prompt, from the offer to the last step."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from fakes.app_parts import Board, HastyLoop
from playing import catalogue

from deskbreak.app.not_for_me import caution_line
from deskbreak.app.ports.notice_ports import Notice
from deskbreak.app.presenter import Presenter
from deskbreak.app.prompt_view import cue_notice
from deskbreak.app.question_view import check_words
from deskbreak.app.simulation import Simulation
from deskbreak.app.text_limits import BODY, LONG_BODY, TITLE
from deskbreak.content.checks import load_checks
from deskbreak.content.loader import load_routines
from deskbreak.content.model import Language
from deskbreak.content.strings import text
from deskbreak.domain.machine.state import begin
from deskbreak.domain.machine.step import deadline
from deskbreak.domain.time.units import MINUTE, SECOND, Instant, Now
from deskbreak.domain.vocabulary.effects import Effect, ShowCue
from deskbreak.domain.vocabulary.events import (
    Action,
    Answered,
    CheckAnswered,
    Event,
    FeedbackGiven,
    HurtNow,
    NotifierChanged,
    PromptWanted,
    Ticked,
)
from deskbreak.domain.vocabulary.lead_events import (
    GuideClosed,
    GuideFound,
    GuideOpened,
    HowWanted,
    StepsWanted,
    StopRuleWanted,
)
from deskbreak.domain.vocabulary.presence_events import CameBack, WokeUp
from deskbreak.domain.vocabulary.question_effects import AskComfort, MakeOffer, Proposal
from deskbreak.domain.vocabulary.routine import Code, Comfort, Place
from deskbreak.domain.vocabulary.settings import (
    ChecksSettings,
    Mode,
    Personal,
    Profile,
    Rhythm,
    RoutineSettings,
    Settings,
)

MONDAY = datetime(2026, 11, 30, 9, tzinfo=ZoneInfo("Asia/Tokyo"))


def picture(id_: str, /, *, easier: bool) -> Path:
    """The name of a picture as the program has it."""
    return Path(f"/pictures/{id_}.easier.png" if easier else f"/pictures/{id_}.png")


class Stage:
    """A presenter, a board, and the machine behind them."""

    def __init__(
        self,
        language: Language = "en",
        settings: Settings | None = None,
        board: Board | None = None,
    ) -> None:
        self.board = board or Board()
        self.times: list[Instant] = []
        """When each notice was shown, on the core's clock."""
        self.presenter = Presenter(self.board, load_routines(), lambda: language, picture)
        zone = MONDAY.tzinfo
        assert zone is not None
        self.day = Simulation(
            MONDAY, zone, settings or Settings(), catalogue(), checks=load_checks()
        )
        self.day.feed(CameBack())

    async def feed(self, event: Event) -> None:
        self.day.feed(event)
        happened, self.day.happened = self.day.happened, []
        for one in happened:
            self.perform(one.effect)
        for _ in range(5):
            await asyncio.sleep(0)
        self.times += [self.day.instant] * (len(self.board.ever) - len(self.times))

    async def run(self, seconds: float) -> None:
        """Let the core's clock go on, with a step at each deadline."""
        end = self.day.instant + round(seconds * SECOND)
        while (due := deadline(self.day.state)) is not None and due <= end:
            self.day.instant = due
            await self.feed(Ticked())
        self.day.instant = end

    def perform(self, effect: Effect) -> None:
        self.presenter.perform(effect, self.day.state)


def look_of(stage: Stage, language: Language) -> str:
    """How to find out about the check that is being asked."""
    asking = stage.day.state.asking
    assert asking is not None
    words = check_words(stage.day.state, asking.about, asking.times_asked, language)
    return words.look


def play(work: Callable[[], Awaitable[None]]) -> None:
    with asyncio.Runner(loop_factory=HastyLoop) as runner:
        runner.run(work())  # type: ignore[arg-type]  # a coroutine


def of_code(code: Code) -> Settings:
    """Somebody who answered the first questions with this code."""
    return Settings(personal=Personal(setup_done=True, codes=frozenset({code})))


@pytest.mark.parametrize("language", ["ja", "en"])
@pytest.mark.parametrize(
    ("routine", "code"),
    [
        (one.id, code)
        for one in catalogue()
        for code in sorted(one.easier_with)
        if not one.places & {Place.FLOOR, Place.WALL}
    ],
)
def test_the_easier_form_is_offered_and_led_alone(
    language: Language, routine: str, code: Code
) -> None:
    async def work() -> None:
        stage = Stage(language, of_code(code))
        await stage.feed(PromptWanted(routine))
        [offer] = stage.board.shown.values()
        card = load_routines().card(routine)
        assert card.easier.cue.of(language) in offer.body
        assert offer.picture == Path(f"/pictures/{routine}.easier.png")
        await stage.feed(Answered(Action.START))
        del stage.board.ever[:-1], stage.times[:-1]
        begin = stage.day.instant
        await stage.run(59.9)
        steps = card.easier.steps
        begins = [(at - begin) // SECOND for at in stage.times]
        assert begins == [sum(one.seconds for one in steps[:n]) for n in range(len(steps))]
        shown = [notice.body for _, notice in stage.board.ever]
        pictures = {notice.picture for _, notice in stage.board.ever}
        assert pictures == {Path(f"/pictures/{routine}.easier.png")}
        assert all(step.text.of(language) in body for step, body in zip(steps, shown, strict=True))
        await stage.presenter.close()

    play(work)


@pytest.mark.parametrize("language", ["ja", "en"])
def test_a_caution_stands_in_the_first_three_prompts_before_the_questions(
    language: Language,
) -> None:
    async def work() -> None:
        stage = Stage(language, Settings())
        card = load_routines().card("sit-to-stand")
        caution = caution_line(card, Settings(), language)
        for times in range(5):
            await stage.feed(PromptWanted("sit-to-stand"))
            [offer] = stage.board.shown.values()
            what, *more = offer.body.splitlines()
            assert what == card.cue.of(language), "what to do comes first"
            assert (caution == more[0]) == (times < 3)
            await stage.feed(Answered(Action.SKIP))
        await stage.presenter.close()

    play(work)


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
        del stage.board.ever[:-1], stage.times[:-1]
        begin = stage.day.instant
        await stage.run(59.9)
        card = load_routines().card(routine)
        begins = [(at - begin) // SECOND for at in stage.times]
        assert begins == [
            sum(one.seconds for one in card.steps[:n]) for n in range(len(card.steps))
        ]
        for _, notice in stage.board.ever:
            assert len(notice.title) <= TITLE
            assert len(notice.body) <= BODY
            assert notice.picture == offer.picture == Path(f"/pictures/{routine}.png")
            assert [one.action for one in notice.buttons] == ["done", "hurts-now", "when-to-stop"]
        await stage.presenter.close()

    play(work)


def test_an_answer_takes_the_notice_and_the_coming_steps_away() -> None:
    async def work() -> None:
        stage = Stage()
        await stage.feed(PromptWanted())
        await stage.feed(Answered(Action.START))
        await stage.feed(Answered(Action.STOP))
        shown = len(stage.board.ever)
        await stage.run(60)
        assert stage.board.shown == {}
        assert len(stage.board.ever) == shown
        await stage.presenter.close()

    play(work)


def test_when_to_stop_stays_in_place_of_the_steps() -> None:
    async def work() -> None:
        stage = Stage()
        await stage.feed(StopRuleWanted())
        await stage.feed(PromptWanted())
        await stage.feed(StopRuleWanted())
        assert len(stage.board.ever) == 1, "nothing runs"
        await stage.feed(Answered(Action.START))
        await stage.feed(StopRuleWanted())
        await stage.run(59.9)
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
        await stage.run(59.9)
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


@pytest.mark.parametrize("language", ["ja", "en"])
def test_questions_take_the_place_of_the_routine_one_after_another(language: Language) -> None:
    async def work() -> None:
        stage = Stage(language)
        for event in (PromptWanted("sit-to-stand"), Answered(Action.START), Answered(Action.DONE)):
            await stage.feed(event)
        [comfort] = stage.board.shown.values()
        assert comfort.picture is None
        assert [one.action for one in comfort.buttons] == ["good", "hard", "hurts"]
        await stage.feed(HurtNow())
        [kind] = stage.board.shown.values()
        assert [one.action for one in kind.buttons] == ["hurt-a", "hurt-b", "hurt-c"]
        await stage.feed(FeedbackGiven(Comfort.HURTS, "a"))
        [reply] = stage.board.shown.values()
        assert reply.buttons == ()
        key = reply.key
        for event in (PromptWanted("hip-hinge"), Answered(Action.START), Answered(Action.DONE)):
            await stage.feed(event)
        await stage.feed(FeedbackGiven(Comfort.HARD))
        check = next(one for one in stage.board.shown.values() if one.key != key)
        assert text(language, "feedback.hard") in check.body
        third = check.buttons[-1].action
        assert [one.action for one in check.buttons[:-1]] == ["yes", "no"]
        assert (third == "fix") == (look_of(stage, language) in check.body)
        await stage.feed(HowWanted())
        how = next(one for one in stage.board.shown.values() if one.key != key)
        assert how.body == look_of(stage, language)
        assert [one.action for one in how.buttons] == ["yes", "no", "fix"]
        await stage.feed(CheckAnswered("fix"))
        fix = next(one for one in stage.board.shown.values() if one.key != key)
        assert fix.buttons == ()
        checks = {Path(f"/pictures/{facts.id}.png") for facts in load_checks()}
        assert check.picture == fix.picture
        assert check.picture in checks
        for _, notice in stage.board.ever:
            assert len(notice.title) <= TITLE
            assert len(notice.body) <= LONG_BODY
        assert len({notice.key for _, notice in stage.board.ever}) == 2
        assert stage.board.withdrawn == [key], "each took the place of the one before"
        await stage.run(30)
        assert stage.board.shown == {}
        await stage.presenter.close()

    play(work)


def test_a_question_that_nobody_answers_goes_away_with_its_time() -> None:
    async def work() -> None:
        quiet = Settings(checks=ChecksSettings(enabled=False))
        stage = Stage(settings=quiet)
        for event in (PromptWanted(), Answered(Action.START), Answered(Action.DONE)):
            await stage.feed(event)
        stage.day.instant += 30 * SECOND
        await stage.feed(Ticked())
        assert stage.board.shown == {}
        await stage.presenter.close()

    play(work)


def test_a_reply_stands_for_a_moment_where_nothing_more_is_asked() -> None:
    async def work() -> None:
        stage = Stage(settings=Settings(checks=ChecksSettings(enabled=False)))
        for event in (PromptWanted(), Answered(Action.START), Answered(Action.DONE)):
            await stage.feed(event)
        await stage.feed(FeedbackGiven(Comfort.HARD))
        [reply] = stage.board.shown.values()
        assert "easier form" in reply.body
        await stage.run(10)
        assert stage.board.shown == {}
        await stage.presenter.close()

    play(work)


def test_comfort_told_by_command_later_shows_nothing() -> None:
    async def work() -> None:
        stage = Stage()
        for event in (PromptWanted(), Answered(Action.START), Answered(Action.STOP)):
            await stage.feed(event)
        await stage.feed(FeedbackGiven(Comfort.HARD))
        assert stage.board.shown == {}
        await stage.presenter.close()

    play(work)


def test_worrying_signs_lead_to_the_safety_page() -> None:
    async def work() -> None:
        stage = Stage()
        for event in (PromptWanted(), Answered(Action.START), HurtNow()):
            await stage.feed(event)
        await stage.feed(FeedbackGiven(Comfort.HURTS, "c"))
        assert [one.action for one in stage.board.shown["safety"].buttons] == ["safety-page"]
        await stage.presenter.close()

    play(work)


def test_a_routine_that_is_known_shows_its_cue_and_the_steps_on_a_click() -> None:
    async def work() -> None:
        stage = Stage()
        for _ in range(3):
            for event in (PromptWanted("sit-to-stand"), Answered(Action.START)):
                await stage.feed(event)
            await stage.feed(Answered(Action.STOP))
        await stage.feed(PromptWanted("sit-to-stand"))
        await stage.feed(Answered(Action.START))
        [cue] = stage.board.shown.values()
        assert cue.default_action == "steps"
        await stage.run(25)
        await stage.feed(StepsWanted())
        [step] = stage.board.shown.values()
        card = load_routines().card("sit-to-stand")
        begins, current = 0, card.steps[0]
        for one in card.steps:
            if begins <= 25:
                current = one
            begins += one.seconds
        assert current.text.en in step.body
        await stage.presenter.close()

    play(work)


def test_steps_of_nothing_are_not_shown() -> None:
    async def work() -> None:
        stage = Stage()
        await stage.feed(StepsWanted())
        assert stage.board.ever == []
        await stage.presenter.close()

    play(work)


def test_while_a_guide_leads_there_is_no_notice() -> None:
    async def work() -> None:
        stage = Stage()
        await stage.feed(GuideFound(ready=True))
        await stage.feed(PromptWanted())
        prompt = stage.day.state.prompt
        assert prompt is not None
        await stage.feed(Answered(Action.START))
        await stage.feed(StepsWanted())
        [opening] = stage.board.shown.values()
        assert opening.title.startswith("Started")
        assert opening.buttons == ()
        await stage.feed(GuideOpened(prompt.id))
        await stage.feed(Answered(Action.DONE, by_guide=True))
        assert stage.board.shown == {}
        await stage.feed(GuideClosed(prompt.id))
        await stage.feed(PromptWanted())
        assert len(stage.board.shown) == 1
        await stage.presenter.close()

    play(work)


def test_after_a_suspend_the_step_that_is_on_by_then_is_shown() -> None:
    async def work() -> None:
        stage = Stage()
        await stage.feed(PromptWanted("sit-to-stand"))
        await stage.feed(Answered(Action.START))
        await stage.run(2)
        stage.day.instant += 30 * SECOND
        await stage.feed(WokeUp())
        [step] = stage.board.shown.values()
        assert load_routines().card("sit-to-stand").steps[1].text.en in step.body
        await stage.run(21)
        [step] = stage.board.shown.values()
        assert load_routines().card("sit-to-stand").steps[2].text.en in step.body
        await stage.presenter.close()

    play(work)


@pytest.mark.parametrize("language", ["ja", "en"])
@pytest.mark.parametrize("profile", [Profile.JP_MHLW, Profile.UK_HSE])
def test_a_longer_pause_is_a_line_in_the_prompt(language: Language, profile: Profile) -> None:
    async def work() -> None:
        stage = Stage(language, Settings(rhythm=Rhythm(profile=profile)))
        stage.day.run_until(stage.day.instant + 46 * MINUTE)
        stage.day.feed(Answered(Action.SKIP))
        stage.day.run_until(stage.day.instant + 50 * MINUTE)
        await stage.feed(NotifierChanged(up=True))
        notice = stage.board.ever[-1][1]
        start, end = text(language, f"profile.{profile}", worked="|").split("|")
        [line] = [one for one in notice.body.splitlines() if one.endswith(end)]
        worked = line.removeprefix(start).removesuffix(end)
        hour = "1時間" if language == "ja" else "1 h "
        assert worked.startswith(hour), "the minutes really worked"
        await stage.presenter.close()

    play(work)


class Fleeting(Board):
    """A board from which notices go by themselves."""

    def vanished(self, key: str) -> bool:
        return key in self.shown


def offers(stage: Stage) -> list[Notice]:
    """Every time that the prompt itself was shown."""
    return [notice for _, notice in stage.board.ever if "Short break" in notice.title]


def test_where_popups_go_by_themselves_a_prompt_is_shown_once_more_quietly() -> None:
    async def work() -> None:
        stage = Stage("en", board=Fleeting())
        await stage.feed(PromptWanted("sit-to-stand"))
        await asyncio.sleep(299)
        assert len(offers(stage)) == 1
        await asyncio.sleep(2)
        [first, again] = offers(stage)
        assert (again.key, again.title, again.buttons) == (first.key, first.title, first.buttons)
        assert (first.sound, again.sound) == (True, False)
        assert first.stays
        await asyncio.sleep(3600)
        assert len(offers(stage)) == 2, "once"
        await stage.presenter.close()

    play(work)


def test_the_easier_form_keeps_its_picture_when_it_is_shown_once_more() -> None:
    async def work() -> None:
        stage = Stage("en", of_code(Code.KNEE), Fleeting())
        await stage.feed(PromptWanted("sit-to-stand"))
        await asyncio.sleep(301)
        assert len(offers(stage)) == 2
        pictures = {one.picture for one in offers(stage)}
        assert pictures == {Path("/pictures/sit-to-stand.easier.png")}
        await stage.presenter.close()

    play(work)


@pytest.mark.parametrize("answer", [Action.START, Action.SNOOZE, Action.SKIP])
def test_what_was_answered_is_not_shown_again(answer: Action) -> None:
    async def work() -> None:
        stage = Stage("en", board=Fleeting())
        await stage.feed(PromptWanted("sit-to-stand"))
        await stage.feed(Answered(answer))
        await asyncio.sleep(301)
        assert len(offers(stage)) == 1
        await stage.presenter.close()

    play(work)


class Gone(Board):
    """A board from which everything goes, answered or not; or nothing does."""

    def __init__(self, *, gone: bool) -> None:
        super().__init__()
        self.gone = gone

    def vanished(self, key: str) -> bool:
        return bool(key) and self.gone


@pytest.mark.parametrize("gone", [True, False])
def test_a_prompt_comes_again_only_where_it_went_unanswered(gone: bool) -> None:
    async def work() -> None:
        stage = Stage("en", board=Gone(gone=gone))
        await stage.feed(PromptWanted("sit-to-stand"))
        for other in ("", "zzz"):
            stage.presenter.withdraw(other)
        await asyncio.sleep(301)
        assert len(offers(stage)) == 1 + gone
        await stage.presenter.close()
        stage = Stage("en", board=Gone(gone=gone))
        await stage.feed(PromptWanted("sit-to-stand"))
        await stage.feed(Answered(Action.SKIP))
        await asyncio.sleep(301)
        assert len(offers(stage)) == 1, "it was answered"
        await stage.feed(PromptWanted("sit-to-stand"))
        await stage.presenter.close()
        assert stage.presenter._repeat is None

    play(work)


def test_what_stays_is_not_shown_again() -> None:
    async def work() -> None:
        stage = Stage("en")
        await stage.feed(PromptWanted("sit-to-stand"))
        await asyncio.sleep(301)
        assert len(offers(stage)) == 1
        await stage.presenter.close()

    play(work)


@pytest.mark.parametrize("effect", [MakeOffer("p", Proposal.RHYTHM), AskComfort("p", "x")])
def test_a_question_is_shown_and_stays(effect: Effect) -> None:
    async def work() -> None:
        stage = Stage("en")
        stage.perform(effect)
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        (notice,) = stage.board.shown.values()
        assert notice.stays
        assert notice.buttons
        await stage.presenter.close()

    play(work)


@pytest.mark.parametrize("language", ["ja", "en"])
def test_the_cue_says_how_to_see_the_steps(language: Language) -> None:
    card = load_routines().card("sit-to-stand")
    state = begin(Now(0, MONDAY), Settings(), catalogue())
    body = cue_notice(ShowCue("p", "sit-to-stand"), card, state, language).body
    assert body.splitlines() == [card.cue.of(language), text(language, "running.steps_how")]
