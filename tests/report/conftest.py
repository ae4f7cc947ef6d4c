"""Ledgers of every kind, each with the pages that are made of it."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import NamedTuple

import ledgers
import pytest

from deskbreak.cli.report_command import make_page
from deskbreak.content.loader import load_routines
from deskbreak.domain.time.working_hours import Hours
from deskbreak.domain.vocabulary.settings import Settings

CONTENT = load_routines()
NIGHTS = Hours(week=(((1260, 1740),),) * 7)
"""21:00 to 05:00."""


def everyone(folder: Path, name: str) -> tuple[Path, date]:
    """A ledger by name, and the day on which one looks at it."""
    file = folder / f"{name}.db"
    match name:
        case "one day":
            return ledgers.write(file, 1), date(2026, 11, 17)
        case "a week":
            return ledgers.write(file, 7), date(2026, 11, 22)
        case "two months":
            return ledgers.write(file, 60, first=date(2026, 9, 28)), date(2026, 11, 28)
        case "nights":
            settings = Settings(hours=NIGHTS)
            return ledgers.write(file, 6, ledgers.night, settings=settings), date(2026, 11, 22)
        case "spring":
            made = ledgers.write(
                file, 4, ledgers.night, first=date(2026, 3, 27), zone="Europe/Berlin"
            )
            return made, date(2026, 3, 30)
        case "autumn":
            made = ledgers.write(
                file, 4, ledgers.night, first=date(2026, 10, 23), zone="Europe/Berlin"
            )
            return made, date(2026, 10, 26)
        case "ten years":
            ledgers.write(file, 7)
            with closing(sqlite3.connect(file)) as ledger:
                ledgers.copy_weeks(ledger, 520)
                ledger.commit()
            return file, date(2026, 11, 28)
        case _:
            made = ledgers.write(file, 365, ledgers.held, first=date(2025, 11, 29))
            return made, date(2026, 11, 28)


NAMES = ("one day", "a week", "two months", "nights", "spring", "autumn", "a year of holds")


class Made(NamedTuple):
    """The person's page, the clinician's, and the ledger that both are made of."""

    page: str
    clinician: str
    ledger: sqlite3.Connection


def pages(folder: Path, name: str) -> Iterator[Made]:
    file, today = everyone(folder, name)
    page = make_page(file, "en", today, content=CONTENT)
    clinician = make_page(file, "en", today, content=CONTENT, reader="clinician")
    with closing(sqlite3.connect(file)) as connection:
        yield Made(page, clinician, connection)


@pytest.fixture(scope="module", params=NAMES)
def made(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Made]:
    yield from pages(tmp_path_factory.mktemp("ledger"), request.param)


@pytest.fixture(scope="module", params=[*NAMES, "ten years"])
def every(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Made]:
    """The same, and ten years."""
    yield from pages(tmp_path_factory.mktemp("ledger"), request.param)
