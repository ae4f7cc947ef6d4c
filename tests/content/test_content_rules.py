"""Rules that every routine keeps, also one that is added: codes, forms, doses, form points."""

import re
from collections.abc import Iterable
from itertools import combinations
from pathlib import Path

import pytest

from deskbreak.content.checks import check_card
from deskbreak.content.loader import load_routines
from deskbreak.content.model import LANGUAGES, Card, Language, Step
from deskbreak.domain.vocabulary.routine import Code, Place, Prop

CATALOGUE = load_routines()
CARDS = [CATALOGUE.card(routine.id) for routine in CATALOGUE.facts]
by_number = pytest.mark.parametrize("card", CARDS, ids=lambda card: card.facts.number)

JOINTS = {
    Code.WRIST: ("手首", "wrist"),
    Code.KNEE: ("膝", "knee"),
    Code.SHOULDER: ("肩の", "shoulder"),
}
USUAL_PLACES = frozenset({Place.DESK_SEATED, Place.STANDING})
DEFAULT = [
    card.facts
    for card in CARDS
    if card.facts.scheduled
    and card.facts.stage <= 1
    and card.facts.places <= USUAL_PLACES
    and Prop.TOWEL not in card.facts.props
]
"""What is offered at first: no floor, wall or towel."""

SOURCE_COUNTS = {
    "R01": 10, "R03": 10, "R04": 6, "R05": 10, "R06": 10, "R07": 10, "R08": 12, "R09": 10,
    "R10": 10, "R18": 10, "R20": 10, "R21": 6, "R22": 10, "R23": 10, "R24": 10, "R25": 12,
    "R26": 12, "R27": 10, "R28": 10,
}  # fmt: skip
"""The least count in the source (catalogue 1.2), on each side where it has sides."""

SIDES = {"R04": 1, "R06": 1, "R09": 2, "R10": 2, "R21": 1, "R23": 1, "R27": 2, "R28": 2}
"""With two sides: 1 where a step holds one side, 2 where it alternates."""

SOURCE_HOLDS = {"R11": 30, "R29": 30}
"""The longest hold in the source, seconds."""

REACHED = {"R21": "full-120", "R23": "full-120", "R27": "full-120", "R28": "full-120"}
"""Desk and wall forms with a longer form of the source's count."""

WORDS = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
]
TIMES = {1: "once", 2: "twice", 20: "twenty", 30: "30"}


def steps_of(card: Card) -> list[tuple[str, tuple[Step, ...]]]:
    """Every form with its steps."""
    forms = [("usual", card.steps)] if card.facts.scheduled else []
    forms += [("easier", card.easier.steps), ("seated", card.easier.seated_steps)]
    return forms + [(form.name, form.steps) for form in card.forms]


# Codes.


@by_number
def test_a_joint_named_among_the_reasons_to_stop_has_its_code(card: Card) -> None:
    own = card.stop[0] if len(card.stop) > 1 else None
    for code, (ja, en) in JOINTS.items():
        if own is not None and (ja in own.ja or en in own.en.lower()):
            assert code in card.facts.codes


@by_number
def test_a_desk_form_has_the_codes_of_its_floor_form_or_says_why_not(card: Card) -> None:
    facts = card.facts
    spared = {code for code, _ in card.spared}
    if facts.counterpart is None or Place.FLOOR in facts.places:
        assert spared == set()
        return
    floor = CATALOGUE.find(facts.counterpart)
    missing = floor.codes - facts.codes if Place.FLOOR in floor.places else frozenset()
    assert spared == missing


@pytest.mark.parametrize("code", list(Code))
def test_each_code_changes_the_default_set(code: Code) -> None:
    assert any(code in one.codes for one in DEFAULT)


@pytest.mark.parametrize(
    "codes",
    [*({code} for code in Code), *({*pair} for pair in combinations(Code, 2))],
    ids=lambda codes: "+".join(sorted(codes)),
)
def test_with_any_two_codes_three_routines_of_two_regions_stay(codes: set[Code]) -> None:
    left = [one for one in DEFAULT if not one.leave_out & codes]
    assert len(left) >= 3
    assert len({one.region for one in left}) >= 2


