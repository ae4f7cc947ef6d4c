"""A day as it would go for a person who sits all of it and takes every prompt.

The real machine runs on simulated time with an empty memory, so the routines are an example; the
times are those of the settings. Without working hours an ordinary day is shown.
"""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta, tzinfo
from typing import Any, TypeAlias

from msgspec import Struct

from deskbreak.app.day_file import EventLine
from deskbreak.app.day_lines import Busy, Free
from deskbreak.app.simulation import Simulation
from deskbreak.content import formats
from deskbreak.content.catalogue import Catalogue
from deskbreak.content.model import Language
from deskbreak.content.strings import text
from deskbreak.domain.machine.step import deadline
from deskbreak.domain.time.units import Instant
from deskbreak.domain.time.working_hours import day_begins, spans_ahead, wall_at
from deskbreak.domain.vocabulary.effects import Cause, ShowPrompt
from deskbreak.domain.vocabulary.events import Action, Answered, Reason
from deskbreak.domain.vocabulary.presence_events import CameBack, TypingBegan
from deskbreak.domain.vocabulary.question_effects import AskCheck
from deskbreak.domain.vocabulary.routine import Check
from deskbreak.domain.vocabulary.settings import Settings

Span: TypeAlias = tuple[datetime, datetime]
"""From when to when, local time."""

ORDINARY = (time(9), time(18))
"""A day without working hours, for want of a better one."""


class Coming(Struct, frozen=True):
    """One prompt of the day."""

    at: datetime
    routine: str
    reason: Cause
    easier: bool
    check: str | None = None
    """The set-up check that rides on it."""


class Preview(Struct, frozen=True):
    """A day: its working spans, and the prompts within them."""

    day: date
    spans: tuple[tuple[datetime, datetime], ...]
    prompts: tuple[Coming, ...]
    always: bool
    """No working hours are set: the span is an example."""


def preview(
    day: date,
    zone: tzinfo,
    settings: Settings,
    catalogue: Catalogue,
    checks: tuple[Check, ...],
    seed: int = 0,
    *,
    typing: bool = False,
    meetings: Sequence[Span] = (),
) -> Preview:
    """The day under these settings.

    ``typing``: the person types without a pause, so that every prompt comes as late as it may;
    ``meetings`` keep prompts back if the settings say so.
    """
    spans = _spans(day, zone, settings)
    always = settings.hours.week is None
    if not spans:
        return Preview(day, (), (), always)
    simulation = Simulation(spans[0][0], zone, settings, catalogue.facts, seed, checks=checks)
    end = simulation.instant_of(spans[-1][1]) - 1
    simulation.feed(TypingBegan() if typing else CameBack())
    prompts: list[Coming] = []
    edges = _edges(meetings, simulation)
    while True:
        ahead = [deadline(simulation.state), *(at for at, _ in edges[:1])]
        due = min((at for at in ahead if at is not None), default=None)
        if due is None or due > end:
            break
        simulation.run_until(due)
        if edges and edges[0][0] == due:
            simulation.play(edges.pop(0)[1])
        happened, simulation.happened = simulation.happened, []
        for one in happened:
            match one.effect:
                case ShowPrompt(id_, routine, reason):
                    prompts.append(Coming(one.at, routine, reason, one.effect.easier))
                    simulation.feed(Answered(Action.START, id_))
                case AskCheck(_, check):
                    last = prompts[-1]
                    prompts[-1] = Coming(last.at, last.routine, last.reason, last.easier, check)
                case _:
                    pass
    return Preview(day, spans, tuple(prompts), always)


def _edges(meetings: Sequence[Span], simulation: Simulation) -> list[tuple[Instant, EventLine]]:
    """When meetings begin and end, those that overlap as one.

    What is due at the very minute at which a meeting begins is held, so it begins just before; one
    that is on when the day begins is on from then.
    """
    begin = simulation.now().wall
    busy: list[Span] = []
    for start, end in sorted(meetings):
        if busy and start <= busy[-1][1]:
            busy[-1] = (busy[-1][0], max(busy[-1][1], end))
        elif end > begin:
            busy.append((max(start - timedelta(milliseconds=1), begin), end))
    return [
        (
            simulation.instant_of(at),
            EventLine(0, at, line(at=at.isoformat(), reason=Reason.CALENDAR)),
        )
        for span in busy
        for at, line in zip(span, (Busy, Free), strict=True)
    ]


def _spans(day: date, zone: tzinfo, settings: Settings) -> tuple[tuple[datetime, datetime], ...]:
    """The working spans of a day from 04:00 to 04:00."""
    if settings.hours.week is None:
        morning, evening = (datetime.combine(day, at, zone) for at in ORDINARY)
        return ((morning, evening),)
    hours = settings.hours
    begin = day_begins(hours, zone, day)
    over = day_begins(hours, zone, day + timedelta(days=1))
    found = []
    for start, end in spans_ahead(hours, zone, begin):
        if start >= over:
            break
        found.append((wall_at(zone, max(start, begin)), wall_at(zone, min(end, over))))
    return tuple(found)


def preview_lines(it: Preview, catalogue: Catalogue, language: Language, today: date) -> list[str]:
    """The day for reading."""
    lines = [text(language, "preview.heading", date=formats.day(language, it.day, today))]
    if not it.spans:
        return [*lines, text(language, "preview.off")]
    if it.always:
        lines.append(text(language, "preview.always"))
    for start, end in it.spans:
        times = {
            "start": formats.moment(language, start, it.day),
            "end": _end(end, start, language),
        }
        lines.append(text(language, "preview.span", **times))
        within = (one for one in it.prompts if start <= one.at < end)
        lines += (f"  {_prompt(one, it.day, catalogue, language)}" for one in within)
    prompts = formats.count(language, "prompts", len(it.prompts))
    return [*lines, text(language, "preview.count", prompts=prompts)]


def preview_data(it: Preview) -> dict[str, Any]:
    """The day for ``--json``; times are local, with their offset."""
    return {
        "date": it.day.isoformat(),
        "always": it.always,
        "spans": [{"start": _iso(start), "end": _iso(end)} for start, end in it.spans],
        "prompts": [
            {
                "at": _iso(one.at),
                "routine": one.routine,
                "reason": one.reason,
                "easier": one.easier,
                "check": one.check,
            }
            for one in it.prompts
        ],
    }


def _prompt(one: Coming, day: date, catalogue: Catalogue, language: Language) -> str:
    """A prompt's line."""
    card = catalogue.card(one.routine)
    line = text(
        language,
        "preview.prompt",
        time=formats.moment(language, one.at, day),
        routine=card.title.of(language),
        number=card.facts.number,
    )
    more = [text(language, "preview.easier")] if one.easier else []
    if one.check is not None:
        more.append(text(language, "preview.check"))
    return " · ".join([line, *more])


def _end(end: datetime, start: datetime, language: Language) -> str:
    """The end of a span; midnight is 24:00."""
    is_midnight = (end.hour, end.minute) == (0, 0) and end.date() != start.date()
    return "24:00" if is_midnight else formats.moment(language, end, start.date())


def _iso(at: datetime) -> str:
    return at.isoformat(timespec="seconds")
