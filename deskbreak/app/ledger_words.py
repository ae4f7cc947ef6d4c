"""Why the ledger cannot be written, in the person's language.

The store says it in English, in one line that begins with the file, for the log too.
"""

import re

from deskbreak.content.model import Language
from deskbreak.content.strings import text

FORMS: tuple[tuple[str, str], ...] = (
    ("link", "it is a link that leads nowhere: .*"),
    ("no_file", "it is no file: .*"),
    ("folder", "the folder (.*) cannot be written to: .*"),
    ("denied", "it cannot be written to: .*"),
    ("written_over", "another program writes over it"),
    ("begun_anew", "it was no sound database any more: it is kept as (.*), and a new one is begun"),
    ("damaged", "it is no sound database, .*"),
    ("locked", "database(?: table)? is locked.*"),
    ("full", "database or disk is full|No space left on device|File too large"),
    ("newer", "(.*) was written by a newer deskbreak .*"),
    ("other", "(.*)"),
)
"""The key of each text, and the reason as a pattern; the first that fits counts."""

_COMPILED = tuple((key, re.compile(form, re.DOTALL)) for key, form in FORMS)


def ledger_words(why: str, language: Language) -> str:
    """The file and the reason in the language; in English it is what the store said."""
    if language == "en":
        return why
    file, _, reason = why.partition(": ")
    if " was written by a newer " in file:
        file, reason = file.partition(" was ")[0], why
    for key, form in _COMPILED:
        found = form.fullmatch(reason)
        if found is not None:
            what = next(iter(found.groups()), "")
            words = text(language, f"ledger_reasons.{key}", what=what)
            return text(language, "ledger_reasons.line", file=file, what=words)
    return why
