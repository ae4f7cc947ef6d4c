from datetime import date

import pytest
from domain.catalogue import CATALOGUE, IDS
from domain.choosing import EVERYTHING, MONDAY, SMALLEST, TUESDAY, Days, later
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from deskbreak.domain.choice.eligibility import EASED, eased, find, needs_easier
from deskbreak.domain.choice.memory import LONGEST_REST, Memory, experience, resting
from deskbreak.domain.choice.rotation import choose
from deskbreak.domain.programme.comfort import dismissed, felt, flagged
from deskbreak.domain.time.working_hours import Hours
from deskbreak.domain.vocabulary.events import FeedbackGiven
from deskbreak.domain.vocabulary.question_effects import Reply
from deskbreak.domain.vocabulary.routine import Comfort

GOOD = FeedbackGiven(Comfort.GOOD)
HARD = FeedbackGiven(Comfort.HARD)
A = FeedbackGiven(Comfort.HURTS, "a")
B = FeedbackGiven(Comfort.HURTS, "b")
C = FeedbackGiven(Comfort.HURTS, "c")
UNSAID = FeedbackGiven(Comfort.HURTS)

WEEK = Hours(week=(((540, 1080),),) * 5 + ((), ()))


def after(
    *answers: tuple[str, FeedbackGiven, date], memory: Memory | None = None, hours: Hours = WEEK
) -> Memory:
    """The memory after some answers, by number."""
    known = Memory() if memory is None else memory
    for number, answer, day in answers:
        known, _ = felt(known, IDS[number], answer, day, hours)
    return known


def reply(memory: Memory, number: str, answer: FeedbackGiven, day: date = MONDAY) -> set[Reply]:
    return set(felt(memory, IDS[number], answer, day, WEEK)[1])


def easier(memory: Memory, number: str) -> bool:
    return needs_easier(find(CATALOGUE, IDS[number]), memory, SMALLEST)


def offered_on(memory: Memory, number: str, day: date) -> bool:
    """Whether a routine is offered at all in a day of many prompts."""
    return IDS[number] in {one.id for one in Days(memory=memory, day=day).prompts(30)}


def test_good_weighs_more_and_is_thanked_for() -> None:
    memory = after(("R03", GOOD, MONDAY), ("R03", GOOD, MONDAY))

    assert experience(memory, IDS["R03"]).good == 2
    assert reply(memory, "R03", GOOD) == {Reply.THANKS}


def test_m12_after_too_hard_the_next_two_appearances_are_easier() -> None:
    days = Days(memory=after(("R03", HARD, MONDAY)))
    shown = []
    for _ in range(4):
        shown.append(easier(days.memory, "R03"))
        days.name("R03")

    assert shown == [True, True, False, False]
    assert offered_on(after(("R03", HARD, MONDAY)), "R03", MONDAY)
    assert reply(Memory(), "R03", HARD) == {Reply.HARD}


def test_m12_appearances_chosen_by_rotation_are_easier_twice() -> None:
    days = Days(memory=after(("R03", HARD, MONDAY)))
    shown = []
    for _ in range(12):
        for _ in range(10):
            choice = days.prompt()
            if choice.routine.number == "R03":
                shown.append(choice.easier)
        days.next_day()

    assert shown[:2] == [True, True]
    assert len(shown) > 3
    assert not any(shown[2:])


def test_a_is_too_hard_and_not_offered_again_today() -> None:
    memory = after(("R03", A, MONDAY))

    assert not offered_on(memory, "R03", MONDAY)
    assert offered_on(memory, "R03", TUESDAY)
    assert easier(memory, "R03")
    assert reply(Memory(), "R03", A) == {Reply.SETTLED}


def test_b_rests_until_tomorrow_then_easier_until_three_times_good() -> None:
    memory = after(("R03", B, MONDAY))
    assert not offered_on(memory, "R03", MONDAY)
    assert offered_on(memory, "R03", TUESDAY)

    for count in range(3):
        assert easier(memory, "R03"), count
        memory = after(("R03", GOOD, TUESDAY), memory=memory)
    assert not easier(memory, "R03")


def test_b_is_what_an_unspecified_it_hurt_means() -> None:
    assert after(("R03", UNSAID, MONDAY)) == after(("R03", B, MONDAY))
    assert reply(Memory(), "R03", UNSAID) == {Reply.RESTS}


def test_after_b_the_next_prompt_is_light_and_of_another_region() -> None:
    for seed in range(40):
        days = Days(EVERYTHING, seed=seed)
        days.prompts(seed % 5)
        hurt = days.prompt().routine
        days.memory, _ = felt(days.memory, hurt.id, B, MONDAY, WEEK)
        following = days.prompt().routine

        assert following.effort == 1
        assert following.region is not hurt.region
        another = days.change()
        assert another is not None
        assert another.routine.effort == 1
        assert another.routine.region is not hurt.region


