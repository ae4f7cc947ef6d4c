"""A letter that a code page lacks is replaced by its kin, or by a question mark."""

import pytest

from deskbreak.desktop.standard_streams import REPLACED, by_kin


@pytest.mark.parametrize(
    ("encoding", "text", "written"),
    [
        ("cp932", "a · b — c – d", "a ・ b ― c - d"),
        ("cp1252", "a · b — c – d", "a · b — c – d"),
        ("ascii", "a · b — c – d", "a - b - c - d"),
        ("cp1252", "立つ", "??"),
        ("cp932", "立つ \U0001f642", "立つ ?"),
    ],
)
def test_what_is_written(encoding: str, text: str, written: str) -> None:
    assert text.encode(encoding, REPLACED).decode(encoding) == written


def test_what_cannot_be_read_is_still_an_error() -> None:
    error = UnicodeDecodeError("ascii", b"x", 0, 1, "no letter")
    with pytest.raises(UnicodeDecodeError):
        by_kin(error)
