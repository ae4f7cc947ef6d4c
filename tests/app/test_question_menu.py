"""What the menu says of comfort, checks, offers, the day and safety."""

import re
from collections.abc import Iterator
from datetime import datetime
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from msgspec.structs import replace
from playing import catalogue

from deskbreak.app.check_text import check_text
from deskbreak.app.commands import Commands
from deskbreak.app.ports.tray_ports import Entry
from deskbreak.app.question_menu import _in_lines
from deskbreak.app.question_view import asked
from deskbreak.app.simulation import Simulation
from deskbreak.app.status_text import status_lines
from deskbreak.app.text_limits import MENU
from deskbreak.app.tray_view import menu
from deskbreak.content.checks import load_checks
from deskbreak.content.model import LANGUAGES, Language
from deskbreak.content.strings import text
from deskbreak.domain.time.units import SECOND
from deskbreak.domain.vocabulary.events import (
    Action,
    Answered,
    CheckAnswered,
    Event,
    FeedbackGiven,
    HurtNow,
    OfferAnswered,
    Override,
    PromptWanted,
    SafetyDismissed,
    StageChosen,
    TodayChanged,
)
from deskbreak.domain.vocabulary.presence_events import CameBack
from deskbreak.domain.vocabulary.routine import Comfort
from deskbreak.domain.vocabulary.settings import Personal, Settings

MONDAY = datetime(2026, 11, 30, 9, tzinfo=ZoneInfo("Asia/Tokyo"))


def day(*events: Event, settings: Settings | None = None) -> Simulation:
    zone = MONDAY.tzinfo
    assert zone is not None
    it = Simulation(MONDAY, zone, settings or Settings(), catalogue(), checks=load_checks())
    for event in (CameBack(), *events):
        it.feed(event)
    return it


def flat(entries: tuple[Entry, ...]) -> Iterator[Entry]:
    for entry in entries:
        yield entry
        yield from flat(entry.children)


def commands(it: Simulation, language: Language = "en") -> list[str | None]:
    entries = tuple(flat(menu(it.state, language, str)))
    assert all(len(one.label) <= MENU for one in entries), "longer than its place"
    return [one.command for one in entries]


DONE = (PromptWanted("sit-to-stand"), Answered(Action.START), Answered(Action.DONE))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_question_can_be_answered_in_the_menu(language: Language) -> None:
    it = day(*DONE)
    assert {"good", "hard", "hurts"} <= set(commands(it, language))
    it.feed(HurtNow())
    assert {"hurt-a", "hurt-b", "hurt-c"} <= set(commands(it, language))
    it.feed(FeedbackGiven(Comfort.HURTS, "a"))
    for event in DONE:
        it.feed(event)
    it.feed(FeedbackGiven(Comfort.GOOD))
    for _ in range(9):
        assert {"yes", "no", "fix"} <= set(commands(it, language))
        it.feed(CheckAnswered("yes"))
        it.state = replace(it.state, memory=replace(it.state.memory, check_prompt=0))
        for event in DONE:
            it.feed(event)
        it.run_until(it.instant + 30 * SECOND)
        if it.state.asking is None:
            break


@pytest.mark.parametrize("language", LANGUAGES)
def test_status_says_what_is_asked_and_how_to_answer(language: Language) -> None:
    def lines() -> list[str]:
        return status_lines(it.state, language, str)

    def expected(question: str, commands: str) -> list[str]:
        return [
            text(language, "status.asked", question=question),
            text(language, "status.answers", commands=commands),
        ]

    it = day()
    assert asked(it.state, language) is None
    for event in DONE:
        it.feed(event)
    comfort = expected(text(language, "feedback.title"), "deskbreak feedback good|hard|hurts")
    assert lines()[1:3] == comfort
    it.feed(HurtNow())
    kind = text(language, "feedback.follow_up.title")
    assert lines()[1:3] == expected(kind, "deskbreak feedback hurts --kind a|b|c")
    it.feed(FeedbackGiven(Comfort.HURTS, "a"))
    for event in DONE:
        it.feed(event)
    it.feed(FeedbackGiven(Comfort.GOOD))
    assert it.state.asking is not None
    card = check_text(language, it.state.asking.about, asked_before=it.state.asking.times_asked)
    assert lines()[1:3] == expected(card.question, "deskbreak check")
    it.state = replace(it.state, asking=replace(it.state.asking, by_guide=True))
    assert asked(it.state, language) is None


def test_a_question_of_the_menu_is_broken_between_words() -> None:
    for check in load_checks():
        for language in LANGUAGES:
            question = check_text(language, check.id).question
            parts = _in_lines(question, language)
            assert all(len(part) <= MENU for part in parts)
            assert "".join("".join(parts).split()) == "".join(question.split())
            seams = [a[-1] + b[0] for a, b in pairwise(parts)]
            assert not [seam for seam in seams if re.fullmatch(r"[一-鿿]{2}|[ァ-ヶー]{2}", seam)]