@pytest.mark.parametrize(("gap", "until"), [(1, 8), (7, 14), (8, 9)])
def test_a_second_b_within_seven_days_rests_it_for_seven(gap: int, until: int) -> None:
    memory = after(("R23", B, MONDAY), ("R23", B, later(gap)))

    assert experience(memory, IDS["R23"]).rests_until == later(until)
    assert not offered_on(memory, "R23", later(until - 1))
    assert offered_on(memory, "R23", later(until))
    assert easier(memory, "R23")


def test_a_short_answer_does_not_cut_a_long_rest() -> None:
    memory = after(("R23", B, MONDAY), ("R23", B, MONDAY), ("R23", A, TUESDAY))

    assert experience(memory, IDS["R23"]).rests_until == later(7)


def test_the_counterpart_stands_in_for_a_long_rest() -> None:
    memory = after(("R18", B, MONDAY), ("R18", B, TUESDAY))
    choices = [
        choose(CATALOGUE, replace(memory, prompts=9), EVERYTHING, later(3), seed)
        for seed in range(10)
    ]

    assert {one.routine.number for one in choices} == {"R01"}


@pytest.mark.parametrize("number", ["R03", "R17"])
def test_m14_c_leaves_only_standing_until_it_is_dismissed(number: str) -> None:
    memory, replies = felt(Memory(), IDS[number], C, MONDAY, WEEK)
    assert replies == (Reply.SAFETY,)
    assert {one.number for one in Days(EVERYTHING, memory=memory).prompts(8)} == {"R17"}
    assert {one.number for one in Days(memory=memory, day=later(30)).prompts(8)} == {"R17"}

    back = Days(memory=dismissed(memory), day=TUESDAY).prompts(8)
    assert len({one.number for one in back}) > 4
    assert easier(dismissed(memory), number)


def test_m14_a_red_flag_at_first_run_does_the_same() -> None:
    memory = flagged(Memory())

    assert {one.number for one in Days(memory=memory).prompts(5)} == {"R17"}
    assert dismissed(memory) == Memory()


def test_three_that_hurt_within_three_working_days_ease_the_whole_program() -> None:
    friday, monday = later(4), later(7)
    memory = after(("R03", B, later(3)), ("R23", B, friday))
    assert not eased(memory, friday)
    memory, replies = felt(memory, IDS["R20"], B, monday, WEEK)

    assert replies == (Reply.RESTS, Reply.EASING)
    for day in (monday, later(8), later(9)):
        assert {one.id for one in Days(memory=memory, day=day).prompts(12)} <= EASED
    assert len({one.id for one in Days(memory=memory, day=later(10)).prompts(12)}) > 4


@pytest.mark.parametrize(
    "answers",
    [
        (("R03", B, MONDAY), ("R03", B, MONDAY), ("R03", B, TUESDAY)),
        (("R03", B, MONDAY), ("R23", B, TUESDAY), ("R20", B, later(3))),
        (("R03", A, MONDAY), ("R23", HARD, MONDAY), ("R20", B, MONDAY)),
        (("R03", B, MONDAY), ("R23", B, MONDAY), ("R20", A, MONDAY)),
    ],
)
def test_fewer_or_farther_apart_do_not(answers: tuple[tuple[str, FeedbackGiven, date]]) -> None:
    assert after(*answers).eased_until is None


def test_easing_that_begins_on_a_day_off_lasts_three_working_days() -> None:
    saturday, thursday = later(5), later(10)
    memory = after(("R14", B, saturday), ("R20", B, saturday), ("R23", B, saturday))
    assert memory.eased_until == thursday


def test_easing_is_said_once_and_not_prolonged_by_a_fourth() -> None:
    memory = after(("R03", B, MONDAY), ("R23", B, MONDAY), ("R20", B, MONDAY))

    assert reply(memory, "R15", B, TUESDAY) == {Reply.RESTS}
    assert after(("R15", B, TUESDAY), memory=memory).eased_until == later(3)


ANSWERS = st.sampled_from([GOOD, HARD, A, B, C, UNSAID, None])


@given(st.lists(st.tuples(ANSWERS, st.booleans()), max_size=60), st.integers())
def test_m13_after_it_hurt_not_again_that_day_and_every_rest_ends(
    turns: list[tuple[FeedbackGiven | None, bool]], seed: int
) -> None:
    days = Days(EVERYTHING, seed=seed)
    hurt_today: set[str] = set()
    for answer, new_day in turns:
        routine = days.prompt().routine
        paused = days.memory.safety_pause

        rest = {
            id_
            for id_ in EASED
            if id_ in hurt_today or resting(experience(days.memory, id_), days.day)
        }
        nothing_else = paused or rest == EASED  # then the plain standing minute comes again
        assert routine.id not in hurt_today or (nothing_else and routine.number == "R17")
        if answer is not None:
            days.memory, _ = felt(days.memory, routine.id, answer, days.day, WEEK)
            if answer.value is Comfort.HURTS:
                hurt_today.add(routine.id)
        if new_day:
            days.remember(dismissed)
            days.next_day()
            hurt_today.clear()
    days.next_day(LONGEST_REST)

    assert not any(resting(one, days.day) for one in days.memory.experiences)
    assert not eased(days.memory, days.day)
