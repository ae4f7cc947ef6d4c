"""The 32 routines against the catalogue: its index (2.1), its rules on time (M1) and its modes."""

import re
from pathlib import Path

import pytest

from deskbreak.content.loader import load_routines
from deskbreak.content.model import LANGUAGES, Bilingual, Card
from deskbreak.content.strings import both
from deskbreak.domain.vocabulary.routine import Code, Kind, OnFeet, Place, Prop, Region, Routine

INDEX = Path(__file__).with_name("index.txt")
"""The index of the catalogue (2.1) and the leave-out codes of its cards."""

CATALOGUE = load_routines()
CARDS = [CATALOGUE.card(routine.id) for routine in CATALOGUE.facts]
ROWS = [tuple(row.split(" | ")) for row in INDEX.read_text("utf-8").splitlines()[1:]]


def all_texts(card: Card) -> list[Bilingual]:
    texts = [card.title, card.cue, card.aim, card.feel, card.avoid, *card.stop]
    texts += [step.text for step in card.steps + card.seated_steps]
    easier = card.easier
    texts += [easier.summary, easier.cue, easier.dose]
    texts += [step.text for step in easier.steps + easier.seated_steps]
    texts += [line.text for line in card.lines + easier.lines]
    texts += [why for _, why in card.spared]
    for form in card.forms:
        texts += [step.text for step in form.steps]
        texts += [text for text in (form.before, form.after) if text]
    return texts + [text for text in (card.dose, card.source_dose) if text]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0])
def test_every_card_has_the_facts_of_the_index(row: tuple[str, ...]) -> None:
    number, name, ja, kind, region, stage, places, prop, discreet, effort, on_feet, codes = row
    card = CATALOGUE.card(number)
    facts = card.facts
    assert facts == CATALOGUE.find(name), "the top of the file and the whole file say the same"
    assert facts.number == number
    assert facts.id == name
    assert card.title.ja == ja
    assert facts.kind is Kind(kind)
    assert facts.region is Region(region)
    assert facts.stage == int(stage)
    assert facts.places == {Place(place) for place in places.split("+")}
    assert facts.props == (set() if prop == "-" else {Prop(prop)})
    assert facts.discreet == int(discreet)
    assert facts.effort == int(effort)
    assert facts.on_feet is OnFeet(on_feet)
    names = [] if codes == "-" else codes.split()
    assert facts.leave_out == {Code(code) for code in names if not code.endswith("*")}
    assert facts.easier_with == {Code(code[:-1]) for code in names if code.endswith("*")}


def test_all_thirty_two_are_there_in_order() -> None:
    assert [it.number for it in CATALOGUE.facts] == [f"R{at:02}" for at in range(1, 33)]
    assert len(ROWS) == 32
    assert len({it.id for it in CATALOGUE.facts}) == 32
    assert CATALOGUE.problems == ()


def test_m1_steps_sum_to_exactly_one_minute_and_longer_forms_to_their_name() -> None:
    scheduled = [card for card in CARDS if card.facts.scheduled]
    assert len(scheduled) == 31
    for card in scheduled:
        assert sum(step.seconds for step in card.steps) == card.facts.seconds == 60
    for card in CARDS:
        for form in card.forms:
            named = int(form.name.partition("-")[2])
            assert sum(step.seconds for step in form.steps) == form.seconds == named
        assert card.facts.variants == tuple((form.name, form.seconds) for form in card.forms)


def test_m16_every_text_of_every_card_is_in_both_languages() -> None:
    for card in CARDS:
        for words in all_texts(card):
            for language in LANGUAGES:
                assert words.of(language).strip()
            assert words.ja != words.en
            assert any(ord(letter) > 0x3000 for letter in words.ja), words
            assert all(ord(letter) < 0x3000 for letter in words.en), words


def test_the_longer_forms_are_those_of_the_catalogue() -> None:
    expected = {
        "R01": [("full-90", 90), ("full-100", 100)],
        "R02": [("full-120", 120)],
        "R03": [("full-90", 90)],
        "R04": [("full-120", 120)],
        "R05": [("full-90", 90)],
        "R06": [("full-120", 120)],
        "R07": [("full-90", 90)],
        "R08": [("full-90", 90)],
        "R09": [("full-120", 120)],
        "R10": [("full-120", 120)],
        "R11": [("full-90", 90)],
        "R12": [("full-120", 120), ("full-180", 180), ("desk-120", 120)],
        "R18": [("full-90", 90)],
        "R21": [("full-120", 120)],
        "R23": [("full-120", 120)],
        "R27": [("full-120", 120)],
        "R28": [("full-120", 120)],
    }
    assert {it.number: list(it.variants) for it in CATALOGUE.facts if it.variants} == expected


@pytest.mark.parametrize(
    ("number", "form", "seconds"),
    [
        ("R02", "full-120", [15, 5, 100]),
        ("R03", "full-90", [10, 75, 5]),
        ("R04", "full-120", [12, 48, 12, 48]),
        ("R05", "full-90", [10, 75, 5]),
        ("R06", "full-120", [10, 50, 10, 50]),
        ("R07", "full-90", [15, 75]),
        ("R08", "full-90", [10, 75, 5]),
        ("R09", "full-120", [10, 100, 10]),
        ("R10", "full-120", [10, 100, 10]),
        ("R11", "full-90", [10, 30, 15, 30, 5]),
        ("R12", "full-120", [5, 30, 5, 30, 15, 30, 5]),
        ("R12", "full-180", [5, 30, 5, 80, 15, 40, 5]),
        ("R12", "desk-120", [5, 30, 5, 40, 30, 10]),
        ("R21", "full-120", [8, 48, 8, 48, 8]),
        ("R23", "full-120", [5, 50, 5, 50, 10]),
        ("R27", "full-120", [10, 100, 10]),
        ("R28", "full-120", [10, 100, 10]),
    ],
)
def test_longer_forms_have_the_parts_of_the_catalogue(
    number: str, form: str, seconds: list[int]
) -> None:
    found = next(it for it in CATALOGUE.card(number).forms if it.name == form)
    assert [step.seconds for step in found.steps] == seconds


