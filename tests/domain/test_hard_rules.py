"""What the hard rules look back on, what each of them holds, and in which order they give way."""

from collections import Counter

import pytest
from domain.catalogue import BY_NUMBER, CATALOGUE, IDS
from domain.choosing import MONDAY, TUESDAY, only

from deskbreak.domain.choice.hard_rules import (
    Hard,
    Left,
    Past,
    Relaxed,
    by_prompt,
    leave,
    look_back,
)
from deskbreak.domain.choice.memory import Memory, Offer
from deskbreak.domain.vocabulary.routine import Region, Routine


def ids(numbers: str) -> tuple[str, ...]:
    return tuple(IDS[number] for number in numbers.split())


def offers(*prompts: str) -> Memory:
    """Prompts of Monday, oldest first; in each what it opened with and was changed to."""
    made = [
        Offer(name, MONDAY, first=place == 0)
        for prompt in prompts
        for place, name in enumerate(ids(prompt))
    ]
    return Memory(offers=tuple(made), prompts=len(prompts))


def back(memory: Memory, *, tuesday: bool = False, changing: bool = False) -> Past:
    day = TUESDAY if tuesday else MONDAY
    return look_back(CATALOGUE, memory, day, changing=changing, seated=False)


def past(
    *before: str,
    this: str = "",
    regions: frozenset[Region] = frozenset(),
    full: bool = False,
    today: str = "",
    busy: str = "",
) -> Past:
    """What is looked back on; the latest prompt first."""
    return Past(
        this=ids(this),
        before=tuple(ids(one) for one in before),
        regions=regions,
        wants_full=full,
        today=Counter(ids(today)),
        busy=frozenset(ids(busy)),
    )


def test_offers_are_prompts_the_latest_first() -> None:
    assert by_prompt(offers("R17 R13", "R03").offers) == (ids("R03"), ids("R17 R13"))
    assert by_prompt(offers("R17 R13", "R03").offers[1:]) == (ids("R03"), ids("R13"))
    assert by_prompt(()) == ()


def test_h2_looks_at_the_region_a_prompt_opened_and_ended_with_and_not_between() -> None:
    memory = offers("R15", "R18 R23 R13")
    assert back(memory).regions == {Region.BREATH, Region.PELVIS}
    assert back(memory, tuesday=True).regions == {Region.BREATH, Region.PELVIS}


def test_what_a_changed_prompt_offered_is_looked_at_in_full() -> None:
    found = back(offers("R15", "R18", "R23 R13 R20"), changing=True)
    assert found.this == ids("R23 R13 R20")
    assert found.before == (ids("R18"), ids("R15"))
    assert found.regions == {Region.THORAX, Region.PELVIS, Region.HIP, Region.BREATH}
    assert not found.wants_full


def test_a_new_prompt_has_offered_nothing_and_looks_at_the_last_four() -> None:
    found = back(offers("R15", "R17", "R30", "R14", "R03"))
    assert found.this == ()
    assert found.before == (ids("R03"), ids("R14"), ids("R30"), ids("R17"))
    changing = back(offers("R15", "R17", "R30", "R14", "R03", "R20"), changing=True)
    assert changing.before == (ids("R03"), ids("R14"), ids("R30"), ids("R17"))


@pytest.mark.parametrize(
    ("prompts", "tuesday", "full"),
    [
        (("R20",), False, True),
        (("R20",), True, False),
        (("R17",), False, False),
        (("R20", "R17"), False, False),
        (("R17", "R20"), False, True),
        (("R20 R17",), False, True),
        ((), False, False),
    ],
)
def test_h1_asks_for_standing_after_a_prompt_that_opened_with_little(
    prompts: tuple[str, ...], tuesday: bool, full: bool
) -> None:
    memory = offers(*prompts)
    assert back(memory, tuesday=tuesday).wants_full is full
    day = TUESDAY if tuesday else MONDAY
    assert not look_back(CATALOGUE, memory, day, changing=False, seated=True).wants_full


