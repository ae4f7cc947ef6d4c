"""The journal's marks as pieces of time, and the answer to "why" in one table of moments."""

import json
from typing import Any, NamedTuple

import pytest

from deskbreak.app.journal_marks import RELOADED, Course, Mark, Where
from deskbreak.app.why import LATELY, NEAR, answer
from deskbreak.app.why_answer import Answer, Shown, Span
from deskbreak.app.why_timeline import Piece, Timeline, timeline


class Ended(NamedTuple):
    """What became of a prompt."""

    at: int
    outcome: str
    routine: str | None


def mark(at: int, what: str, about: str | None = None, sat: int = 0, stretch: int = 0) -> Mark:
    return Mark(at, what, sat, stretch, 2700, about)


def asked(
    marks: list[Mark], at: int, end: int = 10_000, first: int | None = 0, *ended: Ended
) -> Answer:
    return answer(timeline(marks, end), ended, at, end, first=first)


DAY = [
    mark(0, "p-"),
    mark(2700, "pd", sat=2700, stretch=2700),
    mark(2800, "ph", "call", 2800, 2800),
    mark(3000, "pe", None, 3000, 3000),
    mark(3100, "po", "due sit-to-stand", 3100, 3100),
    mark(3200, "pn", "due sit-to-stand", 3200, 0),
    mark(3500, "po", "again sit-to-stand", 3500, 300),
    mark(3600, "pg", "again sit-to-stand", 3600, 400),
    mark(3660, "p-", None, 0, 0),
    mark(4000, "a-", None, 340, 340),
    mark(4100, "l-", None, 340, 340),
    mark(4300, "p-f", None, 0, 0),
    mark(4400, "p-u", None, 0, 0),
    mark(4500, "phu", "pause", 0, 0),
    mark(4600, "s-", None, 0, 0),
    mark(4700, "x-", None, 0, 0),
    mark(4800, "?"),
    mark(4900, "v-", None, 100, 50),
    mark(5000, "a-f", None, 100, 50),
]
OUTCOMES = (Ended(3200, "snoozed", None), Ended(3660, "done", "wall-slide"))
UP_FIRST = Shown(3100, "due", "sit-to-stand", "snoozed", 3200)
UP_LAST = Shown(3100, "due", "wall-slide", "done", 3660)


@pytest.mark.parametrize(
    ("at", "reason", "state", "where"),
    [
        (0, "not_due", "working", "present"),
        (2699, "not_due", "working", "present"),
        (2700, "waiting", "working", "present"),
        (2800, "held", "held", "present"),
        (3000, "settling", "held", "present"),
        (3100, "shown", "prompting", "present"),
        (3200, "snoozed", "working", "present"),
        (3500, "shown", "prompting", "present"),
        (3600, "shown", "guiding", "present"),
        (3660, "not_due", "working", "present"),
        (4000, "away", "away", "away"),
        (4100, "away", "away", "locked"),
        (4300, "off_hours", "off-hours", "present"),
        (4400, "paused", "paused", "present"),
        (4500, "held_pause", "paused", "present"),
        (4600, "standing", "away", "standing"),
        (4700, "down", "down", "down"),
        (4800, "full", "unknown", ""),
        (4900, "after_prompt", "working", "watching"),
        (5000, "off_hours", "off-hours", "away"),
        (10_000, "no_record", "unknown", ""),
        (10_001, "future", "unknown", ""),
    ],
)
def test_each_moment_has_its_reason(at: int, reason: str, state: str, where: str) -> None:
    found = asked(DAY, at, 10_000, 0, *OUTCOMES)
    assert (found.at, found.reason, found.state, found.where) == (at, reason, state, where)


@pytest.mark.parametrize(("at", "first"), [(99, 100), (50, None), (-1, -5)])
def test_before_the_first_record_nothing_is_known(at: int, first: int | None) -> None:
    assert asked(DAY, at, 10_000, first) == Answer(at, "no_record", "unknown")
    assert asked(DAY, 100, 10_000, 100).reason == "not_due"


