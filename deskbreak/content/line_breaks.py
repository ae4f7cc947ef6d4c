"""Breaks a short centred text into lines of like length, at places where one would pause.

Rules: as few lines as possible; Japanese breaks after 、 and 。 where it can, else where kana end
and kanji begin, else between any two characters, but never before a closing mark or a small kana,
nor inside a number, a Latin word or a run of katakana; other languages break at spaces. A path
that no line has room for breaks after its folders. Among the ways that are left the evenest one is
taken. Where ``whole_phrases`` is asked for, more lines are taken rather than a phrase
parted that has room on one (``phrases.py``).
"""

import re
from collections.abc import Callable
from functools import cache

from deskbreak.content.phrases import OPENING, PAUSE, hiragana, phrases

Measure = Callable[[str], float]
"""Width of a piece of text."""

_PIECE = re.compile(
    r"[0-9A-Za-z.,:/–%°-]+(?:[秒回分cm度往]+)?|[ァ-ヶー]+|また今度|から|より|まで"
    r"|(?:です|でした|でしょう|ます|ました|ません|ましょう)か?|ください|\s+|.",
    re.DOTALL,
)
_FOLDER = re.compile(r"[^/\\]*[/\\]|[^/\\]+")
"""A name of a path with the separator after it."""
_NOT_FIRST = frozenset(
    "、。，．・·：；？！）」』】〕］｝〉》〜ー々ゝゞヽヾ…‥％”’)],.;:?!"
    "ゃゅょゎっぁぃぅぇぉャュョヮッァィゥェォヵヶ"
)
_AFTER = frozenset("をにではがともへや")
"""Particles: a break after one reads better than one inside a word."""


def broken(text: str, width: float, measure: Measure, *, whole_phrases: bool = False) -> list[str]:
    """The lines of a text; a piece that is wider than ``width`` has a line of its own."""
    pieces_of = _phrases if whole_phrases else _pieces_within
    return [
        line
        for part in text.split("\n")
        for line in _part(part, pieces_of(part, width, measure), width, measure)
    ]


def _pieces_within(text: str, width: float, measure: Measure) -> list[str]:
    return [bit for piece in _pieces(text) for bit in _of_path(piece, width, measure)]


def _phrases(text: str, width: float, measure: Measure) -> list[str]:
    """Whole phrases, but for those that no line has room for."""
    return [
        bit
        for phrase in phrases(_pieces(text))
        for bit in (
            [phrase] if measure(phrase.strip()) <= width else _pieces_within(phrase, width, measure)
        )
    ]


def _part(text: str, pieces: list[str], width: float, measure: Measure) -> list[str]:
    if not pieces or measure(text.strip()) <= width:
        return [text.strip()]

    @cache
    def best(start: int) -> tuple[int, float, tuple[int, ...]]:
        """Lines, cost and ends of the best way for the pieces from ``start``."""
        if start == len(pieces):
            return 0, 0.0, ()
        found: tuple[int, float, tuple[int, ...]] | None = None
        for end in range(start + 1, len(pieces) + 1):
            line = measure("".join(pieces[start:end]).strip())
            if line > width and end > start + 1:
                break
            lines, cost, ends = best(end)
            spare = max(width - line, 0.0) / width
            last = end == len(pieces)
            here = spare * spare + (0.0 if last else _break_cost(pieces[end - 1], pieces[end]))
            way = (lines + 1, cost + here, (end, *ends))
            found = way if found is None or way[:2] < found[:2] else found
        return found or (1, 0.0, (len(pieces),))

    ends = best(0)[2]
    starts = (0, *ends[:-1])
    return ["".join(pieces[a:b]).strip() for a, b in zip(starts, ends, strict=True)]


def _of_path(piece: str, width: float, measure: Measure) -> list[str]:
    """A path that is wider than the line, cut after its folders; anything else as it is."""
    folders = _FOLDER.findall(piece)
    if len(folders) < 2 or measure(piece.strip()) <= width:
        return [piece]
    bits = [""]
    for folder in folders:
        if bits[-1] and measure((bits[-1] + folder).strip()) > width:
            bits.append("")
        bits[-1] += folder
    return bits


def _break_cost(piece: str, following: str) -> float:
    """How much a break between two pieces disturbs."""
    last, first = piece[-1], following[0]
    if last in PAUSE or last.isspace():
        return 0.0
    if hiragana(last) and not hiragana(first):
        return 0.12  # most often the end of a phrase
    return 0.3 if last in _AFTER else 0.6


def _pieces(text: str) -> list[str]:
    """The text in pieces between which it may be broken."""
    out: list[str] = []
    for piece in _PIECE.findall(text):
        glued = out and (piece[0] in _NOT_FIRST or piece.isspace() or out[-1][-1] in OPENING)
        if glued or (
            out and not out[-1][-1].isspace() and _latin(out[-1][-1]) and _latin(piece[0])
        ):
            out[-1] += piece
        else:
            out.append(piece)
    return out


def _latin(character: str) -> bool:
    """Whether a letter belongs to words between spaces."""
    return character.isascii() or character in "’—–…é"
