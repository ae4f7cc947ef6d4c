"""Keys of the daemon's own terminal, before and after a routine."""

import pytest
from app.test_question_menu import DONE, day

from deskbreak.app.requests import event_of_words
from deskbreak.app.terminal_commands import ANSWER_KEYS, KEYS, command_of, keys_hint
from deskbreak.content.model import LANGUAGES, Language
from deskbreak.domain.prompt.question import Question
from deskbreak.domain.vocabulary.events import (
    Action,
    Answered,
    Comfort,
    FeedbackGiven,
    HurtNow,
    PromptWanted,
)


def test_every_key_is_a_command() -> None:
    calls = {"quit"}
    keys = [KEYS, *ANSWER_KEYS.values()]
    unknown = {
        command
        for table in keys
        for command in table.values()
        if command not in calls and event_of_words(command) is None
    }
    assert unknown == set()
    assert set(ANSWER_KEYS) == set(Question)


@pytest.mark.parametrize("language", LANGUAGES)
def test_keys_change_with_what_is_asked_and_are_named(language: Language) -> None:
    it = day()
    assert (command_of("h", it.state), keys_hint(it.state, language)) == ("hurts-now", "")
    it.feed(PromptWanted())
    assert "s " in keys_hint(it.state, language)
    it.feed(Answered(Action.START))
    assert "d " in keys_hint(it.state, language)
    it.feed(Answered(Action.DONE))
    assert command_of("h", it.state) == "hurts"
    assert "g " in keys_hint(it.state, language)
    it.feed(HurtNow())
    assert command_of("1", it.state) == "hurt-a"
    assert "1 " in keys_hint(it.state, language)
    it.feed(FeedbackGiven(Comfort.HURTS, "a"))
    for event in DONE:
        it.feed(event)
    it.feed(FeedbackGiven(Comfort.GOOD))
    assert command_of("y", it.state) == "yes"
    assert "y " in keys_hint(it.state, language)
    assert command_of("x", it.state) is None
