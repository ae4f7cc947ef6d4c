"""The forms a value may have in the file: each reads, checks and writes one kind of value.

A form raises ``PydanticCustomError`` whose type is a ``Fault`` and whose context are the words of
the message. Text from the environment or the command line comes as ``FromText`` and may stand for
a flag, a number or a list; in a file ``"true"`` in quotes is a mistake.
"""

import difflib
import json
from abc import abstractmethod
from collections.abc import Iterable
from enum import StrEnum
from typing import Any, Generic, TypeVar

from msgspec import Struct
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from deskbreak.config.file_problems import Fault
from deskbreak.domain.time.durations import format_duration, parse_duration
from deskbreak.domain.time.units import Millis

T = TypeVar("T")

_FLAGS = {"true": True, "yes": True, "on": True, "1": True} | {
    "false": False,
    "no": False,
    "off": False,
    "0": False,
}


class FromText(str):
    """A value that could only come as text: from the environment or the command line."""

    __slots__ = ()


def wrong(fault: Fault, **params: object) -> PydanticCustomError:
    """The error for a value; ``params`` are the words of its message."""
    return PydanticCustomError(fault.value, "{fault}", {"fault": fault.value, **params})


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word that was probably meant."""
    return next(iter(difflib.get_close_matches(word.lower(), sorted(known), n=1)), None)


class Form(Struct, Generic[T], frozen=True):
    """One kind of value; serves as an annotation of a model's field."""

    @abstractmethod
    def allowed(self) -> str:
        """What is allowed, as config.example.toml says it."""

    @abstractmethod
    def read(self, value: object) -> T:
        """The checked value; raises PydanticCustomError."""

    def write(self, value: T) -> object:
        """The value as TOML holds it."""
        return value

    def schema(self) -> CoreSchema:
        """How pydantic reads and writes it."""
        return core_schema.no_info_plain_validator_function(
            self.read, serialization=core_schema.plain_serializer_function_ser_schema(self.write)
        )

    def __get_pydantic_core_schema__(self, source: object, handler: object) -> CoreSchema:
        return self.schema()


class Duration(Form[Millis], frozen=True):
    """A length of time within a range; ``zero``: or none at all."""

    low: str
    high: str
    example: str
    zero: bool = False

    def allowed(self) -> str:
        return f"0s, or {self.low}-{self.high}" if self.zero else f"{self.low}-{self.high}"

    def read(self, value: object) -> Millis:
        length = parse_duration(value) if isinstance(value, str) else None
        if length is None:
            raise wrong(Fault.DURATION, example=self.example)
        if self.zero and length == 0:
            return length
        low, high = parse_duration(self.low) or 0, parse_duration(self.high) or 0
        if not low <= length <= high:
            fault = Fault.DURATION_RANGE_OR_ZERO if self.zero else Fault.DURATION_RANGE
            raise wrong(fault, low=self.low, high=self.high)
        return length

    def write(self, value: Millis) -> str:
        return format_duration(value)


class Flag(Form[bool], frozen=True):
    """True or false."""

    def allowed(self) -> str:
        return "true | false"

    def read(self, value: object) -> bool:
        if isinstance(value, FromText):
            value = _FLAGS.get(value.strip().lower())
        if not isinstance(value, bool):
            raise wrong(Fault.FLAG)
        return value


class Whole(Form[int], frozen=True):
    """A whole number within a range."""

    low: int
    high: int

    def allowed(self) -> str:
        return f"{self.low}-{self.high}"

    def read(self, value: object) -> int:
        if isinstance(value, FromText) and value.strip().isdecimal():
            value = int(value[:9])
        if not isinstance(value, int) or isinstance(value, bool):
            raise wrong(Fault.WHOLE, low=self.low, high=self.high)
        if not self.low <= value <= self.high:
            raise wrong(Fault.WHOLE, low=self.low, high=self.high)
        return value


