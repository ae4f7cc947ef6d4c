"""What was kept and cannot be read any more is told as that, whatever is in it."""

import pytest

from deskbreak.app.codec import Unreadable, decode_settings, encode_settings, saved_at
from deskbreak.domain.vocabulary.settings import Settings

NONSENSE = (
    b"", b"{", b"[]", b"\xff\xfe", b'{"rhythm": 3}', b'{"rhythm": {"every": 1e999}}', b"null",
    b'{"language": "\xff"}', b"[" * 100_000,
)  # fmt: skip


@pytest.mark.parametrize("raw", NONSENSE, ids=range(len(NONSENSE)))
def test_settings_that_are_none_are_unreadable(raw: bytes) -> None:
    with pytest.raises(Unreadable):
        decode_settings(raw)


def test_settings_are_read_as_they_were_kept() -> None:
    assert decode_settings(encode_settings(Settings(language="ja"))) == Settings(language="ja")


@pytest.mark.parametrize("raw", [b"", b"{", b"\xff", b'{"at": "x"}', b'{"at": 1}'])
def test_a_state_that_cannot_be_read_was_saved_at_no_time(raw: bytes) -> None:
    assert saved_at(raw) is None


def test_a_state_was_saved_when_it_says() -> None:
    assert saved_at(b'{"at": 5, "offset": 37}') == 42
