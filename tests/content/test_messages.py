"""A wrong file is named with its key, what is wrong and what is needed."""

import re

import pytest
from content.own_routine import OWN

from deskbreak.content.catalogue import Catalogue, built_in_files
from deskbreak.content.content_errors import ContentError, ContentFileError, UnknownContentError
from deskbreak.content.loader import load_routines
from deskbreak.content.routine_file import parse_card
from deskbreak.content.structures import read

NUMBERED = f'number = "U01"\n{OWN}'
FORM = '\n[[forms]]\nname = "full-90"\n[[forms.steps]]\nseconds = 80\nja = "立つ"\nen = "Stand"\n'


def complaint(content: str) -> str:
    with pytest.raises(ContentFileError) as caught:
        parse_card(content, "routines/x.toml")
    assert "\n" not in str(caught.value)
    return str(caught.value)


def test_the_sample_itself_is_fine() -> None:
    assert parse_card(NUMBERED, "routines/x.toml").facts.number == "U01"


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("seconds = 10", "seconds = 11", "steps[1].seconds: 50 makes 61 s in all, not 60"),
        ("seconds = 10", 'seconds = "10"', "steps[0].seconds: a whole number is needed, not"),
        ("seconds = 10", "seconds = 0", "steps[0].seconds: at least 1 is needed"),
        ("seconds = 10", "seconds = 900", "steps[0].seconds: at most 600 is needed"),
        ('kind = "hip"', 'kind = "hop"', "kind: 'hop' is not one of stand-up, sit-to-stand,"),
        ('"standing"', '"standing", "roof"', "places[1]: 'roof' is not one of desk-seated,"),
        ('["standing"]', "[]", "places: must not be empty"),
        ("stage = 0", "stage = 4", "stage: at most 3 is needed"),
        ("stage = 0", "", "stage: missing"),
        ("stage = 0", 'stage = 0\nleave_out = ["BACK"]', "leave_out[0]: 'BACK' is not one of OST,"),
        ("stage = 0", "stage = 0\ncolour = 3", "colour: no such key"),
        ("wrist-circles", "Wrist Circles", "id: lower-case words joined by hyphens, such as"),
        ('en = "Slowly"\n', "", "cue.en: missing"),
        ("Slowly", "slow " * 40, "cue.en: at most 180 characters are needed"),
        ("Wrist circles", "Wrist circles, both ways, and back", "title.en: at most 32 characters"),
        ('en = "Slowly"', 'en = " "', "cue.en: must not be empty"),
        ('en = "Slowly"', 'en = "Slowly"\nfr = "Lent"', "cue.fr: no such key"),
        ('en = "Stand"', "", "steps[0].en: missing"),
        ('[feel]\nja = "軽さ"\nen = "Lightness"\n', "", "feel: missing"),
        ("on_feet", "seated_only = true\non_feet", "steps[1].seconds: seated_only needs a closing"),
        ("on_feet", "scheduled = false\non_feet", "variants: needed when scheduled = false"),
        (
            "on_feet",
            'variants = ["full-90"]\non_feet',
            "variants: lists full-90, but the forms are",
        ),
        ("on_feet", 'variants = ["longer"]\non_feet', "variants[0]: a name and its seconds, such"),
        ("on_feet", 'lines = ["table"]\non_feet', "lines[0]: no line named 'table'"),
        ("stage = 0", "stage = ", "not TOML: "),
    ],
)
def test_what_is_wrong_is_named(old: str, new: str, message: str) -> None:
    assert old in NUMBERED
    said = complaint(NUMBERED.replace(old, new, 1))
    assert re.sub(r"^routines/x\.toml:\d+: ", "", said).startswith(message)


def test_a_longer_form_is_summed_up_too() -> None:
    listed = NUMBERED.replace("on_feet", 'variants = ["full-90"]\non_feet', 1)
    row = (listed + FORM[: FORM.index("seconds")]).count("\n") + 1
    expected = f"routines/x.toml:{row}: forms[0].steps[0].seconds: 80 makes 80 s in all, not 90"
    assert complaint(listed + FORM) == expected


def test_no_steps_at_all() -> None:
    steps, cue = NUMBERED.index("[[steps]]"), NUMBERED.index("[cue]")
    assert complaint(NUMBERED[:steps] + NUMBERED[cue:]) == "routines/x.toml:1: steps: missing"


def test_an_unscheduled_routine_has_forms_instead_of_steps() -> None:
    listed = NUMBERED.replace("on_feet", 'scheduled = false\nvariants = ["full-90"]\non_feet', 1)
    form = FORM.replace("80", "90")
    assert complaint(listed + form).startswith("routines/x.toml:17: steps: not allowed")


def test_a_number_is_needed_in_the_end() -> None:
    assert complaint(OWN) == "routines/x.toml:1: number: missing"


def test_every_built_in_file_is_valid_and_named_after_its_routine() -> None:
    paths = built_in_files()
    assert len(paths) == 32
    for path in paths:
        facts = parse_card(read(path, path.name), path.name).facts
        assert path.stem == f"{facts.number.lower()}-{facts.id}"


@pytest.mark.parametrize("name", ["", "R99", "r", "hip", "U01", "股関節"])
def test_an_unknown_routine_has_its_own_error(name: str) -> None:
    with pytest.raises(UnknownContentError):
        load_routines().card(name)


def test_cards_are_loaded_when_shown_and_few_are_kept() -> None:
    whole = load_routines()
    loaded: list[str] = []

    def load(routine_id: str) -> object:
        loaded.append(routine_id)
        return whole.card(routine_id)

    catalogue = Catalogue(whole.facts, load)  # type: ignore[arg-type] # records what is loaded
    assert loaded == []
    for _ in range(3):
        catalogue.card("hip-hinge")
    assert loaded == ["hip-hinge"]
    for name in ("R01", "R02", "R03"):
        catalogue.card(name)
    assert loaded == ["hip-hinge", "diaphragmatic-breathing", "breathing-90-90", "hip-hinge"]


def test_all_errors_are_content_errors() -> None:
    assert issubclass(ContentFileError, ContentError)
    assert issubclass(UnknownContentError, ContentError)
