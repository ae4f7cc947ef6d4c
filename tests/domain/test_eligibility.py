from datetime import timedelta

import pytest
from domain.catalogue import BY_NUMBER, CATALOGUE, CODES, IDS
from domain.choosing import EVERYTHING, MONDAY, SMALLEST, TUESDAY, eligible, later, settings
from msgspec.structs import replace

from deskbreak.domain.choice.eligibility import (
    STAND,
    Bar,
    barred,
    eased,
    find,
    ground,
    named,
    needs_easier,
    refusal,
    ticked,
    unasked,
)
from deskbreak.domain.choice.memory import Experience, Memory
from deskbreak.domain.choice.memory_updates import overridden, with_experience
from deskbreak.domain.vocabulary.events import Override
from deskbreak.domain.vocabulary.routine import Code, Kind, Place, Prop
from deskbreak.domain.vocabulary.settings import Mode, Personal, RoutineSettings, Settings

ALL = {one.number for one in CATALOGUE}
FLOOR = {f"R{number:02}" for number in range(1, 13)} - {"R03"}
SCHEDULED = ALL - {"R12"}


def test_the_smallest_set_is_the_catalogues() -> None:
    fifteen = "R03 R13 R14 R15 R16 R17 R18 R20 R23 R24 R25 R26 R30 R31 R32"

    assert eligible(SMALLEST) == set(fifteen.split())


def test_everything_allowed_leaves_all_that_are_scheduled() -> None:
    assert eligible(EVERYTHING) == SCHEDULED


@pytest.mark.parametrize(
    ("wishes", "numbers"),
    [
        (settings(stage=0), "R13 R14 R15 R16 R17 R30 R32"),
        (settings(mode=Mode.QUIET), "R13 R15 R17 R18 R30"),
        (settings(mode=Mode.SEATED_ONLY), "R13 R18 R20 R23 R24 R25"),
        (settings(mode=Mode.SEATED_ONLY, strict=True), "R13 R18 R20 R23 R24 R25"),
        (settings(strict=True), "R03 R14 R15 R16 R17 R26 R30 R31 R32"),
        (
            settings(setup_done=False),
            "R03 R13 R14 R15 R16 R17 R18 R20 R23 R24 R25 R26 R30 R31 R32",
        ),
        (
            settings(setup_done=False, stage=3, wall=True, floor=True),
            "R03 R13 R14 R15 R16 R17 R18 R20 R23 R24 R25 R26 R30 R31 R32",
        ),
        (
            settings(setup_done=False, codes="KNEE SURG"),
            "R15 R17 R18 R30",
        ),
        (settings(codes="DIZZY"), "R13 R15 R17 R18 R20 R23 R24 R25 R30 R32"),
        (settings(kinds=frozenset({Kind.WALKING})), "R15 R32"),
        (settings(kinds=frozenset({Kind.STAND_UP}), hide="R30"), "R17"),
        (settings(discreet=2, codes="OST"), "R13 R14 R15 R17 R18 R20 R24 R25 R30 R31 R32"),
    ],
)
def test_each_wish_leaves_its_routines(wishes: Settings, numbers: str) -> None:
    assert eligible(wishes) == set(numbers.split())


def test_what_takes_all_that_is_allowed_is_allowed() -> None:
    needs = RoutineSettings(places=frozenset({Place.STANDING}), props=frozenset({Prop.DESK}))
    wishes = replace(SMALLEST, routines=needs)

    assert eligible(wishes) == {"R03", "R15", "R17", "R26", "R30", "R32"}
    no_props = replace(SMALLEST, routines=replace(needs, props=frozenset()))
    assert eligible(no_props) == {"R03", "R15", "R17", "R30"}


def test_seated_today_is_seated_only_for_one_day() -> None:
    memory = overridden(Memory(), Override.SEATED, MONDAY)

    assert eligible(SMALLEST, memory) == {"R13", "R18", "R20", "R23", "R24", "R25"}
    assert len(eligible(SMALLEST, memory, TUESDAY)) == 15


