"""One intention, one spelling: words, control messages, day lines and guide reports agree."""

import argparse
from inspect import signature
from typing import Any, get_args

import msgspec
import pytest

from deskbreak.app import day_lines, wire
from deskbreak.app.prompt_service import fields_of, name_of
from deskbreak.app.requests import (
    DAY_NAMES,
    FURTHER,
    MEANINGS,
    SHORT,
    WordError,
    event_of,
    event_of_words,
)
from deskbreak.cli import daemon_request
from deskbreak.domain.prompt.answers import Choice
from deskbreak.domain.time.units import MINUTE
from deskbreak.domain.vocabulary.events import Action, Answered, Paused, Until
from deskbreak.domain.vocabulary.presence_events import StoodUp

ASKING_ONLY = {"status", "follow", "next", "checks", "doctor", "reload", "quit"}
"""Messages that change nothing in the core."""

SENSED = {
    "present", "watch", "idle", "lock", "unlock", "sleep", "wake", "busy", "free", "typing",
    "quiet", "config", "clock", "restart", "notifier",
}  # fmt: skip
"""Lines of a day that no person says."""


def structs(union: object) -> dict[str, type[msgspec.Struct]]:
    return {str(one.__struct_config__.tag): one for one in get_args(union)}


def names(shape: type[msgspec.Struct]) -> set[str]:
    return set(shape.__struct_fields__) - {"v", "lang", "at"}


def test_every_control_message_that_changes_something_is_in_the_table() -> None:
    messages = structs(wire.AnyRequest)
    assert set(messages) - ASKING_ONLY <= set(MEANINGS)
    for name in set(messages) - ASKING_ONLY:
        assert names(messages[name]) <= set(signature(MEANINGS[name]).parameters), name


def test_every_line_of_a_day_that_a_person_says_is_in_the_table() -> None:
    lines = structs(day_lines.DayLine)
    said = {DAY_NAMES.get(name, name): one for name, one in lines.items() if name not in SENSED}
    assert set(said) <= set(MEANINGS)
    for name, shape in said.items():
        fields = names(shape) - ({"span"} if name == "pause" else set())
        assert fields <= set(signature(MEANINGS[name]).parameters), name


@pytest.mark.parametrize(
    "words",
    [
        *(["answer", one] for one in Action),
        ["now"], ["now", "R14"], ["pause", "until", "14:00"], ["resume"], ["standing", "30m"],
        ["sitting"], ["feedback", "good"], ["today", "seated"], ["stage", "2"], ["hide", "R14"],
        ["unhide", "R14"], ["offer", "accept"],
    ],
)  # fmt: skip
def test_a_command_is_a_message_of_the_table(words: list[str]) -> None:
    command, *rest = words[1:] if words[0] == "answer" else words
    parser = argparse.ArgumentParser()
    daemon_request.add(parser, command)
    args = parser.parse_args(rest, argparse.Namespace(command=command, lang=None))
    fields = {"do": command, "lang": None} | daemon_request._fields(args)
    request = wire.decode(msgspec.json.encode(fields))
    assert name_of(request) in MEANINGS
    if command in SHORT:
        name, known = SHORT[command]
        assert name == name_of(request)
        assert known.items() <= fields_of(request).items()


def test_the_command_line_knows_every_answer() -> None:
    assert set(daemon_request.ANSWERS) == set(Action)


def test_everything_that_can_be_chosen_in_a_prompt_has_words() -> None:
    for union in get_args(Choice):
        for choice in union:
            assert event_of_words(str(choice), "1") is not None


@pytest.mark.parametrize("first", sorted(FURTHER))
def test_further_words_are_a_field(first: str) -> None:
    name, _ = SHORT.get(first, (first, {}))
    assert FURTHER[first] in signature(MEANINGS[name]).parameters


@pytest.mark.parametrize(
    ("name", "fields"),
    [
        ("answer", {"action": "snooze", "span": "soon"}),
        ("pause", {"until": "0s"}),
        ("pause", {"until": "25:00"}),
        ("standing", {"span": "soon"}),
        ("today", {"override": "off"}),
        ("stage", {"stage": "two"}),
    ],
)
def test_a_word_that_is_not_understood_is_named(name: str, fields: dict[str, Any]) -> None:
    with pytest.raises(WordError) as caught:
        event_of(name, fields)
    assert caught.value.word == list(fields.values())[-1]
    assert caught.value.wanted in str(caught.value)


@pytest.mark.parametrize("words", ["sitting now", "offer", "pause", "hide", "snooze soon"])
def test_words_that_say_too_much_or_too_little_are_refused(words: str) -> None:
    with pytest.raises(WordError):
        event_of_words(words, "1")


def test_words_say_the_same_as_fields() -> None:
    assert event_of_words("snooze 5m", "7") == Answered(Action.SNOOZE, "7", 5 * MINUTE)
    assert event_of_words("pause today") == Paused(Until.TODAY)
    assert event_of_words("pause 1s") == Paused(1000)
    assert event_of_words("standing 30m") == StoodUp(30 * MINUTE)
    assert event_of_words("standing") == StoodUp()
    assert event_of_words("no-such-word") is None
