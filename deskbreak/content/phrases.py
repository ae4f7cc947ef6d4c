"""Japanese in phrases that stay on one line: a word with its endings and particles (bunsetsu).

Rules, in the order in which they count
- A phrase ends at a mark where one pauses, at a space, and before an opening bracket.
- It ends where hiragana ends: what follows begins another word. The exceptions are お and ご, which
  belong to what follows, and one kana of the い or え row between two kanji, as in 書き換える.
- Within hiragana it ends after を.
- A bare number belongs to the word that it counts: 席を立った3.
- A number or a key belongs to the word after it (10 min, s 始める), and so does the name of the
  program to that of a command. A particle after a Latin word and a space belongs to that.
"""

import re
from collections.abc import Sequence

PAUSE = frozenset("、。，．・：；！？")
OPENING = frozenset("（「『【“‘([〔［｛〈《")
_PARTICLES = frozenset("をにではがともへの")
_LATIN_END = re.compile(r"[!-~] $")
_LEADS = re.compile(r"(?:\d+|[A-Za-z]|deskbreak) ")
_MARKS = "".join(PAUSE)
_BEFORE_NAMES = frozenset("おご")
_WITHIN_VERBS = frozenset("いきぎしじちみびりえけげせぜめべれ")


def phrases(pieces: Sequence[str]) -> list[str]:
    """The pieces between which a line may break, put together to phrases."""
    found: list[str] = []
    for piece in pieces:
        if found and not _ends(found[-1], piece):
            found[-1] += piece
        else:
            found.append(piece)
    return found


def hiragana(character: str) -> bool:
    """Whether a letter is one of endings and particles."""
    return "ぁ" <= character <= "ゖ"


def _ends(phrase: str, following: str) -> bool:
    last, first = phrase[-1], following[0]
    if _LEADS.fullmatch(phrase) or (_LATIN_END.search(phrase) and first in _PARTICLES):
        return False
    if last in PAUSE or last.isspace() or first in OPENING:
        return True
    if not hiragana(last):
        return False
    if hiragana(first):
        return last == "を"
    if following.rstrip(_MARKS).isdecimal():
        return False
    return last not in _BEFORE_NAMES and not _is_one_verb(phrase, first)


def _is_one_verb(phrase: str, first: str) -> bool:
    """Whether a kana between two kanji joins two verbs to one."""
    between = phrase[-1] in _WITHIN_VERBS and len(phrase) > 1
    return between and _kanji(phrase[-2]) and _kanji(first)


def _kanji(character: str) -> bool:
    return "一" <= character <= "鿿" or character == "々"
