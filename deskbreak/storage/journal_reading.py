"""Reads the journal around a moment, and what of the ledger belongs to it."""

from pathlib import Path
from typing import NamedTuple

from deskbreak.app.journal_marks import Mark
from deskbreak.storage.ledger_reading import reading

BEFORE_S, AFTER_S = 36 * 3600, 24 * 3600
"""How much of the journal around a moment may say something about it."""

ALIVE = (
    "SELECT alive FROM ("
    "SELECT (json_extract(saved, '$.at') + json_extract(saved, '$.offset')) / 1000 AS alive FROM "
    "(SELECT CAST(body AS TEXT) AS saved FROM state WHERE name = 'state') WHERE json_valid(saved)"
    ") WHERE typeof(alive) = 'integer'"
)
"""When the state was saved last."""


MARKS = (
    "SELECT at, what, sitting_s, stretch_s, every_s, about FROM journal "
    "WHERE at >= coalesce((SELECT max(at) FROM journal WHERE at <= ?), 0) AND at <= ? "
    "ORDER BY number"
)
"""Those between two moments, with the one that holds at the first."""


class Closed(NamedTuple):
    """What became of a prompt, at epoch seconds ``at``."""

    at: int
    outcome: str
    routine: str | None


class Around(NamedTuple):
    """What is known around a moment."""

    marks: tuple[Mark, ...]
    outcomes: tuple[Closed, ...]
    first: int | None
    """Epoch seconds of the first mark there is at all; None: there is none."""
    alive: int | None
    """Epoch seconds of the last word of the daemon."""


def around(path: Path, at: int) -> Around:
    """What the ledger keeps around epoch seconds ``at``. Raises LedgerError."""
    with reading(path) as connection:
        if connection is None:
            return Around((), (), None, None)
        since, until = at - BEFORE_S, at + AFTER_S
        (first,) = connection.execute("SELECT min(at) FROM journal").fetchone()
        marks = connection.execute(MARKS, (since, until))
        outcomes = connection.execute(
            "SELECT epoch / 1000, outcome, routine FROM record "
            "WHERE epoch >= ? AND epoch <= ? AND outcome NOT IN ('break', 'check') ORDER BY epoch",
            (since * 1000, until * 1000),
        )
        saved = connection.execute(ALIVE).fetchone()
        return Around(
            tuple(map(Mark._make, marks)),
            tuple(map(Closed._make, outcomes)),
            first,
            None if saved is None else saved[0],
        )


def marks_between(path: Path, since: int, until: int) -> tuple[Mark, ...]:
    """The marks between two moments, epoch seconds. Raises LedgerError."""
    with reading(path) as connection:
        if connection is None:
            return ()
        return tuple(map(Mark._make, connection.execute(MARKS, (since, until))))


def last_word(path: Path) -> int | None:
    """When the daemon last wrote its state, epoch seconds. Raises LedgerError."""
    with reading(path) as connection:
        saved = None if connection is None else connection.execute(ALIVE).fetchone()
        return None if saved is None else int(saved[0])
