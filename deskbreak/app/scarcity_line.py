"""How little answers and settings leave, in one line, with what to change for more."""

from collections.abc import Callable
from datetime import date

from deskbreak.content.model import Language
from deskbreak.content.strings import text
from deskbreak.domain.choice.eligibility import STAND, Bar
from deskbreak.domain.choice.memory import Memory
from deskbreak.domain.choice.scarcity import Scarcity, scarcity
from deskbreak.domain.machine.state import State
from deskbreak.domain.vocabulary.routine import Routine
from deskbreak.domain.vocabulary.settings import Mode, Settings

CHANGES = {
    Bar.MODE: 'routines.mode = "all"',
    Bar.STRICT: 'routines.stand_policy = "balanced"',
    Bar.DISCREET: "routines.discreet = 0",
    Bar.KIND: "routines.kinds = []",
    Bar.HIDDEN: "deskbreak unhide",
    Bar.PLACE: "routines.places",
    Bar.PROPS: "routines.props",
}
"""A wish, and the setting or the command that changes it."""


def scarcity_line(
    catalogue: tuple[Routine, ...],
    memory: Memory,
    settings: Settings,
    day: date,
    language: Language,
    title: Callable[[str], str],
) -> str | None:
    """One line; None where enough is left."""
    found = scarcity(catalogue, memory, settings, day)
    if found is None:
        return None
    if found.gave_way:
        return text(language, "left.gave_way")
    said = _how_few(found, language, title)
    if found.wish is None:
        return said
    how = _change(found, settings)
    return text(language, "left.more", few=said, how=how)


def left_line(state: State, language: Language, title: Callable[[str], str]) -> str | None:
    """The same for the running program."""
    it = state
    return scarcity_line(it.catalogue, it.memory, it.settings, it.day, language, title)


def _how_few(found: Scarcity, language: Language, title: Callable[[str], str]) -> str:
    match found.left:
        case ():
            return text(language, "left.none", routine=title(STAND.id))
        case (only,):
            return text(language, "left.one", routine=title(only.id))
        case (one, other):
            return text(language, "left.few", one=title(one.id), other=title(other.id))
        case left:
            any_of_them, *_ = left
            region = text(language, f"names.region.{any_of_them.region}")
            return text(language, "left.alike", count=len(left), region=region)


def _change(found: Scarcity, settings: Settings) -> str:
    assert found.wish is not None  # noqa: S101  # asked only where a wish can be changed
    if found.today:
        return "deskbreak today normal"
    quiet = found.wish is Bar.DISCREET and settings.routines.mode is Mode.QUIET
    if found.wish is Bar.HIDDEN and settings.routines.hide:
        return "routines.hide"
    return CHANGES[Bar.MODE if quiet else found.wish]
