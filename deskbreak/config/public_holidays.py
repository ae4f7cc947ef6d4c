"""Public holidays of a country, from the library ``holidays`` (an extra)."""

import importlib
from datetime import date

from deskbreak.config.file_problems import Fault
from deskbreak.errors import WrongInputError

BACK, AHEAD = 1, 4
"""Years around today that are worked out."""


class HolidaysError(WrongInputError):
    """Nothing is known for the code; ``code`` says why."""

    def __init__(self, code: Fault) -> None:
        super().__init__(code)
        self.code = code


def public_holidays(country: str, today: date) -> frozenset[date]:
    """The days off for ``JP`` or ``US-CA``; none for an empty code. Raises HolidaysError."""
    if not country:
        return frozenset()
    try:
        library = importlib.import_module("holidays")
    except ImportError:
        raise HolidaysError(Fault.HOLIDAYS_MISSING) from None
    code, _, part = country.partition("-")
    years = range(today.year - BACK, today.year + AHEAD + 1)
    try:
        return frozenset(library.country_holidays(code, subdiv=part or None, years=years))
    except (NotImplementedError, KeyError):
        raise HolidaysError(Fault.COUNTRY_UNKNOWN) from None
