"""What is told when answers and settings leave too little, and what gives way."""

from itertools import combinations, pairwise

import pytest
from domain.catalogue import CATALOGUE
from domain.choosing import MONDAY, TUESDAY, Days, eligible, only, settings
from msgspec.structs import replace

from deskbreak.domain.choice.eligibility import Bar, enough, ground, lasting
from deskbreak.domain.choice.memory import Memory
from deskbreak.domain.choice.memory_updates import overridden
from deskbreak.domain.choice.scarcity import Scarcity, scarcity
from deskbreak.domain.vocabulary.events import Override
from deskbreak.domain.vocabulary.routine import Code, Kind, OnFeet
from deskbreak.domain.vocabulary.settings import Mode, Settings

SETS = [*((code,) for code in Code), *combinations(Code, 2)]
by_codes = pytest.mark.parametrize("codes", SETS, ids=" ".join)


def told(wishes: Settings, memory: Memory | None = None) -> Scarcity | None:
    return scarcity(CATALOGUE, memory or Memory(), wishes, MONDAY)


def numbers(found: Scarcity | None) -> set[str]:
    assert found is not None
    return {one.number for one in found.left}


@by_codes
@pytest.mark.parametrize("strict", [False, True])
@pytest.mark.parametrize("setup_done", [False, True])
@pytest.mark.parametrize("mode", [Mode.ALL, Mode.QUIET])
def test_three_routines_of_two_regions_stay_in_every_mode_but_seated_only(
    codes: tuple[Code, ...], mode: Mode, *, strict: bool, setup_done: bool
) -> None:
    wishes = settings(codes=" ".join(codes), strict=strict, setup_done=setup_done, mode=mode)
    left = lasting(CATALOGUE, ground(CATALOGUE, Memory(), wishes, MONDAY, 1))

    assert enough(left)
    assert not any(one.leave_out & wishes.personal.codes for one in left)


@by_codes
def test_seated_only_keeps_three_of_two_regions_or_tells_what_is_left(
    codes: tuple[Code, ...],
) -> None:
    wishes = settings(codes=" ".join(codes), mode=Mode.SEATED_ONLY)
    found = told(wishes)

    if Code.SURG in codes:
        assert numbers(found) == {"R18"}
        assert found is not None
        assert (found.wish, found.today, found.gave_way) == (Bar.MODE, False, False)
    else:
        assert found is None
        assert len(eligible(wishes)) >= 3


def test_strict_source_gives_way_where_the_codes_leave_one_region() -> None:
    for codes, left in (
        ("SURG", "R15 R17 R18 R30"),
        ("DIZZY", "R13 R15 R17 R18 R20 R23 R24 R25 R30 R32"),
        ("SURG DIZZY", "R15 R17 R18 R30"),
    ):
        found = told(settings(codes=codes, strict=True))
        assert numbers(found) == set(left.split())
        assert found is not None
        assert (found.wish, found.gave_way) == (None, True)


def test_strict_source_stays_where_the_codes_leave_enough() -> None:
    for codes in ("", "OST", "PREG", "KNEE", "WRIST", "SHOULDER", "KNEE WRIST"):
        wishes = settings(codes=codes, strict=True)
        assert told(wishes) is None
        assert {one.on_feet for one in CATALOGUE if one.number in eligible(wishes)} == {OnFeet.FULL}


def test_where_strict_source_gave_way_every_second_prompt_is_still_on_the_feet() -> None:
    days = Days(settings(codes="DIZZY", strict=True))
    for _ in range(22):
        feet = [one.on_feet for one in days.prompts(9)]
        assert all(OnFeet.FULL in pair for pair in pairwise(feet))
        assert OnFeet.BRIEF in feet
        days.next_day()


def test_strict_source_stays_where_wishes_alone_leave_little() -> None:
    thoracic = settings(strict=True, kinds=frozenset({Kind.THORACIC}))

    found = told(thoracic)
    assert numbers(found) == {"R26"}
    assert found is not None
    assert (found.wish, found.gave_way) == (Bar.KIND, False)


def test_where_it_would_gain_nothing_strict_source_is_not_said_to_give_way() -> None:
    """Walking alone is picked: the person's own choice, which is named."""
    walking = settings(codes="SURG", strict=True, kinds=frozenset({Kind.WALKING}))

    found = told(walking)
    assert numbers(found) == {"R15"}
    assert found is not None
    assert (found.wish, found.gave_way) == (Bar.KIND, False)


def test_seated_today_is_told_as_a_wish_for_today() -> None:
    memory = overridden(Memory(), Override.SEATED, MONDAY)
    wishes = settings(codes="SURG")

    found = told(wishes, memory)
    assert found is not None
    assert (numbers(found), found.wish, found.today) == ({"R18"}, Bar.MODE, True)
    assert scarcity(CATALOGUE, memory, wishes, TUESDAY) is None


def test_the_wish_that_holds_most_back_is_named() -> None:
    assert told(settings()) is None
    hidden = " ".join(one.number for one in CATALOGUE if one.number != "R17")
    for wishes, wish in (
        (settings(codes="SURG", discreet=3, kinds=frozenset({Kind.BREATHING})), Bar.KIND),
        (settings(hide=hidden), Bar.HIDDEN),
        (settings(stage=0, kinds=frozenset({Kind.STABILITY})), Bar.KIND),
        (settings(codes="SURG", mode=Mode.QUIET, hide="R15 R17 R30"), Bar.HIDDEN),
    ):
        found = told(wishes)
        assert found is not None
        assert found.wish is wish


def test_nothing_is_named_where_nothing_would_help() -> None:
    """Stages and answers alone: no setting brings more."""
    few = tuple(one for one in CATALOGUE if one.number in ("R17", "R15"))
    found = scarcity(few, Memory(), settings(), MONDAY)
    assert found is not None
    assert (len(found.left), found.wish) == (2, None)


def test_in_the_safety_pause_nothing_is_told() -> None:
    paused = replace(Memory(), safety_pause=True)
    assert told(settings(codes="SURG", mode=Mode.SEATED_ONLY), paused) is None


@pytest.mark.parametrize(
    ("numbers", "is_enough"),
    [
        ("", False),
        ("R15 R18", False),
        ("R15 R17 R30", False),
        ("R15 R17 R18", True),
        ("R13 R15 R18 R20", True),
    ],
)
def test_enough_are_three_routines_of_two_regions(numbers: str, is_enough: bool) -> None:
    assert enough(only(*numbers.split())) is is_enough
