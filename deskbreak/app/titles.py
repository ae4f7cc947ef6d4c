"""Titles and aims of routines, also of those that are gone."""

from deskbreak.content.catalogue import Catalogue
from deskbreak.content.content_errors import UnknownContentError
from deskbreak.content.model import Language


def title_of(content: Catalogue, routine: str, language: Language) -> str:
    """The title of a routine by its id; the id itself if there is no such routine any more."""
    try:
        return content.title(routine).of(language)
    except UnknownContentError:
        return routine


def aim_of(content: Catalogue, routine: str, language: Language) -> str:
    """What the movement is for; empty if there is no such routine any more."""
    try:
        return content.card(routine).aim.of(language)
    except UnknownContentError:
        return ""