def test_how_long_it_waited_and_what_had_held_it() -> None:
    waits = Span(2700, 3100)
    due, held, settling = (asked(DAY, at) for at in (2750, 2850, 3050))
    assert due.waits == held.waits == settling.waits == waits
    assert (due.hold, held.hold, settling.hold) == (None, "call", "call")
    assert asked(DAY, 3150).waits is None
    last = asked([mark(0, "p-"), mark(10, "pd")], 20, 100)
    assert last.waits == Span(10, None), "it lasts"
    other = [mark(0, "ph", "camera"), mark(10, "po", "due x"), mark(20, "pe")]
    assert asked(other, 25, 100).hold is None, "that hold was of the prompt before"
    down = [mark(0, "pd"), mark(10, "xd"), mark(20, "pd")]
    assert asked(down, 5, 100).waits == Span(0, 10)
    assert asked(down, 25, 100).waits == Span(20, None)


def test_what_lasted_at_a_moment_is_named_with_its_times() -> None:
    assert dict(asked(DAY, 4050).spans) == {"absence": Span(4000, 4300)}
    assert dict(asked(DAY, 4350).spans) == {"off-hours": Span(4300, 4400)}
    assert dict(asked(DAY, 4450).spans) == {"pause": Span(4400, 4600)}
    assert dict(asked(DAY, 4750).spans) == {"down": Span(4700, 4800)}
    assert dict(asked(DAY, 5500).spans) == {
        "off-hours": Span(5000, None),
        "absence": Span(5000, None),
    }
    assert asked(DAY, 100).spans == ()


def test_which_prompt_was_up_since_when_and_what_became_of_it() -> None:
    assert asked(DAY, 3150, 10_000, 0, *OUTCOMES).prompt == UP_FIRST
    assert asked(DAY, 3550, 10_000, 0, *OUTCOMES).prompt == UP_LAST
    assert asked(DAY, 3650, 10_000, 0, *OUTCOMES).prompt == UP_LAST
    assert asked(DAY, 3550).prompt == Shown(3100, "due", "sit-to-stand")
    assert asked(DAY, 3550).reason == "shown_open"
    assert asked(DAY, 3550, 10_000, 0, Ended(3499, "x", None)).prompt == Shown(
        3100, "due", "sit-to-stand"
    )
    assert asked(DAY, 2750, 10_000, 0, *OUTCOMES).prompt is None
    unknown = asked([mark(0, "po"), mark(5, "pg", "due x")], 2, 10)
    assert unknown.prompt == Shown(0, "due", "x")
    assert asked([mark(0, "po")], 2, 10).prompt == Shown(0, "", "")


def test_the_next_prompt_is_named_within_half_a_day() -> None:
    assert asked(DAY, 100).came == Shown(3100, "due", "sit-to-stand")
    assert asked(DAY, 3150).came == Shown(3500, "again", "sit-to-stand"), "not the one that is up"
    assert asked(DAY, 3650).came is None
    for gap, comes in ((NEAR, True), (NEAR + 1, False)):
        far = [mark(0, "p-"), mark(gap, "po", "due x")]
        assert (asked(far, 0, gap + 9).came is not None) == comes
    still = [mark(0, "po", "due x"), mark(10, "po", "due x")]
    assert asked(still, 5, 20).came is None


def test_reloads_within_half_a_day_and_what_was_lately() -> None:
    marks = [mark(0, "p-"), Mark(5, RELOADED, 0, 0, 0), Mark(NEAR, RELOADED, 0, 0, 0)]
    assert asked(marks, 5, NEAR + 9).reloads == (5, NEAR)
    assert asked(marks, 4 + 1 + NEAR, 2 * NEAR).reloads == (NEAR,)
    assert asked(marks, 0, NEAR + 9).reloads == (5,)
    assert asked(marks, 10, 10 + LATELY - 1).lately
    assert not asked(marks, 10, 10 + LATELY).lately


