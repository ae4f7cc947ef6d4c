"""What `next`, `not-for-me`, `history` and a coming day say, to the last line."""

import asyncio
from collections.abc import Awaitable, Callable, Iterable
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

import pytest
from app.test_engine import Rig
from app.test_question_menu import day
from playing import catalogue

from deskbreak.app import wire
from deskbreak.app.day_range import PromptRange, _pairs, day_range
from deskbreak.app.history_view import history_lines
from deskbreak.app.next_view import coming, next_data, next_lines
from deskbreak.app.not_for_me_answer import code_said, is_reason, not_for_me
from deskbreak.content.loader import load_routines
from deskbreak.content.model import LANGUAGES, Language
from deskbreak.content.strings import text
from deskbreak.domain.choice.eligibility import Bar
from deskbreak.domain.choice.hard_rules import Hard, Relaxed
from deskbreak.domain.choice.preference import Won
from deskbreak.domain.choice.rotation import Choice, Lost
from deskbreak.domain.machine.state import begin
from deskbreak.domain.time.working_hours import Hours
from deskbreak.domain.vocabulary.events import PromptWanted
from deskbreak.domain.vocabulary.routine import Code
from deskbreak.domain.vocabulary.settings import HoldSettings, Personal, Settings

CONTENT = load_routines()
TOKYO = ZoneInfo("Asia/Tokyo")
ROUTINE = CONTENT.find("sit-to-stand")


def said(language: Language, key: str, /, **values: Any) -> str:
    return text(language, key, **values)


@pytest.mark.parametrize("language", LANGUAGES)
def test_next_says_what_was_left_out_each_reason_once(language: Language) -> None:
    choice = Choice(
        ROUTINE,
        True,
        Won.FOCUS,
        (),
        (
            Lost("a", Bar.CODE),
            Lost("b", next(iter(Hard))),
            Lost("c", Bar.CODE),
            Lost("d", Won.FOCUS),
        ),
    )
    first = said(language, "next.chosen", routine="SIT-TO-STAND", number=ROUTINE.number)
    assert next_lines(choice, language, str.upper, "the aim", why=False) == [first]
    mark, gap = ("：", "、") if language == "ja" else (": ", ", ")
    lines = next_lines(choice, language, str.upper, "the aim", why=True)
    hard = said(language, f"next.rules.{next(iter(Hard))}")
    assert lines[:5] == [
        first,
        said(language, "next.aim", aim="the aim"),
        "",
        said(language, "next.why_won"),
        f"  {said(language, f'next.reasons.{Won.FOCUS}')}",
    ]
    assert lines[5:8] == [
        f"  {said(language, 'next.none_relaxed')}",
        "",
        said(language, "next.filtered"),
    ]
    bars = said(language, f"next.bars.{Bar.CODE}")
    won = said(language, "next.behind", reason=said(language, f"next.reasons.{Won.FOCUS}"))
    a, b, c, d = (f"「{name}」" if language == "ja" else f'"{name}"' for name in "ABCD")
    assert lines[8:] == [
        f"  {bars}{mark}{a}{gap}{c}",
        f"  {hard}{mark}{b}",
        f"  {won}{mark}{d}",
    ]
    bare = next_lines(Choice(ROUTINE, False, Won.FOCUS), language, str, "", why=True)
    assert bare[-1] == f"  {said(language, 'next.none_relaxed')}"


def test_next_names_the_rules_that_gave_way() -> None:
    state = day().state
    choice = coming(state)
    lines = next_lines(choice, "en", str, "", why=True)
    assert choice.relaxed == ()
    data = next_data(choice, state, "the aim")
    assert data == {
        "focus_week": 1,
        "routine": choice.routine.id,
        "number": choice.routine.number,
        "easier": False,
        "aim": "the aim",
        "won": choice.won,
        "relaxed": (),
        "lost": [{"routine": one.routine, "by": one.by} for one in choice.lost],
    }
    assert data["lost"]
    assert len(lines) > 8
    relaxed = Choice(ROUTINE, False, Won.FOCUS, (Relaxed.H4,))
    words = next_lines(relaxed, "en", str, "", why=True)[-1]
    assert words == "  " + said(
        "en", "next.rules_relaxed", rules=said("en", f"next.relaxed.{Relaxed.H4}")
    )


class Desk:
    """An engine whose person answered the first questions."""

    def __init__(self) -> None:
        self.rig = Rig()
        settings = Settings(personal=Personal(setup_done=True))
        self.rig.engine.state = begin(self.rig.clock.now(), settings, catalogue())

    async def says(self, **fields: Any) -> wire.Reply:
        return await not_for_me(self.rig.engine, CONTENT, wire.NotForMe(**fields), "en")


def run(work: Callable[[Desk], Awaitable[None]]) -> None:
    async def scene() -> None:
        await work(Desk())

    asyncio.run(scene())


