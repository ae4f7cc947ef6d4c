"""The keys of the daemon's own terminal: which of them mean something now, and what they say.

Both are one table, so that no key works without being named and none is named in vain.
"""

from collections.abc import Mapping
from typing import NamedTuple

from deskbreak.content import formats
from deskbreak.content.model import Language
from deskbreak.content.strings import text
from deskbreak.domain.machine.state import State
from deskbreak.domain.prompt.answers import Choice, Place, Request, offered
from deskbreak.domain.prompt.life import Phase
from deskbreak.domain.prompt.question import Question
from deskbreak.domain.vocabulary.events import Action


class Key(NamedTuple):
    """A key, what it does as the words of a command line, and the name of its text."""

    key: str
    command: str
    name: str


CHOICES: Mapping[Choice, Key] = {
    Action.START: Key("s", "start", "start"),
    Action.SNOOZE: Key("z", "snooze", "snooze"),
    Action.SKIP: Key("n", "skip", "skip"),
    Action.ANOTHER: Key("a", "another", "another"),
    Action.SEATED: Key("c", "seated", "seated"),
    Action.DONE: Key("d", "done", "done"),
    Request.HURTS: Key("h", "hurts-now", "hurts_now"),
    Request.WHEN_TO_STOP: Key("w", "when-to-stop", "when_to_stop"),
}
"""The key of each answer that the core offers in a terminal."""

NOW, QUIT = Key("t", "now", "now"), Key("q", "quit", "quit")
PAUSE, RESUME = Key("p", "pause 60m", "pause"), Key("r", "resume", "resume")
SITTING = Key("i", "sitting", "sitting")

ANSWERS: Mapping[Question, tuple[Key, ...]] = {
    Question.COMFORT: (
        Key("g", "good", "good"),
        Key("t", "hard", "hard"),
        Key("h", "hurts", "hurts"),
    ),
    Question.KIND: (
        Key("1", "hurt-a", "kind_a"),
        Key("2", "hurt-b", "kind_b"),
        Key("3", "hurt-c", "kind_c"),
    ),
    Question.CHECK: (
        Key("y", "yes", "yes"),
        Key("n", "no", "no"),
        Key("f", "fix", "fix"),
        Key("w", "how", "how"),
    ),
    Question.OFFER: (),
}
"""Keys that answer what is asked after a routine."""


def keys_now(state: State) -> tuple[Key, ...]:
    """The keys that mean something now, those that matter most first."""
    asked = () if state.asking is None else ANSWERS[state.asking.question]
    taken = {key.key for key in asked}
    return (*asked, *(key for key in _usual(state) if key.key not in taken))


def _usual(state: State) -> tuple[Key, ...]:
    prompt = state.prompt
    answers: tuple[Key, ...] = (NOW,)
    if prompt is not None:
        answers = tuple(CHOICES[one] for one in offered(prompt, Place.KEYS, state.rhythm))
        if prompt.phase in (Phase.SHOWN, Phase.STARTED):
            return *answers, QUIT
    standing = (SITTING,) if state.presence.standing else ()
    return *answers, *standing, RESUME if state.holds.paused else PAUSE, QUIT


def command_of(key: str, state: State) -> str | None:
    """The command of a key now; None: it has none."""
    return next((one.command for one in keys_now(state) if one.key == key), None)


def keys_hint(state: State, language: Language) -> tuple[str, ...]:
    """Which keys answer now, one text each: ``s start``."""
    length = formats.duration(language, state.rhythm.snooze[0])
    return tuple(
        f"{one.key} {text(language, f'prompt.keys.{one.name}', length=length)}"
        for one in keys_now(state)
    )


def unknown_key(key: str, state: State, language: Language) -> str:
    """What is said to a key without a meaning: the keys that have one."""
    known = " · ".join(keys_hint(state, language))
    shown = key if key.isprintable() and key.strip() else text(language, "prompt.keys.this")
    return text(language, "prompt.keys.unknown", key=shown, known=known)