@pytest.mark.parametrize(
    ("what", "at", "sat", "stretch"),
    [
        ("p-", 100, 160, 130),
        ("v-", 100, 160, 130),
        ("p-", 0, 60, 30),
        ("a-", 100, 60, 60),
        ("p-f", 100, 60, 60),
        ("pg", 100, 60, 60),
        ("a-", 10, 60, 40),
    ],
)
def test_sitting_grows_while_the_person_sits(what: str, at: int, sat: int, stretch: int) -> None:
    found = asked([mark(0, what, "due x", 60, 30)], at, 1000)
    assert (found.sitting_s, found.stretch_s, found.every_s) == (sat, stretch, 2700)


def ends(lines: Timeline) -> list[tuple[int, int, str | None]]:
    return [(it.start, it.end, it.where and it.where.value) for it in lines.pieces]


def test_pieces_follow_one_another_and_empty_ones_go() -> None:
    lines = timeline([mark(0, "p-"), mark(10, "a-"), mark(10, "l-"), mark(30, "p-")], 30)
    assert ends(lines) == [(0, 10, "p"), (10, 30, "l")]
    assert [lines.at(at) for at in (-1, 0, 9, 10, 29, 30)] == [None, 0, 0, 1, 1, None]
    assert timeline([], 5).pieces == ()


def test_a_clock_that_was_set_back_begins_where_the_mark_before_did() -> None:
    lines = timeline([mark(0, "p-"), mark(100, "p-"), mark(50, "s-"), mark(70, "p-")], 200)
    assert ends(lines) == [(0, 100, "p"), (100, 200, "p")]


def test_an_absence_that_was_noticed_late_is_laid_over_what_was_written() -> None:
    lines = timeline(
        [
            mark(0, "p-", None, 1, 2),
            mark(100, "ph", "call", 101, 102),
            mark(160, "p-", None, 161, 162),
            mark(60, "a-", None, 60, 61),
            mark(200, "p-"),
        ],
        300,
    )
    assert ends(lines) == [
        (0, 60, "p"),
        (60, 100, "a"),
        (100, 160, "a"),
        (160, 200, "a"),
        (200, 300, "p"),
    ]
    assert [it.sitting_s for it in lines.pieces] == [1, 60, 60, 60, 0]
    assert [it.stretch_s for it in lines.pieces] == [2, 61, 102, 162, 0]
    assert [it.course for it in lines.pieces[1:3]] == [Course.NONE, Course.HELD]
    early = timeline([mark(50, "p-"), mark(60, "p-"), mark(40, "a-", None, 7, 7)], 90)
    assert ends(early) == [(50, 60, "a"), (60, 90, "a")]


def test_a_minute_means_the_prompt_that_came_in_it() -> None:
    lines = timeline([mark(30, "p-"), mark(100, "po", "due x"), mark(130, "p-")], 500)
    assert lines.within(70, 129) == 100
    assert lines.within(70, 100) == 100
    assert lines.within(70, 99) == 70
    assert lines.within(100, 159) == 100
    assert lines.within(110, 169) == 110, "the prompt is up already"
    assert lines.within(0, 59) == 30, "what is known begins in it"
    assert lines.within(0, 29) == 0
    assert lines.within(0, 100) == 100, "the prompt came in it as well"
    twice = timeline([mark(0, "po", "due x"), mark(50, "po", "again x"), mark(70, "p-")], 99)
    assert twice.within(-10, 60) == 0
    guided = timeline([mark(0, "pg", "due x"), mark(5, "po", "due y")], 99)
    assert guided.within(2, 60) == 2


@pytest.mark.parametrize("after", [("p-",), ("pg", "p-"), ("po", "pn")])
def test_a_prompt_answered_in_its_first_second_is_named_all_the_same(
    after: tuple[str, ...],
) -> None:
    marks = [mark(0, "p-"), mark(100, "po", "asked x"), *(mark(100, it, "asked x") for it in after)]
    lines = timeline(marks, 101)
    assert lines.within(60, 119) == 100
    found = asked(marks, 100, 101, 0, Ended(100, "skipped", "x"))
    assert found.reason == "shown"
    assert found.prompt == Shown(100, "asked", "x", "skipped", 100)