def test_not_for_me_without_a_code_tells_which_there_are() -> None:
    async def work(desk: Desk) -> None:
        reply = await desk.says(routine="R14")
        codes = [code for code in Code if code in ROUTINE.codes]
        words = [*map(str, codes), "never"]
        assert reply.data == {"routine": "sit-to-stand", "codes": words}
        first, *lines = reply.text.splitlines()
        assert first == said("en", "not_for_me.which", routine="Stand from the hips")
        meant = [*(said("en", f"names.code.{code}") for code in codes)]
        meant.append(said("en", "not_for_me.never"))
        assert lines == [
            f"  {number}  {meaning} (deskbreak not-for-me R14 {word})"
            for number, (word, meaning) in enumerate(zip(words, meant, strict=True), 1)
        ]

    run(work)


def test_not_for_me_is_about_the_open_prompt_or_a_routine_by_name() -> None:
    async def work(desk: Desk) -> None:
        reply = await desk.says()
        assert (reply.code, reply.text) == (5, said("en", "refused.no_prompt"))
        reply = await desk.says(routine="R99")
        assert (reply.code, reply.text) == (2, said("en", "refused.unknown_routine", name="R99"))
        reply = await desk.says(routine="R14", code="XYZ")
        assert reply.code == 2
        known = " ".join([*(code for code in Code if code in ROUTINE.codes), "never"])
        assert reply.text == said("en", "not_for_me.unknown", code="XYZ", number="R14", known=known)
        await desk.rig.engine.ask(PromptWanted("sit-to-stand"))
        assert (await desk.says()).data["routine"] == "sit-to-stand"
        other = next(one for one in catalogue() if one.id != "sit-to-stand" and one.scheduled)
        reply = await desk.says(routine=other.id, code="never")
        assert reply.text == said(
            "en",
            "answer.hidden",
            routine=CONTENT.card(other.id).title.en,
            id=other.id,
        ), "the open prompt is of another routine, and stays"
        assert reply.data == {"routine": other.id}
        reply = await desk.says(code="NEVER")
        hidden, another = reply.text.splitlines()
        assert hidden == said(
            "en", "answer.hidden", routine="Stand from the hips", id="sit-to-stand"
        )
        prompt = desk.rig.engine.state.prompt
        assert prompt is not None
        assert prompt.routine != "sit-to-stand"
        assert another == said(
            "en", "answer.another", routine=CONTENT.card(prompt.routine).title.en
        )
        personal = desk.rig.engine.state.settings.personal
        assert {"sit-to-stand", other.id} <= set(personal.hidden)

    run(work)


@pytest.mark.parametrize("code", sorted(ROUTINE.codes))
def test_a_code_leaves_the_routine_out_or_brings_its_easier_form(code: Code) -> None:
    async def work(desk: Desk) -> None:
        reply = await desk.says(routine="R14", code=code.lower())
        key = "left_out" if code in ROUTINE.leave_out else "easier"
        meaning = said("en", f"names.code.{code}")
        assert reply.code == 0
        assert reply.text == said(
            "en", f"not_for_me.{key}", routine="Stand from the hips", code=meaning
        )
        assert code in desk.rig.engine.state.settings.personal.codes

    run(work)


def test_what_counts_as_a_reason() -> None:
    code = next(iter(ROUTINE.codes))
    other = next(one for one in Code if one not in ROUTINE.codes)
    assert [is_reason(ROUTINE, word) for word in ("Never", code.lower(), code, other, "")] == [
        True, True, True, False, False,
    ]  # fmt: skip
    assert (code_said("NEVER"), code_said(code.lower())) == (None, code)


class Row(NamedTuple):
    """A row of the ledger."""

    at: str
    day: str
    outcome: str
    prompt: str | None = None
    routine: str | None = None
    sitting_s: int = 0
    away_s: int | None = None
    detail: str | None = None


class Names:
    """Names that show that they were asked for."""

    def routine(self, id_: str) -> str:
        return id_.upper()

    def check(self, id_: str) -> str:
        return f"<{id_}>"


def history(rows: Iterable[Row]) -> list[str]:
    sat = {"2026-11-29": 5400, "2026-11-30": 60, "2026-11-28": 35_940}
    names: Any = Names()
    return list(history_lines(rows, sat.__getitem__, names, "en", date(2026, 11, 30)))