def test_an_allowed_wall_is_there_to_be_leant_on() -> None:
    wall = settings(stage=3, wall=True)

    assert {"R19", "R27", "R29"} <= eligible(wall)
    assert "R02" in eligible(settings(stage=2, wall=True, floor=True))


def test_m7_no_floor_wall_or_towel_unless_allowed() -> None:
    needs_more = {one.number for one in CATALOGUE if one.places & {Place.WALL, Place.FLOOR}}

    assert not eligible(settings(stage=3)) & needs_more
    assert not eligible(settings(stage=3, wall=True)) & FLOOR
    assert "R07" not in eligible(settings(stage=3, floor=True))
    unsaid = replace(EVERYTHING, personal=replace(EVERYTHING.personal, floor_allowed=False))
    assert not eligible(unsaid) & FLOOR


@pytest.mark.parametrize("code", list(Code))
def test_m7_a_ticked_code_leaves_out_its_routines(code: Code) -> None:
    wishes = replace(EVERYTHING, personal=replace(EVERYTHING.personal, codes=frozenset({code})))
    carry = {one.number for one in CATALOGUE if code in one.leave_out}

    assert eligible(wishes) == SCHEDULED - carry


@pytest.mark.parametrize(
    ("number", "wishes", "bar"),
    [
        ("R09", SMALLEST, Bar.STAGE),
        ("R19", settings(stage=2), Bar.PLACE),
        ("R07", settings(floor=True), Bar.PROPS),
        ("R03", settings(discreet=2), Bar.DISCREET),
        ("R03", settings(mode=Mode.SEATED_ONLY), Bar.MODE),
        ("R03", settings(kinds=frozenset({Kind.WALKING})), Bar.KIND),
        ("R20", settings(strict=True), Bar.STRICT),
        ("R03", settings(codes="DIZZY", setup_done=False), Bar.CODE),
        ("R21", settings(setup_done=False, stage=2), Bar.SETUP),
        ("R03", settings(hide="R03"), Bar.HIDDEN),
        ("R12", EVERYTHING, Bar.UNSCHEDULED),
    ],
)
def test_the_reason_is_named(number: str, wishes: Settings, bar: Bar) -> None:
    on = ground(CATALOGUE, Memory(), wishes, MONDAY, 1)

    assert barred(BY_NUMBER[number], on) is bar


def test_hidden_by_command_or_by_file() -> None:
    by_command = replace(
        SMALLEST, personal=replace(SMALLEST.personal, hidden=frozenset({"hip-hinge"}))
    )

    assert eligible(by_command) == eligible(settings(hide="R03"))


def test_whole_program_easing_leaves_four() -> None:
    memory = Memory(eased_until=later(3))

    assert eligible(EVERYTHING, memory) == {"R15", "R17", "R18", "R30"}
    assert len(eligible(EVERYTHING, memory, later(3))) == 31


def test_easing_from_a_wrong_clock_does_not_last() -> None:
    assert not eased(Memory(eased_until=MONDAY + timedelta(days=400)), MONDAY)
    assert not eased(Memory(), MONDAY)


def test_the_gentle_prompt_is_light_and_of_another_region() -> None:
    memory = Memory(prompts=4, gentle_prompt=5, gentle_after=IDS["R23"])
    gentle = {
        one.number
        for one in CATALOGUE
        if one.effort == 1 and one.region != BY_NUMBER["R23"].region and one.scheduled
    }

    assert eligible(EVERYTHING, memory) == gentle
    assert eligible(EVERYTHING, replace(memory, prompts=5)) == SCHEDULED


def test_the_gentle_prompt_after_a_routine_that_is_gone_is_only_light() -> None:
    memory = Memory(gentle_prompt=1, gentle_after="my-own")

    assert eligible(SMALLEST, memory) == {
        "R13",
        "R15",
        "R17",
        "R18",
        "R20",
        "R23",
        "R24",
        "R25",
        "R26",
        "R30",
    }


def test_the_standing_minute_known_here_is_the_catalogues() -> None:
    ours = replace(BY_NUMBER["R17"], counterpart=None)

    assert ours == STAND


