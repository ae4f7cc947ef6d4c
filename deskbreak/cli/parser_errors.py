"""What argparse says of wrong words, in the person's language.

argparse puts its messages together in English; each form of them is recognised here. One that is
not known is passed on as it is.
"""

import re
from collections.abc import Mapping

from deskbreak.content.languages import Language
from deskbreak.content.strings import text

_FORMS = (
    ("required", re.compile(r"the following arguments are required: (?P<names>.*)")),
    ("one_required", re.compile(r"one of the arguments (?P<names>.*) is required")),
    ("unrecognized", re.compile(r"unrecognized arguments: (?P<words>.*)")),
    ("choice", re.compile(r"invalid choice: '?(?P<word>.*?)'? \(choose from (?P<known>.*)\)")),
    ("expected_one", re.compile(r"expected (one|at least one|at most one) argument")),
    ("expected", re.compile(r"expected (?P<count>\d+) arguments?")),
    ("not_with", re.compile(r"not allowed with argument (?P<other>.*)")),
    ("number", re.compile(r"invalid int value: '(?P<word>.*)'")),
    ("ignored", re.compile(r"ignored explicit argument '(?P<word>.*)'")),
)
_ABOUT_ONE = re.compile(r"argument (?P<name>[^:]+): (?P<what>.*)", re.DOTALL)


def in_words(message: str, language: Language, typed: Mapping[str, str]) -> str:
    """The message as one line of the language.

    ``typed`` is what a person types for each argument that is no option, by argparse's name.
    """
    one = _ABOUT_ONE.fullmatch(message)
    if one is not None:
        what = in_words(one["what"], language, typed)
        if one["name"] in {*typed, *typed.values()}:
            return what  # the word itself says which one it is
        return text(language, "cli_parser.argument", name=one["name"], what=what)
    for key, form in _FORMS:
        found = form.fullmatch(message)
        if found is not None:
            parts = found.groupdict()
            if key == "required":
                parts["names"] = ", ".join(typed.get(it, it) for it in parts["names"].split(", "))
            return _said(key, parts, language)
    return message


def _said(key: str, parts: dict[str, str], language: Language) -> str:
    if key != "choice":
        return text(language, f"cli_parser.{key}", **parts)
    from difflib import get_close_matches  # noqa: PLC0415 - only for a typo

    known = [word.strip().strip("'") for word in parts["known"].split(",")]
    near = get_close_matches(parts["word"], known, 1)
    words = {"word": parts["word"], "known": " ".join(known), "guess": near[0] if near else ""}
    return text(language, "cli_parser.choice_near" if near else "cli_parser.choice", **words)
