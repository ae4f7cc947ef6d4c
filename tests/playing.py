"""Plays a day file through the real simulation, with the real configuration and catalogue.

A day ``NAME.jsonl`` has beside it ``NAME.expected.jsonl``: a first line that says what the day
shows and how it is run, then one effect a line, in order, with just the fields that matter. ``nth``
stands for an id: the same number is the same prompt.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from deskbreak.app.day_file import read
from deskbreak.app.day_output import Happened, as_json
from deskbreak.app.simulation import Configure, OnStep, simulate
from deskbreak.config.file_problems import ConfigError
from deskbreak.config.layer_paths import Paths
from deskbreak.config.loading import load
from deskbreak.config.messages import render
from deskbreak.content.checks import load_checks
from deskbreak.content.loader import load_routines
from deskbreak.domain.vocabulary.routine import Routine
from deskbreak.domain.vocabulary.settings import Settings

DAYS = Path(__file__).parent / "days"
COMPARED = ("prompt", "hold", "release", "record", "refused")
"""Effects of which none may be missing and none too many."""

Fields = dict[str, Any]


@dataclass(frozen=True)
class Expected:
    """What a day comes to. ``also`` names further effects to be compared."""

    title: str
    config: str = "office.toml"
    tz: str = "Asia/Tokyo"
    until: str | None = None
    also: tuple[str, ...] = ()
    effects: list[Fields] = field(default_factory=list)


def names() -> list[str]:
    """The days there are."""
    return sorted(path.stem for path in DAYS.glob("*.jsonl") if ".expected" not in path.name)


def expected(name: str) -> Expected:
    """What is expected of a day."""
    lines = (DAYS / f"{name}.expected.jsonl").read_text("utf-8").splitlines()
    first, *effects = [json.loads(line) for line in lines if line.strip()]
    return Expected(**first | {"also": tuple(first.get("also", ())), "effects": effects})


def play(name: str, day: Expected, on_step: OnStep | None = None) -> list[Fields]:
    """The effects of a day that are to be compared, with ``nth`` beside ``id``."""
    lines = (DAYS / f"{name}.jsonl").read_text("utf-8").splitlines()
    until = None if day.until is None else datetime.fromisoformat(day.until)
    shapes = run(
        lines, configure=configure(DAYS / day.config), tz=day.tz, until=until, on_step=on_step
    )
    return numbered(shape for shape in shapes if shape["effect"] in (*COMPARED, *day.also))


def run(
    lines: Iterable[str],
    *,
    configure: Configure | None = None,
    settings: Settings | None = None,
    tz: str = "Asia/Tokyo",
    until: datetime | None = None,
    on_step: OnStep | None = None,
) -> list[Fields]:
    """All effects of a day that are part of the contract."""
    zone, told = ZoneInfo(tz), list(lines)
    naive = not told or datetime.fromisoformat(json.loads(told[0])["at"]).tzinfo is None
    if until is not None and until.tzinfo is None:
        until = until.replace(tzinfo=zone)
    if settings is None:
        settings = Settings() if configure is None else configure({})
    happened: Iterable[Happened] = simulate(
        read(told, zone),
        zone,
        settings,
        catalogue(),
        until=until,
        configure=configure,
        checks=load_checks(),
        on_step=on_step,
    )
    return [shape for one in happened if (shape := as_json(one, naive=naive)) is not None]


def numbered(effects: Iterable[Fields]) -> list[Fields]:
    """Effects with the order in which their ids first appeared."""
    seen: dict[str, int] = {}
    return [
        effect | ({"nth": seen.setdefault(effect["id"], len(seen) + 1)} if effect.get("id") else {})
        for effect in effects
    ]


def differences(found: list[Fields], wanted: list[Fields]) -> list[str]:
    """Each effect that is missing, too many, or not as expected."""
    told = []
    for number in range(max(len(found), len(wanted))):
        if number >= len(found):
            told.append(f"missing: {wanted[number]}")
        elif number >= len(wanted):
            told.append(f"too many: {found[number]}")
        elif any(found[number].get(key) != value for key, value in wanted[number].items()):
            told.append(f"expected: {wanted[number]}\n   found: {found[number]}")
    return told


def configure(file: Path) -> Configure:
    """The settings of a configuration file, with keys set on top."""
    paths = Paths(user=file, named=True)
    ids = {one.number: one.id for one in catalogue()}

    def settings(keys: Mapping[str, Any]) -> Settings:
        try:
            return load(paths, {}, dict(keys), ids, today=date(2026, 11, 30)).settings
        except ConfigError as error:
            raise ValueError("; ".join(render(one, "en") for one in error.problems)) from None

    return settings


@cache
def catalogue() -> tuple[Routine, ...]:
    """The routines there are."""
    return load_routines().facts
