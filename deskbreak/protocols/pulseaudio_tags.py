"""Tagged values of PulseAudio's native protocol: every value names its own type.

Only what is sent or may be received at protocol version 21 and below, and formats for good measure.
"""

import struct
from collections.abc import Callable, Mapping
from typing import TypeAlias

Value: TypeAlias = int | str | bytes | bool | Mapping[str, str] | tuple[int, ...] | None


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
        found = {}
        while (key := self.value()) is not None:
            self.value()  # the length, which comes again with the bytes
            data = self.value()
            if isinstance(data, bytes):
                found[str(key)] = data.rstrip(b"\0").decode(errors="replace")
        return found

    def format(self) -> Mapping[str, str]:
        """An encoding and its properties."""
        self.value()
        properties = self.value()
        return properties if isinstance(properties, Mapping) else {}

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
