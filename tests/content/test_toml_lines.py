"""The line of every key, for any file that tomllib reads."""

import tomllib
from typing import Any

import tomli_w
from hypothesis import given, settings
from hypothesis import strategies as st

from deskbreak.content.toml_lines import KeyPath, key_lines

DOCUMENT = '''# comment [x]
language = "ja" # comment = 1
[rhythm]
every = "5m"
snooze = [ # [
  "5m", "6m",
  # , "7m"
  """a
b""", { x = 1, y.z = [1,
2]},
]
"quoted \\"key" . 'b'.c = 'x # ['
[checks . "screen-height"]
below_cm=[1,2]
[[a.b]]
x=1
[[a.b]]
x=2
[a.b.c]
d=2024-01-01 00:00:00
e=\'\'\'a\'\'b\'\'\'\'\'
f=""""q"""""
[rhythm.extra]
'''

LINES: dict[KeyPath, int] = {
    ("language",): 2,
    ("rhythm",): 3,
    ("rhythm", "every"): 4,
    ("rhythm", "snooze"): 5,
    ("rhythm", "snooze", 0): 6,
    ("rhythm", "snooze", 1): 6,
    ("rhythm", "snooze", 2): 8,
    ("rhythm", "snooze", 3): 9,
    ("rhythm", "snooze", 3, "x"): 9,
    ("rhythm", "snooze", 3, "y", "z", 1): 10,
    ("rhythm", 'quoted "key', "b", "c"): 12,
    ("checks", "screen-height"): 13,
    ("checks", "screen-height", "below_cm", 1): 14,
    ("a", "b", 0): 15,
    ("a", "b", 0, "x"): 16,
    ("a", "b", 1, "x"): 18,
    ("a", "b", 1, "c"): 19,
    ("a", "b", 1, "c", "d"): 20,
    ("a", "b", 1, "c", "e"): 21,
    ("a", "b", 1, "c", "f"): 22,
    ("rhythm", "extra"): 23,
}


def test_every_kind_of_key_and_value() -> None:
    tomllib.loads(DOCUMENT)
    found = key_lines(DOCUMENT)
    assert {path: found.get(path) for path in LINES} == LINES


texts = st.text(st.characters(codec="utf-8"), max_size=12)
keys = st.text("abz09_-", min_size=1, max_size=5) | texts.filter(bool)
scalars = texts | st.integers(-(2**60), 2**60) | st.booleans() | st.dates() | st.floats(0, 9)
values = st.recursive(
    scalars,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(keys, inner, max_size=4),
    max_leaves=20,
)


@settings(deadline=None)
@given(st.dictionaries(keys, values, max_size=6), st.booleans())
def test_every_key_and_item_of_any_document_is_found(
    document: dict[str, Any], multiline: bool
) -> None:
    text = tomli_w.dumps(document, multiline_strings=multiline).replace("\r", "\\r")
    found = key_lines(text)
    lines = text.split("\n")
    for path, value in walk(tomllib.loads(text)):
        line = found[path]
        assert 1 <= line <= len(lines)
        if isinstance(value, int) and isinstance(path[-1], int):
            assert str(value).lower() in lines[line - 1]


def walk(value: Any, above: KeyPath = ()) -> list[tuple[KeyPath, Any]]:
    inner: list[tuple[Any, Any]] = []
    if isinstance(value, dict):
        inner = list(value.items())
    elif isinstance(value, list):
        inner = list(enumerate(value))
    found = [((*above, step), item) for step, item in inner]
    return found + [deeper for path, item in found for deeper in walk(item, path)]
