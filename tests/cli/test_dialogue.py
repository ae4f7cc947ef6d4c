"""Questions one after another, from lines that come from anywhere."""

from io import StringIO

import pytest

from deskbreak.cli.dialogue import Answer, Dialogue, InputEnded, Question, yes_no
from deskbreak.content.model import LANGUAGES, Language


def three(language: Language, **present: bool) -> list[Question]:
    return [
        yes_no(language, key, f"question {key}", present=present.get(key), after_yes=f"so {key}")
        for key in ("one", "two", "three")
    ]


def hold(typed: str, language: Language = "en", **present: bool) -> tuple[dict[str, Answer], str]:
    out = StringIO()
    answers = Dialogue(language, StringIO(typed), out).hold(three(language, **present))
    return dict(answers), out.getvalue()


def test_each_is_asked_in_turn_with_its_number() -> None:
    answers, shown = hold("y\nno\nYES\n")
    assert answers == {"one": True, "two": False, "three": True}
    assert [shown.index(f"Question {n} of 3") for n in (1, 2, 3)] == sorted(
        shown.index(f"question {key}") - len(f"Question {n} of 3\n")
        for n, key in enumerate(("one", "two", "three"), 1)
    )
    assert "so one" in shown
    assert "so two" not in shown


@pytest.mark.parametrize("word", ["はい", "ｙ", " Y ", "yes"])
def test_yes_in_other_letters(word: str) -> None:
    assert hold(f"{word}\nn\nn\n", "ja")[0]["one"] is True


@pytest.mark.parametrize("word", ["b", "戻る", "ｂ"])
def test_back_asks_the_one_before_again(word: str) -> None:
    answers, shown = hold(f"y\n{word}\nn\ny\ny\n")
    assert answers == {"one": False, "two": True, "three": True}
    assert shown.count("question one") == 2


def test_the_first_has_nothing_before_it() -> None:
    answers, shown = hold("b\ny\ny\ny\n")
    assert answers["one"] is True
    assert "Please answer y or n." in shown


def test_enter_keeps_what_is_there_and_only_that() -> None:
    answers, shown = hold("\n\nn\ny\n", one=True)
    assert answers == {"two": False, "three": True}
    assert "now: yes (Enter keeps it)" in shown
    assert shown.count("Nothing was typed, and there is no answer to keep yet.") == 1
    assert "Please answer y or n." not in shown


def test_an_answer_taken_back_and_kept_is_not_given() -> None:
    assert hold("n\nb\n\nn\nn\n", one=True)[0] == {"two": False, "three": False}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("typed", ["", "y\n", "y\ny\n", "y\nmaybe\n"])
def test_an_early_end_gives_nothing(typed: str, language: Language) -> None:
    with pytest.raises(InputEnded):
        hold(typed, language)
