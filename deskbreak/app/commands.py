"""Words from a button, a menu entry or a key, turned into events: ``snooze 5m``."""

import logging
from collections.abc import Callable, Mapping

from deskbreak.app.ports import Post
from deskbreak.domain.time.durations import parse_duration
from deskbreak.domain.vocabulary.events import (
    Action,
    Answered,
    CheckAnswered,
    Comfort,
    Event,
    FeedbackGiven,
    HurtNow,
    NotForMe,
    OfferAnswered,
    Override,
    Paused,
    PromptWanted,
    Resumed,
    SafetyDismissed,
    SatDown,
    StageChosen,
    StoodUp,
    TodayChanged,
    Until,
)
from deskbreak.domain.vocabulary.routine import Code

log = logging.getLogger(__name__)

TODAYS: Mapping[str, Override | None] = {
    "seated": Override.SEATED,
    "elsewhere": Override.ELSEWHERE,
    "normal": None,
}
"""The words of ``deskbreak today``."""

PLAIN: Mapping[str, Event] = {
    "good": FeedbackGiven(Comfort.GOOD),
    "hard": FeedbackGiven(Comfort.HARD),
    "hurt-a": FeedbackGiven(Comfort.HURTS, "a"),
    "hurt-b": FeedbackGiven(Comfort.HURTS, "b"),
    "hurt-c": FeedbackGiven(Comfort.HURTS, "c"),
    "yes": CheckAnswered("yes"),
    "no": CheckAnswered("no"),
    "fix": CheckAnswered("fix"),
    "resume": Resumed(),
    "sitting": SatDown(),
    "safety-dismiss": SafetyDismissed(),
}
"""Commands that need no further words."""

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
        case "hurts-now" | "hurts":
            return HurtNow(prompt)
        case "offer":
            return OfferAnswered(rest)
        case "today":
            return None if rest not in TODAYS else TodayChanged(TODAYS[rest])
        case "stage":
            return StageChosen(int(rest)) if rest.isdecimal() else None
        case "now":
            return PromptWanted(rest or None)
        case "pause":
            until = Until.TODAY if rest == Until.TODAY else parse_duration(rest)
            return None if until is None else Paused(until)
        case "not-for-me":
            return _not_for_me(rest)
        case "standing":
            return StoodUp(parse_duration(rest))
        case _ if name in set(Action):
            return Answered(Action(name), prompt)
        case _:
            return PLAIN.get(name)


def _not_for_me(rest: str) -> NotForMe | None:
    """``hip-hinge KNEE``: a routine and the code that applies."""
    routine, _, code = rest.partition(" ")
    return NotForMe(Code(code), routine) if code in set(Code) else None
