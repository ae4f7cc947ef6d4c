"""Which routines a person may mean by words of a title.

Rules
- Case, width, spaces and marks do not count; hiragana and katakana are one, as nobody remembers
  which of them a title is written in.
- The whole title goes before its beginning, its beginning before words inside it, and these before
  the same words in another order.
"""

import re
import unicodedata
from collections.abc import Sequence
from typing import TypeAlias

from deskbreak.domain.vocabulary.routine import Routine

Named: TypeAlias = tuple[Routine, Sequence[str]]
"""A routine, and what it may be called."""

_KATAKANA = {code: code + 0x60 for code in range(ord("ぁ"), ord("ゖ") + 1)}
_GAP = re.compile(r"[^\w']+")
_SHORT = 2
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
    begin, part, apart = [], [], []
    for routine, names in named:
        known = [plain(name) for name in names]
        if wanted in known:
            return (routine,)
        begin += [routine] if any(name.startswith(wanted) for name in known) else []
        part += [routine] if any(wanted in name for name in known) else []
        apart += [routine] if any(_has(name, words) == len(words.split()) for name in names) else []
    return tuple(begin or part or apart)


def nearest(words: str, named: Sequence[Named]) -> Routine | None:
    """The one whose name is most like the words, or has the most of them; None: there is none."""
    from difflib import get_close_matches  # noqa: PLC0415 - only for a typo

    by_name = {plain(name): routine for routine, names in named for name in names}
    near = get_close_matches(plain(words), by_name, 1, _LIKE_ENOUGH)
    if near:
        return by_name[near[0]]
    most, found = 0, None
    for routine, names in named:
        has = max(_has(name, words) for name in names)
        if has > most:
            most, found = has, routine
    return found


def _has(name: str, words: str) -> int:
    """How many of the words a name has; those of a letter or two, such as "up", do not count."""
    parts, whole = [plain(part) for part in _GAP.split(name)], plain(name)
    return sum(
        any(part.startswith(word) for part in parts) if word.isascii() else word in whole
        for word in map(plain, words.split())
        if len(word) > _SHORT or not word.isascii()
    )
