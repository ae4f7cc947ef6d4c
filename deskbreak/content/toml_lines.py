"""On which line each key of a TOML file stands, also inside lists and inline tables.

Only for text that ``tomllib`` has accepted: so nothing is checked here, only walked over.
No kept library tells positions (docs/decisions/0011).
"""

import re
import tomllib
from typing import TypeAlias

KeyPath: TypeAlias = tuple[str | int, ...]
"""Keys from the outside in; a number counts the items of a list from 0."""

_BLANK = re.compile(r"(?:[ \t\r\n]|#[^\n]*)*")
_KEY = re.compile(r"""[A-Za-z0-9_-]+|"(?:[^"\\\n]|\\.)*"|'[^'\n]*'""")
_DOT = re.compile(r"[ \t]*\.[ \t]*")
_SCALAR = re.compile(
    r'''"""(?:[^\\]|\\.)*?"{3,5}|\'\'\'.*?\'{3,5}|"(?:[^"\\\n]|\\.)*"|'[^'\n]*'|[^,\]}\n#]+''',
    re.DOTALL,
)


def key_lines(text: str) -> dict[KeyPath, int]:
    """Line (from 1) of every table, key and list item; the first one if a table is named twice."""
    return _Walk(text).document()


class _Walk:
    def __init__(self, text: str) -> None:
        self._text = text
        self._at = 0
        self._counted = 0
        self._line = 1
        self._lines: dict[KeyPath, int] = {}
        self._items: dict[KeyPath, int] = {}

    def document(self) -> dict[KeyPath, int]:
        table: KeyPath = ()
        while self._blank() and self._at < len(self._text):
            if self._text[self._at] == "[":
                table = self._header()
            else:
                self._pair(table)
        return self._lines

    def _header(self) -> KeyPath:
        brackets = 2 if self._text.startswith("[[", self._at) else 1
        self._at += brackets
        self._blank()
        path = self._key(())
        if brackets == 2:
            count = self._items[path] = self._items.get(path, -1) + 1
            path = (*path, count)
            self._note(path)
        self._blank()
        self._at += brackets
        return path

    def _pair(self, table: KeyPath) -> None:
        path = self._key(table)
        self._blank()
        self._at += 1  # the sign =
        self._blank()
        self._value(path)

    def _value(self, path: KeyPath) -> None:
        opening = self._text[self._at]
        if opening not in "[{":
            self._take(_SCALAR)
            return
        self._at += 1
        count = 0
        while self._blank() and self._text[self._at] not in "]}":
            if opening == "{":
                self._pair(path)
            else:
                self._note((*path, count))
                self._value((*path, count))
            count += 1
            self._blank()
            if self._text[self._at] == ",":
                self._at += 1
        self._at += 1

    def _key(self, table: KeyPath) -> KeyPath:
        path = self._inside_list(table)
        while True:
            key = self._take(_KEY)
            bare = tomllib.loads(f"key = {key}")["key"] if key[0] in "\"'" else key
            path = (*self._inside_list(path), bare)
            self._note(path)
            if not self._take(_DOT):
                return path

    def _inside_list(self, path: KeyPath) -> KeyPath:
        """A name below ``[[list]]`` means its newest item."""
        return (*path, self._items[path]) if path in self._items else path

    def _note(self, path: KeyPath) -> None:
        self._line += self._text.count("\n", self._counted, self._at)
        self._counted = self._at
        self._lines.setdefault(path, self._line)

    def _blank(self) -> bool:
        self._take(_BLANK)
        return True

    def _take(self, pattern: re.Pattern[str]) -> str:
        match = pattern.match(self._text, self._at)
        if match is None:
            return ""
        self._at = match.end()
        return match.group()
