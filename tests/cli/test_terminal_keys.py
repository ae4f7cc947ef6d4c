"""Keys of the daemon's own terminal: what a person pressed, and nothing else."""

import asyncio
import os
import sys
from collections.abc import Iterator

import pytest

from deskbreak.desktop.terminal_keys import KeyReader


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> Iterator[int]:
    """The other end of a terminal that is our standard input."""
    ours, theirs = os.openpty()
    with os.fdopen(theirs, "r") as stdin:
        monkeypatch.setattr(sys, "stdin", stdin)
        yield ours
    os.close(ours)


@pytest.mark.parametrize(
    ("parts", "keys"),
    [
        (("s",), ["s"]),
        (("\x1b[A", "\x1bOP"), ["\x1b", "\x1b"]),
        (("\x1b",), ["\x1b"]),
        (("\x1b[", "1;5", "A", "q"), ["\x1b", "q"]),
        (("\x1b[?1;5;6;9;15;18;21;22c",), []),
        (("\x1b[?62;" + "1;" * 60, "c", "t"), ["t"]),
        (("\x1b[>41;354;0c", "\x1b]11;rgb:0000/", "0000/0000\x1b\\", "\x1bP1+r\x1b\\"), []),
        ((b"\xe3\x81", b"\x82p"), ["あ", "p"]),
    ],
)
def test_only_what_was_pressed_is_a_key(
    terminal: int, parts: tuple[str | bytes, ...], keys: list[str]
) -> None:
    async def type_it() -> list[str]:
        pressed: list[str] = []
        reader = KeyReader(pressed.append)
        for part in parts:
            os.write(terminal, part if isinstance(part, bytes) else part.encode())
            await asyncio.sleep(0.05)
        reader.close()
        return pressed

    assert asyncio.run(type_it()) == keys
