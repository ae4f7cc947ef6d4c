"""The answer to "why" in words, and what the journal keeps of a feeling and of a day."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from app.test_question_menu import day
from msgspec.structs import replace

from deskbreak.app.journal import ANSWERS, DayTotal, Felt, Journal, about, course, what
from deskbreak.app.journal_marks import RELOADED, Course
from deskbreak.app.why_answer import Answer, Shown, Span
from deskbreak.app.why_view import WhyView
from deskbreak.content import formats
from deskbreak.content.strings import text
from deskbreak.domain.machine.state import State
from deskbreak.domain.time.units import HOUR, MINUTE
from deskbreak.domain.vocabulary.effects import EndDay, Remember
from deskbreak.domain.vocabulary.events import (
    Action,
    Answered,
    GateClosed,
    Paused,
    PromptWanted,
    Reason,
    Ticked,
)
from deskbreak.domain.vocabulary.question_effects import Answer as Reacted
from deskbreak.domain.vocabulary.question_effects import Reply
from deskbreak.domain.vocabulary.settings import Settings

NINE = datetime(2026, 11, 30, 9, tzinfo=UTC)
ROUTINE = PromptWanted("sit-to-stand")


class Names:
    """Titles that show that they were asked for."""

    def routine(self, routine: str) -> str:
        return routine.upper()


TODAY = NINE.date()


def view(today: date = TODAY) -> WhyView:
    return WhyView("en", Names(), lambda at: NINE + timedelta(minutes=at), today)


def said(key: str, /, **values: str) -> str:
    return text("en", f"why.{key}", **values)


def answer(reason: str, state: str = "working", **more: Any) -> Answer:
    return Answer(5, reason, state, sitting_s=600, stretch_s=300, every_s=2700, **more)


def sentence(key: str, /, **values: str) -> str:
    known = {"time": "9:05", "stretch": "5 min", "every": "45 min", "since": "", "reason": ""}
    return said(f"sentences.{key}", **(known | values))


UP = Shown(3, "due", "wall-slide", "done", 8)
CAME = Shown(20, "due", "x")

SENTENCES: list[tuple[Answer, str]] = [
    (answer("not_due"), sentence("not_due") + said("none_came")),
    (answer("not_due", lately=True), sentence("not_due")),
    (answer("not_due", came=CAME), sentence("not_due") + said("came", time="9:20")),
    (
        answer("held", hold="call", waits=Span(1, 4)),
        sentence("held", since="9:01", reason=text("en", "names.hold.call")) + said("none_came"),
    ),
    (
        answer("waiting", waits=Span(1, None)),
        sentence("waiting", since="9:01") + said("waits_still"),
    ),
    (
        answer("waiting", waits=Span(1, None), came=CAME),
        sentence("waiting", since="9:01") + said("came", time="9:20"),
    ),
    (answer("away", spans=(("absence", Span(1, None)),)), sentence("away")),
    (answer("away", spans=(("absence", Span(1, 9)),)), sentence("away") + said("none_came")),
    (answer("no_record", "unknown", came=CAME), sentence("no_record")),
    (
        answer("shown", prompt=UP, came=CAME),
        sentence(
            "shown",
            routine="WALL-SLIDE",
            since="9:03",
            cause=said("causes.due"),
            closed="9:08",
            outcome=text("en", "names.outcome.done"),
        ),
    ),
    (
        answer("shown_open", prompt=Shown(3, "", "x")),
        sentence(
            "shown_open",
            routine="X",
            since="9:03",
            cause=said("causes.due"),
            closed="9:05",
            outcome=text("en", "names.outcome.missed"),
        ),
    ),
]  # fmt: skip


def test_a_rhythm_below_a_minute_is_told_in_seconds() -> None:
    sentence, sitting = view().lines(replace(answer("not_due"), every_s=30))
    assert "due after 30 s." in sentence
    assert sitting.endswith("(due after 30 s)")


@pytest.mark.parametrize(("asked", "words"), SENTENCES, ids=range(len(SENTENCES)))
def test_the_sentence(asked: Answer, words: str) -> None:
    assert view().sentence(asked).replace("09:", "9:") == words


def facts(asked: Answer) -> list[str]:
    return [line.replace("09:", "9:") for line in view().lines(asked)[1:]]


def test_what_was_on_stands_below_the_sentence() -> None:
    sat = "  " + said("facts.sitting", sitting="10 min", stretch="5 min", every="45 min")
    between = said("facts.between", since="9:01", until="9:09")
    since = said("facts.since", since="9:01")
    assert facts(answer("not_due")) == [sat]
    assert facts(answer("no_record", "unknown")) == []
    assert facts(answer("down", "down", spans=(("down", Span(1, 9)),))) == [
        "  " + said("facts.down", span=between)
    ]
    reason = text("en", "names.hold.call")
    assert facts(answer("held", hold="call", waits=Span(1, 9))) == [
        sat,
        "  " + said("facts.hold", span=between, reason=reason),
    ]
    assert facts(answer("waiting", waits=Span(1, None))) == [
        sat,
        "  " + said("facts.waiting", span=since),
    ]
    spans = (("pause", Span(1, 9)), ("off-hours", Span(1, None)), ("absence", Span(1, 9)))
    assert facts(answer("away", where="locked", spans=spans, reloads=(1, 9))) == [
        sat,
        "  " + said("facts.pause", span=between),
        "  " + said("facts.off_hours", span=since),
        "  " + said("facts.absence", span=between, where=said("where.locked")),
        "  " + said("facts.reload", times=formats.listed("en", ("9:01", "9:09"))),
    ]  # fmt: skip


def test_another_day_is_named_once() -> None:
    later = view(NINE.date() + timedelta(days=1))
    told = later.sentence(answer("not_due", came=CAME))
    assert told.count("Mon") == 1
    assert later.time(5).replace("09:", "9:") == "9:05", "the day that was asked about needs none"


def test_how_a_routine_felt_is_kept_by_the_first_answer_that_fits() -> None:
    state = day().state
    for reply, value in ANSWERS.items():
        notes = Journal(None).notes(state, (Reacted("p", "x", (reply,)),))
        assert notes.felt == (Felt("x", value),)
    both = Journal(None).notes(state, (Reacted("p", "x", (Reply.RESTS, Reply.SAFETY)),))
    assert both.felt == (Felt("x", "hurts-c"),)
    assert Journal(None).notes(state, (Reacted("p", "x", (Reply.EASING,)),)).felt == ()


def test_a_day_is_noted_with_each_mark_and_at_its_end() -> None:
    it = day()
    it.run_until(it.instant + 20 * MINUTE)
    it.feed(Ticked())
    journal = Journal(None)
    today = str(it.state.today.day)
    assert journal.notes(it.state, ()).days == (DayTotal(today, 1200, 1200),)
    assert journal.notes(it.state, ()).days == ()
    ended = EndDay(date(2026, 11, 29), 5_999, 3_999)
    assert journal.notes(it.state, (ended,)).days == (DayTotal("2026-11-29", 5, 3),)
    below = EndDay(date(2026, 11, 29), -5_000, -1)
    assert journal.notes(it.state, (below,)).days == (DayTotal("2026-11-29", 0, 0),)


def test_what_may_turn_out_to_be_an_absence_counts_until_then() -> None:
    state = day().state
    state = replace(
        state,
        sitting=replace(state.sitting, unsure=90_000),
        today=replace(state.today, sitting=61_700, longest=50_900),
    )
    (total,) = Journal(None).notes(state, ()).days
    assert total == DayTotal(str(state.today.day), 151, 50)


def test_other_settings_are_a_mark_unless_the_program_remembered_something() -> None:
    state = day().state

    def marks(after: State, *effects: Any) -> list[str]:
        journal = Journal(state.epoch)
        journal.notes(state, ())
        return [one.what for one in journal.notes(after, effects).marks]

    other = replace(state, settings=Settings(language="ja"))
    assert marks(state) == []
    assert marks(replace(state, settings=Settings())) == [], "the same, read anew"
    assert marks(other) == [RELOADED]
    assert marks(other, Remember("language", "ja")) == []


@pytest.mark.parametrize(("later", "expected"), [(9_999, []), (10_000, [RELOADED])])
def test_the_first_reading_of_a_first_run_is_no_change(later: int, expected: list[str]) -> None:
    state = day().state
    journal = Journal(None)
    journal.notes(state, ())
    other = replace(state, at=state.at + later, settings=Settings(language="ja"))
    assert [one.what for one in journal.notes(other, ()).marks] == expected


@pytest.mark.parametrize(
    ("events", "letters", "more"),
    [
        ((), "p-", None),
        ((Paused(HOUR),), "p-u", None),
        ((ROUTINE,), "po", "asked sit-to-stand"),
        ((ROUTINE, Answered(Action.SNOOZE)), "pn", None),
        ((ROUTINE, Answered(Action.START)), "pg", "asked sit-to-stand"),
        ((ROUTINE, Answered(Action.SKIP)), "p-", None),
    ],
)
def test_a_state_in_letters(events: tuple[Any, ...], letters: str, more: str | None) -> None:
    state = day(*events).state
    assert what(state) == letters
    kept = about(state)
    assert (kept is None) == (more is None)
    assert kept is None or kept.endswith(" sit-to-stand")


def test_a_hold_is_kept_with_its_reason() -> None:
    it = day()
    it.closed[Reason.CALL] = it.instant
    it.run_until(it.instant + 46 * MINUTE)
    it.feed(Ticked())
    assert (what(it.state), about(it.state)) == ("ph", "call")
    assert course(it.state) is Course.HELD
    it.feed(GateClosed(Reason.FULLSCREEN))
    assert about(it.state) == "call", "the first stays"
