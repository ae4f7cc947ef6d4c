"""What an answer names: the code, a routine that is gone, the language, the seconds left."""

import asyncio
from collections.abc import Callable, Sequence
from datetime import date, datetime

import pytest
from app.test_engine import Rig
from app.test_question_menu import MONDAY, day, flat
from msgspec.structs import replace
from playing import catalogue

from deskbreak.app.day_preview import preview as preview_of
from deskbreak.app.day_preview import preview_lines
from deskbreak.app.ports.tray_ports import TrayView
from deskbreak.app.problems import Problems
from deskbreak.app.question_view import offer_notice, offer_words
from deskbreak.app.refusal_text import refusal_text
from deskbreak.app.supervise import Supervisor
from deskbreak.app.surfaces import Surfaces
from deskbreak.app.text_limits import BODY
from deskbreak.app.titles import aim_of, title_of
from deskbreak.app.titles_by_id import TitlesById
from deskbreak.app.tray_view import menu
from deskbreak.content.catalogue import Catalogue
from deskbreak.content.loader import load_routines
from deskbreak.content.model import LANGUAGES, Language
from deskbreak.content.strings import text
from deskbreak.domain.choice.eligibility import Bar
from deskbreak.domain.machine.state import begin
from deskbreak.domain.time.units import MINUTE
from deskbreak.domain.time.working_hours import Hours
from deskbreak.domain.vocabulary.effects import Refuse, Why
from deskbreak.domain.vocabulary.events import Action, Answered, PromptWanted
from deskbreak.domain.vocabulary.question_effects import MakeOffer, Proposal, Reply
from deskbreak.domain.vocabulary.routine import Code
from deskbreak.domain.vocabulary.settings import Personal, Settings

CONTENT = load_routines()


def refused(bar: Bar | str, *codes: Code, routine: str = "sit-to-stand") -> str:
    """Why a routine may not be chosen, to a person with these codes."""
    state = day(settings=Settings(personal=Personal(setup_done=True, codes=frozenset(codes)))).state
    return refusal_text(Refuse(Why.EXCLUDED, str(bar), routine), state, CONTENT, "en")


def test_a_refusal_names_the_code_that_leaves_the_routine_out() -> None:
    left_out = sorted(CONTENT.find("sit-to-stand").leave_out)
    other = next(code for code in Code if code not in left_out)
    for code in left_out:
        said = refused(Bar.CODE, code, other)
        assert text("en", f"names.code.{code}") in said
        assert said.startswith('"Stand from the hips" is left out because of your answer')
    assert text("en", f"names.code.{left_out[0]}") in refused(Bar.CODE, *reversed(left_out))


@pytest.mark.parametrize(
    ("bar", "words"),
    [
        (Bar.CODE, "can be offered once the first questions are answered"),
        (Bar.FLOOR, "Floor routines need your answer"),
        (Bar.SAFETY, "Only standing is offered for now"),
        (Bar.STAGE, "belongs to stage 0. To unlock it early: deskbreak stage 0"),
        (Bar.RESTING, "There is nothing else to offer."),
    ],
)
def test_each_bar_is_refused_in_its_own_words(bar: Bar, words: str) -> None:
    assert words in refused(bar)


@pytest.mark.parametrize(
    ("refuse", "words"),
    [
        (Refuse(Why.NOTHING_OPEN), "There is no prompt to answer. To get one now: deskbreak now"),
        (Refuse(Why.NOT_RUNNING), "No routine is running."),
        (Refuse(Why.RUNNING), "A routine is running. End it with done or stop."),
        (Refuse(Why.NOT_OFFERED), "Offered: 5 min, 10 min, 15 min"),
        (Refuse(Why.NO_SNOOZE_LEFT), "(limit: 2)"),
        (Refuse(Why.NO_CHANGE_LEFT), "It can be changed twice at most."),
        (Refuse(Why.NOTHING_ELSE), "There is nothing else to offer."),
        (Refuse(Why.UNKNOWN_ROUTINE, "R99"), 'No routine named "R99".'),
        (Refuse(Why.BAD_TIME), "That end time has passed."),
    ],
    ids=lambda value: str(getattr(value, "why", "")),
)
def test_each_refusal_has_its_own_words(refuse: Refuse, words: str) -> None:
    assert words in refusal_text(refuse, day().state, CONTENT, "en")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_routine_that_is_gone_keeps_its_id_and_has_no_aim(language: Language) -> None:
    card = CONTENT.card("sit-to-stand")
    assert title_of(CONTENT, "sit-to-stand", language) == card.title.of(language)
    assert aim_of(CONTENT, "sit-to-stand", language) == card.aim.of(language)
    assert title_of(CONTENT, "long-gone", language) == "long-gone"
    assert aim_of(CONTENT, "long-gone", language) == ""