def test_an_operation_leaves_only_what_loads_nothing() -> None:
    left = {one.number for one in CATALOGUE.facts if Code.SURG not in one.leave_out}
    assert left == {"R15", "R17", "R18", "R19", "R30"}


TABLE: dict[Code, tuple[str | None, str]] = {
    Code.OST: ("R04 R06 R07 R08 R12 R16 R21 R23 R26", "R24 R25 R10 R28"),
    Code.PREG: ("R01 R02 R04 R05 R07 R09 R11 R12", "R24 R27"),
    Code.DIZZY: ("R03 R14 R16 R21 R22 R26 R27 R28 R31", "R32 R17 R19 R30"),
    Code.KNEE: ("R04 R06 R08 R10 R12 R16 R21", "R14 R31 R32 R03"),
    Code.WRIST: ("R04 R06 R08 R10 R12", "R26 R28"),
    Code.SHOULDER: ("R06 R10 R11 R12 R23 R29", "R24 R26 R27 R28 R21"),
    Code.SURG: (None, "R15 R17"),
}
"""What each code leaves out, and what it lets come only in the easier form."""


@pytest.mark.parametrize("code", list(Code))
def test_the_codes_are_those_of_the_table(code: Code) -> None:
    out, easier = TABLE[code]
    if out is not None:
        assert {one.number for one in CATALOGUE.facts if code in one.leave_out} == set(out.split())
    found = {one.number for one in CATALOGUE.facts if code in one.easier_with}
    assert found == set(easier.split())


# The easier form.


@by_number
def test_the_easier_form_is_a_whole_minute_and_not_the_usual_one(card: Card) -> None:
    easier = card.easier
    assert sum(step.seconds for step in easier.steps) == 60
    for language in LANGUAGES:
        assert [it.text.of(language) for it in easier.steps] != [
            it.text.of(language) for it in card.steps
        ]
        assert easier.cue.of(language) != card.cue.of(language)
    if card.facts.seated_only:
        assert sum(step.seconds for step in easier.seated_steps) == 60


def counts_in(words: str, language: Language) -> set[int]:
    """The counts that a text names."""
    if language == "ja":
        return {int(number) for number in re.findall(r"(\d+)回(?!5秒|4秒|3秒)", words)}
    low = words.lower()
    named = {number: TIMES.get(number, f"{WORDS[number]} ") for number in range(1, 16)}
    named |= {20: "twenty", 30: "30 steps"}
    return {number for number, word in named.items() if re.search(rf"\b{word.strip()}\b", low)}


@by_number
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_counts_in_a_text_are_those_of_its_step(card: Card, language: Language) -> None:
    for name, steps in steps_of(card):
        for step in steps:
            if step.reps is None:
                continue
            words = step.text.of(language)
            counts = counts_in(words, language)
            per_side = step.reps // 2 if step.reps % 2 == 0 else step.reps
            told = counts & {step.reps, per_side}
            assert told or f"{step.reps}歩" in words, (name, words)


@by_number
def test_the_seconds_of_a_repetition_are_those_in_its_text(card: Card) -> None:
    for name, steps in steps_of(card):
        for step in steps:
            if step.reps is None or "同じ" in step.text.ja:
                continue
            each = step.seconds / step.reps
            parts = [float(part) for part in re.findall(r"(\d+(?:\.\d+)?)秒", step.text.ja)]
            assert sum(parts) == pytest.approx(each) or each in parts, (name, step.text.ja)
            english = [float(part) for part in re.findall(r"(\d+(?:\.\d+)?) s\b", step.text.en)]
            assert sum(english) == pytest.approx(each) or each in english, (name, step.text.en)


# The floor.


def gets_up(words: str) -> bool:
    return bool(re.search("起き上が|立ち上が", words))


