"""For whom a routine is not, as a caution and as choices of "Not for me" (catalogue 0.3)."""

from deskbreak.app.ports.tray_ports import Entry
from deskbreak.app.requests import NEVER
from deskbreak.content.model import Card, Language
from deskbreak.content.strings import text
from deskbreak.domain.choice.eligibility import unasked
from deskbreak.domain.vocabulary.routine import Code, Routine
from deskbreak.domain.vocabulary.settings import Settings

COMMAND = "not-for-me"


def caution_line(card: Card, settings: Settings, language: Language) -> str:
    """For whom the routine is not, in one line."""
    codes = in_order(unasked(card.facts, settings))
    names = [text(language, f"card.caution.{code}") for code in codes]
    if language == "ja":
        said = "、".join(names)
    else:
        said = ", or ".join(part for part in (", ".join(names[:-1]), names[-1]) if part)
    return text(language, "card.caution.line", codes=said)


def may_apply(routine: Routine, settings: Settings) -> tuple[Code, ...]:
    """The codes of a routine that were not said to apply, in the order of the questions."""
    return in_order(routine.codes - settings.personal.codes)


def entries(routine: Routine, settings: Settings, language: Language) -> list[Entry]:
    """The menu in which one tap says which it is: a code that may apply, or none of them."""
    choices = [
        Entry(text(language, f"card.caution.{code}"), f"{COMMAND} {routine.id} {code}")
        for code in may_apply(routine, settings)
    ]
    never = Entry(text(language, "tray.menu.never"), f"{COMMAND} {routine.id} {NEVER}")
    return [Entry(text(language, "tray.menu.not_for_me"), children=(*choices, never))]


def in_order(codes: frozenset[Code]) -> tuple[Code, ...]:
    """Codes in the order in which the first questions ask for them."""
    return tuple(code for code in Code if code in codes)
