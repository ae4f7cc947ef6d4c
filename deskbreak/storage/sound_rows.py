"""Which rows of the ledger can be read: one that makes no sense never decides for the others.

Whoever reads sees views of the same names as the tables, without the rows that another program has
filled with something else. The rows stay where they are.
"""

import sqlite3

OUTCOMES = ("done", "taken", "snoozed", "skipped", "missed", "stopped", "break", "check")
REASONS = ("call", "screen-share", "fullscreen", "do-not-disturb", "calendar", "pause")
"""The vocabulary's, held equal by a test: to load it costs more than to read the ledger."""

_MOST = 4_000_000_000
"""Seconds; more than any sitting lasts, and a moment after the year 2090."""


def _text(name: str) -> str:
    return f"typeof({name}) = 'text'"


def _any_text(name: str) -> str:
    return f"typeof({name}) IN ('text', 'null')"


def _number(name: str) -> str:
    return f"typeof({name}) = 'integer' AND {name} BETWEEN 0 AND {_MOST}"


def _day(name: str) -> str:
    """An ISO date of a day that there is."""
    return f"(date({name}, '+0 days') = {name} AND {name} BETWEEN '1900' AND '9000')"


def _moment(name: str) -> str:
    """Local time with its offset, as it is written here."""
    local, rest, offset = (
        f"substr({name}, 1, 19)",
        f"substr({name}, 20)",
        "[+-][01][0-9]:[0-5][0-9]",
    )
    return (
        f"(strftime('%Y-%m-%dT%H:%M:%S', {local}, '+0 days') = {local}"
        f" AND {name} BETWEEN '1900' AND '9000'"
        f" AND ({rest} GLOB '{offset}' OR {rest} GLOB '{offset}:[0-5][0-9]'))"
    )


def _among(name: str, values: tuple[str, ...]) -> str:
    return f"{name} IN ({', '.join(map(repr, values))})"


SOUND = {
    "record": (
        _moment("at"), _day("day"), "typeof(epoch) = 'integer'",
        _among("outcome", OUTCOMES), _any_text("prompt"), _any_text("routine"),
        _number("sitting_s"), f"(away_s IS NULL OR {_number('away_s')})", _any_text("detail"),
    ),
    "hold": (
        _among("reason", REASONS), _moment("since"), f"(until IS NULL OR {_moment('until')})",
    ),
    "journal": (
        _number("at"), _text("what"), _number("sitting_s"), _number("stretch_s"),
        _number("every_s"), _any_text("about"),
    ),
    "day": (_day("day"), _text("origin"), _number("sitting_s"), _number("longest_s")),
    "comfort": (_day("day"), _text("routine"), _text("answer")),
}  # fmt: skip
"""What must be so in each table that is read."""


def see_only_sound(connection: sqlite3.Connection) -> None:
    """From now on the names of the tables mean what of them can be read. Raises sqlite3.Error."""
    connection.execute("PRAGMA temp_store=MEMORY")
    for table, conditions in SOUND.items():
        connection.execute(
            f"CREATE TEMP VIEW {table} AS SELECT * FROM main.{table}"  # noqa: S608 - ours
            f" WHERE {' AND '.join(conditions)}"
        )


def unseen(connection: sqlite3.Connection) -> int:
    """How many records a connection does not show that sees only what is sound."""
    (found,) = connection.execute(
        "SELECT (SELECT count(*) FROM main.record) - (SELECT count(*) FROM temp.record)"
    ).fetchone()
    return int(found)
