"""The keys of the daemon's own terminal: what they do, and which of them are named when."""

from deskbreak.app.status import Situation, situation
from deskbreak.content import formats
from deskbreak.content.model import Language
from deskbreak.content.strings import text
from deskbreak.domain.machine.state import State
from deskbreak.domain.prompt.question import Question

KEYS = {
    "s": "start",
    "z": "snooze",
    "n": "skip",
    "a": "another",
    "c": "seated",
    "d": "done",
    "h": "hurts-now",
    "w": "when-to-stop",
    "t": "now",
    "q": "quit",
}

ANSWER_KEYS = {
    Question.COMFORT: {"g": "good", "t": "hard", "h": "hurts"},
    Question.KIND: {"1": "hurt-a", "2": "hurt-b", "3": "hurt-c"},
    Question.CHECK: {"y": "yes", "n": "no", "f": "fix", "w": "how"},
    Question.OFFER: {},
}
"""What they do while something is asked after a routine."""

HINTS = {
    Question.COMFORT: "prompt.keys.feedback",
    Question.KIND: "prompt.keys.kind",
    Question.CHECK: "prompt.keys.check",
}


def command_of(key: str, state: State) -> str | None:
    """The command of a key now; None: it has none."""
    asking = state.asking
    keys = KEYS if asking is None else KEYS | ANSWER_KEYS[asking.question]
    return keys.get(key)


def keys_hint(state: State, language: Language) -> str:
    """Which keys answer now."""
    asking = state.asking
    if asking is not None and asking.question in HINTS:
        return text(language, HINTS[asking.question])
    match situation(state):
        case Situation.GUIDING:
            return text(language, "prompt.keys.running")
        case Situation.PROMPTING:
            length = formats.duration(language, state.rhythm.snooze[0])
            return text(language, "prompt.keys.hint", length=length)
        case _:
            return ""
