"""Errors of the content; the whole tree is drawn in ``deskbreak.errors``."""

from __future__ import annotations

from deskbreak.errors import WrongInputError

TYPE_CHECKING = False  # a word that is asked for brings no routine along
if TYPE_CHECKING:
    from deskbreak.content.model import Bilingual
    from deskbreak.domain.vocabulary.routine import Routine


class ContentError(WrongInputError):
    """Anything wrong with content; the text is one line for a person."""


class ContentFileError(ContentError):
    """``routines/r03-hip-hinge.toml:28: steps[1].seconds: 50 makes 61 s in all, not 60``.

    One line whatever the file holds: what cannot be printed becomes a space. The error itself is in
    English, for the log; ``said`` is the same line in both languages.

    Args:
        file: what the file is called.
        key: where in it; empty: the whole file.
        what: is wrong.
        line: from 1; None: not known.
    """

    def __init__(self, file: str, key: str, what: Bilingual, line: int | None = None) -> None:
        self.file = file
        self.key = key
        self.what = what
        self.line = line
        place = file if line is None else f"{file}:{line}"
        self.said = type(what)(_one_line(place, key, what.ja), _one_line(place, key, what.en))
        super().__init__(self.said.en)


def _one_line(*parts: str) -> str:
    said = ": ".join(part for part in parts if part)
    return "".join(sign if sign.isprintable() else " " for sign in said)


class UnknownContentError(ContentError):
    """Asked for by a name that does not exist."""


class UnknownRoutineError(UnknownContentError):
    """Words that name no routine, or not only one.

    Args:
        name: what was said.
        several: those that it may mean.
        near: the one that is called most like it, if none is meant.
    """

    def __init__(
        self, name: str, several: tuple[Routine, ...] = (), near: Routine | None = None
    ) -> None:
        self.name, self.several, self.near = name, several, near
        super().__init__(f"no routine named {name!r}")
