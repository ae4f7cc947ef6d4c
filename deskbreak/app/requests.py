"""What a person can ask for or answer, each once: its name, its fields as words, and its event.

Rules
- ``MEANINGS`` is the only table. A control message has the name as its tag and the fields as they
  are here; a day's line has the same fields, and the same name but for ``DAY_NAMES``; the words of
  a button, a menu entry, a key or the command line are in ``SHORT`` or begin with the name; what a
  guide reports goes through the same table.
- Fields are words: lengths are "10m", a time of day is "14:00". What cannot be understood is a
  ``WordError`` that names the word; nothing is guessed.
"""

import unicodedata
from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

from deskbreak.app.time_words import Slip, pause_end
from deskbreak.domain.prompt.answers import Request
from deskbreak.domain.time.durations import parse_duration
from deskbreak.domain.time.units import Millis
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
)
from deskbreak.domain.vocabulary.lead_events import HowWanted, StepsWanted, StopRuleWanted
from deskbreak.domain.vocabulary.presence_events import SatDown, StoodUp
from deskbreak.domain.vocabulary.routine import Code, Comfort
from deskbreak.errors import WrongInputError


class WordError(WrongInputError):
    """A word that cannot be understood; ``word`` is it, ``wanted`` what is needed instead."""

    def __init__(self, word: str, wanted: str) -> None:
        super().__init__(f'"{word}": {wanted} is needed')
        self.word, self.wanted = word, wanted


NEVER = "never"
"""Said to ``not-for-me`` in place of a code: nothing medical, the routine is just not wanted."""

A_DURATION, A_TIME = 'a duration such as "10m"', '"30m", "14:00" or "today"'
TODAYS: Mapping[str, Override | None] = {
    "seated": Override.SEATED,
    "elsewhere": Override.ELSEWHERE,
    "normal": None,
}
"""The words of ``deskbreak today``."""


def answered(
    action: str,
    id: str | None = None,  # noqa: A002 - the name of the field
    span: str | None = None,
    *,
    by_guide: bool = False,
) -> Answered:
    """An answer to the open prompt."""
    return Answered(Action(action), id, _length(span), by_guide)


def paused(until: str) -> Paused:
    """A manual hold: a length of a second at least, a time of day, or "today"."""
    end = pause_end(until)
    if isinstance(end, Slip):
        raise WordError(until, A_TIME)
    return Paused(end)


def standing(span: str | None = None) -> StoodUp:
    """The person stands, for a while or until they sit."""
    return StoodUp(_length(span))


def today(override: str | None = None) -> TodayChanged:
    """What is different today."""
    word = override or "normal"
    if word not in TODAYS:
        raise WordError(word, " or ".join(TODAYS))
    return TodayChanged(TODAYS[word])


def stage(stage: str | int) -> StageChosen:
    """A stage of the programme."""
    word = str(stage)
    if not word.isdecimal():
        raise WordError(word, "a number")
    return StageChosen(int(word))


def feedback(value: str, kind: str | None = None) -> FeedbackGiven:
    """How the last routine felt."""
    return FeedbackGiven(Comfort(value), kind)


def not_for_me(code: str, routine: str | None = None) -> NotForMe:
    """A code that applies, or ``never``; ``hip-hinge KNEE`` in one word, as a menu has it."""
    named, _, last = code.rpartition(" ")
    if last == NEVER:
        return NotForMe(None, named or routine)
    if last not in set(Code):
        raise WordError(code, " or ".join([*Code, NEVER]))
    return NotForMe(Code(last), named or routine)


def _length(word: str | None) -> Millis | None:
    """A length of time; None where none was said."""
    if word is None:
        return None
    length = parse_duration("".join(unicodedata.normalize("NFKC", word).lower().split()))
    if length is None:
        raise WordError(word, A_DURATION)
    return length


Meaning: TypeAlias = Callable[..., Event]

MEANINGS: Mapping[str, Meaning] = {
    "answer": answered,
    "now": PromptWanted,
    "pause": paused,
    "resume": Resumed,
    "standing": standing,
    "sitting": SatDown,
    "feedback": feedback,
    "hurts": HurtNow,
    "steps": StepsWanted,
    "when-to-stop": StopRuleWanted,
    "check": CheckAnswered,
    "offer": OfferAnswered,
    "stage": stage,
    "hide": RoutineHidden,
    "today": today,
    "safety": SafetyDismissed,
    "not-for-me": not_for_me,
    "how": HowWanted,
}
"""Every request by its name; its fields are the parameters."""

DAY_NAMES: Mapping[str, str] = {"stand": "standing", "sit": "sitting", "dismiss": "safety"}
"""Names that a day's line spells otherwise, by the contract."""

SHORT: Mapping[str, tuple[str, Mapping[str, Any]]] = {
    **{str(action): ("answer", {"action": str(action)}) for action in Action},
    "good": ("feedback", {"value": "good"}),
    "hard": ("feedback", {"value": "hard"}),
    "hurt-a": ("feedback", {"value": "hurts", "kind": "a"}),
    "hurt-b": ("feedback", {"value": "hurts", "kind": "b"}),
    "hurt-c": ("feedback", {"value": "hurts", "kind": "c"}),
    str(Request.HURTS): ("hurts", {}),
    "yes": ("check", {"value": "yes"}),
    "no": ("check", {"value": "no"}),
    "fix": ("check", {"value": "fix"}),
    "unhide": ("hide", {"hidden": False}),
    "safety-dismiss": ("safety", {}),
}
"""Words of buttons, entries, keys and commands that stand for a request and some of its fields."""

FURTHER: Mapping[str, str] = {
    "snooze": "span",
    "now": "routine",
    "pause": "until",
    "standing": "span",
    "offer": "choice",
    "stage": "stage",
    "hide": "routine",
    "unhide": "routine",
    "today": "override",
    "not-for-me": "code",
}
"""The field that the words after the first one are."""

OF_A_PROMPT: Mapping[str, str] = {
    "answer": "id",
    "hurts": "prompt",
    "steps": "prompt",
    "when-to-stop": "prompt",
    "how": "prompt",
}
"""The field that names the prompt which a button belonged to."""


def event_of(name: str, fields: Mapping[str, Any]) -> Event:
    """The event of a request. Raises WordError."""
    return MEANINGS[name](**fields)


def event_of_words(words: str, prompt: str | None = None) -> Event | None:
    """The event of a button's or an entry's words, such as ``snooze 5m``; None: it has none.

    ``prompt`` is the one that the button belonged to. Raises WordError.
    """
    first, _, rest = words.partition(" ")
    name, known = SHORT.get(first, (first, {}))
    if name not in MEANINGS:
        return None
    fields = dict(known)
    if rest and first not in FURTHER:
        raise WordError(words, first)
    if rest:
        fields[FURTHER[first]] = rest
    if prompt is not None and name in OF_A_PROMPT:
        fields[OF_A_PROMPT[name]] = prompt
    try:
        return event_of(name, fields)
    except TypeError:
        raise WordError(words, "more") from None
