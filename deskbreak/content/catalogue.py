"""All routines: their facts at hand, their cards loaded when one is shown."""

from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from pathlib import Path

from deskbreak.content.complaints import complaint
from deskbreak.content.content_errors import (
    ContentFileError,
    UnknownContentError,
    UnknownRoutineError,
)
from deskbreak.content.model import Bilingual, Card
from deskbreak.content.routine_file import parse_card, parse_facts, parse_title
from deskbreak.content.routine_names import Named, meant, nearest
from deskbreak.content.structures import read
from deskbreak.domain.vocabulary.routine import Routine

FOLDER = Path(__file__).parent / "routines"
CARDS_KEPT = 2
"""The routine that runs, and the one that is looked at beside it."""


class Catalogue:
    """The built-in routines and a person's own."""

    def __init__(
        self,
        facts: Iterable[Routine],
        load: Callable[[str], Card],
        own: Iterable[Card] = (),
        problems: Iterable[Bilingual] = (),
        load_title: Callable[[str], Bilingual] | None = None,
    ) -> None:
        """Args are parts that fit together; see ``load_routines``.

        Args:
            facts: built-in routines.
            load: gives the card of a built-in routine by its id.
            own: checked cards of the person's own routines.
            problems: one line for each own routine that was left out.
            load_title: gives the title of a built-in routine, sooner than its card.
        """
        self._own: Mapping[str, Card] = {card.facts.id: card for card in own}
        self.facts: tuple[Routine, ...] = (*facts, *(card.facts for card in self._own.values()))
        self.problems: tuple[Bilingual, ...] = tuple(problems)
        self._load = lru_cache(maxsize=CARDS_KEPT)(load)
        self._load_title = load_title
        self._by_name = {name: it for it in self.facts for name in (it.id, it.number.lower())}

    def find(self, name: str) -> Routine:
        """What a person calls so: by id or number as ``card``, or by words of its title.

        Raises:
            UnknownRoutineError: there is none, or there are several; it says which.
        """
        if (found := self._exact(name)) is not None:
            return found
        named = self._named()
        several = meant(name, named)
        if len(several) != 1:
            raise UnknownRoutineError(name, several, None if several else nearest(name, named))
        return several[0]

    def _exact(self, name: str) -> Routine | None:
        """A routine by its id or number, in any case; ``r3`` is R03."""
        wanted = name.strip().lower()
        if wanted[:1] in ("r", "u") and wanted[1:].isdecimal():
            wanted = f"{wanted[0]}{int(wanted[1:]):02}"
        return self._by_name.get(wanted)

    def _named(self) -> list[Named]:
        """What each routine may be called, without a change to the cards that are kept."""
        titles = [(it, self.title(it.id)) for it in self.facts]
        return [(it, (title.ja, title.en, it.id)) for it, title in titles]

    def card(self, name: str) -> Card:
        """The texts of a routine, by id or number in any case; ``r3`` is R03.

        Raises:
            UnknownContentError: there is none.
            ContentFileError: the installation is damaged.
        """
        found = self._exact(name)
        if found is None:
            raise UnknownContentError(f"no routine named {name!r}")
        return self._own.get(found.id) or self._load(found.id)

    def title(self, name: str) -> Bilingual:
        """What a routine is called, without the rest of its card; raises as ``card``."""
        found = self._exact(name)
        if found is None or found.id in self._own or self._load_title is None:
            return self.card(name).title
        return self._load_title(found.id)


def built_in_files() -> tuple[Path, ...]:
    """The files of the built-in routines, by number."""
    return tuple(sorted(FOLDER.glob("r*.toml")))


def label(path: Path) -> str:
    """How a content file is called in messages: ``routines/r03-hip-hinge.toml``."""
    return f"{path.parent.name}/{path.name}"


def load_built_in() -> tuple[
    tuple[Routine, ...], Callable[[str], Card], Callable[[str], Bilingual]
]:
    """Facts of the built-in routines by number, and how to load a card, and a title alone.

    Raises:
        ContentFileError: the installation is damaged.
    """
    paths: dict[str, Path] = {}
    facts: list[Routine] = []
    for path in built_in_files():
        routine = parse_facts(read(path, label(path)), label(path))
        if path.stem != f"{routine.number.lower()}-{routine.id}":
            raise ContentFileError(label(path), "id", complaint("file_name"))
        paths[routine.id] = path
        facts.append(routine)

    def load(routine_id: str) -> Card:
        path = paths[routine_id]
        return parse_card(read(path, label(path)), label(path))

    def load_title(routine_id: str) -> Bilingual:
        path = paths[routine_id]
        return parse_title(read(path, label(path)), label(path))

    return tuple(facts), load, load_title
