"""How the TOML files of routines and checks are laid out, and their decoding.

Facts stand above the first table of a routine's file, so that they can be read without its texts.
"""

import re
import tomllib
from enum import StrEnum
from pathlib import Path
from typing import Annotated, TypeVar

import msgspec
from msgspec import Meta, Struct

from deskbreak.content.content_errors import ContentFileError
from deskbreak.content.model import Bilingual
from deskbreak.domain.vocabulary.routine import Code, Kind, OnFeet, Place, Prop, Region

T = TypeVar("T")

Words = Annotated[str, Meta(pattern=r"\S", max_length=180)]
"""What fits into a notification with its seconds."""
Title = Annotated[str, Meta(pattern=r"\S", max_length=32)]
"""What fits into a menu after a verb."""
KebabCase = Annotated[str, Meta(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
RoutineNumber = Annotated[str, Meta(pattern=r"^[RU][0-9]{2,3}$")]
FormName = Annotated[str, Meta(pattern=r"^[a-z]+-[1-9][0-9]{1,2}$")]
Degree = Annotated[int, Meta(ge=0, le=3)]
Effort = Annotated[int, Meta(ge=1, le=3)]
Seconds = Annotated[int, Meta(ge=1, le=600)]
Reps = Annotated[int, Meta(ge=1, le=60)]

MAX_BYTES = 64 * 1024
"""A routine is a few kilobytes; anything larger is some other file."""

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

TYPES = {
    "str": "text in quotes",
    "int": "a whole number",
    "float": "a decimal number",
    "bool": "true or false",
    "array": "a list",
    "object": "a table",
}
"""The decoder's names of types in a user's words."""

FIELD = r"(?s)Object (missing required|contains unknown) field `(.+)`"

LIMITS = (
    (r"Expected `int` >= (\d+)", "at least {} is needed"),
    (r"Expected `int` <= (\d+)", "at most {} is needed"),
    (r"Expected `str` of length <= (\d+)", "at most {} characters are needed"),
    (r"Expected `array` of length >= 1", "must not be empty"),
)
"""The decoder's limits in a user's words."""

PATTERNS = {
    "id": "lower-case words joined by hyphens, such as hip-hinge",
    "counterpart": "lower-case words joined by hyphens, such as hip-hinge",
    "number": "a letter and two or three digits, such as U01",
    "name": "a name and its seconds, such as full-90",
    "variants": "a name and its seconds, such as full-90",
}


EASIER_NEEDS = "the easier form needs ja, en, dose, cue, and steps that last 60 s in all"

NEEDED = {
    "easier": EASIER_NEEDS,
    **{f"easier.{key}": EASIER_NEEDS for key in ("ja", "en", "dose", "cue", "steps")},
}
"""What to write where it may not be plain from the key."""


class BilingualTable(Struct, forbid_unknown_fields=True):
    """``[cue]``: one text in both languages."""

    ja: Words
    en: Words

    def text(self) -> Bilingual:
        """As a value."""
        return Bilingual(self.ja, self.en)


class TitleTable(Struct, forbid_unknown_fields=True):
    """``[title]``."""

    ja: Title
    en: Title

    def text(self) -> Bilingual:
        """As a value."""
        return Bilingual(self.ja, self.en)


class TitleAlone(Struct, forbid_unknown_fields=True):
    """A part of a file: its title."""

    title: TitleTable


class StepTable(Struct, forbid_unknown_fields=True):
    """``[[steps]]``."""

    seconds: Seconds
    ja: Words
    en: Words
    reps: Reps | None = None


class FormTable(Struct, forbid_unknown_fields=True):
    """``[[forms]]``, a longer form; its name ends in its seconds."""

    name: FormName
    steps: Annotated[list[StepTable], Meta(min_length=1)]
    before: BilingualTable | None = None
    after: BilingualTable | None = None
    places: list[Place] | None = None


class EasierTable(Struct, kw_only=True, forbid_unknown_fields=True):
    """``[easier]``, the easier form: a minute of its own."""

    lines: list[str] | None = None
    ja: Words
    en: Words
    dose: BilingualTable
    cue: BilingualTable
    steps: Annotated[list[StepTable], Meta(min_length=1)]


class FactsTable(Struct, kw_only=True, forbid_unknown_fields=True):
    """The keys above the first table."""

    number: RoutineNumber | None = None
    id: KebabCase
    kind: Kind
    region: Region
    also: Region | None = None
    stage: Degree
    places: Annotated[list[Place], Meta(min_length=1)]
    props: list[Prop] = []
    discreet: Degree
    effort: Effort
    on_feet: OnFeet
    leave_out: list[Code] = []
    easier_with: list[Code] = []
    spared: dict[Code, str] = {}
    scheduled: bool = True
    seated_only: bool = False
    counterpart: KebabCase | None = None
    variants: list[FormName] = []
    lines: list[str] = []
    lines_with: dict[Code, list[str]] = {}
    role: str = "own"
    source: list[str] = []


class RoutineFile(FactsTable, kw_only=True, forbid_unknown_fields=True):
    """A whole file of a routine."""

    title: TitleTable
    dose: BilingualTable | None = None
    source_dose: BilingualTable | None = None
    steps: list[StepTable] = []
    cue: BilingualTable
    aim: BilingualTable
    feel: BilingualTable
    avoid: BilingualTable
    easier: EasierTable
    stop: BilingualTable | None = None
    forms: list[FormTable] = []


def read(path: Path, file: str) -> str:
    """The text of a content file, named ``file`` in messages; raises ContentFileError."""
    try:
        if path.exists() and not path.is_file():
            raise ContentFileError(file, "", "not an ordinary file")
        with path.open("rb") as stream:
            data = stream.read(MAX_BYTES + 1)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise ContentFileError(file, "", f"cannot be read ({reason})") from error
    if len(data) > MAX_BYTES:
        raise ContentFileError(file, "", f"larger than {MAX_BYTES // 1024} KiB")
    try:
        return data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise ContentFileError(file, "", "not UTF-8 text", line) from error


def decode(text: str, file: str, kind: type[T]) -> T:
    """TOML text as a typed table; raises ContentFileError that names the key."""
    try:
        raw = tomllib.loads(text)
    except RecursionError as error:
        raise ContentFileError(file, "", "not TOML: nested too deeply") from error
    except ValueError as error:
        raise ContentFileError(file, "", f"not TOML: {error}") from error
    try:
        return msgspec.convert(raw, kind)
    except msgspec.ValidationError as error:
        key, what = _explain(str(error))
        raise ContentFileError(file, key, what) from error


def _explain(message: str) -> tuple[str, str]:
    """Turn ``Invalid enum value 'x' - at `$.props[0]``` into a key and what is wrong with it."""
    what, _, place = message.partition(" - at ")
    path = place.replace("`key` in ", "").strip("`").removeprefix("$").removeprefix(".")
    if field := re.fullmatch(FIELD, what):
        key = f"{path}.{field[2]}" if path else field[2]
        if field[1] != "missing required":
            return key, "no such key"
        return key, f"missing: {NEEDED[key]}" if key in NEEDED else "missing"
    return path, _reword(path.split(".")[-1].split("[")[0], what)


def _reword(name: str, what: str) -> str:
    """The decoder's complaint about the key ``name`` in a user's words."""
    if name in ENUMS and (value := re.fullmatch(r"(?s)Invalid enum value (.+)", what)):
        return f"{value[1]} is not one of {', '.join(ENUMS[name])}"
    if "matching regex" in what:
        return f"{PATTERNS[name]}, is needed" if name in PATTERNS else "must not be empty"
    if types := re.fullmatch(r"Expected `(\w+)`, got `(\w+)`", what):
        needed, got = (TYPES.get(kind, kind) for kind in types.groups())
        return f"{needed} is needed, not {got}"
    for pattern, words in LIMITS:
        if limit := re.fullmatch(pattern, what):
            return words.format(*limit.groups())
    return what[0].lower() + what[1:]
