"""What is wrong with a content file, in both languages: the texts under ``own_routine``.

The decoders complain in English, in words of their own; here these become words for a person,
where they arise, so that nobody has to read them out of a finished line again.
"""

import errno
import re
from collections.abc import Iterable
from enum import StrEnum

from deskbreak.content.model import Bilingual
from deskbreak.content.strings import text
from deskbreak.domain.vocabulary.routine import Code, Kind, OnFeet, Place, Prop, Region

ENUMS: dict[str, type[StrEnum]] = {
    "kind": Kind,
    "region": Region,
    "also": Region,
    "places": Place,
    "props": Prop,
    "on_feet": OnFeet,
    "leave_out": Code,
    "easier_with": Code,
    "lines_with": Code,
    "spared": Code,
}
"""What is allowed under each key that takes names."""

TYPES = ("str", "int", "float", "bool", "array", "object", "datetime", "date", "time")
"""The decoder's names of types that have a text."""

LIMITS = (
    (r"Expected `int` >= (-?\d+)", "at_least"),
    (r"Expected `int` <= (-?\d+)", "at_most"),
    (r"Expected `str` of length <= (\d+)", "characters"),
    (r"Expected `array` of length >= (1)", "empty"),
)
"""The decoder's limits, and the text of each."""

PATTERNS = {
    "id": "words",
    "counterpart": "words",
    "number": "number",
    "name": "seconds",
    "variants": "seconds",
}
"""Keys whose text has a form that is told; where there is none, it only must not be empty."""

NEEDED = {"easier", *(f"easier.{key}" for key in ("ja", "en", "dose", "cue", "steps"))}
"""Missing keys where it may not be plain from the key what to write."""

TOML = (
    ("Invalid statement", "statement"),
    ("Expected '=' after a key", "equals"),
    ("Invalid initial character for a key part", "key"),
    ("Invalid value", "value"),
    ("Expected newline or end of document after a statement", "after"),
    (r"Unterminated string|Illegal character '\\n'|Expected [\"']{3}", "quotes"),
    (r"Unclosed array|Expected '\]", "bracket"),
    ("Unclosed inline table", "brace"),
    ("Cannot (overwrite|declare|mutate)|Duplicate", "twice"),
    ("Unescaped|Invalid hex value|Escaped character", "backslash"),
    ("Illegal character|Found invalid character", "character"),
    ("Invalid date", "date"),
    ("Exceeds the limit", "number"),
)
"""How the complaints of ``tomllib`` begin, and the text under ``own_routine.toml`` for each."""

UNREADABLE = {
    errno.ENOENT: "gone",
    errno.EACCES: "denied",
    errno.EPERM: "denied",
    errno.ENOTDIR: "no_folder",
    errno.ELOOP: "loop",
}

_FIELD = r"(?s)Object (missing required|contains unknown) field `(.+)`"
_PLACE = re.compile(r" \(at (?:line (\d+), column (\d+)|end of document)\)$")


def complaint(key: str, /, **values: object) -> Bilingual:
    """The text ``own_routine.key`` in both languages; a value may be in both languages itself."""
    in_ja = {name: it.ja if isinstance(it, Bilingual) else it for name, it in values.items()}
    in_en = {name: it.en if isinstance(it, Bilingual) else it for name, it in values.items()}
    return Bilingual(
        text("ja", f"own_routine.{key}", **in_ja), text("en", f"own_routine.{key}", **in_en)
    )


def listed(names: Iterable[str]) -> Bilingual:
    """Names in a sentence."""
    found = tuple(names)
    return Bilingual("、".join(found), ", ".join(found)) if found else complaint("none")


def unreadable(error: OSError) -> Bilingual:
    """Why a file or a folder cannot be read."""
    said = error.strerror or type(error).__name__
    known = UNREADABLE.get(error.errno or 0)
    why = Bilingual(complaint(f"unread.{known}").ja if known else said, said)
    return complaint("unreadable", why=why)


def not_toml(error: Exception, source: str) -> tuple[Bilingual, int | None]:
    """What ``tomllib`` does not like in the source, and on which line, if it says so."""
    if isinstance(error, RecursionError):
        return complaint("not_toml", why=complaint("toml.deep")), None
    said = str(error)
    place = _PLACE.search(said)
    line = None
    if place is not None:
        line = int(place[1]) if place[1] else source.count("\n") + 1
    key = next((key for begins, key in TOML if re.match(begins, said)), None)
    if key is None:
        why = complaint("toml.other", said=" ".join(said.split()))
    else:
        why = complaint(f"toml.{key}")
    if place is not None and place[2]:
        why = complaint("toml.at", why=why, column=place[2])
    return complaint("not_toml", why=why), line


def explained(message: str) -> tuple[str, Bilingual]:
    """Turn ``Invalid enum value 'x' - at `$.props[0]``` into a key and what is wrong with it."""
    what, _, place = message.partition(" - at ")
    path = place.replace("`key` in ", "").strip("`").removeprefix("$").removeprefix(".")
    if field := re.fullmatch(_FIELD, what):
        key = f"{path}.{field[2]}" if path else field[2]
        if field[1] != "missing required":
            return key, complaint("no_key")
        return key, complaint("easier" if key in NEEDED else "missing")
    return path, _worded(path.split(".")[-1].split("[")[0], what)


def _worded(name: str, what: str) -> Bilingual:
    """The decoder's complaint about the key ``name`` in a user's words."""
    if name in ENUMS and (value := re.fullmatch(r"(?s)Invalid enum value '?(.+?)'?", what)):
        return complaint("one_of", value=value[1], allowed=listed(ENUMS[name]))
    if "matching regex" in what:
        if name not in PATTERNS:
            return complaint("empty")
        return complaint("form", form=complaint(f"forms.{PATTERNS[name]}"))
    if types := re.fullmatch(r"Expected `(\w+)(?: \| null)?`, got `(\w+)`", what):
        needed, got = (_type(kind) for kind in types.groups())
        return complaint("type", needed=needed, got=got)
    for pattern, key in LIMITS:
        if limit := re.fullmatch(pattern, what):
            return complaint(key, limit=limit[1])
    return complaint("other", said=what[0].lower() + what[1:])


def _type(kind: str) -> Bilingual:
    return complaint(f"types.{kind}") if kind in TYPES else Bilingual(kind, kind)
