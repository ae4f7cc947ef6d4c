"""Every text of the program, by language and key: ``text("ja", "prompt.buttons.start")``.

``strings/ja.toml`` and ``strings/en.toml`` have the same keys. Only the sections that are asked
for are parsed and kept: ``prompt`` does not bring ``report`` into an idle daemon.
"""

from __future__ import annotations

import os
import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any, TypeAlias

from deskbreak.content.content_errors import UnknownContentError
from deskbreak.content.languages import Language

if TYPE_CHECKING:
    from deskbreak.content.model import Bilingual

FOLDER = os.path.dirname(__file__) + "/strings"  # noqa: PTH120 -- every command reads a text

Table: TypeAlias = "dict[str, str | Table]"


def text(language: Language, key: str, /, **values: object) -> str:
    """The text under ``key`` with its ``{placeholders}`` filled from ``values``.

    Raises:
        UnknownContentError: no such key, or a placeholder without a value.
    """
    section, _, rest = key.partition(".")
    try:
        template = _section(language, section)[rest]
        return template.format_map(values) if values or "{" in template else template
    except KeyError as error:
        raise UnknownContentError(f"no text or value for {key}: {error}") from error


def items(language: Language, key: str) -> tuple[str, ...]:
    """All texts of the table under ``key``, in the order of the file (a list of red flags).

    Raises:
        UnknownContentError: no such table.
    """
    section, _, rest = key.partition(".")
    found = tuple(
        value for name, value in _section(language, section).items() if name.startswith(f"{rest}.")
    )
    if not found:
        raise UnknownContentError(f"no table of texts: {key}")
    return found


def both(key: str) -> Bilingual:
    """The text under ``key`` in both languages; it has no placeholders."""
    from deskbreak.content.model import Bilingual  # noqa: PLC0415 - only cards have such texts

    return Bilingual(text("ja", key), text("en", key))


def everything(language: Language) -> dict[str, str]:
    """All texts of a language by their full keys; for tests and documents."""
    return flatten(_parsed(_source(language)))


def flatten(table: Table, prefix: str = "") -> dict[str, str]:
    """``{"a": {"b": "c"}}`` as ``{"a.b": "c"}``."""
    flat: dict[str, str] = {}
    for name, value in table.items():
        key = f"{prefix}{name}"
        flat.update({key: value} if isinstance(value, str) else flatten(value, f"{key}."))
    return flat


@lru_cache(maxsize=64)
def _section(language: Language, name: str) -> dict[str, str]:
    """One top-level table, flattened; empty if there is none."""
    parts = re.split(r"(?m)^(?=\[)", _source(language))
    wanted = [part for part in parts if re.match(rf"\[{re.escape(name)}[.\]]", part)]
    return flatten(_parsed("".join(wanted)).get(name, {}))


def _parsed(source: str) -> dict[str, Any]:
    import tomllib  # noqa: PLC0415 - the icon stands before the first text is asked for

    return tomllib.loads(source)


def _source(language: Language) -> str:
    with open(f"{FOLDER}/{language}.toml", encoding="utf-8") as file:  # noqa: PTH123 -- the same
        return file.read()
