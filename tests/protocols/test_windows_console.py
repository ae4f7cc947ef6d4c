"""Keys of a Windows console; the part that every system can try."""

from collections.abc import Iterator

from deskbreak.protocols.windows_console import NO_CONSOLE, keys_of


def heard(units: Iterator[str]) -> list[str]:
    keys: list[str] = []

    def read() -> str:
        try:
            return next(units)
        except StopIteration:
            raise EOFError from None

    keys_of(read, keys.append)
    return keys


def test_letters_and_keys_without_one() -> None:
    assert heard(iter("a\xe0H\x00Qあ\xe0?z")) == ["a", "up", "page down", "あ", "z"]


def test_without_a_console_it_asks_once() -> None:
    units = iter(["a", NO_CONSOLE, "b"])
    assert heard(units) == ["a"]
    assert list(units) == ["b"]
