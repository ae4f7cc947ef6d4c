from collections import Counter
from datetime import timedelta
from itertools import pairwise

import pytest
from domain.catalogue import BY_NUMBER, CATALOGUE, IDS
from domain.choosing import (
    EVERYTHING,
    MONDAY,
    SMALLEST,
    TUESDAY,
    Days,
    later,
    lost_by,
    only,
    settings,
)
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from deskbreak.domain.choice.memory import Experience, Memory, Offer
from deskbreak.domain.choice.memory_updates import overridden, with_experience
from deskbreak.domain.choice.preference import best
from deskbreak.domain.choice.rotation import Relaxed, Won, choose
from deskbreak.domain.vocabulary.events import Override
from deskbreak.domain.vocabulary.routine import Kind, OnFeet, Place, Region, Routine
from deskbreak.domain.vocabulary.settings import Mode, Settings

FULL, BRIEF = OnFeet.FULL, OnFeet.BRIEF
SEATED_ONLY = settings(mode=Mode.SEATED_ONLY)
QUIET = settings(mode=Mode.QUIET)


def numbers(routines: list[Routine]) -> list[str]:
    return [one.number for one in routines]


# H1 to H5, one by one.


@given(st.integers(), st.integers(0, 30))
def test_h1_after_a_brief_one_comes_a_full_one(seed: int, days_before: int) -> None:
    days = Days(seed=seed)
    for _ in range(days_before % 4):
        days.prompts(5)
        days.next_day()
    feet = [one.on_feet for one in days.prompts(12)]

    assert all(FULL in pair for pair in pairwise(feet))


def test_h1_looks_at_what_opened_the_prompt_not_at_what_it_was_changed_to() -> None:
    days = Days()
    days.name("R17")
    days.change(seated=True)
    days.name("R20")
    days.change()
    opened_brief = days.prompt()

    assert opened_brief.routine.on_feet is FULL
    assert lost_by(opened_brief, "R13") == "H1"


def test_h1_ends_with_the_day() -> None:
    days = Days(settings(stage=0))
    days.name("R13")
    days.next_day()

    assert days.prompt().relaxed == ()
    assert lost_by(days.prompt(), "R13") in {"H2", "H3", "weight", "only", "region"}


def test_h2_no_region_of_what_the_last_prompt_began_or_ended_with() -> None:
    days = Days()
    days.name("R17")
    ended = days.change()
    assert ended is not None
    choice = days.prompt()

    assert choice.routine.region not in {Region.WHOLE, ended.routine.region}
    assert lost_by(choice, "R15") == "H2"


def test_h3_nothing_of_the_last_four_prompts_also_over_night() -> None:
    days = Days()
    last = days.prompts(4)
    days.next_day()
    choice = days.prompt()

    assert choice.routine not in last
    assert {lost_by(choice, one.number) for one in last[:-1]} <= {"H2", "H3"}


def test_h4_no_routine_more_than_twice_a_day() -> None:
    days = Days()
    for number in ("R14", "R30", "R14", "R18", "R15", "R23", "R17"):
        days.name(number)
    choice = days.prompt()

    assert choice.relaxed == ()
    assert lost_by(choice, "R14") == "H4"


@pytest.mark.parametrize("wishes", [EVERYTHING, settings(stage=3, floor=True)])
def test_h5_at_most_two_stability_and_two_hard_ones_a_day(wishes: Settings) -> None:
    for seed in range(40):
        day = Days(wishes, seed=seed).prompts(12)

        assert sum(one.kind is Kind.STABILITY for one in day) <= 2
        assert sum(one.effort == 3 for one in day) <= 2


def test_h5_never_gives_way() -> None:
    days = Days(settings(stage=3, kinds=frozenset({Kind.STABILITY})))
    day = days.prompts(2)
    choice = days.prompt()

    assert numbers(day) == ["R28", "R28"]
    assert (choice.routine.number, choice.won) == ("R17", Won.FALLBACK)
    assert lost_by(choice, "R28") == "H5"


# Preferences.


def test_a_the_region_not_offered_for_longest_and_brief_first() -> None:
    choices = [Days(seed=seed).prompt() for seed in range(20)]

    assert {one.routine.on_feet for one in choices} == {BRIEF}
    assert all(lost_by(one, "R15") == "brief_first" for one in choices)


def test_a_the_oldest_region_comes_round() -> None:
    days = Days()
    for number in ("R17", "R20", "R13", "R18", "R26", "R30"):
        days.name(number)
    choice = days.prompt()

    assert choice.routine.region is Region.HIP
    assert lost_by(choice, "R25") == "region"


