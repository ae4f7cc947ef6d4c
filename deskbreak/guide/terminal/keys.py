"""Keys of a terminal: from bytes to names, and from names to what they do in the minute.

Function keys as xterm sends them (ECMA-48 control sequences); a lone Escape is told from the start
of one by what follows it at once. Full-width letters of an input method count as plain ones.
"""

import codecs
import re
import unicodedata

from deskbreak.guide.minute import Act, Card, Minute

SPLIT = 0.05
"""Seconds in which the rest of a sequence comes."""
ESCAPE, HANG_UP, LEAVE = "esc", "hang up", "leave"
"""Names of keys: Escape; the terminal is gone, or the end is asked for; Ctrl+Z."""
UP, DOWN, FORTH, BACK = "up", "down", "page down", "page up"

_NAMES = {
    "A": UP,
    "B": DOWN,
    "C": "right",
    "D": "left",
    "5~": BACK,
    "6~": FORTH,
}
_SEQUENCE = re.compile(r"\x1b(?:O([ -/]*[@-~])|\[([0-?]*[ -/]*[@-~]))")
_UNFINISHED = re.compile(r"\x1b(?:O|\[[0-?]*[ -/]*)?$")


class Decoder:
    """Bytes in, names of keys out."""

    def __init__(self) -> None:
        self._decode = codecs.getincrementaldecoder("utf-8")("ignore").decode
        self._rest = ""

    @property
    def waits(self) -> bool:
        """Whether what has come may be the start of something longer."""
        return bool(self._rest)

    def feed(self, data: bytes) -> list[str]:
        """The keys in what was typed."""
        text = self._rest + self._decode(data)
        self._rest = ""
        keys: list[str] = []
        while text:
            found = _SEQUENCE.match(text)
            if found is not None:
                name = _NAMES.get(found[1] or found[2])
                keys += [name] if name else []
                text = text[found.end() :]
            elif _UNFINISHED.match(text):
                self._rest, text = text, ""
            else:
                keys.append(plain(text[0]))
                text = text[1:]
        return keys

    def settle(self) -> list[str]:
        """Nothing followed: it was Escape, whatever came with it being meant for nobody."""
        keys, self._rest = [ESCAPE] if self._rest else [], ""
        return keys


def plain(character: str) -> str:
    """The key of a letter: lower case, not full-width."""
    if character == "\x1b":
        return ESCAPE
    return unicodedata.normalize("NFKC", character).lower()


_CLOSE = {ESCAPE: Act.CLOSE, "q": Act.CLOSE, HANG_UP: Act.CLOSE}
_RUNNING = _CLOSE | {
    "d": Act.DONE,
    " ": Act.PAUSE,
    "right": Act.SKIP,
    "n": Act.SKIP,
    "e": Act.EASIER,
    "h": Act.HURTS,
    "w": Act.READ,
    "s": Act.READ,
}
_ASKED = {
    Card.COMFORT: {
        "g": Act.GOOD, "t": Act.HARD, "h": Act.HURTS,
        "1": Act.GOOD, "2": Act.HARD, "3": Act.HURTS,
    },
    Card.HURTS: {"a": Act.A, "b": Act.B, "c": Act.C, "1": Act.A, "2": Act.B, "3": Act.C},
    Card.CHECK: {
        "y": Act.YES, "n": Act.NO, "f": Act.FIX,
        "1": Act.YES, "2": Act.NO, "3": Act.FIX,
    },
}  # fmt: skip


def act_of(key: str, it: Minute) -> Act | None:
    """What a key does now; None: nothing."""
    if not it.running:
        asked = _ASKED.get(it.card)
        if asked is None:  # a page that only tells something
            return Act.CLOSE if key in ("\r", "\n", "1") else _CLOSE.get(key)
        return asked.get(key, _CLOSE.get(key))
    if "reading" in it.stops:
        return {" ": Act.READ, "\r": Act.READ, "\n": Act.READ}.get(key, _read(key))
    if it.card is Card.UNFIT:
        return _unfit(key, it)
    if key == "x" and it.card is not Card.STEP:
        return Act.UNFIT
    if it.card is Card.SETTLE and key in ("d", "\r", "\n", " "):
        return Act.START
    if it.card is Card.READY and key in ("d", "\r", "\n"):
        return Act.START
    return _RUNNING.get(key)


def _unfit(key: str, it: Minute) -> Act | None:
    """While the codes are on the page: their numbers, and going on without one."""
    words = (*it.plan.codes, Act.NEVER, Act.START)
    codes = {str(number): Act(word) for number, word in enumerate(words, 1)}
    return codes.get(key, Act.START if key in ("\r", "\n", "0") else _CLOSE.get(key))


def _read(key: str) -> Act | None:
    """While the page for stopping is open."""
    return _RUNNING.get(key) if key in ("w", "s", "h", "q", ESCAPE, HANG_UP) else None
