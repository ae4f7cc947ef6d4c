from collections import Counter
from dataclasses import dataclass, field
from datetime import date, timedelta

import pytest
from domain.catalogue import CHECK, CHECKS
from domain.choosing import MONDAY, TUESDAY, later
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from deskbreak.domain.choice.memory import Asked, Memory
from deskbreak.domain.choice.memory_updates import offered, overridden
from deskbreak.domain.programme.setup_checks import FIX, NO, YES, answered, asked, asking, due_check
from deskbreak.domain.time.units import DAY
from deskbreak.domain.vocabulary.events import Override
from deskbreak.domain.vocabulary.routine import CheckGroup
from deskbreak.domain.vocabulary.settings import CheckSettings, ChecksSettings, Settings

PLACE = ["C4", "C5", "C6", "C8"]
BODY = ["C1", "C2", "C3", "C7", "C10"]


def wishes(
    per_day: int = 2, *, enabled: bool = True, each: dict[str, CheckSettings] | None = None
) -> Settings:
    """Settings with some checks' own, by number."""
    named = tuple((CHECK[number].id, one) for number, one in (each or {}).items())
    return Settings(checks=ChecksSettings(enabled=enabled, per_day=per_day, each=named))


def alone(*numbers: str, every: int | None = None) -> Settings:
    """Only these checks, so many days apart."""
    span = None if every is None else every * DAY
    return wishes(each={number: CheckSettings(number in numbers, span) for number in CHECK})


@dataclass
class Desk:
    """Prompts that may carry a check, day after day."""

    settings: Settings = field(default_factory=Settings)
    memory: Memory = field(default_factory=Memory)
    day: date = MONDAY

    def prompt(self, answer: str | None = None) -> str | None:
        """The number of the check that rides on the next prompt, answered at once."""
        self.memory = offered(self.memory, "stand-one-minute", self.day)
        check = due_check(self.memory, self.settings, CHECKS, self.day)
        if check is None:
            return None
        self.memory = asked(self.memory, check.id, self.day)
        if answer is not None:
            self.memory = answered(self.memory, check.id, answer, self.day)
        return check.number

    def on(self, prompts: int = 8, answer: str | None = None, days: int = 1) -> list[str]:
        """The checks of one day of prompts; then so many days go by."""
        ridden = [self.prompt(answer) for _ in range(prompts)]
        self.day += timedelta(days=days)
        return [one for one in ridden if one is not None]

    def until(self, answer: str) -> list[int]:
        """On which days, from Monday, the only check is asked in half a year."""
        return [number for number in range(182) if self.on(1, answer)]


def test_the_first_days_look_at_the_place_then_a_body_check_a_day() -> None:
    desk = Desk()

    assert [desk.on() for _ in range(2)] == [["C4", "C5"], ["C6", "C8"]]
    body = [desk.on() for _ in range(5)]
    assert sorted((number for one in body for number in one), key=BODY.index) == BODY
    assert all(len(one) == 1 for one in body)


def test_a_check_rides_on_a_prompt_and_never_without_one() -> None:
    assert due_check(Memory(), Settings(), CHECKS, MONDAY) is None