def test_b_the_weekly_focus_leads_among_what_is_left() -> None:
    first = [Days(seed=seed).prompt().routine.number for seed in range(20)]
    second_week = Memory(focus_week=2, focus_since=MONDAY)

    assert set(first) == {"R18"}
    assert choose(CATALOGUE, second_week, SMALLEST, MONDAY, 0).routine.number == "R20"


def test_b_the_counterpart_stands_in_for_a_long_rest() -> None:
    tired = Experience(IDS["R23"], hurt_on=MONDAY, rests_until=later(7))
    memory = with_experience(Memory(), tired)
    shared = replace(BY_NUMBER["R23"], counterpart=IDS["R25"])
    catalogue = tuple(shared if one.number == "R23" else one for one in CATALOGUE)
    choice = choose(catalogue, memory, SMALLEST, TUESDAY, 0)

    assert (choice.routine.number, choice.won) == ("R25", Won.STAND_IN)
    brief_rest = with_experience(memory, replace(tired, rests_until=later(1)))
    assert choose(catalogue, brief_rest, SMALLEST, MONDAY, 0).routine.number == "R18"
    two_days = with_experience(memory, replace(tired, rests_until=later(2)))
    assert choose(catalogue, two_days, SMALLEST, MONDAY, 0).routine.number == "R25"


def test_c_least_offered_in_the_last_seven_days() -> None:
    days = Days(settings(stage=3, kinds=frozenset({Kind.THORACIC})), only("R23", "R24", "R26"))
    days.name("R26")
    days.next_day(8)
    days.name("R23")
    days.next_day()
    days.name("R26")
    days.next_day()
    choice = Days(days.settings, only("R24", "R23"), memory=days.memory, day=days.day).prompt()

    assert choice.routine.number == "R24"


@pytest.mark.parametrize(("ago", "chosen"), [(6, "R23"), (7, "R24"), (8, "R24")])
def test_c_what_was_offered_a_week_ago_does_not_count(ago: int, chosen: str) -> None:
    week = later(20)
    offers = [Offer(IDS["R24"], week - timedelta(days=ago))] * 2
    offers += [Offer(IDS["R23"], week - timedelta(days=1))]
    offers += [Offer(IDS[one], week - timedelta(days=1)) for one in ("R15", "R17", "R30", "R14")]
    memory = Memory(offers=tuple(offers), prompts=7)
    wishes = settings(kinds=frozenset({Kind.THORACIC}))

    assert choose(only("R23", "R24"), memory, wishes, week, 0).routine.number == chosen


def test_c_and_d_the_least_offered_then_by_lot_the_liked_ones_more_often() -> None:
    catalogue = only("R15", "R30")
    liked = with_experience(Memory(), Experience(IDS["R30"], good=9))
    drawn = Counter(
        choose(catalogue, liked, SMALLEST, MONDAY, seed).routine.number for seed in range(600)
    )

    assert 400 < drawn["R30"] < 560
    once = Days(SMALLEST, catalogue, memory=liked)
    once.name("R30")
    once.next_day(2)
    once.remember(lambda it: replace(it, offers=it.offers[:1]))
    choice = once.prompt()
    assert choice.routine.number == "R15"


def test_equal_history_and_seed_choose_equally() -> None:
    days = [Days(EVERYTHING, seed=7).prompts(10) for _ in range(2)]
    others = {tuple(numbers(Days(EVERYTHING, seed=seed).prompts(10))) for seed in range(8)}

    assert days[0] == days[1]
    assert len(others) > 1


# Giving way, in order.


def test_rules_give_way_in_order() -> None:
    days = Days(QUIET)
    relaxed = [days.prompt().relaxed for _ in range(7)]

    assert (Relaxed.H4, Relaxed.H2) in relaxed
    assert set(relaxed) <= {(), (Relaxed.H4,), (Relaxed.H4, Relaxed.H2)}


@pytest.mark.parametrize("pair", [("R15", "R17"), ("R13", "R18"), ("R17", "R18"), ("R15", "R13")])
def test_two_eligible_routines_alternate(pair: tuple[str, str]) -> None:
    days = Days(SMALLEST, only(*pair))
    day = numbers(days.prompts(8))

    assert all(one != next_one for one, next_one in pairwise(day))


def test_one_eligible_routine_alone_is_repeated() -> None:
    days = Days(settings(kinds=frozenset({Kind.BREATHING})))
    choices = [days.prompt() for _ in range(3)]

    assert {one.routine.number for one in choices} == {"R18"}
    assert choices[-1].relaxed == tuple(Relaxed)


