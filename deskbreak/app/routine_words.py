"""What is said where words name no routine, or several: which are meant, or the nearest one."""

from deskbreak.content import formats
from deskbreak.content.catalogue import Catalogue
from deskbreak.content.content_errors import UnknownRoutineError
from deskbreak.content.model import Language
from deskbreak.content.strings import text
from deskbreak.domain.vocabulary.routine import Routine

MOST = 6
"""As many are named as can be read at a glance."""


def unknown_words(error: UnknownRoutineError, content: Catalogue, language: Language) -> str:
    """One line for the person who named the routine."""

    def numbered(routine: Routine) -> str:
        title = content.card(routine.id).title.of(language)
        return text(language, "refused.numbered", number=routine.number, routine=title)

    if not error.name.strip():
        return text(language, "refused.empty_routine")
    if error.several:
        shown = formats.listed(language, map(numbered, error.several[:MOST]))
        more = len(error.several) - MOST
        key = "several_more" if more > 0 else "several"
        return text(language, f"refused.{key}", name=error.name, routines=shown, count=more)
    if error.near is not None:
        near = numbered(error.near)
        return text(language, "refused.unknown_routine_near", name=error.name, near=near)
    return text(language, "refused.unknown_routine", name=error.name)
