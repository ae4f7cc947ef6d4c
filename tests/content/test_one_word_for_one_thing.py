"""One word for one thing, in tray, notice, window and command line; the list is here."""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from deskbreak.content.strings import everything

JA, EN = everything("ja"), everything("en")

SAME: tuple[tuple[str, ...], ...] = (
    ("prompt.buttons.start", "guide.start"),
    ("prompt.buttons.done", "tray.menu.done"),
    ("prompt.buttons.skip", "tray.menu.skip"),
    ("prompt.buttons.hurts_now", "tray.menu.hurts", "guide.hurts"),
    ("prompt.buttons.when_to_stop", "tray.menu.when_to_stop", "guide.when_to_stop"),
    ("prompt.buttons.good", "tray.menu.good"),
    ("prompt.buttons.hard", "tray.menu.hard"),
    ("prompt.buttons.hurts", "tray.menu.hurt"),
    ("prompt.buttons.snooze", "tray.menu.snooze"),
    ("prompt.buttons.close", "guide.close"),
    ("safety.title", "tray.menu.safety"),
)
"""Texts that are the label of one and the same thing."""

KEYS_SAY: tuple[tuple[str, str], ...] = (
    ("prompt.keys.start", "prompt.buttons.start"),
    ("prompt.keys.skip", "prompt.buttons.skip"),
    ("prompt.keys.done", "prompt.buttons.done"),
    ("prompt.keys.hurts_now", "prompt.buttons.hurts_now"),
    ("prompt.keys.when_to_stop", "prompt.buttons.when_to_stop"),
    ("prompt.keys.good", "prompt.buttons.good"),
    ("prompt.keys.hard", "prompt.buttons.hard"),
    ("prompt.keys.hurts", "prompt.buttons.hurts"),
    ("prompt.keys.snooze", "prompt.buttons.snooze"),
    ("prompt.keys.resume", "tray.menu.resume"),
    ("prompt.keys.quit", "tray.menu.quit"),
    ("prompt.keys.sitting", "tray.menu.sitting"),
)
"""Keys of the terminal say what the buttons say, in small letters."""

NEVER: tuple[tuple[str, str, str], ...] = (
    ("ja", r"見送", "また今度"),
    ("ja", r"端末", "ターミナル"),
    ("ja", r"通知領域", "トレイ"),
    ("ja", r"お知らせ", "通知（デスクトップの）、提案（動きの）"),
    ("ja", r"リマインド|リマインダ|声をかけ", "提案"),
    ("ja", r"エクササイズ|体操", "動き"),
    ("ja", r"スヌーズ|後で(?!す)", "あとで"),
    ("ja", r"最初の質問|初期設定|セットアップ", "はじめの質問"),
    ("ja", r"働く時間|就業時間|労働時間", "勤務時間"),
    ("ja", r"ステージ", "段階"),
    ("ja", r"楽な形|簡単な形|やさしい形", "軽い形"),
    ("ja", r"ガイドの画面|案内の画面", "ガイドのウィンドウ"),
    ("ja", r"ころあい|頃合い|切りのよい|区切りのよい", "きりのよいところ"),
    ("ja", r"通知オフ|取り込み中|サイレントモード", "おやすみモード"),
    ("ja", r"デフォルト|初期値", "既定"),
    ("ja", r"ユーザー", "利用者、本人"),
    ("ja", r"(フォルダ|コンピュータ|サーバ|ブラウザ|エディタ|メモリ|センサ)(?!ー)", "長音を付ける"),
    ("en", r"\bexercise\b(?! pauses)", "routine, movement"),
    ("en", r"\bremind", "prompt"),
    ("en", r"\bsuggestion", "prompt"),
    ("en", r"system tray|notification area", "tray"),
    ("en", r"\bpostpone|\bput off", "snooze"),
    ("en", r"\bdismiss(ed)? prompt", "not now"),
    ("en", r"\blighter (form|variant)|\beasier variant", "easier form"),
    ("en", r"\bpop-?up", "notification"),
    ("en", r"\bwizard|\bquestionnaire|\bonboarding", "first questions"),
    ("en", r"\b(office|business|work) hours", "working hours"),
    ("en", r"how to find out", "how to tell"),
)
"""Words for things that have another word here: language, pattern, the word."""

