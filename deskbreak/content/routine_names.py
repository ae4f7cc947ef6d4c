"""Which routines a person may mean by words of a title.

Rules
- Case, width, spaces and marks do not count; hiragana and katakana are one, as nobody remembers
  which of them a title is written in.
- The whole title goes before its beginning, and its beginning before words inside it.
"""

import unicodedata
from collections.abc import Sequence
from typing import TypeAlias

from deskbreak.domain.vocabulary.routine import Routine

Named: TypeAlias = tuple[Routine, Sequence[str]]
"""A routine, and what it may be called."""

_KATAKANA = {code: code + 0x60 for code in range(ord("ぁ"), ord("ゖ") + 1)}
_LIKE_ENOUGH = 0.6
"""Of 1, for two texts that are the same (difflib's own measure and limit)."""


def plain(words: str) -> str:
    """Words as they are compared."""
    folded = unicodedata.normalize("NFKC", words).casefold().translate(_KATAKANA)
    return "".join(letter for letter in folded if letter.isalnum())


def meant(words: str, named: Sequence[Named]) -> tuple[Routine, ...]:
    """All that the words may mean; several where they are not enough for one."""
    wanted = plain(words)
    if not wanted:
        return ()
    begin, part = [], []
    for routine, names in named:
        known = [plain(name) for name in names]
        if wanted in known:
            return (routine,)
        begin += [routine] if any(name.startswith(wanted) for name in known) else []
        part += [routine] if any(wanted in name for name in known) else []
    return tuple(begin or part)


def nearest(words: str, named: Sequence[Named]) -> Routine | None:
    """The one whose name is most like the words; None: none is like them."""
    from difflib import get_close_matches  # noqa: PLC0415 - only for a typo

    by_name = {plain(name): routine for routine, names in named for name in names}
    near = get_close_matches(plain(words), by_name, 1, _LIKE_ENOUGH)
    return by_name[near[0]] if near else None
