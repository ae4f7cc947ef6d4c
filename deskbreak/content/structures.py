"""How the TOML files of routines and checks are laid out, and their decoding.

Facts stand above the first table of a routine's file, so that they can be read without its texts.
"""

import tomllib
from pathlib import Path
from typing import Annotated, TypeVar

import msgspec
from msgspec import Meta, Struct

from deskbreak.content.complaints import complaint, explained, not_toml, unreadable
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
            raise ContentFileError(file, "", complaint("no_file"))
        with path.open("rb") as stream:
            data = stream.read(MAX_BYTES + 1)
    except OSError as error:
        raise ContentFileError(file, "", unreadable(error)) from error
    if len(data) > MAX_BYTES:
        raise ContentFileError(file, "", complaint("too_large", limit=MAX_BYTES // 1024))
    try:
        return data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise ContentFileError(file, "", complaint("not_text"), line) from error


def decode(text: str, file: str, kind: type[T]) -> T:
    """TOML text as a typed table; raises ContentFileError that names the key, or the line."""
    try:
        raw = tomllib.loads(text)
    except (RecursionError, ValueError) as error:
        what, line = not_toml(error, text)
        raise ContentFileError(file, "", what, line) from error
    try:
        return msgspec.convert(raw, kind)
    except msgspec.ValidationError as error:
        key, what = explained(str(error))
        raise ContentFileError(file, key, what) from error