def test_three_brief_ones_come_round_with_h1_given_way() -> None:
    days = Days(settings(kinds=frozenset({Kind.THORACIC}), codes="DIZZY"))
    choices = [days.prompt() for _ in range(6)]
    day = [one.routine.number for one in choices]

    assert set(day) == {"R23", "R24", "R25"}
    assert Relaxed.H1 in choices[1].relaxed
    assert Relaxed.H3 not in choices[-1].relaxed
    assert all(one != following for one, following in pairwise(day))


@pytest.mark.parametrize("kind", [Kind.STABILITY, Kind.LIFTING])
def test_with_nothing_eligible_it_is_the_standing_minute(kind: Kind) -> None:
    choice = Days(settings(kinds=frozenset({kind}), hide="R16 R17")).prompt()

    assert (choice.routine.number, choice.won) == ("R17", Won.FALLBACK)
    assert all(one.routine != IDS["R17"] for one in choice.lost)
    assert lost_by(choice, "R13") == "kind"


def test_with_no_catalogue_it_is_the_standing_minute() -> None:
    assert Days(catalogue=()).prompt().routine.number == "R17"


def test_if_just_standing_hurt_the_fallback_is_another_gentle_one() -> None:
    tired = [Experience(IDS["R17"], rests_until=TUESDAY), Experience("gone", rests_until=TUESDAY)]
    memory = Memory(experiences=tuple(tired))
    wishes = settings(kinds=frozenset({Kind.LIFTING}), hide="R16")

    assert Days(wishes, memory=memory).prompt().routine.number == "R15"
    assert Days(wishes, only("R17"), memory=memory).prompt().routine.number == "R17"
    paused = replace(memory, safety_pause=True)
    assert Days(wishes, memory=paused).prompt().routine.number == "R17"


def test_a_named_routine_is_taken_as_it_is() -> None:
    named = choose(CATALOGUE, Memory(), settings(codes="OST"), MONDAY, 0, wanted=IDS["R24"])

    assert (named.routine.number, named.won, named.easier) == ("R24", Won.ASKED, True)


# The promises, by simulation.

RANDOM_DAYS = 2000
LONGEST = 12
SOME_DAYS = 200


def assert_kept(wishes: Settings, day: list[Routine]) -> None:
    """M4 and M5 for one day without a relaxation."""
    count = Counter(one.id for one in day)
    assert max(count.values()) <= 2
    for place, one in enumerate(day):
        assert one not in day[max(0, place - 4) : place]
        assert place == 0 or one.region != day[place - 1].region
        if wishes.routines.mode is not Mode.SEATED_ONLY:
            assert FULL in {one.on_feet, day[place - 1].on_feet if place else FULL}


def seventh(day: list[Routine]) -> int:
    """By which prompt all of the day's regions had been offered."""
    seen = [one.region for one in day]
    return max(seen.index(region) for region in set(seen)) + 1


def test_m4_m5_m6_smallest_set_2000_days_of_12_prompts() -> None:
    # A day of 5, 7, 8 or 10 prompts is the beginning of one of 12: choosing never looks ahead.
    for seed in range(RANDOM_DAYS):
        days = Days(seed=seed)
        choices = [days.prompt() for _ in range(LONGEST)]
        day = [one.routine for one in choices]

        assert not any(one.relaxed for one in choices)
        assert_kept(SMALLEST, day)
        assert {one.region for one in day[:7]} == set(Region)


@pytest.mark.parametrize(
    ("wishes", "by"),
    [
        (settings(discreet=2), 7),
        (settings(codes="DIZZY"), 7),
        (settings(codes="OST"), 7),
        (settings(stage=2, wall=True), 5),
        (settings(stage=3), 5),
        (settings(stage=3, wall=True), 5),
        (EVERYTHING, 5),
    ],
    ids=["discreet-2", "DIZZY", "OST", "stage-2-wall", "stage-3", "stage-3-wall", "everything"],
)
def test_m4_m5_m6_in_each_mode_of_the_catalogue(wishes: Settings, by: int) -> None:
    for seed in range(SOME_DAYS):
        days = Days(wishes, seed=seed)
        choices = [days.prompt() for _ in range(LONGEST)]
        day = [one.routine for one in choices]

        assert not any(one.relaxed for one in choices)
        assert_kept(wishes, day)
        assert {one.region for one in day[:by]} == set(Region)


def test_ost_leaves_the_chest_opener_in_its_easier_variant_for_the_thorax() -> None:
    days = Days(settings(codes="OST"))
    for _ in range(20):
        choices = [days.prompt() for _ in range(7)]
        thorax = [one for one in choices if one.routine.region is Region.THORAX]
        days.next_day()

        assert {one.routine.number for one in thorax} <= {"R24", "R25"}
        assert all(one.easier for one in thorax)


