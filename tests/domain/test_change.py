"""Another one, and seated instead."""

from domain.catalogue import BY_ID, IDS
from domain.choosing import EVERYTHING, SMALLEST, Days, only, settings
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from deskbreak.domain.choice.memory import Memory
from deskbreak.domain.vocabulary.routine import OnFeet
from deskbreak.domain.vocabulary.settings import Mode


@given(st.integers(), st.integers(0, 6))
def test_another_is_a_new_one_of_another_region(seed: int, before: int) -> None:
    days = Days(EVERYTHING, seed=seed)
    days.prompts(before)
    first = days.prompt()
    offered = [first.routine]
    for _ in range(2):
        choice = days.change()
        assert choice is not None
        assert choice.routine.id not in {one.id for one in offered}
        offered.append(choice.routine)

    assert len({one.region for one in offered}) == 3


@given(st.integers(), st.booleans())
def test_seated_instead_is_brief_and_at_the_desk(seed: int, strict: bool) -> None:
    days = Days(settings(strict=strict), seed=seed)
    days.prompts(2)
    choice = days.change(seated=True)

    assert choice is not None
    assert choice.routine.seated_only
    assert choice.routine.on_feet is OnFeet.BRIEF


def test_another_may_be_brief_after_a_brief_one() -> None:
    days = Days()
    days.name("R20")
    days.name("R17")
    choice = days.change()

    assert choice is not None
    assert choice.routine.on_feet is OnFeet.BRIEF


def test_the_person_can_go_on_until_nothing_is_left() -> None:
    days = Days(SMALLEST, only("R13", "R15", "R17"))
    days.prompt()
    changes = [days.change() for _ in range(3)]

    assert [one is None for one in changes] == [False, False, True]


def test_seated_instead_runs_out_and_then_there_is_none() -> None:
    days = Days(settings(stage=0))
    days.name("R15")

    first = days.change(seated=True)
    assert first is not None
    assert first.routine.number == "R13"
    assert days.change(seated=True) is None


def test_s7_another_and_seated_never_take_a_ticked_code() -> None:
    wishes = settings(stage=3, wall=True, floor=True, towel=True, codes="OST SHOULDER DIZZY KNEE")
    for seed in range(30):
        days = Days(wishes, seed=seed)
        for turn in range(12):
            days.prompt()
            days.change()
            days.change(seated=turn % 2 == 0)
        offered = [BY_ID[one.routine] for one in days.memory.offers]

        assert not any(one.leave_out & wishes.personal.codes for one in offered)


def test_s9_in_the_safety_pause_there_is_only_standing() -> None:
    days = Days(memory=Memory(safety_pause=True))

    assert {one.number for one in days.prompts(3)} == {"R17"}
    assert days.change() is None
    assert days.change(seated=True) is None


def test_s9_an_open_exercise_can_be_changed_to_standing() -> None:
    days = Days()
    days.name("R03")
    days.remember(lambda it: replace(it, safety_pause=True))
    choice = days.change()

    assert choice is not None
    assert choice.routine.id == IDS["R17"]


def test_seated_only_mode_changes_among_its_own() -> None:
    days = Days(settings(mode=Mode.SEATED_ONLY))
    days.prompt()
    choice = days.change()

    assert choice is not None
    assert choice.routine.seated_only


def test_a_change_before_any_prompt_is_a_first_choice() -> None:
    assert Days().change() is not None
