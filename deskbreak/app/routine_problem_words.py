"""What is wrong with a routine of one's own, in the person's language.

The content room says it in English, in one line that begins with the file, the line and the key,
for the log too. ``FORMS`` has the forms that its end may take; what has none stays as it is.
"""

import re

from deskbreak.content.model import Language
from deskbreak.content.strings import text

_PLACE = re.compile(r"([^:]+(?::\d+)?: (?:[\w.\[\]-]+: )?)(.*)")

FORMS: tuple[tuple[str, str], ...] = (
    ("sum", r"(\d+) makes (\d+) s in all, not (\d+)"),
    ("easier", "missing: the easier form needs .*"),
    ("missing", "missing"),
    ("one_of", "(.*) is not one of (?!your own)(.*)"),
    ("own_number", "(.*) is not one of your own: U01 to U99"),
    ("no_key", "no such key"),
    ("no_reason", "no reason named '(.*)'"),
    ("no_line", "no line named '(.*)'"),
    ("no_routine", "no routine named (.*)"),
    ("taken", "(.*) is taken by another routine"),
    ("not_toml", "not TOML: (.*)"),
    ("not_text", "not UTF-8 text"),
    ("too_large", r"larger than (\d+) KiB"),
    ("unreadable", r"cannot be read \((.*)\)"),
    ("no_file", "not an ordinary file"),
    ("empty", "must not be empty"),
)
"""Each text under ``own_routine``, and how the line ends that it stands for."""

_COMPILED = [(key, re.compile(form)) for key, form in FORMS]


def routine_problem_words(line: str, language: Language) -> str:
    """The same line with its end in the language."""
    found = _PLACE.fullmatch(line)
    if language == "en" or found is None:
        return line
    place, said = found.groups()
    for key, form in _COMPILED:
        if hit := form.fullmatch(said):
            what, more, last = ([part or "" for part in hit.groups()] + ["", "", ""])[:3]
            return place + text(language, f"own_routine.{key}", what=what, more=more, last=last)
    return line
