"""``language = "auto"`` follows the system; the rules are those of GNU gettext on Linux."""

import pytest

from deskbreak.content.locales import language, system_language


def silent() -> str | None:
    return None


@pytest.mark.parametrize(
    ("environ", "expected"),
    [
        ({"LANG": "ja_JP.UTF-8"}, "ja"),
        ({"LANG": "ja"}, "ja"),
        ({"LANG": "en_GB.UTF-8"}, "en"),
        ({"LANG": "de_DE.UTF-8"}, "en"),
        ({}, "en"),
        ({"LANG": ""}, "en"),
        ({"LANG": "C.UTF-8"}, "en"),
        ({"LC_ALL": "ja_JP.UTF-8", "LANG": "en_US.UTF-8"}, "ja"),
        ({"LC_MESSAGES": "ja_JP.UTF-8", "LANG": "en_US.UTF-8"}, "ja"),
        ({"LC_ALL": "en_US.UTF-8", "LC_MESSAGES": "ja_JP.UTF-8", "LANG": "ja_JP.UTF-8"}, "en"),
        ({"LC_ALL": "", "LANG": "ja_JP.UTF-8"}, "ja"),
        ({"LANG": "en_US.UTF-8", "LANGUAGE": "ja"}, "ja"),
        ({"LANG": "ja_JP.UTF-8", "LANGUAGE": "en"}, "en"),
        ({"LANG": "fr_FR.UTF-8", "LANGUAGE": "fr:ja:en"}, "ja"),
        ({"LANG": "C", "LANGUAGE": "ja"}, "en"),
        ({"LC_ALL": "POSIX", "LANG": "ja_JP.UTF-8"}, "en"),
        ({"LANGUAGE": "ja"}, "ja"),
        ({"LC_CTYPE": "ja_JP.UTF-8"}, "en"),
        ({"LANG": "jam_JM"}, "en"),
    ],
)
def test_auto_follows_the_environment(environ: dict[str, str], expected: str) -> None:
    assert language("auto", environ, silent) == expected


@pytest.mark.parametrize("setting", ["ja", "en"])
def test_a_chosen_language_wins(setting: str) -> None:
    for spoken in ("ja_JP.UTF-8", "en_US.UTF-8"):
        assert language(setting, {"LC_ALL": spoken}, silent) == setting


@pytest.mark.parametrize(
    ("says", "expected"),
    [("ja-JP", "ja"), ("ja_JP", "ja"), ("en-GB", "en"), ("zh-Hans", "en"), (None, "en")],
)
def test_without_variables_the_system_is_asked(says: str | None, expected: str) -> None:
    assert language("auto", {}, lambda: says) == expected


def test_variables_go_before_the_system() -> None:
    assert language("auto", {"LANG": "en_US.UTF-8"}, lambda: "ja-JP") == "en"


def test_this_system_can_be_asked() -> None:
    assert system_language() is None or isinstance(system_language(), str)
    assert language("auto", {}) in ("ja", "en")