@by_number
def test_a_floor_minute_ends_with_getting_up(card: Card) -> None:
    if Place.FLOOR not in card.facts.places:
        return
    forms = [card.steps, card.easier.steps] if card.facts.scheduled else []
    for steps in forms:
        assert gets_up(steps[-1].text.ja)
        assert re.search(r"\bup\b", steps[-1].text.en)
        assert steps[-1].seconds >= 5
    for form in card.forms:
        if Place.FLOOR in form.places:
            assert form.after is not None
            assert gets_up(form.after.ja)


def test_there_is_time_to_get_into_position() -> None:
    def first(number: str) -> int:
        return CATALOGUE.card(number).steps[0].seconds

    assert first("R06") >= 10
    assert first("R11") >= 10
    assert first("R07") >= 15
    for form in CATALOGUE.card("R12").forms:
        laid = [step.seconds for step in form.steps if "タオルを肩甲骨" in step.text.ja]
        assert all(seconds >= 15 for seconds in laid)


# The dose.


def count(card: Card, steps: Iterable[Step]) -> int:
    """Repetitions in a form, on each side where it has sides."""
    each = [step.reps for step in steps if step.reps]
    return max(each) // SIDES.get(card.facts.number, 1) if each else 0


@by_number
def test_the_source_s_dose_stands_wherever_ours_is_below_it(card: Card) -> None:
    number = card.facts.number
    if number in SOURCE_COUNTS and count(card, card.steps) < SOURCE_COUNTS[number]:
        assert card.source_dose is not None
    if number in SOURCE_HOLDS:
        assert card.source_dose is not None


@pytest.mark.parametrize(("number", "name"), sorted(REACHED.items()))
def test_a_longer_form_at_the_desk_reaches_the_source_s_count(number: str, name: str) -> None:
    card = CATALOGUE.card(number)
    form = next(one for one in card.forms if one.name == name)
    assert Place.FLOOR not in form.places
    assert count(card, form.steps) >= SOURCE_COUNTS[number]


def test_no_title_names_minutes_that_are_not_its_own() -> None:
    assert not re.search(r"\d", CATALOGUE.card("R12").title.ja)
    assert not re.search(r"(?i)minute", CATALOGUE.card("R12").title.en)


# Words.


@by_number
def test_what_is_to_be_avoided_is_all_that_avoid_lists(card: Card) -> None:
    assert not re.search(r"よい|てよ|ましょう|減らす", card.avoid.ja)
    assert not re.search(r"(?i)\b(keep|may|fine|better|do fewer)\b", card.avoid.en)


@by_number
def test_no_text_names_another_routine_by_its_number(card: Card) -> None:
    texts = [step.text for _, steps in steps_of(card) for step in steps]
    texts += [card.cue, card.aim, card.feel, card.avoid, card.easier.cue, card.easier.summary]
    for number in range(1, 11):
        check = check_card(f"C{number}").texts()
        texts += [check.question, check.look, check.fix]
    for words in texts:
        assert not re.search(r"\b[RC]\d", words.ja + words.en)


ROWS = [
    tuple(row.split(" | "))
    for row in Path(__file__).with_name("form_points.txt").read_text("utf-8").splitlines()[1:]
]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row[1]} {row[0]}")
def test_each_form_point_of_the_source_stands_where_it_is_seen(row: tuple[str, ...]) -> None:
    _, number, ja, en = row
    if number.startswith("C"):
        texts = check_card(number).texts()
        seen = [texts.question, texts.look, texts.fix]
    else:
        card = CATALOGUE.card(number)
        seen = [card.cue, *(step.text for step in card.steps)]
    assert any(ja in words.ja for words in seen)
    assert any(en in words.en for words in seen)


def test_every_section_with_form_points_is_in_the_table() -> None:
    carried = {row[1] for row in ROWS}
    assert {card.facts.number for card in CARDS} - carried == {"R12"}
    assert {f"C{number}" for number in range(1, 11)} <= carried
