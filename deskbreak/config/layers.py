"""One layer of the configuration: its values, and where each of them stands."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, time
from typing import TypeAlias

from msgspec import Struct, field

from deskbreak.config.file_problems import Fault, Layer, Problem
from deskbreak.content.toml_lines import KeyPath

Values: TypeAlias = dict[str, object]
"""Tables within tables, as tomllib gives them."""

_BARE = re.compile(r"[A-Za-z0-9_-]+")
LONGEST_VALUE = 60
"""Characters of a value that a message shows."""


class LayerValues(Struct, frozen=True):
    """What one source sets."""

    layer: Layer
    name: str
    """The file's name as messages show it."""
    values: Values
    lines: Mapping[KeyPath, int] = field(default_factory=dict)
    labels: Mapping[KeyPath, str] = field(default_factory=dict)
    """Names of variables or options by the key they set; empty for a file."""

    def line(self, path: KeyPath) -> int | None:
        """The line of a key or, if it has none of its own, of what holds it."""
        return next((self.lines[p] for p in _outwards(path) if p in self.lines), None)

    def problem(
        self, path: KeyPath, code: Fault, shown: object = None, /, **params: str
    ) -> Problem:
        """A problem with the value at ``path``, which is shown unless it is None."""
        value = "" if shown is None else literal(shown)
        return Problem(code, self.layer, self.name, self.line(path), self._key(path), value, params)

    def _key(self, path: KeyPath) -> str:
        """The variable or option that set the key, or a part of it; else the key."""
        named = [self.labels[p] for p in _outwards(path) if p in self.labels]
        inside = [label for p, label in self.labels.items() if p[: len(path)] == path]
        return next(iter(named + inside), dotted(path))

    def get(self, path: KeyPath) -> object:
        """The value at ``path``, or None."""
        value: object = self.values
        for step in path:
            if not isinstance(value, dict):
                return None
            value = value.get(step)
        return value

    def without(self, paths: Iterable[KeyPath]) -> "LayerValues":
        """The layer without the keys at ``paths``; a list goes as a whole."""
        values = _copied(self.values)
        for path in paths:
            _take_out(values, path)
        return LayerValues(self.layer, self.name, values, self.lines, self.labels)


def _copied(values: Values) -> Values:
    """The tables anew, so that keys can be taken out of them."""
    return {
        key: _copied(value) if isinstance(value, dict) else value for key, value in values.items()
    }


def _take_out(values: Values, path: KeyPath) -> None:
    *above, last = path
    for step in above:
        inner = values.get(str(step))
        if not isinstance(inner, dict):
            values.pop(str(step), None)
            return
        values = inner
    values.pop(str(last), None)


def _outwards(path: KeyPath) -> Iterator[KeyPath]:
    return (path[:length] for length in range(len(path), 0, -1))


def leaves(values: Mapping[str, object], above: KeyPath = ()) -> Iterator[tuple[KeyPath, object]]:
    """Every key that is not a table, with its value."""
    for key, value in values.items():
        path = (*above, key)
        if isinstance(value, dict):
            yield from leaves(value, path)
        else:
            yield path, value


def dotted(path: KeyPath) -> str:
    """``rhythm.snooze``; the number of a list's item is left out."""
    steps = (step for step in path if isinstance(step, str))
    return ".".join(step if _BARE.fullmatch(step) else _quoted(step) for step in steps)


def literal(value: object) -> str:
    """The value as TOML writes it, on one line and not too long."""
    text = _literal(value)
    return text if len(text) <= LONGEST_VALUE else f"{text[: LONGEST_VALUE - 1]}…"


def _quoted(text: str) -> str:
    """Nothing in it can move the cursor or colour the terminal."""
    plain = json.dumps(text, ensure_ascii=False)
    return "".join(c if c.isprintable() else json.dumps(c)[1:-1] for c in plain)


def _literal(value: object) -> str:
    match value:
        case str():
            return _quoted(value)
        case bool():
            return str(value).lower()
        case list() | tuple():
            return f"[{', '.join(map(_literal, value))}]"
        case dict():
            pairs = (f"{dotted((key,))} = {_literal(inner)}" for key, inner in value.items())
            return f"{{{', '.join(pairs)}}}"
        case date() | time():
            return value.isoformat()
        case _:
            return str(value)
