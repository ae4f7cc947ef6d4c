"""Where to answer without buttons."""

import pytest

from deskbreak.app.answer_commands import command, elsewhere
from deskbreak.app.ports.notice_ports import Button
from deskbreak.content.model import LANGUAGES, Language
from deskbreak.content.strings import text


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("actions", "commands"),
    [
        (("start", "snooze", "skip"), "deskbreak start / snooze / skip"),
        (("done", "hurts-now", "when-to-stop"), "deskbreak done / feedback hurts / safety"),
        (("good", "hard", "hurts"), "deskbreak feedback good / hard / hurts"),
        (("hurt-a", "hurt-b", "hurt-c"), "deskbreak feedback hurts --kind a / b / c"),
        (("yes", "no", "fix"), "deskbreak check"),
        (("offer accept", "offer decline"), "deskbreak offer accept / decline"),
        (("start",), "deskbreak start"),
    ],
)
def test_the_commands_stand_in_one_line(
    actions: tuple[str, ...], commands: str, language: Language
) -> None:
    buttons = [Button(action, "label") for action in actions]
    assert elsewhere(buttons, language) == text(language, "prompt.elsewhere", commands=commands)


def test_what_no_command_does_has_no_line() -> None:
    assert command(Button("no", "No")) is None
    assert elsewhere([Button("no", "No")], "en") == ""
