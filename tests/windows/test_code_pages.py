"""What a pipe gets in the code page of the system: 1252, and 932 where LC_ALL asks Wine for it."""

import ctypes
import os
import sys

assert sys.platform == "win32"

import pytest  # noqa: E402 - the rest is Windows'
from windows_daemon import Make  # noqa: E402

WESTERN, JAPANESE = 1252, 932
PAGE = ctypes.WinDLL("kernel32").GetACP()


def test_it_is_the_code_page_that_was_wanted() -> None:
    wanted = {"en_US.UTF-8": WESTERN, "ja_JP.UTF-8": JAPANESE}
    assert wanted.get(os.environ.get("LC_ALL", ""), PAGE) == PAGE


@pytest.mark.parametrize("lang", ["ja", "en"])
def test_every_message_is_one_line(make: Make, lang: str) -> None:
    desk = make()
    for words, code in (
        (("status",), 3), (("nonsense",), 2), (("routines", "R99"), 2), (("snooze", "x"), 3),
    ):  # fmt: skip
        found, out, err = desk.call("--lang", lang, *words, text="mbcs")
        assert "Traceback" not in out + err
        assert (found, out) == (code, ""), (words, err)
        assert err.count("\n") == 1, err


def test_no_letter_is_lost_where_the_code_page_has_them(make: Make) -> None:
    desk = make("", "--no-tray")
    desk.start()
    assert desk.ask("now")["code"] == 0
    lang = "ja" if PAGE == JAPANESE else "en"
    for words in ("--help", "routines R03", "safety", "doctor", "status", "nonsense"):
        _, out, err = desk.raw("--lang", lang, *words.split())
        said = (out + err).decode(f"cp{PAGE}")  # strictly: half a letter fails
        assert said
        if lang == "ja":  # whose own question mark is another letter
            assert "?" not in said, (words, said)
            assert not said.isascii(), words
