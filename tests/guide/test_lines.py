"""How centred texts are broken."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deskbreak.content.line_breaks import broken


def wide(text: str) -> float:
    """Kanji and kana are twice as wide as letters."""
    return sum(1.0 if character.isascii() else 2.0 for character in text)


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("", [""]),
        ("Short", ["Short"]),
        ("One two three four five six", ["One two three", "four five six"]),
        (
            "吐いて骨盤から丸め、吸って骨盤から起こす",
            ["吐いて骨盤から丸め、", "吸って骨盤から起こす"],
        ),
        (
            "鼻から吸い、口から吐く。4秒で1往復を10回",
            ["鼻から吸い、口から吐く。", "4秒で1往復を10回"],
        ),
        ("First\nsecond", ["First", "second"]),
    ],
)
def test_a_text_is_broken_where_one_would_pause(text: str, lines: list[str]) -> None:
    assert broken(text, 26, wide) == lines


def test_the_end_of_a_sentence_stays_whole() -> None:
    asked = "この3か月に背骨の手術や骨折がありましたか。動きの制限を受けていますか"
    for width in range(10, 60):
        lines = broken(asked, width, wide)
        assert not any(line.startswith(("か", "したか", "たか")) for line in lines)
        assert not any(line.endswith(("ありまし", "ありました", "ていま")) for line in lines)


def test_lines_are_even() -> None:
    lines = broken("a b c d e f g h i j k l m n o p", 26, wide)
    assert [len(line) for line in lines] == [15, 15]


def test_a_closing_mark_never_begins_a_line_nor_an_opening_one_ends_it() -> None:
    for width in range(6, 40):
        for line in broken("「前へ」と「後ろへ」を、くりかえす（ゆっくり）。", width, wide):
            assert line[0] not in "」、。）"
            assert line[-1] not in "「（"


def test_numbers_and_words_stay_whole() -> None:
    lines = broken("ノートPCは台に載せて10〜15cm上げる", 12, wide)
    assert "".join(lines) == "ノートPCは台に載せて10〜15cm上げる"
    assert any("10〜" in line for line in lines)
    assert broken("extraordinarily", 5, wide) == ["extraordinarily"]


@given(st.text(alphabet="ab 、。「あアー1秒", max_size=30), st.integers(4, 30))
def test_nothing_is_lost(text: str, width: int) -> None:
    kept = "".join("".join(broken(text, width, wide)).split())
    assert kept == "".join(text.split())
