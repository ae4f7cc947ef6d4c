"""Slips of typing with a Japanese keyboard, or in a word processor: what was typed, and what for.

Looked for only in what TOML has refused: inside a text in quotes all of these are fine letters.
"""

import re
import unicodedata

from deskbreak.config.file_problems import Fault

_TEXT = re.compile(r'"(?:[^"\\]|\\.)*"|\'[^\']*\'')
_QUOTES = re.compile("[“”„‟‘’「」『』＂＇｢｣]")
_SPACE = re.compile("[\u3000\u00a0\u2000-\u200a\u202f]")
_HIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f\u200b-\u200f\u2060\ufeff]")
"""Control characters, and marks of no width that a word processor or a web page leaves."""
_WIDE = re.compile("[！-～]")
"""Halfwidth and Fullwidth Forms: the plain letters from ! to ~ at full width."""
_FLAG = re.compile(r"=\s*(True|TRUE|False|FALSE|yes|no|on|off|はい|いいえ)\s*(?:#.*)?$")
_TRUE = frozenset({"true", "yes", "on", "はい"})


def slip_in(line: str) -> tuple[Fault, dict[str, str]] | None:
    """The first slip outside of texts and comments, and the words of its message; None: none."""
    bare = _without_comment(_TEXT.sub('""', line))
    if (quotes := _QUOTES.search(bare)) is not None:
        return Fault.SLIP_QUOTES, {"typed": quotes[0]}
    if (hidden := _HIDDEN.search(bare)) is not None:
        return Fault.SLIP_HIDDEN, {"typed": f"U+{ord(hidden[0]):04X}"}
    if _SPACE.search(bare) is not None:
        return Fault.SLIP_SPACE, {}
    if (wide := _WIDE.search(bare)) is not None:
        plain = unicodedata.normalize("NFKC", wide[0])
        return Fault.SLIP_WIDE, {"typed": wide[0], "plain": plain}
    if (flag := _FLAG.search(bare)) is not None:
        word = "true" if flag[1].lower() in _TRUE else "false"
        return Fault.SLIP_FLAG, {"typed": flag[1], "plain": word}
    return None


def plain_letters(value: object) -> str | None:
    """A text in plain letters of half width; None: it is none, or is so already."""
    if not isinstance(value, str):
        return None
    plain = unicodedata.normalize("NFKC", value).replace("〜", "-").replace("−", "-").strip()
    return None if plain == value or not plain.isprintable() else plain


def _without_comment(line: str) -> str:
    return line.partition("#")[0]