@pytest.mark.parametrize(
    "wishes",
    [SMALLEST, settings(discreet=2), settings(codes="DIZZY"), settings(codes="OST"), EVERYTHING],
    ids=["smallest", "discreet-2", "DIZZY", "OST", "everything"],
)
@pytest.mark.parametrize("length", [5, 7, 8, 10, 12])
def test_m4_m5_m6_day_after_day(wishes: Settings, length: int) -> None:
    days = Days(wishes, seed=length)
    before: list[Routine] = []
    for _ in range(40):
        choices = [days.prompt() for _ in range(length)]
        day = [one.routine for one in choices]
        over_night = (before + day)[-length - 4 :]
        days.next_day()

        assert not any(one.relaxed for one in choices)
        assert_kept(wishes, day)
        assert length < 7 or {one.region for one in day[:7]} == set(Region)
        for place, one in enumerate(over_night):
            assert one not in over_night[max(0, place - 4) : place]
        before = day


def test_m4_strict_source_every_prompt_is_full() -> None:
    days = Days(settings(strict=True))
    for _ in range(40):
        choices = [days.prompt() for _ in range(LONGEST)]
        days.next_day()

        assert {one.routine.on_feet for one in choices} == {FULL}
        assert not any(one.relaxed for one in choices)


def test_m6_strict_source_offers_every_region_it_leaves() -> None:
    for seed in range(100):
        day = Days(settings(strict=True), seed=seed).prompts(7)

        assert {one.region for one in day} == {Region.HIP, Region.WHOLE, Region.THORAX}


@pytest.mark.parametrize(("wishes", "regions"), [(QUIET, 3), (SEATED_ONLY, 4)])
def test_the_small_sets_relax_as_little_as_they_can(wishes: Settings, regions: int) -> None:
    for seed in range(100):
        days = Days(wishes, seed=seed)
        choices = [days.prompt() for _ in range(LONGEST)]
        day = [one.routine for one in choices]

        assert {one.region for one in day[:7]} == {one.region for one in day}
        assert len({one.region for one in day}) == regions
        assert all(set(one.relaxed) <= {Relaxed.H4, Relaxed.H2} for one in choices)
        for place, one in enumerate(day):
            assert one not in day[max(0, place - 4) : place]


def test_m4_quiet_keeps_every_second_prompt_full() -> None:
    for seed in range(100):
        feet = [one.on_feet for one in Days(QUIET, seed=seed).prompts(LONGEST)]

        assert all(FULL in pair for pair in pairwise(feet))


def test_before_setup_nothing_that_a_code_may_leave_out_beyond_desk_and_first_stage() -> None:
    days = Days(settings(setup_done=False, stage=3, wall=True, floor=True))
    for _ in range(30):
        day = days.prompts(LONGEST)
        days.next_day()

        wary = [one for one in day if one.codes]
        assert all(one.stage <= 1 and not one.places & {Place.FLOOR, Place.WALL} for one in wary)


@pytest.mark.parametrize("seed", range(40))
def test_the_first_three_prompts_before_setup_are_what_the_program_is_for(seed: int) -> None:
    days = Days(settings(setup_done=False), seed=seed)
    first = days.prompts(3)

    assert [one.kind for one in first] == [Kind.STAND_UP, Kind.SIT_TO_STAND, Kind.THORACIC]
    assert all(FULL in pair for pair in pairwise(one.on_feet for one in days.prompts(9)))


def test_what_the_program_is_for_waits_where_it_may_not_be_offered() -> None:
    days = Days(settings(setup_done=False, mode=Mode.SEATED_ONLY))

    assert days.prompt().routine.kind is Kind.THORACIC
    assert days.prompt().routine.kind is not Kind.THORACIC


def test_m3_every_prompt_gets_the_person_up_except_seated_only() -> None:
    seated = Days(memory=overridden(Memory(), Override.SEATED, MONDAY))

    assert all(one.seated_only for one in seated.prompts(6))
    assert all(one.on_feet in {FULL, BRIEF} for one in CATALOGUE)
    seated.next_day()
    assert any(not one.seated_only for one in seated.prompts(6))


@pytest.mark.parametrize(("good", "wins"), [(0, 500), (1, 667), (3, 800), (9, 800)])
def test_how_often_the_draw_takes_what_felt_good(good: int, wins: int) -> None:
    two = (BY_NUMBER["R03"], BY_NUMBER["R14"])
    memory = Memory(experiences=(Experience(two[0].id, good=good),))
    drawn = [best(two, two, memory, MONDAY, seed, beginner=False)[0] for seed in range(1000)]
    assert abs(drawn.count(two[0]) - wins) < 35
