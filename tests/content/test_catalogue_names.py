"""A routine is found by what a person may call it."""

import pytest

from deskbreak.content.content_errors import UnknownContentError
from deskbreak.content.loader import load_routines
from deskbreak.content.model import Language

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
    ],
)
def test_words_that_only_one_title_has_are_enough(words: str, number: str) -> None:
    assert CONTENT.find(words).number == number


@pytest.mark.parametrize("words", ["", " ", "-", "stand", "壁", "no such thing"])
def test_words_of_several_or_of_none_find_nothing(words: str) -> None:
    with pytest.raises(UnknownContentError):
        CONTENT.find(words)


def test_what_is_gone_is_not_taken_for_another() -> None:
    with pytest.raises(UnknownContentError):
        CONTENT.card("side plank")
