"""From bytes to D-Bus messages, within bounds. Source: D-Bus Specification 0.43, "Message Format".

A message that is too big to be meant for us is passed over without being kept: whoever waits for it
runs into the limit of the call, and the connection, which others use as well, goes on.
"""

import struct
from collections.abc import Iterator
from typing import Final

from jeepney import HeaderFields, Message, Parser

BIGGEST: Final = 128 * 1024 * 1024
"""Bytes in a message at most, by the specification."""
TAKEN: Final = 4 * 1024 * 1024
"""Bytes in a message at most that is taken in; what deskbreak asks for has some thousand."""
WORDS: Final = 200
"""Letters of what another program says that are handed on."""

GARBAGE: Final = (
    ValueError, KeyError, IndexError, TypeError, AssertionError, RecursionError, struct.error,
)  # fmt: skip
"""What jeepney's parser raises on bytes that are no message."""


class MessageReader:
    """Takes in bytes, whole messages or not.

    ``begun``: a parser that has taken in the first of them.
    """

    def __init__(self, begun: Parser | None = None) -> None:
        self._parser = begun or Parser()
        self._left_out = 0
        """Bytes that are still to come of a message that is passed over."""

    def feed(self, data: bytes) -> Iterator[Message]:
        """The messages that are complete now; raises one of ``GARBAGE``."""
        if self._left_out:
            passed = min(self._left_out, len(data))
            self._left_out -= passed
            data = data[passed:]
        self._parser.add_data(data)
        while (message := self._parser.get_next_message()) is not None:
            yield message
        size = self._parser.next_msg_size or 0
        if size > BIGGEST:
            raise ValueError("a message over 128 MiB")
        if size > TAKEN:
            self._left_out = size - self._parser.buf.bytes_buffered
            self._parser = Parser()


def head(message: Message) -> tuple[str, str, str, str]:
    """Sender, path, interface and member; "" for what the message does not say."""
    fields = message.header.fields
    wanted = (HeaderFields.sender, HeaderFields.path, HeaderFields.interface, HeaderFields.member)
    sender, path, interface, member = (str(fields.get(field, "")) for field in wanted)
    return sender, path, interface, member


def signature_of(message: Message) -> str:
    """The types of the body."""
    return str(message.header.fields.get(HeaderFields.signature, ""))


def error_of(message: Message) -> tuple[str, str]:
    """An error reply as one line, and its name."""
    name = str(message.header.fields.get(HeaderFields.error_name, "an error without a name"))
    said = message.body[0] if message.body else "no reason given"
    words = " ".join(str(said).split()) if isinstance(said, str) else "no reason given"
    return f"{name}: {words[:WORDS]}", name
