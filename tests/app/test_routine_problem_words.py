"""What is wrong with a routine of one's own is said in Japanese to the end."""

import re
from pathlib import Path

import pytest
from content.own_routine import OWN

from deskbreak.app.routine_problem_words import FORMS, routine_problem_words
from deskbreak.content.loader import load_routines
from deskbreak.content.strings import everything

BROKEN = (
    OWN.replace("seconds = 10", "seconds = 11", 1),
    OWN[: OWN.index("[easier]")],
    OWN[: OWN.index("[easier.dose]")],
    'leave_out = ["KNEES"]\n' + OWN,
    'spared = { PREG = "because" }\n' + OWN,
    'lines = ["rope"]\n' + OWN,
    OWN.replace("wrist-circles", "hip-hinge"),
    'number = "R01"\n' + OWN,
    'counterpart = "hop"\n' + OWN,
    "id = ",
    b"\xff\xfe\x00",
    "",
    "#" * 70_000,
    "rope = 1\n" + OWN,
)
"""Files that a person may write by mistake."""


@pytest.mark.parametrize("content", BROKEN, ids=range(len(BROKEN)))
def test_a_mistake_is_told_in_japanese_with_its_place(content: str | bytes, tmp_path: Path) -> None:
    folder = tmp_path / "routines"
    folder.mkdir()
    data = content if isinstance(content, bytes) else content.encode()
    (folder / "bad.toml").write_bytes(data)
    [line] = load_routines(folder).problems
    said = routine_problem_words(line, "ja")

    place = re.match(r"routines/bad\.toml(:\d+)?: ", line)
    assert place is not None
    assert said.startswith(place[0])
    assert re.search("[ぁ-んァ-ン]", said), line
    assert routine_problem_words(line, "en") == line


def test_every_text_has_its_form() -> None:
    texts = {key for key in everything("ja") if key.startswith("own_routine.")}
    assert texts == {f"own_routine.{key}" for key, _ in FORMS}


def test_what_has_no_form_stays_as_it_is() -> None:
    for line in ("routines/a.toml:3: steps: a list is needed, not a whole number", "odd", ""):
        assert routine_problem_words(line, "ja") == line


def test_what_is_named_in_a_problem_is_named_in_japanese_too() -> None:
    said = routine_problem_words("a.toml:3: steps: 12 makes 34 s in all, not 60", "ja")
    assert said.startswith("a.toml:3: steps: ")
    assert all(number in said.removeprefix("a.toml:3: ") for number in ("34", "60"))
    taken = routine_problem_words("a.toml:1: number: U07 is taken by another routine", "ja")
    assert "U07" in taken
    assert "taken" not in taken
