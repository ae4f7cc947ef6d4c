"""Words from a button, a menu entry or a key, turned into events: ``snooze 5m``."""

import logging
from collections.abc import Callable, Mapping

from deskbreak.app.ports import Post
from deskbreak.domain.durations import parse_duration
from deskbreak.domain.events import (
    Action,
    Answered,
    Event,
    Paused,
    PromptWanted,
    Resumed,
    SatDown,
    StoodUp,
    Until,
)

log = logging.getLogger(__name__)

Call = Callable[[str], None]
"""Something that is no event; gets the words after the first."""


class Commands:
    """Carries out words; safe from any thread as far as ``post`` and the calls are."""

    def __init__(self, post: Post, calls: Mapping[str, Call]) -> None:
        self._post = post
        self._calls = calls

    def run(self, words: str, prompt: str | None = None) -> None:
        """Do what the words say; ``prompt`` is the one that the button belonged to."""
        name, _, rest = words.partition(" ")
        if name in self._calls:
            self._calls[name](rest)
            return
        event = to_event(name, rest, prompt)
        if event is None:
            log.warning("not understood: %s", words)
        else:
            self._post(event)


def to_event(name: str, rest: str, prompt: str | None) -> Event | None:
    """The event that a command means; None: it means none."""
    match name:
        case "snooze":
            return Answered(Action.SNOOZE, prompt, parse_duration(rest))
        case "hurts-now":
            return Answered(Action.STOP, prompt)
        case "now":
            return PromptWanted(rest or None)
        case "pause":
            until = Until.TODAY if rest == Until.TODAY else parse_duration(rest)
            return None if until is None else Paused(until)
        case "resume":
            return Resumed()
        case "standing":
            return StoodUp(parse_duration(rest))
        case "sitting":
            return SatDown()
        case _ if name in set(Action):
            return Answered(Action(name), prompt)
        case _:
            return None
