"""Tagged values of PulseAudio's native protocol: every value names its own type.

Only what is sent or may be received at protocol version 21 and below, and formats for good measure.
A message is read once, here; ``Row`` hands out its values and raises ValueError where a value is
missing or of another type.
"""

import struct
from collections.abc import Callable, Mapping
from typing import TypeAlias, TypeVar

Value: TypeAlias = int | str | bytes | bool | Mapping[str, str] | tuple[int, ...] | None


T = TypeVar("T")

PROPERTIES_MOST = 1000
"""Names in one list of properties, and values in one list of numbers."""


class Row:
    """The values of a message from a place on, each asked for by its type."""

    def __init__(self, values: list[Value], start: int = 0) -> None:
        self._values, self._start = values, start

    def get(self, place: int, kind: type[T]) -> T:
        """The value at a place; ValueError if there is none, or one of another type."""
        where = self._start + place
        value = self._values[where] if where < len(self._values) else None
        if not isinstance(value, kind):
            raise ValueError(  # noqa: TRY004 -- one kind for all
                f"a value is not what it should be: {type(value).__name__}"
            )
        return value

    def has(self, place: int, kind: type[object]) -> bool:
        """Whether there is such a value at a place."""
        where = self._start + place
        return where < len(self._values) and isinstance(self._values[where], kind)

    def text(self, place: int) -> str:
        """The text at a place; "" if it says that there is none."""
        where = self._start + place
        if where < len(self._values) and self._values[where] is None:
            return ""
        return self.get(place, str)

    def properties(self, place: int) -> Mapping[str, str]:
        """The properties at a place."""
        found: Mapping[str, str] = self.get(place, Mapping)  # type: ignore[type-abstract]
        return found


def pack(*values: Value) -> bytes:
    """Values as bytes: unsigned numbers, texts, bytes, flags, properties."""
    return b"".join(_pack(value) for value in values)


def unpack(data: bytes) -> list[Value]:
    """All values of a message, in order; ValueError if it is no message."""
    reader, values = _Reader(data), []
    while reader.left:
        values.append(reader.value())
    return values


def _pack(value: Value) -> bytes:
    match value:
        case None:
            return b"N"
        case bool():
            return b"1" if value else b"0"
        case int():
            return b"L" + struct.pack("!I", value)
        case str():
            return b"t" + value.encode() + b"\0"
        case bytes():
            return b"x" + struct.pack("!I", len(value)) + value
        case Mapping():
            parts = [_pack(key) + _property(text) for key, text in value.items()]
            return b"P" + b"".join(parts) + b"N"
        case _:
            raise ValueError(f"{value!r} is never sent")


def _property(text: str) -> bytes:
    data = text.encode() + b"\0"
    return b"L" + struct.pack("!I", len(data)) + _pack(data)


class _Reader:
    """Goes through the bytes of a message."""

    def __init__(self, data: bytes) -> None:
        self._data, self._place = data, 0

    @property
    def left(self) -> bool:
        """Whether there is more."""
        return self._place < len(self._data)

    def value(self) -> Value:
        """The next value."""
        tag = self._take(1)
        read = _READERS.get(tag)
        if read is None:
            raise ValueError(f"unknown tag {tag!r}")
        return read(self)

    def number(self, form: str) -> int:
        """A number in a format of ``struct``."""
        (number,) = struct.unpack("!" + form, self._take(struct.calcsize("!" + form)))
        return int(number)

    def text(self) -> str:
        """A text up to its NUL."""
        end = self._data.index(b"\0", self._place)
        text = self._data[self._place : end]
        self._place = end + 1
        return text.decode(errors="replace")

    def blob(self) -> bytes:
        """Bytes with their length before them."""
        return self._take(self.number("I"))

    def sample(self) -> tuple[int, ...]:
        """Format, channels, rate."""
        return self.number("B"), self.number("B"), self.number("I")

    def many(self, form: str) -> tuple[int, ...]:
        """A count, and so many numbers."""
        return tuple(self.number(form) for _ in range(self.number("B")))

    def properties(self) -> dict[str, str]:
        """Names and values up to an empty name."""
        found: dict[str, str] = {}
        while (tag := self._take(1)) != b"N":
            if tag != b"t" or len(found) >= PROPERTIES_MOST:
                raise ValueError("a list of properties is none")
            key = self.text()
            self._expect(b"L")
            self.number("I")  # the length, which comes again with the bytes
            self._expect(b"x")
            found[key] = self.blob().rstrip(b"\0").decode(errors="replace")
        return found

    def format(self) -> Mapping[str, str]:
        """An encoding and its properties."""
        self._expect(b"B")
        self.number("B")
        self._expect(b"P")
        return self.properties()

    def _expect(self, tag: bytes) -> None:
        if self._take(1) != tag:
            raise ValueError("a value is of another type")

    def _take(self, count: int) -> bytes:
        data = self._data[self._place : self._place + count]
        if len(data) < count:
            raise ValueError("a message ends early")
        self._place += count
        return data


_READERS: dict[bytes, Callable[[_Reader], Value]] = {
    b"N": lambda _: None,
    b"1": lambda _: True,
    b"0": lambda _: False,
    b"L": lambda it: it.number("I"),
    b"B": lambda it: it.number("B"),
    b"U": lambda it: it.number("Q"),
    b"R": lambda it: it.number("Q"),
    b"r": lambda it: it.number("q"),
    b"V": lambda it: it.number("I"),
    b"T": lambda it: it.number("Q"),
    b"t": lambda it: it.text(),
    b"x": lambda it: it.blob(),
    b"a": lambda it: it.sample(),
    b"m": lambda it: it.many("B"),
    b"v": lambda it: it.many("I"),
    b"P": lambda it: it.properties(),
    b"f": lambda it: it.format(),
}
