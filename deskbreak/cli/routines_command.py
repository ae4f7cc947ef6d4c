"""``deskbreak routines``: the list, or one whole card; the person's own included."""

from __future__ import annotations

import json
from types import SimpleNamespace
from typing import TYPE_CHECKING

from deskbreak.app.card_json import card_data, summary
from deskbreak.app.card_text import Judged, card_lines, list_line
from deskbreak.app.routine_words import unknown_words
from deskbreak.cli.current_settings import in_force, speaks
from deskbreak.cli.known_routines import all_routines
from deskbreak.content.content_errors import UnknownRoutineError
from deskbreak.content.strings import text
from deskbreak.desktop.standard_streams import complain
from deskbreak.desktop.terminal_text import tell
from deskbreak.timing.clock import calendar_day

if TYPE_CHECKING:
    import argparse

    from deskbreak.content.catalogue import Catalogue
    from deskbreak.content.model import Language

USAGE, WRONG = 2, 4


def quick(_: str, words: list[str]) -> SimpleNamespace | None:
    """The list, without a parser, which takes a tenth of its time."""
    if words not in ([], ["--json"]):
        return None
    return SimpleNamespace(id=[], json=bool(words))


def add(parser: argparse.ArgumentParser, _: str) -> None:
    """The words of ``routines``."""
    parser.add_argument("id", nargs="*", metavar="ID")
    parser.add_argument("--json", action="store_true")


def run(args: argparse.Namespace | SimpleNamespace) -> int:
    """Print the list or the card."""
    content = all_routines()
    today = calendar_day()
    loaded = in_force(content, today, args.lang)
    if loaded is None:
        return WRONG
    language = speaks(loaded, args.lang)
    by = Judged(loaded.settings, content, today)
    if not args.id:
        _list(content, by, language, as_json=args.json)
        return 0
    try:
        card = content.card(content.find(" ".join(args.id)).id)
    except UnknownRoutineError as error:
        complain(unknown_words(error, content, language))
        return USAGE
    if args.json:
        print(json.dumps(card_data(card, by), ensure_ascii=False))
    else:
        tell("\n".join(card_lines(card, language, by)))
    return 0


def _list(content: Catalogue, by: Judged, language: Language, *, as_json: bool) -> None:
    """All of them by number; files that were left out go to the end."""
    if as_json:
        found = [summary(facts, by) for facts in content.facts]
        left_out = [problem.en for problem in content.problems]
        print(json.dumps({"routines": found, "left_out": left_out}, ensure_ascii=False))
        return
    tell(text(language, "routines.heading"))
    for facts in content.facts:
        tell(list_line(facts, language, by))
    for problem in content.problems:
        complain(text(language, "routines.left_out_file", problem=problem.of(language)))
    tell(f"\n{text(language, 'cards.how', number=content.facts[0].number)}")
