"""Every wrong file, and the lines that say so: what, where, what is allowed."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from deskbreak.config.file_problems import Fault
from deskbreak.config.typing_slips import slip_in


def cases() -> list[tuple[str, list[str]]]:
    """The file ``wrong_files.txt``: a wrong file, ``=>`` before each of its lines, ``----``."""
    blocks = Path(__file__).with_name("wrong_files.txt").read_text("utf-8").split("----\n")
    found = []
    for block in blocks:
        text, *lines = re.split("^=> ", block, flags=re.MULTILINE)
        found.append((text, [line.rstrip("\n") for line in lines]))
    return found


JAPANESE = [
    (
        '[rhythm]\nevery = "45"',
        'config.toml:2: rhythm.every = "45": "45m" のように単位を付けた時間の長さが必要です',
    ),
    (
        '[rhythm]\nevery = "5h"',
        'config.toml:2: rhythm.every = "5h": 10s から 4h までの長さにしてください',
    ),
    (
        '[rhythm]\nsnoze = ["5m"]',
        "config.toml:2: rhythm.snoze: そのようなキーはありません。rhythm.snooze のことですか",
    ),
    (
        '[hours]\nmon = ["9"]',
        'config.toml:2: hours.mon = "9": "09:00-12:00" のような時間帯が必要です（"24:00" まで）',
    ),
    (
        '[hours]\nmon = ["9-5"]',
        (
            'config.toml:2: hours.mon = "9-5": '
            '"09:00-12:00" のような時間帯が必要です。"09:00-17:00" のことですか'
        ),
    ),
    (
        "[rhythm]\nevery = 45m",
        (
            "config.toml:2: 値の後に書けるのはコメントだけです。"
            '文字は "45m" のように引用符で囲んでください'
        ),
    ),
    (
        '[hooks]\non_prompt = "ls"',
        (
            'config.toml:2: hooks.on_prompt = "ls": ["notify-send", "こんにちは"] '
            "のような引数のリストが必要です（シェルは使いません）"
        ),
    ),
]


@pytest.mark.parametrize(("text", "expected"), cases())
def test_a_wrong_file_gets_exactly_these_lines(
    lines_of: Callable[..., list[str]], text: str, expected: list[str]
) -> None:
    assert lines_of(text) == expected


@pytest.mark.parametrize(("text", "expected"), JAPANESE)
def test_the_same_in_japanese(lines_of: Callable[..., list[str]], text: str, expected: str) -> None:
    assert lines_of(text, lang="ja") == [expected]


def test_all_problems_are_told_at_once_in_the_order_of_the_file(
    lines_of: Callable[..., list[str]],
) -> None:
    text = """
[hooks]
on_prompt = "ls"

[rhythm]
every = "45"      # no unit
snooze = [
  "5m", "6x",
  7,
]

[hours]
holidays = "ZZ"

[routines]
hide = ["R99"]
"""
    assert [line.partition(": ")[0] for line in lines_of(text)] == [
        f"config.toml:{line}" for line in (3, 6, 8, 9, 13, 16)
    ]


def test_a_long_value_is_cut(lines_of: Callable[..., list[str]]) -> None:
    [line] = lines_of(f'language = "{"x" * 5000}"')
    assert len(line) < 200


def test_control_characters_do_not_reach_the_terminal(
    lines_of: Callable[..., list[str]],
) -> None:
    [line] = lines_of(r'language = "\u001b[31m\u0007"')
    assert line.startswith(r'config.toml:1: language = "\u001b[31m\u0007": ')


@pytest.mark.parametrize("hidden", ["\0", "\x1b", "\u200b", "\ufeff"])
def test_a_character_that_cannot_be_seen_is_named(hidden: str) -> None:
    assert slip_in(f'every = "45m"{hidden}') == (
        Fault.SLIP_HIDDEN,
        {"typed": f"U+{ord(hidden):04X}"},
    )
    assert slip_in(f'every = "45m{hidden}"') is None, "inside a text it is the text's own"