def test_names_are_read_when_the_first_is_wanted_and_once() -> None:
    loads: list[Catalogue] = []

    def load() -> Catalogue:
        loads.append(CONTENT)
        return CONTENT

    names = TitlesById(load, "en")
    assert names.check("C1") != "C1"
    assert names.check("C99") == "C99"
    assert loads == []
    for _ in range(2):
        assert names.routine("sit-to-stand") == "Stand from the hips"
        assert names.routine("long-gone") == "long-gone"
    assert len(loads) == 1


@pytest.mark.parametrize("language", ["auto", "ja", "en"])
def test_the_language_that_is_set_is_ticked_and_no_other(language: str) -> None:
    state = day().state
    state = replace(state, settings=replace(state.settings, language=language))
    for by_file in (False, True):
        entries = [
            one
            for one in flat(menu(state, "en", str, language_set=by_file))
            if str(one.command).startswith("language ")
        ]
        assert [one.command for one in entries if one.checked] == [f"language {language}"]
        assert len(entries) == 3
        assert all(one.enabled != by_file for one in entries)


def test_a_reply_stands_before_the_question_while_both_fit(monkeypatch: pytest.MonkeyPatch) -> None:
    state, reply = day().state, text("en", "feedback.hard")
    body = offer_words(Proposal.STAGE, state, "en").body
    told = offer_notice(MakeOffer("1", Proposal.STAGE, (Reply.HARD,)), state, "en")
    both = f"{reply}\n{body}"
    assert told.body == (both if len(both) <= BODY else body)
    for room in (-1, 0, 1):
        monkeypatch.setattr("deskbreak.app.question_view.BODY", len(both) + room)
        told = offer_notice(MakeOffer("1", Proposal.STAGE, (Reply.HARD,)), state, "en")
        assert told.body == (body if room < 0 else both)
    assert offer_notice(MakeOffer("1", Proposal.STAGE), state, "en").body == body


class Line:
    """A terminal that keeps what it shows."""

    def __init__(self, *, has_keys: bool = True, is_seen: bool = True) -> None:
        self.has_keys, self.is_seen = has_keys, is_seen
        self.lines: list[tuple[str, tuple[str, ...], str]] = []
        self.said: list[str] = []
        self.press: Callable[[str], None] = lambda _: None

    def live(self, line: str, keys: Sequence[str] = (), short: str = "") -> None:
        self.lines.append((line, tuple(keys), short))

    def say(self, text: str) -> None:
        self.said.append(text)

    def read_keys(self, pressed: Callable[[str], None]) -> None:
        self.press = pressed

    def close(self) -> None:
        self.said.append("closed")


class Icon:
    """A tray that counts how often it was drawn."""

    def __init__(self) -> None:
        self.drawn = 0
        self.view: Callable[[], TrayView] | None = None
        self.stopped = False

    def hand_over(self, view: Callable[[], TrayView], on_command: Callable[[str], None]) -> None:
        self.view = view

    def refresh(self) -> None:
        self.drawn += 1

    def stop(self) -> None:
        self.stopped = True


class Shown:
    """The surfaces of an engine."""

    def __init__(self, *, has_keys: bool = True, is_seen: bool = True) -> None:
        self.rig, self.icon = Rig(), Icon()
        self.line = Line(has_keys=has_keys, is_seen=is_seen)
        now = self.rig.clock.now()
        self.rig.engine.state = begin(now, Settings(), catalogue())
        self.commands: list[str] = []
        self.it = Surfaces(
            self.rig.engine,
            self.icon,  # type: ignore[arg-type]  # what of a tray is used here
            self.line,
            lambda: "en",
            str,
            lambda: False,
            Problems(Supervisor(lambda: now.wall), lambda: now.wall, lambda: None),
            starts_at_login=lambda: True,
        )

    async def feed(self, *events: PromptWanted | Answered) -> None:
        for event in events:
            await self.rig.engine.ask(event)


STARTED = (PromptWanted("sit-to-stand"), Answered(Action.START))


def test_the_terminal_asks_beside_the_keys_that_answer() -> None:
    async def work() -> None:
        shown = Shown()
        await shown.feed(*STARTED, Answered(Action.DONE))
        state, _ = shown.rig.engine.look()
        shown.it.look_at_terminal(state)
        line, keys, short = shown.line.lines[-1]
        assert line == short == text("en", "feedback.title")
        assert keys[0].startswith("g ")
        await shown.it.close()

    asyncio.run(work())


