"""The keys of the daemon's own terminal: what they do, and which of them are named when."""

from collections.abc import Mapping

from deskbreak.content import formats
from deskbreak.content.model import Language
from deskbreak.content.strings import text
from deskbreak.domain.machine.state import State
from deskbreak.domain.prompt.answers import Choice, Place, Request, offered
from deskbreak.domain.prompt.question import Question
from deskbreak.domain.vocabulary.events import Action

CHOICE_KEYS: Mapping[Choice, str] = {
    Action.START: "s",
    Action.SNOOZE: "z",
    Action.SKIP: "n",
    Action.ANOTHER: "a",
    Action.SEATED: "c",
    Action.DONE: "d",
    Request.HURTS: "h",
    Request.WHEN_TO_STOP: "w",
}
"""The key of each answer that the terminal names."""

KEYS = {key: str(choice) for choice, key in CHOICE_KEYS.items()} | {"t": "now", "q": "quit"}

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
    prompt = state.prompt
    if prompt is None:
        return ""
    length = formats.duration(language, state.rhythm.snooze[0])
    keys = (
        text(
            language,
            f"prompt.keys.{choice.replace('-', '_')}",
            key=CHOICE_KEYS[choice],
            length=length,
        )
        for choice in offered(prompt, Place.KEYS, state.rhythm)
    )
    return text(language, "prompt.keys.hint", keys=text(language, "prompt.keys.between").join(keys))