@given(
    st.lists(st.tuples(st.sampled_from([YES, NO, FIX, None]), st.integers(0, 9)), max_size=80),
    st.integers(0, 2),
    st.booleans(),
)
def test_m11_at_most_two_a_day_and_one_a_prompt(
    turns: list[tuple[str | None, int]], per_day: int, elsewhere: bool
) -> None:
    desk = Desk(wishes(per_day))
    asked_on: Counter[date] = Counter()
    for answer, gap in turns:
        if elsewhere:
            desk.memory = overridden(desk.memory, Override.ELSEWHERE, desk.day)
        asked_on[desk.day] += desk.prompt(answer) is not None
        assert due_check(desk.memory, desk.settings, CHECKS, desk.day) is None
        desk.day += timedelta(days=gap // 5)

    assert max(asked_on.values(), default=0) <= per_day


def test_m11_a_wrong_setting_cannot_make_it_more_than_two() -> None:
    assert len(Desk(wishes(9)).on(12)) == 2


@pytest.mark.parametrize("settings", [wishes(0), wishes(enabled=False)])
def test_checks_can_be_switched_off_all_together(settings: Settings) -> None:
    assert Desk(settings).on() == []


def test_checks_can_be_switched_off_one_by_one() -> None:
    off = CheckSettings(ask=False)
    desk = Desk(wishes(each=dict.fromkeys(("C4", "C5", "C6", "C1"), off)))

    assert [desk.on(), desk.on()] == [["C8", "C2"], ["C3"]]


def test_c9_is_never_asked() -> None:
    desk = Desk()
    asked_ones = [number for _ in range(60) for number in desk.on()]

    assert "C9" not in asked_ones
    assert set(asked_ones) == {*PLACE, *BODY}


@pytest.mark.parametrize(("number", "every"), [("C5", 30), ("C2", 7)])
def test_the_usual_frequencies(number: str, every: int) -> None:
    desk = Desk(alone(number))
    days = [day for day in range(91) if desk.on(3)]

    assert days == list(range(0, 91, every))


def test_a_check_has_its_own_frequency_if_set() -> None:
    desk = Desk(alone("C5", every=3))

    assert [day for day in range(10) if desk.on(3)] == [0, 3, 6, 9]


@pytest.mark.parametrize(
    ("answer", "days"),
    [(YES, [0, 1, 2, 4, 6]), (NO, [0, 1, 3, 5])],
)
def test_equal_answers_ask_less_and_then_only_on_request(answer: str, days: list[int]) -> None:
    assert Desk(alone("C5", every=1)).until(answer) == days


def test_a_different_answer_breaks_the_row() -> None:
    desk = Desk(alone("C5", every=1))
    given = [YES, YES, NO, YES, YES, NO, YES, YES]
    ridden = [desk.on(1, answer) for answer in given]

    assert ridden == [["C5"]] * 8
    assert asking(desk.memory, CHECK["C5"].id).eased == 0


def test_no_answer_is_neutral() -> None:
    desk = Desk(alone("C5", every=1))

    assert [desk.on(2) for _ in range(9)] == [["C5"]] * 9


def test_fix_comes_back_once_on_the_next_working_day_first_of_all() -> None:
    desk = Desk()
    assert desk.on(1, FIX, days=3) == ["C4"]
    assert desk.on(2, FIX) == ["C4", "C5"]

    assert desk.on(1) == ["C5"]
    assert "C4" not in [number for _ in range(20) for number in desk.on(answer=YES)]


def test_fix_is_no_part_of_a_row() -> None:
    desk = Desk(alone("C5", every=1))
    for answer in (NO, FIX, NO, YES):
        desk.on(1, answer)

    assert asking(desk.memory, CHECK["C5"].id).eased == 0


def test_somewhere_else_the_place_is_looked_at_again() -> None:
    desk = Desk()
    for _ in range(4):
        desk.on(answer=YES)
    desk.memory = overridden(desk.memory, Override.ELSEWHERE, desk.day)

    assert desk.on() == ["C4", "C5"]
    desk.memory = overridden(desk.memory, Override.ELSEWHERE, desk.day)
    assert desk.on() == ["C6", "C8"]
    assert not set(desk.on()) & set(PLACE)


def test_somewhere_else_is_a_request_but_not_for_what_is_switched_off() -> None:
    desk = Desk(alone("C5", every=1))
    desk.until(YES)
    assert desk.on() == []
    desk.memory = overridden(desk.memory, Override.ELSEWHERE, desk.day)

    assert desk.on() == ["C5"]
    off = Desk(alone())
    off.memory = overridden(off.memory, Override.ELSEWHERE, off.day)
    assert off.on() == []


def test_what_was_asked_by_hand_does_not_count_for_the_day_but_for_its_turn() -> None:
    desk = Desk()
    for number in PLACE:
        desk.memory = asked(desk.memory, CHECK[number].id, MONDAY, requested=True)

    assert desk.on() == [BODY[0]]
    assert len(desk.on(days=30)) == 1
    assert desk.on() == ["C4", "C5"]


def test_fix_by_hand_comes_back_though_it_is_only_on_request() -> None:
    desk = Desk(alone("C5", every=1))
    desk.until(NO)
    desk.memory = asked(desk.memory, CHECK["C5"].id, desk.day, requested=True)
    desk.memory = answered(desk.memory, CHECK["C5"].id, FIX, desk.day)
    assert desk.on() == []

    assert desk.on() == ["C5"]
    assert desk.on() == []


def test_the_purpose_is_told_with_the_first_check_only() -> None:
    desk = Desk()
    assert not desk.memory.purpose_told
    desk.on(1)

    assert desk.memory.purpose_told


def test_another_word_is_no_answer() -> None:
    memory = asked(Memory(prompts=1), CHECK["C5"].id, MONDAY)

    assert answered(memory, CHECK["C5"].id, "perhaps", MONDAY) == memory


def test_a_check_asked_under_a_wrong_clock_comes_round_again() -> None:
    ahead = asked(Memory(prompts=1), CHECK["C5"].id, date(2099, 1, 1))
    desk = Desk(alone("C5"), memory=ahead, day=TUESDAY)

    assert desk.on() == ["C5"]


@pytest.mark.parametrize(
    ("day", "prompts", "times"), [(MONDAY, 1, 1), (MONDAY, 2, 2), (TUESDAY, 1, 2)]
)
def test_a_check_is_put_up_anew_only_on_its_day_and_prompt(
    day: date, prompts: int, times: int
) -> None:
    memory = asked(Memory(prompts=1), CHECK["C5"].id, MONDAY)
    again = asked(replace(memory, prompts=prompts), CHECK["C5"].id, day)

    assert asking(again, CHECK["C5"].id).times == times
    by_hand = asked(memory, CHECK["C5"].id, MONDAY, requested=True)
    assert asking(by_hand, CHECK["C5"].id).times == 2


def test_the_groups_are_the_catalogues() -> None:
    groups = {group: [one.number for one in CHECKS if one.group is group] for group in CheckGroup}

    assert groups == {CheckGroup.PLACE: PLACE, CheckGroup.BODY: BODY, CheckGroup.RHYTHM: ["C9"]}
    assert replace(CHECKS[0]) == CHECK["C1"]
    assert later(1) == TUESDAY


def test_a_body_check_of_today_leaves_those_of_the_place() -> None:
    memory = Memory(prompts=2, check_prompt=1, checks=(Asked(CHECK["C1"].id, rode_on=MONDAY),))
    due = due_check(memory, alone("C2", "C4"), CHECKS, MONDAY)
    assert due is CHECK["C4"]


def test_what_was_to_be_mended_comes_before_another_place_and_that_before_the_body() -> None:
    fixed = Asked(CHECK["C1"].id, on=later(-1), again_after=later(-1))
    place = Asked(CHECK["C4"].id, on=later(-40))
    elsewhere = overridden(Memory(prompts=1, checks=(fixed, place)), Override.ELSEWHERE, MONDAY)
    assert due_check(elsewhere, alone("C1", "C4", "C5"), CHECKS, MONDAY) is CHECK["C1"]
    usual = Memory(prompts=1, checks=(place,))
    assert due_check(usual, alone("C2", "C4"), CHECKS, MONDAY) is CHECK["C4"]
    assert due_check(elsewhere, alone("C2", "C4"), CHECKS, MONDAY) is CHECK["C4"]


@pytest.mark.parametrize(("fixed", "again"), [(-1, True), (0, False), (3, True)])
def test_what_was_to_be_mended_is_asked_again_on_another_day(fixed: int, again: bool) -> None:
    check = CHECK["C4"].id
    memory = Memory(prompts=1, checks=(Asked(check, again_after=later(fixed)),))
    assert asking(asked(memory, check, MONDAY), check).again is again
