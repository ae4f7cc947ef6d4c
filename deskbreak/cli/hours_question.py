"""The question on working hours: always, or spans for Monday to Friday."""

import unicodedata

from deskbreak.cli.dialogue import Question
from deskbreak.config.answer import Loaded
from deskbreak.config.file_problems import Layer
from deskbreak.config.span_words import spans_meant
from deskbreak.config.spans import format_span, meant_after_noon
from deskbreak.content import formats
from deskbreak.content.formats import WEEKDAYS
from deskbreak.content.model import Language
from deskbreak.content.strings import text

ALWAYS = frozenset({"a", "always", "any", "any time", "anytime", "いつでも"})
WORKDAYS = WEEKDAYS[:5]
WHOLE_DAY = ("00:00-24:00",)
MOST_SPANS = 24
"""As many as the configuration takes for a day."""


def hours_question(language: Language, loaded: Loaded) -> Question:
    """When the person works; the answer is the spans of a workday, none for always."""
    return Question(
        key="hours",
        lines=(text(language, "setup.questions.hours"),),
        form=text(language, "setup.hours.form"),
        read=read_hours,
        wrong=lambda word: what_is_wrong(word, language),
        present=in_words(language, loaded),
        in_window=text(language, "setup.hours.form_window"),
        shortcut=text(language, "setup.hours.always"),
    )


def read_hours(word: str) -> tuple[str, ...] | None:
    """``09:00-12:00,13:00-18:00`` as spans in order; ``a`` as none; None: it is neither."""
    if _plain(word) in ALWAYS:
        return ()
    spans = spans_meant(word)
    if any(meant_after_noon(span) for span in spans):
        return None
    return tuple(map(format_span, spans)) if 0 < len(spans) <= MOST_SPANS else None


def what_is_wrong(word: str, language: Language) -> str:
    """Why the hours could not be taken; who wrote ``9-5`` is asked whether 17:00 was meant."""
    for span in spans_meant(word):
        meant = meant_after_noon(span)
        if meant is not None:
            start, end = span
            return text(
                language,
                "setup.hours.long",
                text=word,
                end=format_span(span).partition("-")[2],
                hours=f"{(end - start) / 60:g}",
                near=format_span(meant),
            )
    return text(language, "setup.hours.wrong", text=word)


def _plain(word: str) -> str:
    """Letters of full width mean the plain ones."""
    return unicodedata.normalize("NFKC", word).strip().lower()


def in_words(language: Language, loaded: Loaded) -> str:
    """The hours in force."""
    days = {day: tuple(found) for day in WEEKDAYS if (found := loaded.values.get(f"hours.{day}"))}
    named = any(f"hours.{day}" in loaded.values for day in WEEKDAYS)
    if not named or all(days.get(day) == WHOLE_DAY for day in WEEKDAYS):
        return text(language, "setup.hours.always")
    first = next(iter(days.values()), ())
    if tuple(days) == WORKDAYS and all(spans == first for spans in days.values()):
        return text(language, "setup.hours.weekdays", spans=formats.listed(language, first))
    names = {day: text(language, f"units.weekdays.{day}") for day in days}
    gap = "、" if language == "ja" else "; "
    return gap.join(
        f"{names[day]} {formats.listed(language, spans)}" for day, spans in days.items()
    )


def hours_set_by(loaded: Loaded) -> str | None:
    """Who sets working days before the profile (a file, a variable); None: nobody does."""
    for day in WEEKDAYS:
        origin = loaded.sources.get(f"hours.{day}")
        if origin is not None and origin.layer in (
            Layer.USER,
            Layer.ENVIRONMENT,
            Layer.COMMAND_LINE,
        ):
            return origin.file or origin.label
    return None


def hours_to_keep(spans: tuple[str, ...], *, explicit: bool) -> dict[str, object]:
    """The keys of the profile. ``explicit``: a file of the system may set days; name each one."""
    workday: object = list(spans or WHOLE_DAY) if spans or explicit else None
    rest: object = ([] if spans else list(WHOLE_DAY)) if explicit else None
    return {f"hours.{day}": workday if day in WORKDAYS else rest for day in WEEKDAYS}
