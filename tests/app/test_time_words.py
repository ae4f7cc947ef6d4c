"""Lengths and times as people type them, and what is said to each slip."""

from datetime import time

import pytest

from deskbreak.app.time_words import PauseEnd, Slip, length, pause_end
from deskbreak.content.model import LANGUAGES
from deskbreak.domain.time.units import HOUR, MINUTE
from deskbreak.domain.vocabulary.events import Until


@pytest.mark.parametrize(
    ("typed", "end"),
    [
        ("1h", HOUR),
        ("1h30m", 90 * MINUTE),
        ("1h 30m", 90 * MINUTE),
        ("１ｈ", HOUR),
        ("1H", HOUR),
        ("14:00", time(14)),
        ("until 14:00", time(14)),
        ("until  9:05", time(9, 5)),
        ("until １４：００", time(14)),
        ("Until 0:00", time(0)),
        ("24:00", time(0)),
        ("today", Until.TODAY),
        ("until today", Until.TODAY),
    ],
)
def test_what_a_pause_may_be(typed: str, end: PauseEnd) -> None:
    assert pause_end(typed) == end


@pytest.mark.parametrize(
    ("typed", "kind", "told"),
    [
        ("until", "pause_until_what", "until 14:00"),
        ("until 1h", "pause_until_length", "deskbreak pause 1h"),
        ("until noon", "time", "until 14:00"),
        ("25:00", "time_range", "0 to 23"),
        ("14:60", "time_range", "00 to 59"),
        ("14", "pause_bare", "14:00"),
        ("90", "duration_unit", "90m"),
        ("0s", "duration_short", "1s"),
        ("later", "pause", "1h, until 14:00 or today"),
        ("2pm", "pause", "until 14:00"),
    ],
)
def test_each_slip_is_told_what_to_type(typed: str, kind: str, told: str) -> None:
    slip = pause_end(typed)
    assert isinstance(slip, Slip)
    assert slip.kind == kind
    assert told in slip.words("en")
    for language in LANGUAGES:
        assert "\n" not in slip.words(language)


def test_a_length_without_a_unit_gets_one() -> None:
    assert length("5m") == 5 * MINUTE
    assert length("５ｍ") == 5 * MINUTE
    assert length("5") == Slip("duration_unit", "5", "5m")
    assert length("soon") == Slip("duration", "soon")