def test_what_was_not_kept_has_no_place() -> None:
    (piece,) = timeline([mark(0, "?")], 5).pieces
    assert piece == Piece(0, 5, None, Course.NONE, False, False, 0, 0, 2700, "")
    (off,) = timeline([mark(0, "zdfu", "x")], 5).pieces
    assert (off.where, off.off_hours, off.paused, off.about) == (Where.ASLEEP, True, True, "x")


def test_an_answer_as_data() -> None:
    def iso(at: int | None) -> str | None:
        return None if at is None else f"t{at}"

    full = Answer(
        1, "held", "held", "present", 2, 3, 4, Shown(5, "due", "x", "done", 6), "call",
        Span(7, None), (("pause", Span(8, 9)), ("absence", Span(10, 11)),
        ("off-hours", Span(12, 13)), ("down", Span(14, 15))), Shown(16, "again", "y"), (17, 18),
    )  # fmt: skip
    shape: dict[str, Any] = json.loads(json.dumps(full.as_json(iso)))
    assert shape == {
        "at": "t1", "why": "held", "state": "held", "presence": "present",
        "sitting_s": 2, "stretch_s": 3, "every_s": 4,
        "prompt": {"shown_at": "t5", "reason": "due", "routine": "x", "outcome": "done",
                   "closed_at": "t6"},
        "hold": {"reason": "call", "since": "t7", "until": None},
        "waiting": {"since": "t7", "until": None},
        "pause": {"since": "t8", "until": "t9"},
        "absence": {"since": "t10", "until": "t11"},
        "off_hours": {"since": "t12", "until": "t13"},
        "down": {"since": "t14", "until": "t15"},
        "next_prompt": {"shown_at": "t16", "reason": "again", "routine": "y", "outcome": None,
                        "closed_at": None},
        "reloads": ["t17", "t18"],
    }  # fmt: skip
    bare = Answer(1, "no_record", "unknown").as_json(iso)
    assert {name for name, value in bare.items() if value} == {"at", "why", "state"}
    assert Answer(1, "held", "held", hold="call").as_json(iso)["hold"] == {"reason": "call"}


def test_a_run_reaches_both_ends_and_never_beyond_them() -> None:
    line = timeline([mark(0, "p-"), mark(10, "p-"), mark(20, "p-"), mark(30, "l-")], 40)
    for number in range(3):
        assert line.run(number, lambda piece: piece.where is Where.PRESENT) == (0, 30)
    assert line.run(3, lambda piece: piece.where is Where.LOCKED) == (30, 40)
    assert line.run(1, lambda _: True) == (0, 40)
    assert line.run(1, lambda _: False) == (10, 20)


def test_only_an_absence_reaches_back_over_what_was_written() -> None:
    both = [mark(0, "p-"), mark(100, "p-f")]
    late = timeline([*both, mark(50, "?")], 200)
    assert [(one.start, one.end, one.where) for one in late.pieces] == [
        (0, 100, Where.PRESENT),
        (100, 200, None),
    ]
    away = timeline([*both, mark(50, "a-")], 200)
    assert [(one.start, one.end, one.where) for one in away.pieces] == [
        (0, 50, Where.PRESENT),
        (50, 100, Where.AWAY),
        (100, 200, Where.AWAY),
    ]
    whole = timeline([*both, mark(0, "a-")], 200)
    assert [(one.start, one.where) for one in whole.pieces] == [(0, Where.AWAY), (100, Where.AWAY)]
    after = timeline([*both, mark(100, "a-")], 200)
    assert [(one.start, one.where, one.off_hours) for one in after.pieces] == [
        (0, Where.PRESENT, False),
        (100, Where.AWAY, False),
    ], "at the same moment it takes the place of what was there"


def test_the_stretch_in_a_piece_grows_from_its_start() -> None:
    (piece,) = timeline([mark(1000, "p-", None, 600, 60)], 2000).pieces
    assert [piece.stretch_at(at) for at in (1000, 1001, 1100)] == [60, 61, 160]
    assert [piece.sitting_at(at) for at in (1000, 1001, 1100)] == [600, 601, 700]
