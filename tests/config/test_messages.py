"""Every fault has a line in both languages, and both name the same things."""

import string

import pytest

from deskbreak.config.file_problems import Fault, Layer, Problem
from deskbreak.config.messages import render, texts

OTHERS = {"environment", "command-line", "default", "warning", "fine"}


def test_both_languages_have_a_text_for_every_fault() -> None:
    assert set(texts("en")) == set(texts("ja")) == {*Fault, *OTHERS}


@pytest.mark.parametrize("fault", [*Fault, *OTHERS])
def test_both_texts_name_the_same_things(fault: str) -> None:
    named = [
        {name for _, name, _, _ in string.Formatter().parse(texts(lang)[fault]) if name}
        for lang in ("en", "ja")
    ]
    assert named[0] == named[1]


def test_no_english_sentence_is_left_in_the_japanese_texts() -> None:
    for code, text in texts("ja").items():
        assert text != texts("en")[code]


def test_the_place_comes_first() -> None:
    problem = Problem(Fault.FLAG, file="config.toml", line=3, key="hold.call", value='"yes"')
    assert render(problem, "en").startswith('config.toml:3: hold.call = "yes": true or false ')
    variable = Problem(Fault.FLAG, Layer.ENVIRONMENT, key="DESKBREAK_HOLD__CALL", value='"x"')
    assert render(variable, "ja").startswith('環境変数 DESKBREAK_HOLD__CALL = "x": ')
