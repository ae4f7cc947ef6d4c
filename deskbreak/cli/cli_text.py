"""Texts of commands that speak for themselves, without the daemon."""

import os

from deskbreak.content.languages import Language
from deskbreak.content.locales import language
from deskbreak.content.strings import text


def language_of(lang: str | None) -> Language:
    """``--lang``, else what the system says."""
    return language(lang or "auto", os.environ)


def say(lang: str | None, key: str, **values: object) -> str:
    """A text in the caller's language."""
    return text(language_of(lang), key, **values)
