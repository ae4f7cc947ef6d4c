"""Where others get content from: ``load_routines`` and ``load_user_routines``.

A person's own routines are ``routines/*.toml`` in the configuration directory, laid out and
checked like the built-in ones. A bad one is left out with one clear line; none ever raises.
"""

from collections.abc import Iterable
from itertools import count
from pathlib import Path

from msgspec.structs import replace

from deskbreak.content.catalogue import Catalogue, label, load_built_in
from deskbreak.content.complaints import complaint, unreadable
from deskbreak.content.content_errors import ContentFileError
from deskbreak.content.error_lines import located, with_line
from deskbreak.content.model import Bilingual, Card
from deskbreak.content.routine_file import card_of
from deskbreak.content.structures import RoutineFile, decode, read
from deskbreak.domain.vocabulary.routine import Routine

UNNUMBERED = "U00"
"""Stands for the number of a routine that was given none."""


def load_routines(own: Path | None = None) -> Catalogue:
    """The built-in routines, and those in the directory ``own`` if it is given and exists.

    Raises:
        ContentFileError: a built-in file is damaged, so the installation is.
    """
    facts, load, load_title = load_built_in()
    cards, problems = load_user_routines(own, facts) if own else ((), ())
    return Catalogue(facts, load, cards, problems, load_title)


def load_user_routines(
    directory: Path, built_in: Iterable[Routine]
) -> tuple[tuple[Card, ...], tuple[Bilingual, ...]]:
    """The good routines in ``directory`` by file name, and one line for each that is left out.

    A routine without a number gets the next free one from U01.
    """
    try:
        paths = sorted(path for path in directory.iterdir() if path.suffix == ".toml")
    except FileNotFoundError:
        return (), ()
    except OSError as error:
        return (), (ContentFileError(directory.name, "", unreadable(error)).said,)
    taken = {name for routine in built_in for name in (routine.id, routine.number)}
    problems: list[Bilingual] = []
    good: list[tuple[str, str, Card]] = []
    for path in paths:
        file = label(path)
        try:
            source = read(path, file)
            with with_line(source):
                good.append((file, source, _own_card(source, file, taken)))
        except ContentFileError as error:
            problems.append(error.said)
    cards: list[Card] = []
    for file, source, card in good:
        aim = card.facts.counterpart
        if aim is None or aim in taken:
            cards.append(_numbered(card, taken))
        else:
            lost = ContentFileError(file, "counterpart", complaint("no_routine", name=aim))
            problems.append(located(source, lost).said)
    return tuple(cards), tuple(problems)


def _own_card(source: str, file: str, taken: set[str]) -> Card:
    """The card in a file; its id, and its number if it has one, are taken from then on."""
    table = decode(source, file, RoutineFile)
    if table.number is not None and not table.number.startswith("U"):
        raise ContentFileError(file, "number", complaint("own_number", number=table.number))
    names = {"id": table.id, "number": table.number}
    for key, value in names.items():
        if value in taken:
            raise ContentFileError(file, key, complaint("taken", name=value))
    table.number = table.number or UNNUMBERED
    card = card_of(table, file)
    taken.update(value for value in names.values() if value)
    return card


def _numbered(card: Card, taken: set[str]) -> Card:
    """The card with the next free number if it has none."""
    if card.facts.number != UNNUMBERED:
        return card
    number = next(number for at in count(1) if (number := f"U{at:02}") not in taken)
    taken.add(number)
    return replace(card, facts=replace(card.facts, number=number))