def test_a_breath_lasts_ten_seconds_wherever_breaths_are_counted() -> None:
    for number in ("R01", "R02", "R18", "R19"):
        card = CATALOGUE.card(number)
        steps = [*card.steps, *(step for form in card.forms for step in form.steps)]
        counted = [step for step in steps if step.reps]
        assert counted
        assert all(step.seconds == 10 * (step.reps or 0) for step in counted)


def test_what_the_timed_part_leaves_out_is_said_before_and_after() -> None:
    for number in ("R01", "R18"):
        for form in CATALOGUE.card(number).forms:
            assert form.before is not None
            assert form.after is not None


def test_r12_is_never_scheduled_and_its_minute_is_its_shortest_form() -> None:
    assert [it.number for it in CATALOGUE.facts if not it.scheduled] == ["R12"]
    flow = CATALOGUE.card("R12")
    assert flow.facts.seconds == 120
    assert flow.steps == flow.forms[0].steps


def test_the_desk_form_of_r12_is_found_where_there_is_no_floor() -> None:
    flow = CATALOGUE.card("R12")
    at_the_desk = flow.form(120, frozenset({Place.DESK_SEATED, Place.STANDING}))
    assert at_the_desk is not None
    assert at_the_desk.name == "desk-120"
    anywhere = flow.form(120)
    assert anywhere is not None
    assert anywhere.name == "full-120"
    assert flow.form(180, frozenset({Place.DESK_SEATED})) is None


def test_seated_only_routines_close_with_a_weight_shift() -> None:
    seated = [card for card in CARDS if card.facts.seated_only]
    assert [it.facts.number for it in seated] == ["R13", "R18", "R20", "R23", "R24", "R25"]
    for card in seated:
        assert card.seated_steps[:-1] == card.steps[:-1]
        assert card.seated_steps[-1].seconds == 10
        assert card.seated_steps[-1].text == both("card.seated_closing")
        assert "立つ" in card.steps[-1].text.ja
    assert all(not card.seated_steps for card in CARDS if not card.facts.seated_only)


def test_s5_the_chair_is_made_safe_before_the_three_that_lean_on_it() -> None:
    safe = {both("card.lines.chair"), both("card.lines.chair-back")}
    assert [card.facts.number for card in CARDS if safe & set(card.before())] == [
        "R14", "R24", "R31",
    ]  # fmt: skip


def test_s3_the_lift_says_how_heavy_its_object_may_be() -> None:
    [line] = CATALOGUE.card("R16").before()
    assert "1–3 kg" in line.en
    assert "1〜3kg" in line.ja


def test_what_a_card_needs_around_it_is_said_before_it_begins() -> None:
    said = {card.facts.number for card in CARDS if card.before()}
    assert said == {"R01", "R14", "R15", "R16", "R24", "R31"}


def test_s6_the_unsteady_stand_with_a_hand_on_something() -> None:
    eased = [card for card in CARDS if Code.DIZZY in card.facts.easier_with]
    assert [card.facts.number for card in eased] == ["R17", "R19", "R30", "R32"]
    for card in eased:
        assert re.search("手.*(机|壁)|(机|壁).*手", card.easier.steps[0].text.ja)
        assert re.search("hand|palm", card.easier.steps[0].text.en)


def test_s6_what_dizziness_leaves_out() -> None:
    out = {it.number for it in CATALOGUE.facts if Code.DIZZY in it.leave_out}
    assert out == {"R03", "R14", "R16", "R21", "R22", "R26", "R27", "R28", "R31"}


def test_m15_the_common_stop_rule_ends_every_card() -> None:
    assert all(card.stop[-1] == both("card.stop_rule") for card in CARDS)
    alone = [card.facts.number for card in CARDS if len(card.stop) == 1]
    assert alone == ["R13", "R25"]


def test_counterparts_exist_and_move_the_same_region() -> None:
    pairs = [(it, CATALOGUE.find(it.counterpart)) for it in CATALOGUE.facts if it.counterpart]
    assert len(pairs) > 20
    for it, other in pairs:
        assert it is not other
        assert it.region is other.region


def test_the_smallest_set_is_the_fifteen_of_the_catalogue() -> None:
    places = {Place.DESK_SEATED, Place.STANDING}

    def smallest(it: Routine) -> bool:
        return it.stage <= 1 and it.places <= places and Prop.TOWEL not in it.props

    found = {it.number for it in CATALOGUE.facts if smallest(it)}
    numbers = (3, *range(13, 19), 20, *range(23, 27), *range(30, 33))
    assert found == {f"R{number:02}" for number in numbers}
    assert {it.region for it in CATALOGUE.facts if it.number in found} == set(Region)


def test_a_card_is_found_by_id_and_number_in_any_case() -> None:
    for name in ("hip-hinge", "R03", "r03", "r3", " R3 "):
        assert CATALOGUE.card(name).title.en == "Hip hinge"
