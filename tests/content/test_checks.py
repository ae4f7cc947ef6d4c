"""The ten set-up checks and how options change their questions (catalogue 3.2)."""

import pytest

from deskbreak.content.checks import check_card, load_checks
from deskbreak.content.content_errors import UnknownContentError
from deskbreak.domain.vocabulary.routine import CheckGroup

CHECKS = [
    ("C1", "seat-on-sit-bones", "body"),
    ("C2", "pelvis-middle", "body"),
    ("C3", "back-quiet", "body"),
    ("C4", "knees-hips-right-angle", "place"),
    ("C5", "screen-height", "place"),
    ("C6", "keyboard-elbows", "place"),
    ("C7", "backrest-contact", "body"),
    ("C8", "foot-support", "place"),
    ("C9", "stood-this-hour", "rhythm"),
    ("C10", "weight-even", "body"),
]


def test_the_ten_checks_in_order() -> None:
    found = [(check.number, check.id, check.group) for check in load_checks()]
    assert found == [(number, name, CheckGroup(group)) for number, name, group in CHECKS]


@pytest.mark.parametrize(("number", "name", "group"), CHECKS)
def test_m16_every_check_is_in_both_languages(number: str, name: str, group: str) -> None:
    card = check_card(name)
    assert check_card(number) == card
    assert card.facts.group == group
    texts = card.texts()
    for words in (texts.question, texts.look, texts.fix):
        assert any(ord(letter) > 0x3000 for letter in words.ja)
        assert all(ord(letter) < 0x3000 for letter in words.en)
        assert "{" not in words.ja + words.en


def test_c1_takes_turns_between_the_two_ways_to_sit() -> None:
    card = check_card("C1")
    shallow, deep, again = (card.texts(times_asked=times).question.en for times in range(3))
    assert shallow == again == "Are you sitting on your sit bones right now, both soles flat?"
    assert deep == "Are you sitting right back, with the whole sole on the floor?"


@pytest.mark.parametrize("times", [0, 1])
def test_c1_asks_for_one_way_when_one_is_chosen(times: int) -> None:
    card = check_card("C1")
    assert card.texts([("depth", "shallow")], times).question.en.startswith("Are you sitting on")
    assert card.texts([("depth", "deep")], times).question.en.startswith("Are you sitting right")


def test_c7_with_support_lets_the_back_rest_carry() -> None:
    card = check_card("C7")
    texts = card.texts([("mode", "support")])
    assert texts.fix.ja == "深く座り、背もたれに背中を預ける"
    assert texts.fix.en == "Sit right back and let the backrest carry you"
    assert card.texts([("mode", "touch")], 1).fix.en.startswith("Bring the backrest forward")


@pytest.mark.parametrize("written", ["10-15", "[10, 15]", "10, 15"])
def test_c5_keeps_its_words_for_the_default_range(written: str) -> None:
    texts = check_card("C5").texts([("below_cm", written)])
    assert "one to one-and-a-half fists" in texts.question.en


def test_c5_says_another_range_in_centimetres() -> None:
    texts = check_card("C5").texts([("below_cm", "[5, 10]")])
    assert texts.question.ja == "画面の中心は、目の高さより5〜10cm下ですか"
    assert "5–10 cm" in texts.look.en


def test_c5_can_look_at_the_top_edge() -> None:
    texts = check_card("C5").texts([("reference", "top"), ("below_cm", "[0, 5]")])
    assert texts.question.en == "Is the top edge of your screen 0–5 cm below eye level?"
    assert "progressive lenses" in texts.fix.en


@pytest.mark.parametrize("written", ["false", "False"])
def test_c5_without_the_preference_for_a_low_top_edge(written: str) -> None:
    texts = check_card("C5").texts([("top_not_above_eye", written)])
    assert "top edge" not in texts.fix.en
    assert "fists" in texts.question.en


def test_c4_and_c6_say_another_range_in_degrees() -> None:
    for name in ("C4", "C6"):
        card = check_card(name)
        assert "right angle" in card.texts().question.en
        assert "95–120 degrees" in card.texts([("deg", "[95, 120]")]).question.en
        assert "95〜120度" in card.texts([("deg", "[95, 120]")]).question.ja


@pytest.mark.parametrize("name", ["C0", "C11", "posture", ""])
def test_an_unknown_check(name: str) -> None:
    with pytest.raises(UnknownContentError, match="no check named"):
        check_card(name)
