"""The models' values as the domain's."""

from datetime import date
from pathlib import Path

from deskbreak.config.addresses import resolved
from deskbreak.config.models import (
    AllKeys,
    Check,
    Checks,
    Hours,
    Rhythm,
)
from deskbreak.config.schema import fields
from deskbreak.config.spans import each_day, merge_spans
from deskbreak.domain.time import working_hours
from deskbreak.domain.time.units import MINUTE, Millis
from deskbreak.domain.vocabulary import settings as domain

CEILING: Millis = 60 * MINUTE
CEILING_ABOVE: Millis = 15 * MINUTE


def to_settings(
    keys: AllKeys, *, folder: Path, hide: frozenset[str], holidays: frozenset[date]
) -> domain.Settings:
    """Everything; ``folder`` is where relative paths start, ``hide`` are ids."""
    return domain.Settings(
        language=keys.language,
        rhythm=_rhythm(keys.rhythm),
        hours=_hours(keys.hours, holidays),
        hold=domain.HoldSettings(**dict(keys.hold)),
        routines=domain.RoutineSettings(
            places=frozenset(keys.routines.places),
            props=frozenset(keys.routines.props),
            mode=keys.routines.mode,
            stand_policy=keys.routines.stand_policy,
            discreet=keys.routines.discreet,
            kinds=frozenset(keys.routines.kinds),
            hide=hide,
        ),
        checks=_checks(keys.checks),
        notification=domain.NotificationSettings(**dict(keys.notification)),
        guide=domain.GuideSettings(**dict(keys.guide)),
        calendar=domain.CalendarSettings(
            sources=tuple(resolved(source, folder) for source in keys.calendar.sources),
            allow_http=keys.calendar.allow_http,
            refresh=keys.calendar.refresh,
        ),
        hooks=domain.Hooks(**dict(keys.hooks)),
        report=domain.ReportSettings(weekly=keys.report.weekly),
        personal=domain.Personal(
            setup_done=keys.personal.setup_done,
            codes=frozenset(keys.personal.codes),
            floor_allowed=keys.personal.floor,
            stage=keys.personal.stage,
            hidden=frozenset(keys.personal.hidden),
            red_flag=keys.personal.red_flag,
        ),
    )


def ceiling(rhythm: Rhythm) -> Millis:
    """The ceiling that is set, else the larger of 60m and every + 15m."""
    if rhythm.ceiling is not None:
        return rhythm.ceiling
    return max(CEILING, rhythm.every + CEILING_ABOVE)


def _rhythm(rhythm: Rhythm) -> domain.Rhythm:
    return domain.Rhythm(**(dict(rhythm) | {"ceiling": ceiling(rhythm)}))


def _hours(hours: Hours, holidays: frozenset[date]) -> working_hours.Hours:
    named = [day for day in hours.days if day is not None]
    week = tuple(merge_spans(day or ()) for day in hours.days) if named else None
    off = {day for days in hours.days_off for day in each_day(days)}
    return working_hours.Hours(week, frozenset(off) | holidays)


def _checks(checks: Checks) -> domain.ChecksSettings:
    """Only checks and own keys that differ from the catalogue are named."""
    each = []
    for name, field in fields(Checks).items():
        if not isinstance(field.default, Check):
            continue
        check: Check = getattr(checks, name.replace("-", "_"))
        if check != field.default:
            each.append((name, _check(check, field.default)))
    return domain.ChecksSettings(checks.enabled, checks.per_day, tuple(each))


def _check(check: Check, default: Check) -> domain.CheckSettings:
    usual = dict(default)
    own = [
        (key, _as_text(value))
        for key, value in check
        if key not in ("ask", "every") and value != usual[key]
    ]
    return domain.CheckSettings(check.ask, check.every, tuple(own))


def _as_text(value: object) -> str:
    """``centre``, ``false``, ``10-15``."""
    match value:
        case bool():
            return str(value).lower()
        case tuple():
            return "-".join(map(str, value))
        case _:
            return str(value)
