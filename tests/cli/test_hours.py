"""Working hours as a person types them."""

import pytest

from deskbreak.cli.hours_question import (
    hours_question,
    hours_to_keep,
    in_words,
    read_hours,
    what_is_wrong,
)
from deskbreak.config.answer import Loaded
from deskbreak.config.span_words import spans_meant
from deskbreak.content.model import LANGUAGES
from deskbreak.domain.vocabulary.settings import Settings

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


@pytest.mark.parametrize(
    ("typed", "spans"),
    [
        ("09:00-12:00,13:00-18:00", ("09:00-12:00", "13:00-18:00")),
        ("9:00 - 12:00, 13:00 -18:00", ("09:00-12:00", "13:00-18:00")),
        ("9:00〜12:00、13:00〜18:00", ("09:00-12:00", "13:00-18:00")),
        ("13:00-18:00 09:00-12:00", ("09:00-12:00", "13:00-18:00")),
        ("09:00-12:00,12:00-18:00", ("09:00-18:00",)),
        ("22:00-06:00", ("22:00-06:00",)),
        ("00:00-24:00", ("00:00-24:00",)),
        ("9-17", ("09:00-17:00",)),
        ("9-12, 13-18", ("09:00-12:00", "13:00-18:00")),
        ("9-17:30", ("09:00-17:30",)),
        ("９：００－１７：００", ("09:00-17:00",)),
        ("09：00−17：00", ("09:00-17:00",)),
        ("9:00‐17:00", ("09:00-17:00",)),
        ("9時〜17時半", ("09:00-17:30",)),
        ("9時から12時まで、13時15分から18時まで", ("09:00-12:00", "13:15-18:00")),
        ("22-6", ("22:00-06:00",)),
        ("a", ()),
        ("Any time", ()),
        ("いつでも", ()),
    ],
)
def test_what_is_understood(typed: str, spans: tuple[str, ...]) -> None:
    assert read_hours(typed) == spans


@pytest.mark.parametrize(
    "typed", ["", ",", "9-25", "9-", "09:00", "09:00-09:00", "9:00-25:00", "maybe"]
)
def test_what_is_not(typed: str) -> None:
    assert read_hours(typed) is None


@pytest.mark.parametrize("typed", ["9-5", "09:00-05:00", "8:30-12:00,9-5"])
def test_whoever_counts_to_twelve_is_asked(typed: str) -> None:
    assert read_hours(typed) is None
    said = what_is_wrong(typed, "en")
    assert "05:00 the next day" in said
    assert said.endswith("-17:00?")


@pytest.mark.parametrize("typed", [" " * 100_000 + "9-17", "9-17," * 1000])
def test_more_than_anybody_types_is_not_read(typed: str) -> None:
    assert spans_meant(typed) == ()


def test_the_button_of_the_window_gives_an_answer_that_is_read() -> None:
    for language in LANGUAGES:
        asked = hours_question(language, loaded())
        assert asked.shortcut
        assert asked.read(asked.shortcut) == ()
        assert "[a]" not in asked.in_window


def test_more_spans_than_a_day_holds_are_not_understood() -> None:
    many = ",".join(f"{hour:02}:{minute}-{hour:02}:{minute + 5}" for hour in range(24)
                    for minute in (10, 30))  # fmt: skip
    assert read_hours(many) is None


def loaded(**days: list[str]) -> Loaded:
    return Loaded(Settings(), values={f"hours.{day}": spans for day, spans in days.items()})


def test_the_hours_in_force_in_words() -> None:
    office = dict.fromkeys(DAYS[:5], ("09:00-17:00",))
    whole = dict.fromkeys(DAYS, ("00:00-24:00",))
    assert in_words("en", loaded()) == "any time"
    assert in_words(
        "en", Loaded(Settings(), values={f"hours.{d}": v for d, v in whole.items()})
    ) == ("any time")
    assert in_words(
        "ja", Loaded(Settings(), values={f"hours.{d}": v for d, v in office.items()})
    ) == ("月〜金 09:00-17:00")
    assert in_words("en", loaded(mon=["08:00-12:00"], sat=["10:00-11:00"], sun=[])) == (
        "Mon 08:00-12:00; Sat 10:00-11:00"
    )


def test_what_is_kept() -> None:
    assert set(hours_to_keep((), explicit=False).values()) == {None}
    assert hours_to_keep((), explicit=True)["hours.sun"] == ["00:00-24:00"]
    kept = hours_to_keep(("09:00-17:00",), explicit=False)
    assert (kept["hours.fri"], kept["hours.sat"]) == (["09:00-17:00"], None)
    assert hours_to_keep(("09:00-17:00",), explicit=True)["hours.sat"] == []