OTHER_THINGS = frozenset({
    "safety.intro", "setup.ask_clinician", "names.discreet.1", "programme.offer_note",
    "status.offer", "programme.no_offer", "cli.help.offer", "cli_words.offer.choice",
})  # fmt: skip
"""Texts in which the word means something else: exercise as doctors prescribe it; お知らせ for
what the programme proposes."""

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "deskbreak"
JAPANESE_PAGES = [
    ROOT / "README.ja.md",
    *(page for page in sorted(ROOT.glob("docs/*.ja.md")) if page.name != "manual.ja.md"),
]
"""The manual says what the texts say."""
KANA = re.compile(r"[ぁ-んァ-ン]")


def leaves(value: object, language: str, where: str = "") -> Iterator[tuple[str, str]]:
    """Every text of one language below a TOML table that holds both."""
    if isinstance(value, dict):
        for key, inner in value.items():
            if key in ("ja", "en") and isinstance(inner, str):
                if key == language:
                    yield where, inner
            else:
                yield from leaves(inner, language, f"{where}.{key}")
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield from leaves(inner, language, f"{where}.{number}")


def strings(value: object, where: str = "") -> Iterator[tuple[str, str]]:
    """Every text below a TOML table of one language."""
    if isinstance(value, str):
        yield where, value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from strings(inner, f"{where}.{key}")
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield from strings(inner, f"{where}.{number}")


def said(language: str) -> dict[str, str]:
    """Every text that the program can show or say in a language, by where it stands."""
    found = dict(JA if language == "ja" else EN)
    for folder in ("routines", "checks"):
        for path in sorted((PACKAGE / "content" / folder).glob("*.toml")):
            document = tomllib.loads(path.read_text("utf-8"))
            found |= {f"{path.name}{at}": words for at, words in leaves(document, language)}
    for path in (
        PACKAGE / "content" / "spoken" / f"{language}.toml",
        PACKAGE / "config" / f"messages.{language}.toml",
        ROOT / "packaging" / "manual" / f"pages.{language}.toml",
    ):
        document = tomllib.loads(path.read_text("utf-8"))
        found |= {f"{path.name}{at}": words for at, words in strings(document)}
    lines = (ROOT / "config.example.toml").read_text("utf-8").splitlines()
    found |= {
        f"config.example.toml:{number}": line
        for number, line in enumerate(lines, 1)
        if bool(KANA.search(line)) is (language == "ja")
    }
    if language == "ja":
        found |= {path.name: path.read_text("utf-8") for path in JAPANESE_PAGES}
    return found


SAID = {language: said(language) for language in ("ja", "en")}


@pytest.mark.parametrize("keys", SAME, ids=lambda keys: keys[0])
def test_one_thing_has_one_label(keys: tuple[str, ...]) -> None:
    for texts in (JA, EN):
        there = [key for key in keys if key in texts]
        assert len({texts[key] for key in there}) == 1, [(key, texts[key]) for key in there]


@pytest.mark.parametrize(("key", "button"), KEYS_SAY)
def test_a_key_says_what_its_button_says(key: str, button: str) -> None:
    assert JA[key] == JA[button]
    assert EN[key].lower() == EN[button].lower()


@pytest.mark.parametrize(("language", "pattern", "word"), NEVER)
def test_no_other_word_is_used(language: str, pattern: str, word: str) -> None:
    found = {
        where: hit[0]
        for where, words in SAID[language].items()
        if where not in OTHER_THINGS and (hit := re.search(pattern, words, re.IGNORECASE))
    }
    assert found == {}, f"the word is: {word}"


def test_everything_that_is_said_is_looked_at() -> None:
    for language in ("ja", "en"):
        assert len(SAID[language]) > 2300
        assert "r14-sit-to-stand.toml.easier.cue" in SAID[language]
    assert "report.ja.md" in SAID["ja"]
