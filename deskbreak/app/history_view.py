"""The ledger in words, a day at a time: a heading with the day's totals, then a line a record."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date, time
from functools import cache
from itertools import groupby
from operator import attrgetter

from deskbreak.app.ledger_rows import RecordRow
from deskbreak.app.titles_by_id import Names
from deskbreak.content import formats
from deskbreak.content.model import Language
from deskbreak.content.strings import text
from deskbreak.domain.time.units import SECOND

COUNTED = ("done", "taken", "stopped", "skipped", "missed")


def history_lines(
    rows: Iterable[RecordRow],
    sitting_of: Callable[[str], int],
    names: Names,
    language: Language,
    today: date,
) -> Iterator[str]:
    """The lines, as the rows come.

    Args:
        rows: records, the days in order.
        sitting_of: seconds that were sat on a day.
        names: of what the rows name by id.
        language: of the lines.
        today: dates of this year are told without it.
    """
    length, clock = _lengths(language), _clocks(language)
    templates = {key: text(language, f"history.lines.{key}", **_SAME) for key in _LINES}
    first = True
    for day, records in groupby(rows, attrgetter("day")):
        of_day = list(records)
        counts = {name: sum(row.outcome == name for row in of_day) for name in COUNTED}
        if not first:
            yield ""
        first = False
        yield text(
            language,
            "history.day",
            date=formats.day(language, date.fromisoformat(day), today),
            sitting=length(sitting_of(day)),
            breaks=sum(row.outcome == "break" for row in of_day),
            **counts,
        )
        for row in of_day:
            yield f"  {clock(row.at)}  {_line(row, templates, length, names, language)}"


_LINES = ("done", "taken", "snoozed", "skipped", "missed", "stopped", "break", "check")
_SAME = {name: f"{{{name}}}" for name in ("routine", "sitting", "away", "question", "answer")}
"""Placeholders that stay, so that a text is looked up once and filled for each row."""


def _line(
    row: RecordRow,
    templates: dict[str, str],
    length: Callable[[int], str],
    names: Names,
    language: Language,
) -> str:
    template = templates.get(row.outcome)
    if template is None:
        return row.outcome
    if row.outcome == "check":
        answer = text(language, f"history.answers.{row.detail or 'none'}")
        return template.format(question=names.check(row.prompt or ""), answer=answer)
    routine = "" if row.routine is None else names.routine(row.routine)
    return template.format(
        routine=routine, sitting=length(row.sitting_s), away=length(row.away_s or 0)
    )


def _lengths(language: Language) -> Callable[[int], str]:
    @cache
    def minutes(whole: int) -> str:
        return formats.minutes(language, whole * 60 * SECOND)

    return lambda seconds: minutes(seconds // 60)


def _clocks(language: Language) -> Callable[[str], str]:
    @cache
    def at(hour: int, minute: int) -> str:
        return formats.clock_time(language, time(hour, minute)).rjust(len("00:00"))

    return lambda iso: at(int(iso[11:13]), int(iso[14:16]))
