"""Entries of the tray menu about comfort, checks, the programme and safety."""

from deskbreak.app.ports.tray_ports import Entry
from deskbreak.app.question_view import KINDS, check_words, offer_words
from deskbreak.app.text_limits import MENU
from deskbreak.content.model import Language
from deskbreak.content.strings import text
from deskbreak.domain.choice.eligibility import safety_paused
from deskbreak.domain.choice.memory import override_on
from deskbreak.domain.machine.state import State
from deskbreak.domain.programme.stages import pending
from deskbreak.domain.prompt.question import Asking, Question
from deskbreak.domain.vocabulary.events import Override


def question_entries(asking: Asking, state: State, language: Language) -> list[Entry]:
    """The question that stands in place of a finished routine, and its answers."""

    def say(key: str) -> str:
        return text(language, f"tray.menu.{key}")

    match asking.question:
        case Question.COMFORT:
            return [
                Entry(say("feedback"), enabled=False),
                Entry(say("good"), "good"),
                Entry(say("hard"), "hard"),
                Entry(say("hurt"), "hurts"),
            ]
        case Question.KIND:
            return [
                Entry(text(language, "feedback.follow_up.title"), enabled=False),
                *(
                    Entry(text(language, f"feedback.follow_up.buttons.{kind}"), f"hurt-{kind}")
                    for kind in KINDS
                ),
            ]
        case Question.CHECK:
            words = check_words(state, asking.about, asking.times_asked, language)
            parts = _in_lines(words.question, language)
            return [
                *(Entry(part, enabled=False) for part in parts),
                Entry(say("yes"), "yes"),
                Entry(say("no"), "no"),
                Entry(say("fix"), "fix"),
            ]
        case Question.OFFER:
            return []  # it has an entry of its own for as long as it may be answered


def offer_entries(state: State, language: Language) -> list[Entry]:
    """What the programme proposes, for as long as it may be answered."""
    offer = pending(state.memory, state.settings, state.day)
    if offer is None:
        return []
    words = offer_words(offer, state, language)
    choices = tuple(Entry(label, f"offer {choice}") for choice, label in words.choices)
    return [Entry(words.title, children=choices)]


def day_entries(state: State, language: Language) -> tuple[Entry, ...]:
    """What is different today; one is ticked."""
    now = override_on(state.memory, state.day)
    words = {None: "normal", Override.SEATED: "seated", Override.ELSEWHERE: "elsewhere"}
    labels = {
        None: "tray.menu.today_normal",
        Override.SEATED: "tray.menu.today_seated",
        Override.ELSEWHERE: "tray.menu.today_elsewhere",
    }
    return tuple(
        Entry(text(language, labels[which]), f"today {word}", checked=which is now)
        for which, word in words.items()
    )


def safety_entry(state: State, language: Language) -> Entry:
    """The safety page; while exercise pauses, also its dismissal."""
    label = text(language, "tray.menu.safety")
    if not safety_paused(state.memory, state.settings):
        return Entry(label, "safety-page")
    read = Entry(text(language, "safety.read"), "safety-page")
    dismiss = Entry(text(language, "tray.menu.safety_dismiss"), "safety-dismiss")
    return Entry(label, children=(read, dismiss))


def _in_lines(sentence: str, language: Language) -> list[str]:
    """A sentence in pieces that an entry has room for."""
    if language == "ja":
        from deskbreak.content.line_breaks import broken  # noqa: PLC0415 - only while one is asked

        return broken(sentence, MENU // 2, len, whole_phrases=True)
    lines = [""]
    for word in sentence.split():
        if len(lines[-1]) + 1 + len(word) > MENU:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return lines