def test_what_is_gone_from_the_catalogue_has_no_region_and_asks_for_nothing() -> None:
    found = look_back((), offers("R20"), MONDAY, changing=False, seated=False)
    assert (found.regions, found.wants_full) == (frozenset(), False)
    assert found.before == (ids("R20"),)


@pytest.mark.parametrize(
    ("prompts", "busy"),
    [
        (("R28",), ""),
        (("R27", "R28"), "R09 R10 R11 R27 R28 R29"),
        (("R28", "R28"), "R09 R10 R11 R27 R28 R29"),
        (("R04", "R10"), "R04 R09 R10 R11"),
        (("R09", "R10"), "R04 R09 R10 R11 R27 R28 R29"),
        (("R04", "R27"), ""),
    ],
)
def test_h5_two_of_stability_or_effort_are_enough(prompts: tuple[str, ...], busy: str) -> None:
    assert back(offers(*prompts)).busy == set(ids(busy))
    assert back(offers(*prompts), tuesday=True).busy == set()
    assert back(offers(*prompts)).today == Counter(ids(" ".join(prompts)))
    assert back(offers(*prompts), tuesday=True).today == Counter()


R15, R17, R20, R30 = (BY_NUMBER[one] for one in ("R15", "R17", "R20", "R30"))


@pytest.mark.parametrize(
    ("before", "held"),
    [
        (past(), ()),
        (past("R20"), (("R20", Hard.H3),)),
        (past("R15", "R15", "R15", "R20"), (("R20", Hard.H3),)),
        (past(full=True), (("R20", Hard.H1),)),
        (past(regions=frozenset({Region.HIP})), (("R20", Hard.H2),)),
        (past(today="R20 R20"), (("R20", Hard.H4),)),
        (past(today="R20"), ()),
        (past(busy="R20"), (("R20", Hard.H5),)),
        (past(this="R20"), (("R20", Hard.THIS_PROMPT),)),
        (past(this="R20", busy="R20"), (("R20", Hard.THIS_PROMPT),)),
        (past("R20", full=True, regions=frozenset({Region.HIP})), (("R20", Hard.H1),)),
        (past("R20", regions=frozenset({Region.HIP})), (("R20", Hard.H2),)),
        (past("R20", today="R20 R20"), (("R20", Hard.H3),)),
    ],
)
def test_each_rule_holds_its_own_and_the_first_is_named(
    before: Past, held: tuple[tuple[str, Hard], ...]
) -> None:
    left = (R17,) if held else (R17, R20)
    named = tuple((IDS[number], rule) for number, rule in held)
    assert leave((R17, R20), before) == Left(left, (), named)


STEPS = tuple(Relaxed)


@pytest.mark.parametrize(
    ("before", "relaxed"),
    [
        (past(today="R20 R20"), STEPS[:1]),
        (past(regions=frozenset({Region.HIP})), STEPS[:2]),
        (past("R15", "R15", "R15", "R20"), STEPS[:3]),
        (past("R15", "R15", "R20"), STEPS[:4]),
        (past("R15", "R20"), STEPS[:5]),
        (past(full=True), STEPS[:6]),
        (past("R20"), STEPS[:7]),
    ],
)
def test_the_rules_give_way_one_after_another(before: Past, relaxed: tuple[Relaxed, ...]) -> None:
    assert leave((R20,), before) == Left((R20,), relaxed, ())


@pytest.mark.parametrize("before", [past(busy="R20"), past(this="R20")])
def test_what_never_gives_way_leaves_nothing(before: Past) -> None:
    left = leave(only("R20"), before)
    assert (left.routines, left.relaxed, len(left.held)) == ((), (), 1)


def test_the_steps_are_those_of_the_catalogue() -> None:
    assert [str(one) for one in STEPS] == ["H4", "H2", "H3 to 3", "H3 to 2", "H3 to 1", "H1", "H3"]


def test_what_gave_way_still_leaves_the_others_held() -> None:
    routines: tuple[Routine, ...] = (R15, R30)
    found = leave(routines, past("R15", "R17", "R17", "R30"))
    assert found == Left((R30,), STEPS[:3], ((IDS["R15"], Hard.H3),))
