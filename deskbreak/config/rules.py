"""Rules that one value alone cannot decide: they need another key, the content or a library.

They are asked about the merged configuration; each finding is told at the layer that set the key.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import TypeAlias

from deskbreak.config.addresses import is_plain_http, shown
from deskbreak.config.conversion import ceiling
from deskbreak.config.file_problems import Fault, Layer, Problem
from deskbreak.config.forms import nearest
from deskbreak.config.layers import LayerValues
from deskbreak.config.models import AllKeys, Check
from deskbreak.config.public_holidays import HolidaysError, public_holidays
from deskbreak.config.spans import format_span, meant_after_noon
from deskbreak.content.toml_lines import KeyPath
from deskbreak.domain.time.durations import format_duration
from deskbreak.domain.time.units import MINUTE

USUAL_EVERY = (20 * MINUTE, 90 * MINUTE)

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
"""Minutes; a longer span past midnight is hardly meant."""

Layers: TypeAlias = Sequence[LayerValues]
"""The most important one last."""

_EVERY: KeyPath = ("rhythm", "every")
_CEILING: KeyPath = ("rhythm", "ceiling")


def setter(layers: Layers, path: KeyPath) -> LayerValues | None:
    """The layer whose value for the key is in force, or None for a default."""
    return next((layer for layer in reversed(layers) if layer.get(path) is not None), None)


def _at(layers: Layers, path: KeyPath, code: Fault, shown: object, **params: str) -> Problem:
    key = path if isinstance(path[-1], str) else path[:-1]
    layer = setter(layers, key) or LayerValues(Layer.DEFAULT, "", {})
    return layer.problem(path, code, shown, **params)


def ceiling_problems(keys: AllKeys, layers: Layers) -> Iterator[Problem]:
    """``rhythm.ceiling`` may not be below ``rhythm.every``; told where it was set last."""
    if ceiling(keys.rhythm) >= keys.rhythm.every:
        return
    by_every, by_ceiling = setter(layers, _EVERY), setter(layers, _CEILING)
    every, top = format_duration(keys.rhythm.every), format_duration(ceiling(keys.rhythm))
    ranks = list(Layer)
    if by_every and by_ceiling and ranks.index(by_every.layer) > ranks.index(by_ceiling.layer):
        line = by_ceiling.line(_CEILING)
        place = by_ceiling.name if line is None else f"{by_ceiling.name}:{line}"
        yield by_every.problem(
            _EVERY, Fault.EVERY_HIGH, by_every.get(_EVERY), ceiling=top, place=place
        )
    elif by_ceiling:
        yield by_ceiling.problem(_CEILING, Fault.CEILING_LOW, by_ceiling.get(_CEILING), every=every)


def routine_id(name: str, routine_ids: Mapping[str, str]) -> str | None:
    """The id for an R-number (``R03``, ``r3``) or an id."""
    if name in routine_ids.values():
        return name
    letter, digits = name[:1].upper(), name[1:]
    number = f"{letter}{digits.zfill(2)}" if digits.isdecimal() else name.upper()
    return routine_ids.get(number)


def hidden_ids(
    keys: AllKeys, layers: Layers, routine_ids: Mapping[str, str]
) -> tuple[frozenset[str], list[Problem]]:
    """``routines.hide`` as ids."""
    found: set[str] = set()
    problems = []
    for index, name in enumerate(keys.routines.hide):
        known = routine_id(name, routine_ids)
        if known is not None:
            found.add(known)
            continue
        path: KeyPath = ("routines", "hide", index)
        near = nearest(name, routine_ids.values())
        if near is None:
            problems.append(_at(layers, path, Fault.ROUTINE, name))
        else:
            problems.append(_at(layers, path, Fault.ROUTINE_NEAR, name, near=f'"{near}"'))
    return frozenset(found), problems


def holidays_of(
    keys: AllKeys, layers: Layers, today: date
) -> tuple[frozenset[date], list[Problem]]:
    """``hours.holidays`` as dates."""
    country = keys.hours.holidays
    try:
        return public_holidays(country, today), []
    except HolidaysError as error:
        return frozenset(), [_at(layers, ("hours", "holidays"), error.code, country)]


def calendar_problems(keys: AllKeys, layers: Layers) -> Iterator[Problem]:
    """Plain http only with ``calendar.allow_http``."""
    if keys.calendar.allow_http:
        return
    for index, source in enumerate(keys.calendar.sources):
        if is_plain_http(source):
            path: KeyPath = ("calendar", "sources", index)
            yield _at(layers, path, Fault.CALENDAR_HTTP, shown(source))


def warnings_about(keys: AllKeys, layers: Layers) -> Iterator[Problem]:
    """What is allowed but may surprise."""
    every = keys.rhythm.every
    if not USUAL_EVERY[0] <= every <= USUAL_EVERY[1]:
        yield _at(layers, _EVERY, Fault.UNUSUAL_RHYTHM, format_duration(every))
    named = [day for day in keys.hours.days if day is not None]
    if named and not any(named):
        yield _at(layers, ("hours",), Fault.NO_HOURS, None)
    yield from _long_spans(keys, layers)
    if keys.checks.stood_this_hour != Check():
        yield _at(layers, ("checks", "stood-this-hour"), Fault.NEVER_ASKED, None)


def _long_spans(keys: AllKeys, layers: Layers) -> Iterator[Problem]:
    """Twenty hours from 9:00 to 5:00: whoever counts to twelve meant 17:00."""
    for name, spans in zip(DAYS, keys.hours.days, strict=True):
        for index, (start, end) in enumerate(spans or ()):
            meant = meant_after_noon((start, end))
            if meant is None:
                continue
            path: KeyPath = ("hours", name, index)
            near = f'"{format_span(meant)}"'
            length = f"{(end - start) / 60:g}"
            yield _at(
                layers, path, Fault.LONG_SPAN, format_span((start, end)), hours=length, near=near
            )
