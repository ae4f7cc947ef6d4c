"""What the journal keeps of the states that follow one another, and what ``why`` says of it."""

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest
from app.test_question_menu import day
from msgspec.structs import replace

from deskbreak.app.journal import Journal
from deskbreak.app.journal_marks import RELOADED, Mark
from deskbreak.app.simulation import Simulation
from deskbreak.app.titles_by_id import TitlesById
from deskbreak.app.why import answer as why_at
from deskbreak.app.why_answer import Answer, Shown, Span
from deskbreak.app.why_timeline import timeline
from deskbreak.app.why_view import WhyView
from deskbreak.content.loader import load_routines
from deskbreak.domain.machine.state import State
from deskbreak.domain.time.units import HOUR, MINUTE, SECOND
from deskbreak.domain.time.working_hours import Hours
from deskbreak.domain.vocabulary.effects import EndDay, Remember
from deskbreak.domain.vocabulary.events import (
    Action,
    Answered,
    GateOpened,
    Paused,
    PromptWanted,
    Reason,
    Ticked,
)
from deskbreak.domain.vocabulary.presence_events import (
    FellAsleep,
    Locked,
    StoodUp,
    TypingBegan,
    Watched,
    WentIdle,
)
from deskbreak.domain.vocabulary.question_effects import Answer as Reacted
from deskbreak.domain.vocabulary.question_effects import Reply
from deskbreak.domain.vocabulary.settings import Rhythm, Settings

ROUTINE = PromptWanted("sit-to-stand")


def after(minutes: int, it: Simulation) -> Simulation:
    it.run_until(it.instant + minutes * MINUTE)
    it.feed(Ticked())
    return it


def held() -> Simulation:
    it = day()
    it.closed[Reason.CALL] = it.instant
    return after(46, it)


def settling() -> Simulation:
    it = held()
    it.closed.clear()
    it.feed(GateOpened())
    return it


CASES: dict[str, tuple[Callable[[], Simulation], str, str | None]] = {
    "working": (day, "p-", None),
    "watching": (lambda: day(Watched()), "v-", None),
    "reading": (lambda: day(WentIdle()), "p-", None),
    "away": (lambda: after(6, day(WentIdle())), "a-", None),
    "locked": (lambda: day(Locked()), "l-", None),
    "asleep": (lambda: day(FellAsleep()), "z-", None),
    "standing": (lambda: day(StoodUp()), "s-", None),
    "waiting": (lambda: after(46, day(TypingBegan())), "pd", None),
    "held": (held, "ph", "call"),
    "settling": (settling, "pe", None),
    "shown": (lambda: day(ROUTINE), "po", "asked sit-to-stand"),
    "snoozed": (lambda: day(ROUTINE, Answered(Action.SNOOZE)), "pn", None),
    "started": (lambda: day(ROUTINE, Answered(Action.START)), "pg", "asked sit-to-stand"),
    "paused": (lambda: day(Paused(HOUR)), "p-u", None),
    "off hours": (
        lambda: day(settings=Settings(hours=Hours(week=(((600, 660),),) * 7))), "p-f", None,
    ),
}  # fmt: skip


@pytest.mark.parametrize(("make", "letters", "more"), CASES.values(), ids=CASES)
def test_each_state_has_its_letters(
    make: Callable[[], Simulation], letters: str, more: str | None
) -> None:
    state = make().state
    [mark] = Journal(None).notes(state, ()).marks
    assert (mark.what, mark.about) == (letters, more)
    assert mark.at == state.epoch // SECOND
    assert mark.every_s == 45 * 60


def test_a_mark_counts_in_seconds_and_comes_only_with_a_change() -> None:
    journal, it = Journal(None), after(20, day())
    [mark] = journal.notes(it.state, ()).marks
    assert mark[2:5] == (20 * 60, 20 * 60, 45 * 60)
    assert journal.notes(after(5, it).state, ()) == ((), (), ())
    it.feed(Paused(HOUR))
    notes = journal.notes(it.state, ())
    assert [one.what for one in notes.marks] == ["p-u"]
    assert notes.days == ((it.state.day.isoformat(), 25 * 60, 25 * 60),)


@pytest.mark.parametrize(("seen_s", "down_s"), [(-600, -600), (600, 0)])
def test_a_start_says_since_when_nobody_knows(seen_s: int, down_s: int) -> None:
    state = day().state
    now = state.epoch // SECOND
    first, _ = (journal := Journal(1000 * (now + seen_s))).notes(state, ()).marks
    assert first == Mark(now + down_s, "x-", 0, 0, 0), "never in the future"
    assert journal.notes(state, ()).marks == (), "said once"