def test_an_offer_that_is_told_is_named_by_its_title() -> None:
    it = day()
    memory = replace(it.state.memory, stage=1, stage_completed=7, stage_days=4, used_days=11)
    it.state = replace(it.state, memory=memory)
    for event in DONE:
        it.feed(event)
    it.run_until(it.instant + 30 * SECOND)
    assert asked(it.state, "en") == text("en", "offers.titles.stage")
    assert not [one for one in status_lines(it.state, "en", str) if one.startswith("Asked")]


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_offer_stands_in_the_menu_until_it_is_answered(language: Language) -> None:
    it = day()
    memory = replace(it.state.memory, stage=1, stage_completed=8, stage_days=4, used_days=11)
    it.state = replace(it.state, memory=memory)
    assert {"offer accept", "offer decline"} <= set(commands(it, language))
    it.feed(OfferAnswered("accept"))
    assert "offer accept" not in commands(it, language)


def test_an_offer_that_is_being_told_has_its_one_entry() -> None:
    it = day()
    memory = replace(it.state.memory, stage=1, stage_completed=7, stage_days=4, used_days=11)
    it.state = replace(it.state, memory=memory)
    for event in DONE:
        it.feed(event)
    it.run_until(it.instant + 30 * SECOND)
    assert commands(it).count("offer accept") == 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_safety_can_be_read_always_and_dismissed_when_exercise_pauses(language: Language) -> None:
    it = day()
    assert "safety-page" in commands(it, language)
    assert "safety-dismiss" not in commands(it, language)
    flagged = day(settings=Settings(personal=Personal(red_flag=True)))
    assert {"safety-page", "safety-dismiss"} <= set(commands(flagged, language))


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_a_newcomer_looks_for_is_always_in_the_menu(language: Language) -> None:
    answered = Settings(personal=Personal(setup_done=True))
    for state in (day(), day(settings=answered)):
        found = set(commands(state, language))
        assert {"questions", "report", "safety-page", "help", "autostart on", "quit"} <= found
        assert {"standing 30m", "standing 60m", "standing", "pause today"} <= found


def test_what_is_different_today_is_ticked() -> None:
    it = day(TodayChanged(Override.SEATED))
    ticked = [one.command for one in flat(menu(it.state, "en", str)) if one.checked]
    assert "today seated" in ticked


@pytest.mark.parametrize(
    ("words", "event"),
    [
        ("good", FeedbackGiven(Comfort.GOOD)),
        ("hard", FeedbackGiven(Comfort.HARD)),
        ("hurts", HurtNow("1")),
        ("hurts-now", HurtNow("1")),
        ("hurt-c", FeedbackGiven(Comfort.HURTS, "c")),
        ("fix", CheckAnswered("fix")),
        ("offer 60", OfferAnswered("60")),
        ("today elsewhere", TodayChanged(Override.ELSEWHERE)),
        ("today normal", TodayChanged(None)),
        ("today off", None),
        ("stage 2", StageChosen(2)),
        ("stage two", None),
        ("safety-dismiss", SafetyDismissed()),
    ],
)
def test_words_become_events(words: str, event: Event | None) -> None:
    posted: list[Event] = []
    Commands(posted.append, {}).run(words, "1")
    assert posted == ([] if event is None else [event])


@pytest.mark.parametrize(
    ("sentence", "lines"),
    [
        ("a" * MENU, ["a" * MENU]),
        (f"{'a' * (MENU - 2)} b", [f"{'a' * (MENU - 2)} b"]),
        (f"{'a' * (MENU - 1)} b", ["a" * (MENU - 1), "b"]),
        (f"a {'b' * (MENU - 2)} c", [f"a {'b' * (MENU - 2)}", "c"]),
        (f"{'a' * MENU} b c", ["a" * MENU, "b c"]),
    ],
)
def test_a_line_of_the_menu_is_as_full_as_it_may_be(sentence: str, lines: list[str]) -> None:
    assert [one for one in _in_lines(sentence, "en") if one] == lines


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_stands_above_the_answers_cannot_be_chosen(language: Language) -> None:
    for events in (DONE, (*DONE, HurtNow()), (*DONE, FeedbackGiven(Comfort.GOOD))):
        entries = [
            one
            for one in flat(menu(day(*events).state, language, str))
            if one.label and not one.children
        ]
        answers = [one.command in ("good", "hurt-a", "yes") for one in entries]
        if any(answers):
            assert not entries[answers.index(True) - 1].enabled
            assert entries[answers.index(True) - 1].command is None
        assert all(one.enabled for one in entries if one.command is not None)
