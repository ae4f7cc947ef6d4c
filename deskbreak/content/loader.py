"""Where others get content from: ``load_routines`` and ``load_user_routines``.

A person's own routines are ``routines/*.toml`` in the configuration directory, laid out and
checked like the built-in ones. A bad one is left out with one clear line; none ever raises.
"""

from collections.abc import Iterable
from pathlib import Path

from deskbreak.content.catalogue import Catalogue, label, load_built_in
from deskbreak.content.errors import ContentFileError
from deskbreak.content.model import Card
from deskbreak.content.routine_file import card_of
from deskbreak.content.structures import RoutineFile, decode, read
from deskbreak.domain.routine import Routine

MAX_OWN = 99
"""U01 to U99."""


def load_routines(own: Path | None = None) -> Catalogue:
    """The built-in routines, and those in the directory ``own`` if it is given and exists.

    Raises:
        ContentFileError: a built-in file is damaged, so the installation is.
    """
    facts, load = load_built_in()
    cards, problems = load_user_routines(own, facts) if own else ((), ())
    return Catalogue(facts, load, cards, problems)


def load_user_routines(
    directory: Path, built_in: Iterable[Routine]
) -> tuple[tuple[Card, ...], tuple[str, ...]]:
    """The good routines in ``directory`` by file name, and one line for each that is left out.

    A routine without a number gets the next free one from U01.
    """
    try:
        paths = sorted(path for path in directory.iterdir() if path.suffix == ".toml")
    except FileNotFoundError:
        return (), ()
    except OSError as error:
        return (), (f"{directory.name}: cannot be read ({error.strerror})",)
    taken = {name for routine in built_in for name in (routine.id, routine.number)}
    problems: list[str] = []
    tables: dict[str, RoutineFile] = {}
    for path in paths:
        try:
            table = decode(read(path, label(path)), label(path), RoutineFile)
            _reserve_names(table, label(path), taken)
        except ContentFileError as error:
            problems.append(str(error))
        else:
            tables[label(path)] = table
    cards: list[Card] = []
    for file, table in tables.items():
        try:
            cards.append(_own_card(table, file, taken))
        except ContentFileError as error:
            problems.append(str(error))
    return tuple(cards), tuple(problems)


def _reserve_names(table: RoutineFile, file: str, taken: set[str]) -> None:
    """Take the id and the number, if it has one, so that no later file can."""
    if table.number is not None and not table.number.startswith("U"):
        raise ContentFileError(file, "number", f"{table.number} is not one of your own: U01 to U99")
    names = {"id": table.id, "number": table.number}
    for key, value in names.items():
        if value in taken:
            raise ContentFileError(file, key, f"{value} is taken by another routine")
    taken.update(value for value in names.values() if value)


def _own_card(table: RoutineFile, file: str, taken: set[str]) -> Card:
    if table.counterpart is not None and table.counterpart not in taken:
        raise ContentFileError(file, "counterpart", f"no routine named {table.counterpart}")
    if table.number is None:
        free = (number for at in range(1, MAX_OWN + 1) if (number := f"U{at:02}") not in taken)
        table.number = next(free, None)
        taken.add(table.number or "")
    return card_of(table, file)