@pytest.mark.parametrize(("passed", "left"), [(0, 60), (1, 60), (1000, 59), (59_001, 1)])
def test_the_terminal_counts_the_seconds_that_are_left(passed: int, left: int) -> None:
    async def work() -> None:
        shown = Shown()
        await shown.feed(*STARTED)
        shown.rig.clock.pass_by(passed)
        state, _ = shown.rig.engine.look()
        shown.it.look_at_terminal(state)
        words = text("en", "running.counting", routine="sit-to-stand", seconds=left)
        line, keys, short = shown.line.lines[-1]
        assert (line, short) == (words, words)
        assert any(key.startswith("d ") for key in keys)
        drawn = len(shown.line.lines)
        await asyncio.sleep(1.1)
        assert len(shown.line.lines) == drawn + 1, "it goes on by itself, once a second"
        await shown.it.close()
        assert shown.icon.stopped
        assert shown.line.said == ["closed"]

    asyncio.run(work())


def test_without_keys_the_line_stands_still() -> None:
    async def work() -> None:
        shown = Shown(has_keys=False)
        await shown.feed(*STARTED)
        shown.it.look_at_terminal(shown.rig.engine.state)
        assert shown.line.lines == [(text("en", "status.guiding", routine="sit-to-stand"), (), "")]
        await shown.it.close()

    asyncio.run(work())


def test_where_nobody_sees_the_line_none_is_written() -> None:
    async def work() -> None:
        shown = Shown(is_seen=False)
        await shown.feed(*STARTED)
        shown.it.look_at_terminal(shown.rig.engine.state)
        await asyncio.sleep(1.1)
        assert shown.line.lines == []
        await shown.it.close()

    asyncio.run(work())


def test_a_key_is_a_command_or_is_told_to_be_none() -> None:
    async def work() -> None:
        shown = Shown()
        shown.it.read_keys(shown.commands.append)
        shown.line.press("t")
        shown.line.press("x")
        assert shown.commands == ["now"]
        [said] = shown.line.said
        assert "x" in said
        await shown.it.close()

    asyncio.run(work())


def test_the_icon_is_drawn_only_when_it_would_look_different() -> None:
    async def work() -> None:
        shown = Shown()
        shown.it.begin(shown.commands.append)
        state = shown.rig.engine.state
        shown.it.look_at_tray(state)
        shown.it.look_at_tray(state)
        assert shown.icon.drawn == 1
        await shown.feed(PromptWanted("sit-to-stand"))
        shown.it.look_at_tray(shown.rig.engine.state)
        assert shown.icon.drawn == 2
        assert shown.icon.view is not None
        asked = shown.icon.view()
        assert [one.checked for one in flat(asked.menu) if one.command == "autostart off"] == [True]
        await shown.it.close()

    asyncio.run(work())


def test_every_prompt_of_a_day_stands_under_its_own_span() -> None:
    zone = MONDAY.tzinfo
    assert zone is not None
    week = Hours(week=(((540, 720), (780, 1080)),) * 7)
    found = preview_of(date(2026, 11, 30), zone, Settings(hours=week), CONTENT, ())
    lines = preview_lines(found, CONTENT, "en", found.day)
    assert lines[1] == "09:00–12:00"
    second = lines.index("13:00–18:00")
    assert second == 5
    assert [line.split()[0] for line in lines[2:second]] == ["09:45", "10:31", "11:17"]
    assert [line.split()[0] for line in lines[second + 1 : -1]] == [
        f"{one.at:%H:%M}" for one in found.prompts[3:]
    ]
    edge = replace(
        found, prompts=tuple(replace(one, at=found.spans[0][1]) for one in found.prompts)
    )
    assert len(preview_lines(edge, CONTENT, "en", found.day)) == 4, "the end is not in the span"
    first = replace(found, prompts=(replace(found.prompts[0], at=found.spans[1][0]),))
    assert preview_lines(first, CONTENT, "en", found.day)[3].split()[0] == "13:00"


def test_a_meeting_keeps_the_prompt_back_until_it_is_over() -> None:
    zone = MONDAY.tzinfo
    assert zone is not None
    busy = tuple(datetime(2026, 11, 30, 9, minute, tzinfo=zone) for minute in (30, 55))
    found = preview_of(
        date(2026, 11, 30), zone, Settings(), CONTENT, (), meetings=[(busy[0], busy[1])]
    )
    assert found.prompts[0].at >= busy[1]
    assert found.prompts[0].at - busy[1] < (2 * (busy[1] - busy[0]))
    assert found.prompts[0].at.second * 1000 < MINUTE
