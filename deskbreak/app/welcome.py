"""The one message of the very first start (contract, section 4)."""

from deskbreak.app.ports.notice_ports import Button, Notice
from deskbreak.app.status import clock
from deskbreak.content.model import Language
from deskbreak.content.strings import text
from deskbreak.domain.machine.state import State
from deskbreak.domain.machine.step import next_prompt

KEY = "welcome"


def welcome(state: State, language: Language) -> Notice:
    """When the first prompt comes, the short safety text, and two things to do."""
    first = next_prompt(state)
    if first is None:
        title = text(language, "first_start.title_hours")
    else:
        title = text(language, "first_start.title", time=clock(state, first, language))
    return Notice(
        key=KEY,
        title=title,
        body="\n".join(text(language, f"first_start.{part}") for part in ("way", "body")),
        buttons=(
            Button("now", text(language, "prompt.buttons.try_one")),
            Button("questions", text(language, "prompt.buttons.questions")),
        ),
        stays=True,
    )


def questions(language: Language) -> Notice:
    """Where the questions are asked."""
    return Notice(
        key=KEY,
        title=text(language, "prompt.buttons.questions"),
        body=text(language, "first_start.questions"),
    )
