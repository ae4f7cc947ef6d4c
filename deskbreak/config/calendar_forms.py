"""The forms of ``[hours]``: spans, days off, a country."""

from datetime import date

from deskbreak.config.file_problems import Fault
from deskbreak.config.forms import Form, wrong
from deskbreak.config.span_words import near_spans
from deskbreak.config.spans import (
    LONGEST_RANGE,
    Days,
    Span,
    format_days,
    format_span,
    parse_days,
    parse_span,
)


class Country(Form[str], frozen=True):
    """A country code, perhaps with a part of the country; whether it is known is asked later."""

    def allowed(self) -> str:
        return '"JP", "GB", ...'

    def read(self, value: object) -> str:
        if not isinstance(value, str):
            raise wrong(Fault.COUNTRY)
        code = value.strip().upper()
        country, _, part = code.partition("-")
        if code and not (len(country) in (2, 3) and country.isalpha() and country.isascii()):
            raise wrong(Fault.COUNTRY)
        if len(code) > len(country) and not (0 < len(part) <= 3 and part.isalnum()):
            raise wrong(Fault.COUNTRY)
        return code


class WorkingSpan(Form[Span], frozen=True):
    """A span of working hours."""

    example: str = "09:00-12:00"

    def allowed(self) -> str:
        return '"09:00-12:00"'

    def read(self, value: object) -> Span:
        span = parse_span(value.strip()) if isinstance(value, str) else None
        if span is None:
            near = near_spans(value) if isinstance(value, str) else None
            raise wrong(Fault.SPAN) if near is None else wrong(Fault.SPAN_NEAR, near=near)
        if span[0] == span[1]:
            raise wrong(Fault.SPAN_EMPTY)
        return span

    def write(self, value: Span) -> str:
        return format_span(value)


class DaysOff(Form[Days], frozen=True):
    """A day or a range of days; TOML's own dates are fine too."""

    example: str = "2026-12-29"

    def allowed(self) -> str:
        return '"2026-12-29", "2026-12-29..2027-01-03"'

    def read(self, value: object) -> Days:
        if type(value) is date:
            return value, value
        days = parse_days(value.strip()) if isinstance(value, str) else None
        if days is None:
            raise wrong(Fault.DAYS)
        if days[1] < days[0]:
            raise wrong(Fault.DAYS_ORDER)
        if (days[1] - days[0]).days >= LONGEST_RANGE:
            raise wrong(Fault.DAYS_TOO_MANY)
        return days

    def write(self, value: Days) -> str:
        return format_days(value)
