"""Finds what is nested too deep in a TOML file, before a parser spends its time or stack on it."""

import re

DEEPEST = 16
"""Tables and lists within each other; the configuration needs three."""

_PART = r"""(?:[A-Za-z0-9_-]++|"(?:[^"\\\n]|\\.)*"|'[^'\n]*')[ \t]*\.[ \t]*"""
_LONG_KEY = re.compile(rf"(?:^|[\[{{,])[ \t]*(?:{_PART}){{{DEEPEST}}}", re.MULTILINE)
_TOKEN = re.compile(
    r'''"""(?:[^\\]|\\.)*?"""|\'\'\'.*?\'\'\'|"(?:[^"\\\n]|\\.)*"|'[^'\n]*'|\#[^\n]*|[][{}]''',
    re.DOTALL,
)
"""Texts and comments, whose brackets are none, and brackets."""


def too_deep(text: str) -> int | None:
    """The line (from 1) where it begins to be too deep, or None. Takes time linear in the text."""
    places = [place for place in (_long_key(text), _deep_bracket(text)) if place is not None]
    return text.count("\n", 0, min(places)) + 1 if places else None


def _long_key(text: str) -> int | None:
    """Where a key of too many parts ends its last allowed one."""
    match = _LONG_KEY.search(text)
    return match.end() if match else None


def _deep_bracket(text: str) -> int | None:
    """Where one bracket too many opens."""
    depth = 0
    for token in _TOKEN.finditer(text):
        if token.group() in "[{":
            depth += 1
            if depth > DEEPEST:
                return token.start()
        elif token.group() in "]}":
            depth = max(0, depth - 1)
    return None
