"""What routines and set-up checks are called, each looked up once."""

from collections.abc import Callable
from typing import Protocol

from deskbreak.app.titles import title_of
from deskbreak.content.catalogue import Catalogue
from deskbreak.content.checks import check_card
from deskbreak.content.content_errors import UnknownContentError
from deskbreak.content.model import Language


class Names(Protocol):
    """What routines and set-up checks are called."""

    def routine(self, routine: str) -> str: ...

    def check(self, check: str) -> str: ...


class TitlesById:
    """Names in one language; what is unknown (a routine that is gone) keeps its id.

    ``load`` reads the routines; it is called when the first name is wanted.
    """

    def __init__(self, load: Callable[[], Catalogue], language: Language) -> None:
        self._load, self._language = load, language
        self._content: Catalogue | None = None
        self._routines: dict[str, str] = {}
        self._checks: dict[str, str] = {}

    def routine(self, routine: str) -> str:
        """The title of a routine."""
        if routine not in self._routines:
            if self._content is None:
                self._content = self._load()
            self._routines[routine] = title_of(self._content, routine, self._language)
        return self._routines[routine]

    def check(self, check: str) -> str:
        """The question of a set-up check."""
        if check not in self._checks:
            try:
                question = check_card(check).texts().question.of(self._language)
            except UnknownContentError:
                question = check
            self._checks[check] = question
        return self._checks[check]
