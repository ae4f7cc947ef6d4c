"""A coming day with the earliest and the latest moment of each prompt.

The machine runs twice: once for a person who pauses whenever a prompt is due, once for one who
types without a pause, so that each comes at the ceiling.
"""

from collections.abc import Sequence
from datetime import date, datetime, tzinfo

from msgspec import Struct

from deskbreak.app.day_preview import Preview, Span, preview
from deskbreak.content.catalogue import Catalogue
from deskbreak.domain.vocabulary.routine import Check
from deskbreak.domain.vocabulary.settings import Settings


class PromptRange(Struct, frozen=True):
    """One prompt: between when and when it comes."""

    early: datetime
    late: datetime


class DayRange(Struct, frozen=True):
    """A day: its working spans, its meetings, and its prompts."""

    day: date
    spans: tuple[Span, ...]
    meetings: tuple[Span, ...]
    prompts: tuple[PromptRange, ...]
    always: bool
    """No working hours are set: the span is an example."""


def day_range(
    day: date,
    zone: tzinfo,
    settings: Settings,
    catalogue: Catalogue,
    checks: tuple[Check, ...],
    meetings: Sequence[Span] = (),
) -> DayRange:
    """The day under these settings; ``meetings`` are those known for it."""
    near = tuple(one for one in meetings if one[0].date() == day or one[1].date() == day)
    early = preview(day, zone, settings, catalogue, checks, meetings=near)
    late = preview(day, zone, settings, catalogue, checks, typing=True, meetings=near)
    prompts: list[PromptRange] = []
    for span in early.spans:
        prompts += _pairs(_within(early, span), _within(late, span), span[1])
    return DayRange(day, early.spans, near, tuple(prompts), early.always)


def _within(found: Preview, span: Span) -> list[datetime]:
    return [one.at for one in found.prompts if span[0] <= one.at < span[1]]


def _pairs(early: list[datetime], late: list[datetime], end: datetime) -> list[PromptRange]:
    """The first with the first; what has no time left when all are late may come until the end."""
    rest = [end] * (len(early) - len(late))
    return [PromptRange(*pair) for pair in zip(early, [*late, *rest], strict=False)]
