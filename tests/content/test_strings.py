"""M16: every string exists in both languages, and the code asks only for strings that exist."""

import ast
import re
import string
from collections.abc import Iterator
from pathlib import Path

import pytest

import deskbreak
from deskbreak.content.content_errors import UnknownContentError
from deskbreak.content.model import LANGUAGES, Language
from deskbreak.content.strings import both, everything, items, text
from deskbreak.domain.vocabulary.events import Action, Reason
from deskbreak.domain.vocabulary.routine import (
    CheckGroup,
    Code,
    Comfort,
    Kind,
    OnFeet,
    Place,
    Prop,
    Region,
)
from deskbreak.domain.vocabulary.settings import Mode, Profile

PACKAGE = Path(deskbreak.__file__).parent
JA, EN = everything("ja"), everything("en")


def placeholders(template: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(template) if name is not None}


def asked_for() -> Iterator[tuple[str, str, set[str] | None]]:
    """(where, key, given names) of each key in the code.

    Of a key that is put together only the literal beginning is known. Names are None where they
    are not literal.
    """
    places = {"text": 1, "items": 1, "both": 0}
    for path in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name)):
                continue
            at = places.get(node.func.id)
            if at is None or len(node.args) <= at:
                continue
            key = node.args[at]
            if isinstance(key, ast.JoinedStr) and isinstance(key.values[0], ast.Constant):
                yield f"{path.name}:{node.lineno}", str(key.values[0].value).rstrip("."), None
            elif isinstance(key, ast.Constant) and isinstance(key.value, str):
                names = {word.arg for word in node.keywords if word.arg is not None}
                literal = len(names) == len(node.keywords)
                yield f"{path.name}:{node.lineno}", key.value, names if literal else None


def test_m16_both_languages_have_the_same_keys() -> None:
    assert set(JA) == set(EN)
    assert list(JA) == list(EN), "in the same order, so that a table of texts reads alike"


def test_m16_placeholders_are_the_same_in_both_languages() -> None:
    different = {key for key in JA if placeholders(JA[key]) != placeholders(EN[key])}
    assert different <= {f"units.{name}" for name in ("date", "full_date")}, (
        "only a date is written from other parts"
    )


def test_m16_each_language_is_written_in_its_own_letters() -> None:
    own_names = {"names.language.ja"}
    assert {key for key, words in EN.items() if re.search(r"[\u3040-\u9fff]", words)} == own_names
    latin = {
        key for key, words in JA.items() if not re.search(r"[\u3000-\u9fff\uff00-\uffef]", words)
    }
    values = r"[\s/（）・:]*|deskbreak|English|Space"
    only_values = {key for key in latin if re.fullmatch(values, bare(JA[key]))}
    assert latin - only_values == set()


def bare(template: str) -> str:
    return re.sub(r"\{\w+\}", "", template).strip()


def test_no_string_is_empty_but_the_join_of_japanese_units() -> None:
    assert [key for key, words in JA.items() if not words] == ["units.join"]
    assert [key for key, words in EN.items() if not words] == []


def test_every_key_the_code_asks_for_exists() -> None:
    found = list(asked_for())
    assert len(found) > 5
    for where, key, _ in found:
        there = key in JA or any(known.startswith(f"{key}.") for known in JA)
        assert there, f"{where} asks for {key}"


def test_the_code_gives_every_placeholder_a_value() -> None:
    for where, key, names in asked_for():
        if names is not None and key in JA:
            assert placeholders(JA[key]) <= names, f"{where} fills {key}"


@pytest.mark.parametrize(
    ("table", "names"),
    [
        ("names.kind", Kind),
        ("names.region", Region),
        ("names.place", Place),
        ("names.prop", Prop),
        ("names.on_feet", OnFeet),
        ("names.code", Code),
        ("names.group", CheckGroup),
        ("names.mode", Mode),
        ("names.hold", Reason),
        ("prompt.buttons", (*Comfort, "start", "done", "snooze", "skip", "another", "seated")),
        ("cli.help", Action),
        ("profile", (Profile.JP_MHLW, Profile.UK_HSE)),
    ],
)
def test_every_value_of_the_core_has_a_name(table: str, names: tuple[str, ...]) -> None:
    for name in names:
        assert f"{table}.{name}" in JA


@pytest.mark.parametrize("language", LANGUAGES)
def test_one_section_at_a_time_gives_the_same_as_the_whole_file(language: str) -> None:
    whole = JA if language == "ja" else EN
    for key, template in whole.items():
        values = dict.fromkeys(placeholders(template), "x")
        assert text("ja" if language == "ja" else "en", key, **values) == template.format(**values)


def test_placeholders_are_filled() -> None:
    assert text("ja", "prompt.buttons.snooze", length="5分") == "5分後に"
    assert text("en", "prompt.buttons.snooze", length="5 min") == "Snooze 5 min"


@pytest.mark.parametrize("key", ["nothing", "prompt", "prompt.nothing", "nothing.at.all", "."])
def test_a_missing_key_is_named(key: str) -> None:
    with pytest.raises(UnknownContentError, match=re.escape(key)):
        text("en", key)


def test_a_missing_value_is_named() -> None:
    with pytest.raises(UnknownContentError, match="length"):
        text("en", "prompt.buttons.snooze", other=1)
    with pytest.raises(UnknownContentError, match="length"):
        text("en", "prompt.buttons.snooze")


def test_a_table_is_read_in_its_order() -> None:
    signs = items("ja", "safety.now.signs")
    assert len(signs) == 7
    assert signs[0].startswith("股・お尻の間")
    assert len(items("en", "safety.soon.signs")) == 7
    with pytest.raises(UnknownContentError):
        items("en", "safety.never")


def test_both_languages_at_once() -> None:
    close = both("card.seated_closing")
    assert close.ja == "左右の坐骨に体重をゆっくり移す（2回ずつ）"
    assert close.en == "Shift your weight slowly from one sit bone to the other, twice each way"


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_a_routine_needs_is_named_by_a_word_or_two(language: Language) -> None:
    names = [text(language, f"names.prop.{prop.value}") for prop in Prop]
    assert max(map(len, names)) <= 20
