"""Set-up checks in words: under every option, in both languages, within a notification."""

from datetime import date, timedelta
from itertools import product

import pytest
from content.wording import said_wrongly

from deskbreak.app.check_text import check_text
from deskbreak.app.text_limits import BODY, TITLE
from deskbreak.content.checks import load_checks
from deskbreak.content.content_errors import UnknownContentError
from deskbreak.content.model import LANGUAGES, Language

DAY = date(2026, 11, 25)

OPTIONS: dict[str, dict[str, tuple[str, ...]]] = {
    "seat-on-sit-bones": {"depth": ("shallow", "deep", "alternate")},
    "knees-hips-right-angle": {"deg": ("90-110", "[100, 120]")},
    "screen-height": {
        "reference": ("centre", "top"),
        "below_cm": ("10-15", "[0, 5]"),
        "top_not_above_eye": ("true", "False"),
    },
    "keyboard-elbows": {"deg": ("90-110", "[90, 120]")},
    "backrest-contact": {"mode": ("touch", "support", "alternate")},
}

CASES = [
    (check.id, tuple(zip(OPTIONS.get(check.id, {}), values, strict=True)))
    for check in load_checks()
    for values in product(*OPTIONS.get(check.id, {}).values())
]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("check", "options"), CASES)
@pytest.mark.parametrize("day", [DAY, DAY + timedelta(days=1)])
def test_under_every_option_it_fits_and_breaks_no_wording_rule(
    check: str, options: tuple[tuple[str, str], ...], language: Language, day: date
) -> None:
    said = check_text(language, check, options, day)
    assert len(said.title) <= TITLE
    assert len(said.fix_title) <= TITLE
    for body in (said.asking()[0], said.asking(purpose=True)[0], said.fixing()):
        assert len(body) <= BODY
        assert said_wrongly(body) == []
        assert "{" not in body
    assert said.asking()[0].startswith(said.question)
    assert said.fixing().startswith(said.fix)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("check", [check.id for check in load_checks()])
def test_the_first_one_says_what_checks_are_for(check: str, language: Language) -> None:
    said = check_text(language, check, (), DAY)
    assert said.purpose in said.asking(purpose=True)[0]
    assert said.purpose not in said.asking()[0]


@pytest.mark.parametrize(
    ("check", "key", "source", "public"),
    [
        ("seat-on-sit-bones", "depth", "shallow", "deep"),
        ("backrest-contact", "mode", "touch", "support"),
        ("screen-height", "reference", "centre", "top"),
    ],
)
def test_the_source_and_public_guidance_can_both_be_chosen(
    check: str, key: str, source: str, public: str
) -> None:
    first = check_text("en", check, ((key, source),), DAY)
    second = check_text("en", check, ((key, public),), DAY)
    assert first.question != second.question
    assert first.fix != second.fix
    for day in (DAY, DAY + timedelta(days=1)):
        assert check_text("en", check, ((key, source),), day) == first
        assert check_text("en", check, ((key, public),), day) == second


@pytest.mark.parametrize(
    ("check", "key", "values"),
    [
        ("seat-on-sit-bones", "depth", {"shallow", "deep"}),
        ("backrest-contact", "mode", {"touch", "support"}),
    ],
)
def test_alternate_takes_turns_by_day_week_and_count(
    check: str, key: str, values: set[str]
) -> None:
    each = {check_text("ja", check, ((key, value),)).question for value in values}
    for later in (1, 7):
        days = (DAY, DAY + timedelta(days=later))
        assert {check_text("ja", check, ((key, "alternate"),), day).question for day in days} == (
            each
        )
    assert {check_text("ja", check, (), DAY, asked_before=n).question for n in (0, 1)} == each
    again = {check_text("ja", check, (), DAY, asked_before=n).question for n in (0, 2)}
    assert len(again) == 1


def test_c5_asks_in_centimetres_once_they_are_set() -> None:
    usual = check_text("en", "C5")
    assert "fists" in usual.question
    assert "top edge from rising" in usual.fix
    own = check_text("en", "C5", (("below_cm", "[12, 18]"),))
    assert "12–18 cm" in own.question
    assert "middle" in own.question
    public = check_text("ja", "C5", (("reference", "top"), ("below_cm", "[0, 5]")))
    assert public.question == "画面の上端は、目の高さより0〜5cm下ですか"
    large = check_text("en", "C5", (("top_not_above_eye", "False"),))
    assert "top edge" not in large.fix


@pytest.mark.parametrize("check", ["C4", "C6"])
def test_c4_and_c6_name_the_angle_once_it_is_set(check: str) -> None:
    assert "right angle" in check_text("en", check).question
    assert "100–120 degrees" in check_text("en", check, (("deg", "[100, 120]"),)).question


def test_what_there_is_no_check_for() -> None:
    with pytest.raises(UnknownContentError, match="C11"):
        check_text("en", "C11")
