"""The keys of the daemon's own terminal: which of them mean something now, and what they say.

Both are one table, so that no key works without being named and none is named in vain.
"""

from typing import NamedTuple

from deskbreak.app.status import Situation, situation
from deskbreak.content import formats
from deskbreak.content.model import Language
from deskbreak.content.strings import text
from deskbreak.domain.machine.state import State
from deskbreak.domain.prompt.life import MAX_CHANGES, Phase, snoozes_left
from deskbreak.domain.prompt.question import Question


class Key(NamedTuple):
    """A key, what it does as the words of a command line, and the name of its text."""

    key: str
    command: str
    name: str


START, SNOOZE, SKIP = (
    Key("s", "start", "start"),
    Key("z", "snooze", "snooze"),
    Key("n", "skip", "skip"),
)
ANOTHER, SEATED = Key("a", "another", "another"), Key("c", "seated", "seated")
DONE, HURTS = Key("d", "done", "done"), Key("h", "hurts-now", "hurts_now")
RULE = Key("w", "when-to-stop", "when_to_stop")
NOW, QUIT = Key("t", "now", "now"), Key("q", "quit", "quit")
PAUSE, RESUME = Key("p", "pause 60m", "pause"), Key("r", "resume", "resume")
SITTING = Key("i", "sitting", "sitting")

ANSWERS = {
    Question.COMFORT: (
        Key("g", "good", "good"),
        Key("t", "hard", "hard"),
        Key("h", "hurts", "hurts"),
    ),
    Question.KIND: tuple(
        Key(str(n), f"hurt-{kind}", f"kind_{kind}") for n, kind in enumerate("abc", 1)
    ),
    Question.CHECK: (Key("y", "yes", "yes"), Key("n", "no", "no"), Key("f", "fix", "fix")),
    Question.OFFER: (),
}
"""Keys that answer what is asked after a routine."""


def keys_now(state: State) -> tuple[Key, ...]:
    """The keys that mean something now, those that matter most first."""
    asked = () if state.asking is None else ANSWERS[state.asking.question]
    taken = {key.key for key in asked}
    return (*asked, *(key for key in _usual(state) if key.key not in taken))


def _usual(state: State) -> tuple[Key, ...]:
    prompt, now = state.prompt, situation(state)
    if now is Situation.GUIDING:
        return DONE, HURTS, RULE, QUIT
    if prompt is not None and prompt.phase is Phase.SHOWN:
        snooze = (SNOOZE,) if snoozes_left(prompt, state.settings.rhythm) else ()
        another = (ANOTHER,) if prompt.changes < MAX_CHANGES else ()
        return START, *snooze, SKIP, *another, SEATED, QUIT
    answers = (START, DONE, SKIP) if prompt is not None else (NOW,)
    hold = RESUME if state.holds.paused else PAUSE
    standing = (SITTING,) if state.presence.standing else ()
    return *answers, *standing, hold, QUIT


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