def test_an_idleness_that_was_an_absence_is_marked_at_its_beginning() -> None:
    journal, it = Journal(None), after(10, day())
    journal.notes(it.state, ())
    began = it.state.epoch // SECOND
    it.feed(WentIdle())
    assert journal.notes(it.state, ()).marks == (), "a short idleness is reading"
    [mark] = journal.notes(after(6, it).state, ()).marks
    assert (mark.what, mark.at) == ("a-", began)
    it.feed(Paused(HOUR))
    [mark] = journal.notes(it.state, ()).marks
    assert (mark.what, mark.at) == ("a-u", it.state.epoch // SECOND), "only where it was counted"


def test_other_settings_are_marked_unless_the_program_remembers_by_itself() -> None:
    def changed(state: State) -> State:
        rhythm = Rhythm(every=HOUR, ceiling=2 * HOUR)
        return replace(state, settings=replace(state.settings, rhythm=rhythm))

    state = day().state
    for effects, marks in (((), [RELOADED]), ((Remember("personal.stage", 2),), [])):
        journal = Journal(state.epoch)
        journal.notes(state, ())
        assert [one.what for one in journal.notes(changed(state), effects).marks] == marks
    journal = Journal(state.epoch)
    journal.notes(state, ())
    same = replace(state, settings=replace(state.settings))
    assert journal.notes(same, ()).marks == ()


def test_a_day_that_is_over_is_noted_once_more() -> None:
    journal, it = Journal(None), day()
    journal.notes(it.state, ())
    over = EndDay(date(2026, 11, 29), 90 * SECOND, 60 * SECOND)
    assert journal.notes(it.state, (over,)).days == (("2026-11-29", 90, 60),)


@pytest.mark.parametrize(
    ("replies", "answer"),
    [
        ((Reply.THANKS,), "good"),
        ((Reply.HARD,), "hard"),
        ((Reply.SETTLED,), "hurts-a"),
        ((Reply.RESTS, Reply.EASING), "hurts-b"),
        ((Reply.SAFETY, Reply.RESTS), "hurts-c"),
    ],
)
def test_how_a_routine_felt_is_noted_as_its_answer(replies: tuple[Reply, ...], answer: str) -> None:
    effect = Reacted("1", "sit-to-stand", replies)
    assert Journal(None).notes(day().state, (effect,)).felt == (("sit-to-stand", answer),)


AT = int(datetime(2026, 11, 30, 10, tzinfo=UTC).timestamp())
SITTING = "  Sitting: 50 min, since the last prompt 40 min (due after 45 min)"


def told(reason: str, state: str, **more: object) -> list[str]:
    """The lines about 10:00, asked on the same day."""
    view = WhyView(
        "en",
        TitlesById(load_routines, "en"),
        lambda epoch: datetime.fromtimestamp(epoch, UTC),
        date(2026, 11, 30),
    )
    lengths = {"sitting_s": 3000, "stretch_s": 2400, "every_s": 2700}
    return view.lines(Answer(AT, reason, state, **(lengths | more)))  # type: ignore[arg-type]


def test_a_hold_is_told_with_what_holds_and_until_when() -> None:
    waits = Span(AT - 900, AT + 600)
    came = Shown(AT + 660, "due", "sit-to-stand")
    first, *rest = told("held", "held", hold="call", waits=waits, came=came)
    assert first.endswith(" The next one came at 10:11.")
    assert rest == [SITTING, "  Held back: in a call, 09:45–10:10"]
    first, *rest = told("held", "held", hold="call", waits=Span(AT - 900, None))
    assert first.endswith(" It is still waiting.")
    assert rest[-1] == "  Held back: in a call, since 09:45"


def test_waiting_absence_and_down_time_are_told_as_such() -> None:
    first, *rest = told("waiting", "working", waits=Span(AT - 900, AT + 600))
    assert first.endswith(" None came in the hours after.")
    assert rest == [SITTING, "  Due and waiting: 09:45–10:10"]
    gone = ("absence", Span(AT - 300, None))
    first, *rest = told("away", "away", where="away", spans=(gone,))
    assert "None came" not in first, "it lasts"
    assert rest == [SITTING, "  Away: since 09:55 (no input)"]
    down = ("down", Span(AT - 300, AT + 60))
    assert told("down", "down", spans=(down,), reloads=(AT + 5,))[1:] == [
        "  Not running: 09:55–10:01",
        "  Other settings came into force: 10:00",
    ]


def test_of_what_nobody_knows_nothing_is_told() -> None:
    spans = (("pause", Span(AT, None)),)
    assert len(told("no_record", "unknown", spans=spans, reloads=(AT,))) == 1


def test_a_prompt_that_was_there_is_named_and_none_after_it() -> None:
    shown = Shown(AT - 60, "due", "sit-to-stand", "done", AT + 60)
    [first, *rest] = told("shown", "prompting", prompt=shown, came=Shown(AT + 99, "due", "x"))
    assert "Stand from the hips" in first
    assert "The next one" not in first
    assert rest == [SITTING]


def test_a_prompt_that_settles_was_held_by_what_held_it_last() -> None:
    marks = [
        Mark(0, "ph", 0, 0, 2700, "do-not-disturb"),
        Mark(50, "p-", 0, 0, 2700),
        Mark(100, "ph", 0, 0, 2700, "call"),
        Mark(200, "ph", 0, 0, 2700, "fullscreen"),
        Mark(300, "pe", 0, 0, 2700),
        Mark(400, "po", 0, 0, 2700, "due sit-to-stand"),
    ]
    found = why_at(timeline(marks, 500), (), 350, 500, first=0)
    assert (found.reason, found.hold, found.waits) == ("settling", "fullscreen", Span(100, 400))
    found = why_at(timeline([marks[0], marks[1], marks[4]], 500), (), 350, 500, first=0)
    assert found.hold is None, "what held an earlier one is past"