Word = TypeVar("Word", bound=str)


class Choice(Form[Word], frozen=True):
    """One of a few words."""

    words: tuple[Word, ...]

    def allowed(self) -> str:
        return " | ".join(self.words)

    def read(self, value: object) -> Word:
        for word in self.words:
            if value == word:
                return word
        allowed = ", ".join(f'"{word}"' for word in self.words)
        near = nearest(value, self.words) if isinstance(value, str) else None
        if near is None:
            raise wrong(Fault.CHOICE, allowed=allowed)
        raise wrong(Fault.CHOICE_NEAR, allowed=allowed, near=f'"{near}"')

    def write(self, value: Word) -> str:
        return str(value)


def one_of(kind: type[StrEnum]) -> Choice[Any]:
    """A choice among the members of an enumeration."""
    return Choice(tuple(kind))


class Text(Form[str], frozen=True):
    """Any text; ``empty``: or none."""

    empty: bool = False

    def allowed(self) -> str:
        return "text"

    def read(self, value: object) -> str:
        if not isinstance(value, str) or not (self.empty or value.strip()):
            raise wrong(Fault.TEXT)
        return str(value)


class Pair(Form[tuple[int, int]], frozen=True):
    """Two whole numbers, the smaller first."""

    low: int
    high: int
    example: str

    def allowed(self) -> str:
        return f"two numbers, {self.low}-{self.high}"

    def read(self, value: object) -> tuple[int, int]:
        needed = wrong(Fault.PAIR, low=self.low, high=self.high, example=self.example)
        parts = split(value, self.example) if isinstance(value, FromText) else value
        if not isinstance(parts, list) or len(parts) != 2:
            raise needed
        number = Whole(self.low, self.high)
        try:
            first, second = number.read(parts[0]), number.read(parts[1])
        except PydanticCustomError:
            raise needed from None
        if first > second:
            raise wrong(Fault.PAIR_ORDER)
        return first, second

    def write(self, value: tuple[int, int]) -> list[int]:
        return list(value)


class Listed(Form[tuple[T, ...]], frozen=True):
    """A list of values of one form."""

    item: Form[T]
    example: str
    low: int = 0
    high: int = 1000
    needed: Fault = Fault.LIST

    def allowed(self) -> str:
        return self.item.allowed()

    def items(self, value: object) -> list[object]:
        """The raw values; raises PydanticCustomError if it is no list or has too few or many."""
        if isinstance(value, FromText):
            value = split(value, self.example)
        if not isinstance(value, list):
            raise wrong(self.needed, example=f'["{self.example}"]')
        if not self.low <= len(value) <= self.high:
            raise wrong(Fault.COUNT, low=self.low, high=self.high)
        return value

    def schema(self) -> CoreSchema:
        """A schema of its own, so that an error tells which item it is about."""
        items = core_schema.tuple_variable_schema(self.item.schema())
        return core_schema.no_info_before_validator_function(self.items, items)


class Arguments(Listed[str], frozen=True):
    """A command as a list of arguments, the program first."""

    item: Form[str] = Text(empty=True)
    example: str = "notify-send"
    needed: Fault = Fault.ARGUMENT_LIST

    def allowed(self) -> str:
        return "a list of arguments"

    def items(self, value: object) -> list[object]:
        values = Listed.items(self, value)  # super() does not know a class with slots
        if values and isinstance(values[0], str) and not values[0].strip():
            raise wrong(Fault.ARGUMENT_EMPTY)
        return values


def split(text: FromText, example: str) -> list[object]:
    """A list that came as text: JSON, or values with commas between."""
    if not text.strip().startswith("["):
        return [FromText(part.strip()) for part in text.split(",") if part.strip()]
    try:
        values = json.loads(text)
    except (ValueError, RecursionError):
        raise wrong(Fault.JSON, example=example) from None
    return [FromText(value) if isinstance(value, str) else value for value in values]
