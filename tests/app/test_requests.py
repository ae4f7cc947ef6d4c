"""One intention, one spelling: words, control messages, day lines and guide reports agree."""

import argparse
from inspect import signature
from typing import Any, get_args

import msgspec
import pytest

from deskbreak.app import day_lines, wire
from deskbreak.app.commands import Commands
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
from deskbreak.domain.vocabulary.events import (
    Action,
    Answered,
    CheckAnswered,
    Event,
    FeedbackGiven,
    HurtNow,
    NotForMe,
    OfferAnswered,
    Override,
    Paused,
    PromptWanted,
    Resumed,
    RoutineHidden,
    SafetyDismissed,
    StageChosen,
    TodayChanged,
    Until,
)
from deskbreak.domain.vocabulary.lead_events import HowWanted, StepsWanted, StopRuleWanted
from deskbreak.domain.vocabulary.presence_events import SatDown, StoodUp
from deskbreak.domain.vocabulary.routine import Code, Comfort

ASKING_ONLY = {"status", "follow", "next", "checks", "doctor", "reload", "unwritten", "quit"}
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


EVENTS: tuple[tuple[str, str | None, Event], ...] = (
    ("start", "p1", Answered(Action.START, "p1")),
    ("done", None, Answered(Action.DONE)),
    ("snooze 5m", "p1", Answered(Action.SNOOZE, "p1", 5 * MINUTE)),
    ("now", None, PromptWanted()),
    ("now R14", "p1", PromptWanted("R14")),
    ("pause 30m", None, Paused(30 * MINUTE)),
    ("pause today", None, Paused(Until.TODAY)),
    ("resume", None, Resumed()),
    ("standing", None, StoodUp()),
    ("standing 1h", None, StoodUp(60 * MINUTE)),
    ("sitting", None, SatDown()),
    ("good", "p1", FeedbackGiven(Comfort.GOOD)),
    ("hard", None, FeedbackGiven(Comfort.HARD)),
    ("hurt-a", None, FeedbackGiven(Comfort.HURTS, "a")),
    ("hurt-b", None, FeedbackGiven(Comfort.HURTS, "b")),
    ("hurt-c", None, FeedbackGiven(Comfort.HURTS, "c")),
    ("hurts", "p1", HurtNow("p1")),
    ("steps", "p1", StepsWanted("p1")),
    ("when-to-stop", "p1", StopRuleWanted("p1")),
    ("how", "p1", HowWanted("p1")),
    ("yes", None, CheckAnswered("yes")),
    ("no", None, CheckAnswered("no")),
    ("fix", None, CheckAnswered("fix")),
    ("offer accept", None, OfferAnswered("accept")),
    ("stage 2", None, StageChosen(2)),
    ("hide R14", None, RoutineHidden("R14")),
    ("unhide R14", None, RoutineHidden("R14", hidden=False)),
    ("today", None, TodayChanged(None)),
    ("today normal", None, TodayChanged(None)),
    ("today seated", None, TodayChanged(Override.SEATED)),
    ("today elsewhere", None, TodayChanged(Override.ELSEWHERE)),
    ("safety", None, SafetyDismissed()),
    ("safety-dismiss", None, SafetyDismissed()),
    ("not-for-me KNEE", None, NotForMe(Code.KNEE)),
    ("not-for-me R14 KNEE", None, NotForMe(Code.KNEE, "R14")),
    ("not-for-me never", None, NotForMe(None)),
    ("not-for-me R14 never", None, NotForMe(None, "R14")),
)


@pytest.mark.parametrize(("words", "prompt", "event"), EVENTS, ids=[one[0] for one in EVENTS])
def test_each_word_is_its_event(words: str, prompt: str | None, event: Event) -> None:
    assert event_of_words(words, prompt) == event


@pytest.mark.parametrize("typed", ["10M", "10 m", "１０ｍ"])
def test_a_length_is_read_however_it_was_typed(typed: str) -> None:
    assert event_of_words(f"standing {typed}") == event_of_words("standing 10m")


@pytest.mark.parametrize("words", ["", "dance", "status", "quit now"])
def test_a_word_of_something_else_is_no_event(words: str) -> None:
    assert event_of_words(words) is None


@pytest.mark.parametrize(
    ("words", "word", "wanted"),
    [
        ("pause 0s", "0s", '"30m", "14:00" or "today"'),
        ("standing soon", "soon", 'a duration such as "10m"'),
        ("today off", "off", "seated or elsewhere or normal"),
        ("stage two", "two", "a number"),
        ("stage -1", "-1", "a number"),
        ("resume now", "resume now", "resume"),
        ("hide", "hide", "more"),
        ("not-for-me XYZ", "XYZ", " or never"),
    ],
)
def test_a_wrong_word_says_what_is_wanted(words: str, word: str, wanted: str) -> None:
    with pytest.raises(WordError) as caught:
        event_of_words(words)
    assert caught.value.word == word
    assert caught.value.wanted.endswith(wanted)
    assert str(caught.value) == f'"{word}": {caught.value.wanted} is needed'


def test_fields_by_name() -> None:
    assert event_of("answer", {"action": "done", "id": "p", "by_guide": True}) == Answered(
        Action.DONE, "p", None, True
    )
    assert event_of("not-for-me", {"code": "KNEE", "routine": "R1"}) == NotForMe(Code.KNEE, "R1")
    assert event_of("not-for-me", {"code": "never", "routine": "R1"}) == NotForMe(None, "R1")
    assert event_of("stage", {"stage": 3}) == StageChosen(3)


def test_words_are_events_or_calls_or_are_passed_over_in_the_log(
    caplog: pytest.LogCaptureFixture,
) -> None:
    posted: list[Event] = []
    called: list[tuple[str, str]] = []
    it = Commands(posted.append, {"language": lambda rest: called.append(("language", rest))})
    it.run("language ja now")
    it.run("skip", "p1")
    assert called == [("language", "ja now")]
    assert posted == [Answered(Action.SKIP, "p1")]
    it.run("dance")
    it.run("pause 0s")
    assert (len(posted), len(called)) == (1, 1)
    assert caplog.messages == [
        "not understood: dance",
        'not understood: "0s": "30m", "14:00" or "today" is needed',
    ]
