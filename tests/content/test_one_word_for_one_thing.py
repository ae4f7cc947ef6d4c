"""One word for one thing, in tray, notice, window and command line; the list is here."""

import re

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
    ("ja", r"見送り|見送る", "また今度"),
    ("ja", r"端末", "ターミナル"),
    ("ja", r"通知領域", "トレイ"),
    ("ja", r"エクササイズ", "動き"),
    ("ja", r"お知らせを出|リマインダ", "提案"),
    ("en", r"\bexercise\b(?! pauses)", "routine, movement"),
    ("en", r"\breminder\b", "prompt"),
    ("en", r"system tray|notification area", "tray"),
    ("en", r"\bpostpone", "snooze"),
    ("en", r"\bdismiss(ed)? prompt", "not now"),
)
"""Words for things that have another word here: language, pattern, the word."""

OTHER_THINGS = frozenset({
    "safety.intro", "setup.ask_clinician", "names.discreet.1", "programme.offer_note",
})  # fmt: skip
"""Texts in which the word means something else: exercise as doctors prescribe it."""


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
    texts = JA if language == "ja" else EN
    found = {
        key: words
        for key, words in texts.items()
        if re.search(pattern, words, re.IGNORECASE) and key not in OTHER_THINGS
    }
    assert found == {}, f"the word is: {word}"
