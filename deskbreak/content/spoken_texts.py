"""What the voice says when a step begins, by routine and language: ``spoken/ja.toml``, ``en.toml``.

A routine of the person's own has no such texts; its steps are said as they are written.
"""

import tomllib
from functools import lru_cache
from pathlib import Path

from deskbreak.content.model import Language

MINUTE, EASIER = "steps", "easier"
FOLDER = Path(__file__).parent / "spoken"


@lru_cache(maxsize=1)
def _texts(language: Language) -> dict[str, dict[str, list[str]]]:
    return tomllib.loads((FOLDER / f"{language}.toml").read_text(encoding="utf-8"))


def spoken(id_: str, language: Language, form: str = MINUTE) -> tuple[str, ...]:
    """One text a step of a form; empty if the form has none of its own.

    Args:
        id_: of the routine.
        language: of the texts.
        form: ``MINUTE``, ``EASIER``, or the name of a longer form.
    """
    return tuple(_texts(language).get(id_, {}).get(form, ()))
