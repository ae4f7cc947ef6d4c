"""Japanese in a narrow terminal: phrases stay whole, no line begins with a mark or small kana."""

import re

import pytest

from deskbreak.content.columns import columns
from deskbreak.content.line_breaks import broken
from deskbreak.content.strings import everything
from deskbreak.content.wrapped_text import wrapped

NEVER_FIRST = "、。，．・：；？！）」』】〜ー々ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ"
NEVER_LAST = "（「『【"
TEXTS = [
    line
    for said in everything("ja").values()
    for line in re.sub(r"\{\w+\}", "10", said).split("\n")
    if re.search(r"[ぁ-ん]", line)
]


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        (
            "定期的に知らせ、短い動きを案内します。",
            ["定期的に知らせ、", "短い動きを", "案内します。"],
        ),
        ("設定を書き換えることはありません。", ["設定を書き換える", "ことはありません。"]),
        ("いまはお尻を上げる動きです", ["いまはお尻を", "上げる動きです"]),
        ("答えるには deskbreak setup を", ["答えるには", "deskbreak setup を"]),
        ("s 始める · z 10秒後に · q 終了", ["s 始める ·", "z 10秒後に ·", "q 終了"]),
        ("due after 10 min or so", ["due after", "10 min or so"]),
        ("今日：完了2・席を立った3・途中まで1", ["今日：完了2・席を", "立った3・途中まで1"]),
        (
            "始めるか、「また今度」を選んでください。",
            ["始めるか、", "「また今度」を", "選んでください。"],
        ),
    ],
)
def test_a_line_ends_where_a_phrase_ends(text: str, lines: list[str]) -> None:
    assert broken(text, 18, columns, whole_phrases=True) == lines


def test_a_phrase_wider_than_the_line_is_broken_all_the_same() -> None:
    rows = wrapped("勤務時間外表示設定変更通知", 12)
    assert "".join(rows) == "勤務時間外表示設定変更通知"
    assert all(columns(row) <= 12 for row in rows)


@pytest.mark.parametrize("room", [20, 29, 39, 59])
def test_no_line_of_any_text_begins_or_ends_wrongly(room: int) -> None:
    assert len(TEXTS) > 500
    for text in TEXTS:
        rows = wrapped(text, room)
        assert not [row for row in rows if row.strip()[:1] in NEVER_FIRST], rows
        assert not [row for row in rows[:-1] if row.strip()[-1:] in NEVER_LAST], rows
        assert "".join("".join(rows).split()) == "".join(text.split())


@pytest.mark.parametrize("room", [29, 39])
def test_no_word_of_kanji_or_katakana_is_parted(room: int) -> None:
    for text in TEXTS:
        for row, following in zip(rows := wrapped(text, room), rows[1:], strict=False):
            seam = row.strip()[-1] + following.strip()[0]
            assert not re.fullmatch(r"[一-鿿]{2}|[ァ-ヶー]{2}|[0-9]{2}", seam), rows
