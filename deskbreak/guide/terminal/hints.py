"""The line of keys at the bottom: as many as fit, those that matter most before all others."""

from collections.abc import Sequence

from msgspec import Struct

from deskbreak.content.columns import columns
from deskbreak.content.model import Language
from deskbreak.content.strings import text
from deskbreak.guide.minute import Card, Minute
from deskbreak.guide.terminal.canvas import Style
from deskbreak.guide.terminal.ink import Ink, Row, Span

_BETWEEN = 2
"""Columns between two."""


class Hint(Struct, frozen=True):
    """A key and what it does; the higher ``weight``, the longer it stays where room is short."""

    key: str
    key_name: str
    weight: int


def hints_of(it: Minute, *, more: bool) -> list[Hint]:
    """The keys that do something now; ``more``: there is more to read than is shown."""
    close = Hint("q", "close", 9)
    scroll = [Hint("↓", "scroll", 7)] if more else []
    if not it.running:
        return [*scroll, close]
    if it.on_page:
        return scroll  # the page itself names its keys
    paused = "pause" in it.stops
    stop = [Hint("h", "hurts", 10), Hint("w", "when_to_stop", 8), close]
    easier = Hint("e", "standard" if it.easier else "easier", 4)
    if it.card is not Card.STEP:
        pause = [] if it.card is Card.SETTLE else [_pause(paused=paused)]
        unfit = [Hint("x", "not_for_me", 7)] if it.plan.codes else []
        return [Hint("Enter", "start", 6), *unfit, *pause, easier, *stop]
    return [Hint("d", "done", 6), _pause(paused=paused), Hint("→", "skip", 3), easier, *stop]


def _pause(*, paused: bool) -> Hint:
    return Hint("space", "go_on" if paused else "pause", 7 if paused else 5)


def hint_row(hints: Sequence[Hint], language: Language, room: int, ink: Ink) -> Row:
    """The line, in the middle; the lightest hints are left out where there is no room."""
    key, label = ink.style("ink", bold=True), ink.style("mute")
    shown = list(hints)
    while shown:
        pairs = [_pair(hint, language) for hint in shown]
        width = sum(columns(a) + 1 + columns(b) for a, b in pairs) + _BETWEEN * (len(pairs) - 1)
        if width <= room:
            return _spans(pairs, (room - width) // 2, key, label)
        shown.remove(min(shown, key=lambda hint: hint.weight))
    return []


def _pair(hint: Hint, language: Language) -> tuple[str, str]:
    key = text(language, "terminal_guide.space") if hint.key == "space" else hint.key
    return key, text(language, f"terminal_guide.{hint.key_name}")


def _spans(pairs: Sequence[tuple[str, str]], at: int, key: Style, label: Style) -> list[Span]:
    spans: list[Span] = []
    for name, does in pairs:
        spans += [(at, name, key), (at + columns(name) + 1, does, label)]
        at += columns(name) + 1 + columns(does) + _BETWEEN
    return spans
