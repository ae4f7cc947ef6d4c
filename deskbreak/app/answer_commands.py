"""The command lines that do what the buttons of a notice do, for where no button is seen."""

from collections.abc import Mapping, Sequence
from itertools import takewhile

from deskbreak.app.ports.notice_ports import Button
from deskbreak.content.model import Language
from deskbreak.content.strings import text

PROGRAM = "deskbreak"

COMMANDS: Mapping[str, str] = {
    "good": "feedback good",
    "hard": "feedback hard",
    "hurts": "feedback hurts",
    "hurt-a": "feedback hurts --kind a",
    "hurt-b": "feedback hurts --kind b",
    "hurt-c": "feedback hurts --kind c",
    "hurts-now": "feedback hurts",
    "when-to-stop": "safety",
    "safety-page": "safety",
    "questions": "setup",
    "yes": "check",
    "no": "",
    "fix": "",
    "how": "",
}
"""Actions whose command is not simply their own name; empty: there is none."""


def command(button: Button) -> str | None:
    """The command line that does what the button does: ``deskbreak snooze``."""
    words = COMMANDS.get(button.action, button.action)
    return f"{PROGRAM} {words}" if words else None


def elsewhere(buttons: Sequence[Button], language: Language) -> str:
    """Where to answer without buttons, in one line: tray menu, ``deskbreak start / snooze``."""
    found = [line.split() for line in map(command, buttons) if line is not None]
    if not found:
        return ""
    columns = zip(*(line[:-1] for line in found), strict=False)
    shared = [words[0] for words in takewhile(lambda words: len(set(words)) == 1, columns)]
    rest = " / ".join(" ".join(line[len(shared) :]) for line in found)
    return text(language, "prompt.elsewhere", commands=" ".join([*shared, rest]))
