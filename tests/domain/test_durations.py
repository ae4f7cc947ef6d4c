import pytest
from hypothesis import given
from hypothesis import strategies as st

from deskbreak.domain.time.durations import format_duration, parse_duration
from deskbreak.domain.time.units import DAY, HOUR, MINUTE, SECOND


@pytest.mark.parametrize(
    ("text", "length"),
    [
        ("0s", 0),
        ("90s", 90 * SECOND),
        ("45m", 45 * MINUTE),
        ("1h30m", 90 * MINUTE),
        ("30d", 30 * DAY),
        ("1d2h3m4s", DAY + 2 * HOUR + 3 * MINUTE + 4 * SECOND),
        ("999999d", 999_999 * DAY),
        ("999999h", 999_999 * HOUR),
        ("999999m", 999_999 * MINUTE),
        ("999999s", 999_999 * SECOND),
    ],
)
def test_reads_the_forms_of_the_contract(text: str, length: int) -> None:
    assert parse_duration(text) == length


@pytest.mark.parametrize(
    "text",
    [
        *("", "45", "m", "45 m", " 45m", "45m ", "45M", "30m1h", "1h1h", "-5m", "1.5h", "4５m"),
        *("45min", "1000000d", "1000000h", "1000000m", "1000000s"),
    ],
)
def test_anything_else_is_no_duration(text: str) -> None:
    assert parse_duration(text) is None


@pytest.mark.parametrize(
    ("length", "text"),
    [
        (0, "0s"),
        (60 * SECOND, "60s"),
        (5 * MINUTE, "5m"),
        (60 * MINUTE, "60m"),
        (2 * HOUR, "2h"),
        (24 * HOUR, "24h"),
        (30 * DAY, "30d"),
        (100 * MINUTE, "1h40m"),
        (90 * SECOND, "90s"),
        (91 * SECOND, "1m31s"),
        (120 * SECOND, "2m"),
        (90 * MINUTE, "90m"),
        (91 * MINUTE, "1h31m"),
        (48 * HOUR, "48h"),
        (49 * HOUR, "2d1h"),
        (DAY + HOUR + MINUTE + SECOND, "1d1h1m1s"),
    ],
)
def test_writes_what_a_person_would(length: int, text: str) -> None:
    assert format_duration(length) == text


@given(st.integers(0, 400 * DAY // SECOND))
def test_what_is_written_reads_back(seconds: int) -> None:
    assert parse_duration(format_duration(seconds * SECOND)) == seconds * SECOND


@given(st.text(max_size=12))
def test_no_text_is_too_much(text: str) -> None:
    length = parse_duration(text)
    assert length is None or length >= 0
