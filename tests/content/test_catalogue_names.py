"""A routine is found by what a person may call it."""

import pytest

from deskbreak.content.content_errors import (
    ContentFileError,
    UnknownContentError,
    UnknownRoutineError,
)
from deskbreak.content.loader import load_routines
from deskbreak.content.model import Language
from deskbreak.content.routine_file import parse_title

CONTENT = load_routines()


@pytest.mark.parametrize("language", ["en", "ja"])
def test_each_routine_is_found_by_its_title(language: Language) -> None:
    for facts in CONTENT.facts:
        title = CONTENT.card(facts.id).title.of(language)
        assert CONTENT.find(title) is facts
        assert CONTENT.find(f"  {title.upper()} ") is facts


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("side plank", "R11"),
        ("SIDE-PLANK", "R11"),
        ("dead bug", "R09"),
        ("r3", "R03"),
        ("足踏み", "R32"),
        ("heel standing", "R22"),
        ("壁 肋骨", "R19"),
        ("bridge glute", "R05"),
        ("タオル", "R07"),
        ("たおる", "R07"),
        ("ﾀｵﾙ", "R07"),
        ("カカトヲ", "R22"),
        ("ＲＩＢ　Ｂ", "R19"),
    ],
)
def test_words_that_only_one_title_has_are_enough(words: str, number: str) -> None:
    assert CONTENT.find(words).number == number


@pytest.mark.parametrize("words", ["", " ", "-", "stand", "壁", "no such thing"])
def test_words_of_several_or_of_none_find_nothing(words: str) -> None:
    with pytest.raises(UnknownContentError):
        CONTENT.find(words)


@pytest.mark.parametrize(
    ("words", "several", "near"),
    [
        ("壁", ["R19", "R27", "R29"], None),
        ("hip hindge", [], "R03"),
        ("sitting to stand", [], "R14"),
        ("stand up", [], "R14"),
        ("up", [], None),
        ("わき向きで支える", [], "R11"),
        ("no such thing", [], None),
        ("", [], None),
    ],
)
def test_it_is_said_which_are_meant_or_which_is_near(
    words: str, several: list[str], near: str | None
) -> None:
    with pytest.raises(UnknownRoutineError) as caught:
        CONTENT.find(words)
    assert [one.number for one in caught.value.several] == several
    assert (caught.value.near and caught.value.near.number) == near
    assert caught.value.name == words


def test_what_is_gone_is_not_taken_for_another() -> None:
    with pytest.raises(UnknownContentError):
        CONTENT.card("side plank")


def test_a_title_alone_is_the_one_on_the_card() -> None:
    for facts in CONTENT.facts:
        assert CONTENT.title(facts.number) == CONTENT.card(facts.id).title
    with pytest.raises(UnknownContentError):
        CONTENT.title("no such thing")


def test_the_facts_at_hand_are_those_of_the_card() -> None:
    for facts in CONTENT.facts:
        assert CONTENT.card(facts.id).facts == facts


@pytest.mark.parametrize("damaged", ["", "\n[title]\n", '\n[title]\nja = "a"\n[cue]\nen = "b"'])
def test_a_file_without_a_title_is_damaged(damaged: str) -> None:
    with pytest.raises(ContentFileError, match="routines/r01-x"):
        parse_title(damaged, "routines/r01-x.toml")