def test_history_is_a_heading_a_day_and_a_line_a_record() -> None:
    monday, sunday = "2026-11-30", "2026-11-29"
    rows = [
        Row(f"{sunday}T09:05:00+09:00", sunday, "done", "p1", "wall-slide", 2700),
        Row(f"{sunday}T10:15:00+09:00", sunday, "break", None, None, 119, 600),
        Row(f"{sunday}T12:00:00+09:00", sunday, "check", "C1", None, 0, None, "yes"),
        Row(f"{monday}T00:07:00+09:00", monday, "skipped", "p2", "x", 0),
        Row(f"{monday}T00:09:00+09:00", monday, "check", None, None),
        Row(f"{monday}T00:10:00+09:00", monday, "unheard-of", "p3", "x"),
        Row(f"{monday}T23:59:00+09:00", monday, "snoozed", "p4", None, 59, 59),
    ]

    def line(name: str, **values: str) -> str:
        blank = dict.fromkeys(("routine", "sitting", "away", "question", "answer"), "")
        return said("en", f"history.lines.{name}", **(blank | values))

    lines = history(rows)
    assert lines[1] == f"  09:05  {line('done', routine='WALL-SLIDE', sitting='45 min')}"
    assert lines[2] == f"  10:15  {line('break', sitting='1 min', away='10 min')}"
    answer = said("en", "history.answers.yes")
    assert lines[3] == f"  12:00  {line('check', question='<C1>', answer=answer)}"
    assert lines[4] == ""
    assert lines[6] == f"  00:07  {line('skipped', routine='X', sitting='0 min')}"
    none = said("en", "history.answers.none")
    assert lines[7] == f"  00:09  {line('check', question='<>', answer=none)}"
    assert lines[8] == "  00:10  unheard-of"
    assert lines[9] == f"  23:59  {line('snoozed', sitting='0 min', away='0 min')}"
    assert len(lines) == 10
    assert history([]) == []


@pytest.mark.parametrize(
    ("outcome", "counted"),
    [(name, name) for name in ("done", "taken", "stopped", "skipped", "missed")]
    + [("break", "breaks"), ("snoozed", ""), ("check", "")],
)
def test_the_heading_counts_each_outcome_by_its_name(outcome: str, counted: str) -> None:
    at, on = "2026-11-30T09:00:00+09:00", "2026-11-30"
    heading = history([Row(at, on, outcome), Row(at, on, outcome)])[0]
    none = dict.fromkeys(("done", "taken", "stopped", "skipped", "missed", "breaks"), 0)
    counts = none | ({counted: 2} if counted else {})
    first = said("en", "history.day", date="DATE", sitting="1 min", **counts)
    assert heading.endswith(first.partition("DATE")[2])
    assert "Nov" in heading or "30" in heading


def test_a_coming_day_says_between_when_and_when_each_prompt_comes() -> None:
    week = Hours(week=(((540, 720), (780, 900)),) * 7)
    settings = Settings(hours=week, hold=HoldSettings())
    on = date(2026, 11, 30)
    start = datetime(2026, 11, 30, tzinfo=TOKYO)
    meetings = [
        (start + timedelta(hours=34), start + timedelta(hours=35)),
        (start + timedelta(hours=10), start + timedelta(hours=11)),
        (start - timedelta(hours=1), start + timedelta(hours=1)),
        (start - timedelta(hours=3), start - timedelta(hours=2)),
    ]
    found = day_range(on, TOKYO, settings, CONTENT, (), meetings)
    assert (found.day, found.always) == (on, False)
    assert found.meetings == (meetings[1], meetings[2])
    assert [(f"{a:%H:%M}", f"{b:%H:%M}") for a, b in found.spans] == [
        ("09:00", "12:00"),
        ("13:00", "15:00"),
    ]
    free = day_range(on, TOKYO, settings, CONTENT, ())
    assert [(f"{one.early:%H:%M}", f"{one.late:%H:%M}") for one in free.prompts] == [
        ("09:45", "10:00"),
        ("10:31", "11:01"),
        ("11:17", "12:00"),
        ("13:45", "14:00"),
        ("14:31", "15:00"),
    ]
    assert free.meetings == ()
    assert day_range(on, TOKYO, Settings(), CONTENT, ()).always


def test_the_first_with_the_first_and_the_rest_until_the_end() -> None:
    one, two, end = (datetime(2026, 11, 30, hour, tzinfo=TOKYO) for hour in (9, 10, 11))
    assert _pairs([one, two], [two], end) == [PromptRange(one, two), PromptRange(two, end)]
    assert _pairs([one], [two, end], end) == [PromptRange(one, two)]
    assert _pairs([], [two], end) == []


def test_a_long_day_of_sitting_is_told_to_the_minute() -> None:
    (line, *_) = history([Row("2026-11-28T09:00:00+09:00", "2026-11-28", "skipped", "p", "x", 0)])
    assert "9 h 59 min" in line


def test_a_meeting_over_midnight_belongs_to_both_its_days() -> None:
    start = datetime(2026, 11, 30, tzinfo=TOKYO)
    late = (start + timedelta(hours=23), start + timedelta(hours=25))
    long = (start - timedelta(hours=1), start + timedelta(hours=25))
    found = {
        number: day_range(
            date(2026, 11, 29) + timedelta(days=number),
            TOKYO,
            Settings(),
            CONTENT,
            (),
            [late, long],
        ).meetings
        for number in range(4)
    }
    assert found == {0: (long,), 1: (late,), 2: (late, long), 3: ()}