def test_a_routine_is_found_by_id_and_named_by_id_or_number() -> None:
    assert find(CATALOGUE, "hip-hinge") is BY_NUMBER["R03"]
    assert find(CATALOGUE, "gone") is STAND
    for name in ("R16", "r16", " lift-practice ", "Lift-Practice"):
        assert named(CATALOGUE, name) is BY_NUMBER["R16"]
    assert named(CATALOGUE, "R99") is None


@pytest.mark.parametrize(
    ("number", "wishes", "variant", "bar"),
    [
        ("R16", SMALLEST, None, None),
        ("R16", settings(setup_done=False), None, None),
        ("R16", settings(hide="R16", mode=Mode.QUIET), None, None),
        ("R16", settings(codes="DIZZY"), None, Bar.CODE),
        ("R16", settings(codes="SURG"), None, Bar.CODE),
        ("R24", settings(codes="OST"), None, None),
        ("R24", settings(codes="OST"), "full-90", Bar.CODE),
        ("R28", SMALLEST, None, None),
        ("R09", settings(stage=3), None, Bar.FLOOR),
        ("R09", settings(floor=True), None, None),
        ("R09", settings(floor=True), "full-120", Bar.STAGE),
        ("R09", settings(floor=True, stage=3), "full-120", None),
        ("R12", SMALLEST, None, Bar.FLOOR),
        ("R12", SMALLEST, "desk-120", None),
        ("R12", settings(stage=0), "desk-120", Bar.STAGE),
        ("R12", settings(codes="OST"), "desk-120", Bar.CODE),
    ],
)
def test_s4_s7_s13_what_may_be_chosen_by_hand(
    number: str, wishes: Settings, variant: str | None, bar: Bar | None
) -> None:
    assert refusal(BY_NUMBER[number], wishes, Memory(), variant) is bar


def test_s9_by_hand_only_standing_during_the_safety_pause() -> None:
    paused = Memory(safety_pause=True)

    assert {one.number for one in CATALOGUE if refusal(one, EVERYTHING, paused) is None} == {"R17"}


def test_the_codes_to_clear_are_named() -> None:
    assert ticked(BY_NUMBER["R16"], settings(codes="DIZZY OST")) == {Code.DIZZY, Code.OST}


def test_easier_by_a_code_after_too_hard_and_after_pain() -> None:
    opener = BY_NUMBER["R24"]

    assert not needs_easier(opener, Memory(), SMALLEST)
    assert needs_easier(opener, Memory(), settings(codes="OST"))
    for known in (Experience(opener.id, easier_left=1), Experience(opener.id, goods_due=1)):
        assert needs_easier(opener, with_experience(Memory(), known), SMALLEST)


def test_props_are_needed() -> None:
    bare = replace(SMALLEST.routines, props=frozenset({Prop.CHAIR}))

    assert "R16" not in eligible(replace(SMALLEST, routines=bare))


@pytest.mark.parametrize(("days", "on"), [(0, False), (1, True), (31, True), (32, False)])
def test_easing_is_believed_for_a_month(days: int, on: bool) -> None:
    assert eased(Memory(eased_until=later(days)), MONDAY) is on


@pytest.mark.parametrize(("prompt", "gentle"), [(4, False), (5, True), (6, False)])
def test_one_prompt_alone_is_gentle(prompt: int, gentle: bool) -> None:
    memory = Memory(prompts=4, gentle_prompt=5, gentle_after=IDS["R23"])
    assert ground(CATALOGUE, memory, EVERYTHING, MONDAY, prompt).gentle is gentle


@pytest.mark.parametrize(
    ("said", "left"),
    [("", "OUDK"), ("O", "UDK"), ("S", "OUDK"), ("OS", "UDK"), ("OUDK", "")],
)
def test_only_the_codes_of_a_routine_are_asked_about(said: str, left: str) -> None:
    codes = frozenset(CODES[one] for one in said)
    wanted = frozenset(CODES[one] for one in left)
    assert unasked(BY_NUMBER["R16"], Settings(personal=Personal(codes=codes))) == wanted
    done = Settings(personal=Personal(setup_done=True, codes=codes))
    assert unasked(BY_NUMBER["R16"], done) == frozenset()
