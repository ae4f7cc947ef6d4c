"""Both languages tell the same numbers and the same side, in every text of a card and a check."""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

import deskbreak

CONTENT = Path(deskbreak.__file__).parent / "content"
FILES = sorted([*CONTENT.glob("routines/*.toml"), *CONTENT.glob("checks/*.toml")])
SPOKEN = {
    language: tomllib.loads((CONTENT / f"spoken/{language}.toml").read_text("utf-8"))
    for language in ("ja", "en")
}
WORDS = {
    "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "twelve": 12, "fifteen": 15, "twenty": 20, "thirty": 30,
}  # fmt: skip
KANJI = {"三": 3}
SIDES = re.compile(
    r"(?P<right>\bright\b(?! (?:angles?|next|out|back|now)\b)|右)|(?P<left>\bleft\b|左)"
)
BOTH = re.compile(r"左右|left(?:,| and| or) right|left and right", re.IGNORECASE)


def pairs(table: object) -> Iterator[tuple[str, str]]:
    """Every text below a table, in both languages."""
    if isinstance(table, dict):
        if isinstance(table.get("ja"), str):
            yield table["ja"], table["en"]
        for inner in table.values():
            yield from pairs(inner)
    elif isinstance(table, list):
        for inner in table:
            yield from pairs(inner)


def numbers(words: str) -> set[float]:
    """From three on: one and two are often a word of another kind."""
    found = {float(number) for number in re.findall(r"\d+(?:\.\d+)?", words)}
    found |= {WORDS[word] for word in re.findall(r"[a-z]+", words.lower()) if word in WORDS}
    found |= {KANJI[sign] for sign in words if sign in KANJI}
    return {number for number in found if number > 2}


def sides(words: str) -> set[str]:
    """Which sides are named, one by one; both at once are none."""
    return {found.lastgroup or "" for found in SIDES.finditer(BOTH.sub("", words).lower())}


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_card_says_the_same_in_both(file: Path) -> None:
    for ja, en in pairs(tomllib.loads(file.read_text("utf-8"))):
        assert numbers(ja) == numbers(en), (ja, en)
        assert sides(ja) == sides(en), (ja, en)


@pytest.mark.parametrize("id_", sorted(SPOKEN["ja"]))
def test_what_is_spoken_says_the_same_in_both(id_: str) -> None:
    assert SPOKEN["ja"].keys() == SPOKEN["en"].keys()
    assert SPOKEN["ja"][id_].keys() == SPOKEN["en"][id_].keys()
    for form, said in SPOKEN["ja"][id_].items():
        for ja, en in zip(said, SPOKEN["en"][id_][form], strict=True):
            assert numbers(ja) == numbers(en), (ja, en)
            assert sides(ja) == sides(en), (ja, en)
