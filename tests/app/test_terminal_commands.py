"""Keys of the daemon's own terminal, before and after a routine."""

import pytest
from app.test_question_menu import DONE, day

from deskbreak.app.requests import event_of_words
from deskbreak.app.terminal_commands import (
    ANSWERS,
    CHOICES,
    NOW,
    PAUSE,
    RESUME,
    SITTING,
    command_of,
    keys_hint,
    unknown_key,
)
from deskbreak.content.model import LANGUAGES, Language
from deskbreak.domain.machine.state import State
from deskbreak.domain.prompt.question import Question
from deskbreak.domain.time.units import HOUR
from deskbreak.domain.vocabulary.events import (
    Action,
    Answered,
    FeedbackGiven,
    HurtNow,
    Paused,
    PromptWanted,
    Resumed,
)
from deskbreak.domain.vocabulary.routine import Comfort


def test_every_key_is_a_command() -> None:
    keys = [key for keys in ANSWERS.values() for key in keys]
    for key in (*keys, *CHOICES.values(), NOW, PAUSE, RESUME, SITTING):
        assert event_of_words(key.command) is not None, key
    assert set(ANSWERS) == set(Question)


def named(state: State, language: Language) -> list[str]:
    """The keys that are named now."""
    return [hint.split()[0] for hint in keys_hint(state, language)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_keys_change_with_what_is_asked_and_are_named(language: Language) -> None:
    it = day()
    assert named(it.state, language) == ["t", "p", "q"], "at rest"
    it.feed(Paused(HOUR))
    assert named(it.state, language) == ["t", "r", "q"]
    it.feed(Resumed())
    it.feed(PromptWanted())
    assert "s" in named(it.state, language)
    it.feed(Answered(Action.START))
    assert "d" in named(it.state, language)
    it.feed(Answered(Action.DONE))
    assert command_of("h", it.state) == "hurts"
    assert "g" in named(it.state, language)
    it.feed(HurtNow())
    assert command_of("1", it.state) == "hurt-a"
    assert "1" in named(it.state, language)
    it.feed(FeedbackGiven(Comfort.HURTS, "a"))
    for event in DONE:
        it.feed(event)
    it.feed(FeedbackGiven(Comfort.GOOD))
    assert command_of("y", it.state) == "yes"
    assert "y" in named(it.state, language)
    for key in "abcdefghijklmnopqrstuvwxyz":
        assert (command_of(key, it.state) is None) == (key not in named(it.state, language))
    assert "y " in unknown_key("x", it.state, language)
    assert unknown_key("\x1b", it.state, language).isprintable()
